"""What was achieved: counts, the chart of placements, titles, integrations by parenting, young people."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from rundblick.evaluation.cohort import COUPLE, SINGLE, Result, informal_sponsors, results, situations
from rundblick.evaluation.counted import Book, Record
from rundblick.evaluation.sections import Task
from rundblick.work import rules
from rundblick.work.models import Situation
from rundblick.work.taxonomy import Kind, taxonomy

PARENTING = {SINGLE: ("single_parent", "alleinerziehend"), COUPLE: ("couple", "in der Bedarfsgemeinschaft erziehend")}
LISTED_TOGETHER = (("school_qualification", "further_training"),)
"""Kinds whose titles stand in one list (report of ANNA, 6.2), because a title does not tell which of them it is."""


def compute(task: Task) -> Book:
    """Everything achieved up to the Stichtag, that day included."""
    book = task.book("Ergebnisse in den Akten")
    happened = results(task.members)
    _counts(task, book, happened)
    _chart(task, book, happened)
    _titles(task, book, happened)
    _by_parenting(task, book, happened)
    _young_people(task, book)
    return book


def code_of_kind(programme: str, kind: str) -> str:
    """The code of the number of outcomes of a kind."""
    return f"{programme}.sponsorships" if kind == "sponsorship" else f"{programme}.outcome.{kind}"


def records_of(happened: Iterable[Result], kinds: Iterable[str]) -> list[Record]:
    """The records of some kinds."""
    wanted = set(kinds)
    return [result.record for result in happened if result.kind in wanted]


def _counts(task: Task, book: Book, happened: list[Result]) -> None:
    achieved = [r.achieved for r in happened]
    figures = rules.count_figures(achieved, task.definition, taxonomy(), book.day, source=book.source)
    for figure in figures:
        kind = figure.code.rpartition(".")[2]
        book.enter(replace(figure, code=code_of_kind(task.programme, kind)), records_of(happened, [kind]))
    if "sponsorship" in task.definition.outcomes:
        book.number(
            f"{task.programme}.sponsorships.informal",
            "Informelle Patenschaften",
            informal_sponsors(task.members),
            note="Ohne Vereinbarung, über Verein, Gruppe oder Nachbarschaft gefunden.",
        )


def _chart(task: Task, book: Book, happened: list[Result]) -> None:
    achieved = [r.achieved for r in happened]
    whole = f"{task.programme}.outcome|chart|{book.day}"
    parts: dict[str, int] = {}
    total = 0
    for figure in rules.chart_figures(achieved, task.definition, taxonomy(), book.day, source=book.source):
        code = code_of_kind(task.programme, figure.code.rpartition(".")[2])
        cell = book.enter(replace(figure, code=f"{code}.share"), cell=book.cell(code), whole=whole)
        parts[cell] = figure.numerator or 0
        total = figure.denominator or 0
    if parts:
        book.adds_up(whole, parts, total)


def _titles(task: Task, book: Book, happened: list[Result]) -> None:
    """Job titles and the like are typed freely; protection decides which of them are printed."""
    for kinds in _lists(task):
        codes = "+".join(kind.code for kind in kinds)
        records = [r for r in happened if r.kind in {kind.code for kind in kinds}]
        if not any(r.title for r in records):
            continue
        label = " oder ".join(kind.label for kind in kinds)
        whole = book.cell(code_of_kind(task.programme, kinds[0].code))
        if len(kinds) > 1:
            whole = f"{task.programme}.outcome.{codes}|list|{book.day}"
            book.adds_up(
                whole,
                {
                    book.cell(code_of_kind(task.programme, k.code)): sum(r.kind == k.code for r in records)
                    for k in kinds
                },
                len(records),
            )
        named = Counter(r.title for r in records)
        for title, _ in sorted(named.items(), key=lambda item: (not item[0], -item[1], item[0])):
            own = [r.record for r in records if r.title == title]
            code = f"{task.programme}.outcome.{codes}.title.{title}"
            book.number(code, f"{label}: {title or 'ohne Angabe'}", own, list_of=whole)


def _lists(task: Task) -> list[tuple[Kind, ...]]:
    counted = [kind for kind in taxonomy().kinds if kind.code in task.definition.outcomes]
    together = [tuple(k for k in counted if k.code in codes) for codes in LISTED_TOGETHER]
    joined = {kind.code for kinds in together for kind in kinds}
    alone: list[tuple[Kind, ...]] = [(kind,) for kind in counted if kind.code not in joined]
    return sorted((*alone, *(kinds for kinds in together if kinds)), key=lambda kinds: counted.index(kinds[0]))


def _by_parenting(task: Task, book: Book, happened: list[Result]) -> None:
    """Integrations by parenting status, and how often the benefit ended with them (report of ANNA, 6.2)."""
    for kind in taxonomy().kinds:
        if kind.group != "integration" or kind.code not in task.definition.outcomes:
            continue
        everybody = [r for r in happened if r.kind == kind.code]
        parts = {}
        for status, (name, words) in PARENTING.items():
            own = [r for r in everybody if task.members.parenting.get(r.record.dossier_id) == status]
            ended = [r for r in own if r.benefit_ended]
            code = f"{code_of_kind(task.programme, kind.code)}.{name}"
            whole = book.number(code, f"{kind.label}: {words}", [r.record for r in own])
            parts[whole] = len(own)
            cell = book.part(
                f"{code}.benefit_ended",
                f"{kind.label}: {words}, Leistungsbezug beendet",
                [r.record for r in ended],
                of=len(own),
                whole=whole,
                note="Nenner: Arbeitsaufnahmen dieser Gruppe.",
            )
            book.adds_up(whole, {cell: len(ended)}, len(own))
        book.adds_up(book.cell(code_of_kind(task.programme, kind.code)), parts, len(everybody))


def _young_people(task: Task, book: Book) -> None:
    known = [(record, kind) for record, kind in situations(task.members) if kind != Situation.Kind.SCHOOL]
    if not known:
        return
    code = f"{task.programme}.employable_children"
    whole = book.number(code, "Erwerbsfähige Kinder und Jugendliche nach der Schule", [record for record, _ in known])
    parts = {}
    for kind in Situation.Kind:
        own = [record for record, found in known if found == kind]
        if own:
            label = f"Erwerbsfähige Kinder und Jugendliche: {kind.label}"
            parts[book.part(f"{code}.{kind}", label, own, of=len(known), whole=whole)] = len(own)
    book.adds_up(whole, parts, len(known))
