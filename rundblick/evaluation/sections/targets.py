"""How far the programme's targets are reached, with a denominator that says where it comes from."""

from dataclasses import replace

from rundblick.evaluation.cohort import Result, results
from rundblick.evaluation.counted import Book, Sums
from rundblick.evaluation.sections import Task
from rundblick.evaluation.sections.outcomes import code_of_kind, records_of
from rundblick.programmes.definition import Target
from rundblick.statistics.suppression import Arc
from rundblick.work import rules
from rundblick.work.taxonomy import taxonomy


def compute(task: Task) -> Book:
    """Every target up to its own Stichtag or the section's, whichever is earlier."""
    book = task.book("Ergebnisse in den Akten")
    happened = results(task.members)
    for target in task.definition.targets:
        _target(task, book, target, [r for r in happened if r.on <= target.as_of])
    return book


def _target(task: Task, book: Book, target: Target, happened: list[Result]) -> None:
    achieved, kinds = [r.achieved for r in happened], taxonomy()
    code = f"{task.programme}.quota.{target.code}"
    wanted = [
        kind
        for kind in kinds.kinds
        if kind.code in task.definition.outcomes
        and (kind.code in target.numerator.kinds or kind.group in target.numerator.groups)
    ]
    common = (achieved, task.definition, target, kinds, book.day)
    whole = rules.attainment(*common, admitted=task.members.admitted)
    source = f"{whole.source}; gezählt aus: Ergebnisse in den Akten"
    whole = replace(whole, code=code, source=source)
    everything = book.enter(whole, records_of(happened, [k.code for k in wanted]), rest_is_guarded=False)
    groups = {}
    for part in rules.attainment_by_group(*common, admitted=task.members.admitted):
        group = part.code.rpartition(".")[2]
        inside = [k.code for k in wanted if k.group == group]
        figure = replace(part, code=f"{code}.{group}", source=source)
        groups[group] = book.enter(figure, records_of(happened, inside), rest_is_guarded=False)
    distance = whole.points_to_target()
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
    if target.numerator.count == "outcomes":
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
