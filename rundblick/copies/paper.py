"""A released copy as files: a PDF to read (PDF/UA), and the same for programs."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rundblick.copies.models import Copy
from rundblick.print.pdf import render
from rundblick.web.german import german_date

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "copy.typ"
TITLE = "Auskunft nach Art. 15 DSGVO"


@dataclass(frozen=True)
class Told:
    """A section as the person gets it: entries of (heading, text)."""

    title: str
    entries: list[list[tuple[str, str]]] = field(default_factory=list)


def pdf(copy: Copy, sections: list[Told], *, house: str) -> bytes:
    """The PDF. Its title names nobody. Raises PrintError when it would not be accessible."""
    assert copy.released_at
    given: dict[str, Any] = {
        "title": TITLE,
        "name": copy.person.name,
        "house": house,
        "asked": f"Gewünscht am {german_date(copy.asked_on)} ({copy.get_how_display()}).",
        "frozen": f"Stand der Angaben: {german_date(copy.frozen_on)}. Freigegeben am {german_date(copy.released_at)}.",
        "sections": _plain(sections),
    }
    return render(TEMPLATE, given, created=copy.released_at)


def data(copy: Copy, sections: list[Told], *, house: str) -> dict[str, Any]:
    """The same, readable for programs: a list of pairs per entry, in the order of the PDF."""
    assert copy.released_at and copy.prepared_at
    return {
        "format": "rundblick-auskunft",
        "version": 1,
        "title": TITLE,
        "person": copy.person.name,
        "from": house,
        "asked_on": copy.asked_on.isoformat(),
        "as_of": copy.prepared_at.isoformat(),
        "released_at": copy.released_at.isoformat(),
        "sections": _plain(sections),
    }


def _plain(sections: list[Told]) -> list[dict[str, Any]]:
    return [
        {
            "title": one.title,
            "entries": [[{"name": name, "text": text} for name, text in entry] for entry in one.entries],
        }
        for one in sections
    ]
