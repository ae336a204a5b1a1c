"""The subjects of a journey, by site and by the attributes the section asks for."""

from collections import Counter
from dataclasses import dataclass

from rundblick.evaluation.cohort import JourneyRecords
from rundblick.evaluation.counted import Book, Sums
from rundblick.evaluation.sections import Task
from rundblick.journeys.definition import Attribute
from rundblick.statistics.suppression import Arc

UNITS = {
    "child": "Kinder und Jugendliche",
    "person": "Personen",
    "job": "Beschäftigungen",
    "application": "Personen mit Bewerbung",
}


def compute(task: Task) -> Book:
    """How many subjects there are, and their shares by each attribute."""
    book = task.book("User Journeys")
    records = task.records()
    unit = UNITS[task.journey.subject]
    code = f"{task.programme}.{code_of(task)}"
    totals = {}
    for label, those in task.sites(records):
        totals[label] = book.number(code, unit, records.records(those), subgroup=label)
    sizes = {label: len(those) for label, those in task.sites(records)}
    if len(totals) > 1:
        book.adds_up(totals[""], {totals[label]: sizes[label] for label in totals if label}, sizes[""])
    if task.journey.subject == "application":
        book.number(
            f"{code}.attempts",
            "Bewerbungen",
            list(records.attempts),
            note="Jede Person zählt einmal, mit der Bewerbung, die am weitesten kam.",
        )
    for attribute in task.journey.header:
        if attribute.code in task.section.by and attribute.code != "site":
            _attribute(task, book, records, attribute, unit)
    return book


def code_of(task: Task) -> str:
    """The name of the subjects in codes."""
    return {"child": "children", "person": "people", "job": "jobs", "application": "applicants"}[task.journey.subject]


def _attribute(task: Task, book: Book, records: JourneyRecords, attribute: Attribute, unit: str) -> None:
    code = f"{task.programme}.{code_of(task)}"
    values = _values(records, attribute)
    choices = [choice.code for choice in attribute.choices]
    elsewhere = dict.fromkeys(records.subjects)
    arcs: list[Arc] = []
    for label, those in task.sites(records):
        numbers = Counter(values[s] for s in those)
        names = _Names(book.cell(code, label), attribute.code)
        for choice in attribute.choices:
            book.part(
                f"{code}.{attribute.code}.{choice.code}",
                f"{unit}: {choice.label}",
                records.records([s for s in those if values[s] == choice.code]),
                of=len(those) - numbers[""],
                missing=numbers[""],
                subgroup=label,
                cell=names.value(choice.code),
                whole=names.known,
                missing_cell=names.value(""),
            )
        arcs += _row(names, label, choices, numbers) if label else _totals(names, choices, numbers)
        for subject in those if label else ():
            elsewhere.pop(subject, None)
    # Subjects at none of the definition's sites are not printed, but anybody can subtract.
    rest = _Names(f"{book.cell(code)}|rest", attribute.code)
    arcs += _row(rest, "rest", choices, Counter(values[s] for s in elsewhere))
    everywhere = frozenset(book.cell(code, label) for label, _ in task.sites(records))
    book.sums.append(Sums(tuple(arcs), dear=everywhere))


@dataclass(frozen=True, slots=True)
class _Names:
    """Cells of one row: everybody (`whole`), those whose value is known, and each value; "" is no statement."""

    whole: str
    attribute: str

    @property
    def known(self) -> str:
        return f"{self.whole}|{self.attribute}|known"

    def value(self, value: str) -> str:
        return f"{self.whole}|{self.attribute}|{value}"


def _row(names: _Names, label: str, choices: list[str], numbers: Counter[str]) -> list[Arc]:
    known = sum(numbers[choice] for choice in choices)
    return [
        Arc(names.whole, "rows", ("row", label), known + numbers[""]),
        Arc(names.known, ("row", label), ("known", label), known),
        Arc(names.value(""), ("row", label), ("column", ""), numbers[""]),
        *(Arc(names.value(c), ("known", label), ("column", c), numbers[c]) for c in choices),
    ]


def _totals(names: _Names, choices: list[str], numbers: Counter[str]) -> list[Arc]:
    known = sum(numbers[choice] for choice in choices)
    return [
        *(Arc(names.value(c), ("column", c), "all known", numbers[c]) for c in choices),
        Arc(names.known, "all known", "all", known),
        Arc(names.value(""), ("column", ""), "all", numbers[""]),
        Arc(names.whole, "all", "rows", known + numbers[""]),
    ]


def _values(records: JourneyRecords, attribute: Attribute) -> dict[str, str]:
    """Subject -> value; empty where it is not known or not among the choices."""
    choices = {choice.code for choice in attribute.choices}
    stated = {s: records.attributes[s].get(attribute.code, "") for s in records.subjects}
    return {subject: value if value in choices else "" for subject, value in stated.items()}
