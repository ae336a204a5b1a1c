"""How far the programme's targets are reached, with a denominator that says where it comes from."""

from dataclasses import replace

from rundblick.evaluation.cohort import Cohort, Result, cohort, results, with_stock
from rundblick.evaluation.counted import Book, Record, Sums
from rundblick.evaluation.sections import Task
from rundblick.evaluation.sections.outcomes import code_of_kind, records_of
from rundblick.programmes.definition import Programme, Target
from rundblick.rehab.queries import insured_with
from rundblick.statistics.suppression import Arc
from rundblick.work import rules
from rundblick.work.rules import Achieved, Admitted
from rundblick.work.taxonomy import taxonomy


def compute(task: Task) -> Book:
    """Every target up to its own Stichtag or the section's, whichever is earlier."""
    book = task.book("Ergebnisse in den Akten")
    happened = results(task.members)
    for target in task.definition.targets:
        _target(task, book, target, [r for r in happened if r.on <= target.as_of])
    return book


def _target(task: Task, book: Book, target: Target, happened: list[Result]) -> None:
    kinds, members = taxonomy(), _members(task, target)
    admitted = _admitted(task.definition, target, members)
    if target.numerator.insurer is not None:
        there = insured_with(target.numerator.insurer, members.as_of)
        happened = [r for r in happened if r.record.person_id in there]
    if target.measure == "reduction":
        # Who was not there on the first day is not missing from its stock.
        happened = [r for r in happened if _whose(task.definition, target, r) in admitted.stock]
    achieved = [replace(r.achieved, person=_whose(task.definition, target, r)) for r in happened]
    code = f"{task.programme}.quota.{target.code}"
    wanted = [
        kind
        for kind in kinds.kinds
        if kind.code in task.definition.outcomes
        and (kind.code in target.numerator.kinds or kind.group in target.numerator.groups)
    ]
    common = (achieved, task.definition, target, kinds, book.day)
    whole = rules.attainment(*common, admitted=admitted)
    by_participation = target.numerator.count == "participations"
    counted_from = "Teilnahmen" if by_participation else "Ergebnisse in den Akten"
    source = f"{whole.source}; gezählt aus: {counted_from}"
    whole = replace(whole, code=code, source=source)
    records = records_of(happened, [k.code for k in wanted])
    if by_participation:
        records = _participations(task.definition, target, members, admitted)
    everything = book.enter(whole, records, rest_is_guarded=False)
    groups = {}
    for part in rules.attainment_by_group(*common, admitted=admitted):
        group = part.code.rpartition(".")[2]
        inside = [k.code for k in wanted if k.group == group]
        figure = replace(part, code=f"{code}.{group}", source=source)
        groups[group] = book.enter(figure, records_of(happened, inside), rest_is_guarded=False)
    distance = whole.points_to_target(target.digits)
    if distance is not None:
        above = replace(
            whole,
            code=f"{code}.above_target",
            label="Abstand zum Ziel in Prozentpunkten",
            value=distance,
            target=None,
            note=f"Prozentpunkte, nicht Prozent. {whole.note}".strip(),
        )
        book.enter(above, cell=everything, rest_is_guarded=False)
    every_one = target.numerator.insurer is None and target.measure != "reduction"
    if target.numerator.count == "outcomes" and every_one:
        # Counts of people may overlap, so only counts of outcomes add up.
        arcs = [
            Arc(
                f"{code_of_kind(task.programme, kind.code)}||{whole.as_of.isoformat()}",
                "kinds",
                ("group", kind.group) if kind.group in groups else "whole",
                sum(r.kind == kind.code for r in happened),
            )
            for kind in wanted
        ]
        for group, cell in groups.items():
            number = sum(1 for r in happened for k in wanted if r.kind == k.code and k.group == group)
            arcs.append(Arc(cell, ("group", group), "whole", number))
        arcs.append(Arc(everything, "whole", "kinds", whole.numerator or 0))
        book.sums.append(Sums(tuple(arcs)))


def _members(task: Task, target: Target) -> Cohort:
    """Who counts on the target's own day, where that matters and lies before the section's."""
    asked = target.numerator.count == "participations" or target.denominator.rule not in {"inferred", "none"}
    earlier = target.as_of < task.members.as_of
    return cohort(task.members.run, target.as_of) if asked and earlier else task.members


def _admitted(definition: Programme, target: Target, members: Cohort) -> Admitted:
    if target.denominator.rule != "stock":
        return members.admitted
    return with_stock(members, households=definition.unit == "household")


def _whose(definition: Programme, target: Target, result: Result) -> str:
    """Whose an outcome is: in a reduction of households that of the household, else the person's."""
    achieved: Achieved = result.achieved
    of_households = target.measure == "reduction" and definition.unit == "household"
    return str(result.record.dossier_id) if of_households else achieved.person


def _participations(definition: Programme, target: Target, members: Cohort, admitted: Admitted) -> list[Record]:
    gone = admitted.stock & admitted.gone
    if definition.unit == "household":
        found = [(str(d), Record(d, None, "programmes", "household", d)) for d in sorted(members.sites, key=str)]
    else:
        people = sorted(members.people.items())
        found = [(str(p), Record(d, p, "programmes", "participation", pk)) for p, (d, pk) in people]
    return [record for who, record in found if target.measure != "reduction" or who in gone]
