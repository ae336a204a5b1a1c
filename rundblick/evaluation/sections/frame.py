"""Who takes part at all: households and participants by site. The frame in which all other figures stand."""

from collections.abc import Sequence

from rundblick.evaluation.cohort import Cohort
from rundblick.evaluation.counted import Book, Record
from rundblick.programmes.definition import Programme

CODE, LABEL = "rahmen", "Wer dabei ist"


def compute(definition: Programme, members: Cohort) -> Book:
    """Households and participants admitted up to the cohort's day."""
    origin = next((run.origin for run in definition.runs if run.code == members.run.code), None)
    place = origin.place if origin and origin.place else definition.title
    book = Book(CODE, members.as_of, f"{place}; gezählt aus: Teilnahmen")
    households = [Record(d, None, "programmes", "household", d) for d in sorted(members.sites, key=str)]
    people = [Record(d, p, "programmes", "participation", pk) for p, (d, pk) in sorted(members.people.items())]
    _by_site(book, definition, members, "households", "Bedarfsgemeinschaften", households)
    _by_site(book, definition, members, "participants", "Teilnehmende Personen", people)
    return book


def _by_site(
    book: Book, definition: Programme, members: Cohort, code: str, label: str, records: Sequence[Record]
) -> None:
    name = f"{definition.id}.{code}"
    total = book.number(name, label, records)
    parts = {}
    for site in definition.sites:
        here = [record for record in records if members.sites[record.dossier_id] == site.code]
        parts[book.number(name, label, here, subgroup=site.label)] = len(here)
    if parts:
        book.adds_up(total, parts, len(records))
