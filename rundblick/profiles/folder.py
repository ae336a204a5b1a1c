"""The application folder: covering letter, curriculum vitae and a list of enclosures as one PDF. Kept nowhere.

The CV comes from the biography: education and work alone, no life events, moods or own readings. Files are listed and
handed over beside it: typst sets no foreign PDF into an accessible document.
"""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rundblick.biography.codes import Kind, Lane, Recognition
from rundblick.biography.models import Stretch
from rundblick.biography.queries import Profile, for_application
from rundblick.catalogue.working import working
from rundblick.print.pdf import render
from rundblick.profiles.models import JobProfile
from rundblick.web.clock import now
from rundblick.web.german import german_date

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "folder.typ"
TABLES = {Lane.WORK: "Berufserfahrung", Lane.EDUCATION: "Schule und Ausbildung"}


def folder(*, letter: dict[str, Any] | None, vita: dict[str, Any] | None, enclosures: Sequence[str]) -> bytes:
    """The folder as PDF. Its title names nobody. Raises PrintError."""
    made = now()
    return render(
        TEMPLATE,
        {
            "title": "Bewerbung",
            "letter": letter or {},
            "vita": vita or {},
            "enclosures": list(enclosures),
            "foot": german_date(made.date()),
        },
        created=made,
    )


def letter(*, sender: str, recipient: str, subject: str, text: str, name: str, day: dt.date) -> dict[str, Any]:
    """A covering letter as the template takes it; a blank line in `text` begins a paragraph."""
    return {
        "sender": _lines(sender),
        "recipient": _lines(recipient),
        "day": german_date(day),
        "subject": subject,
        "paragraphs": [" ".join(one.split()) for one in text.replace("\r", "").split("\n\n") if one.strip()],
        "name": name,
    }


def vita(
    *, name: str, sender: str, stretches: list[Stretch], told: Profile, profile: JobProfile | None
) -> dict[str, Any]:
    """A CV as the template takes it, newest first."""
    row = profile or JobProfile()
    tables = [
        {"caption": TABLES[lane], "rows": [[str(one.span), _what(one)] for one in rows]}
        for lane, rows in for_application(stretches).items()
        if rows
    ]
    return {
        "name": name,
        "sender": _lines(sender),
        "tables": tables,
        "lists": [one for one in (_abilities(told), _languages(told), _licences(row)) if one["lines"]],
    }


def _what(row: Stretch) -> str:
    what = ", ".join(part for part in (row.title, row.place) if part)
    kind = "" if row.kind == Kind.WORK else f" ({Kind(row.kind).label})"
    reached = row.certificate or ""
    if reached and row.recognition in (Recognition.FULL, Recognition.PARTLY):
        reached += f", {Recognition(row.recognition).label}"
    return f"{what}{kind}" + (f"; {reached}" if reached else "")


def _abilities(told: Profile) -> dict[str, Any]:
    known = [one for one in told.abilities if one.level != "learning"]
    lines = [one.text if one.topic == "own" else one.get_topic_display() for one in known]
    return {"heading": "Kenntnisse und Fähigkeiten", "lines": [line for line in lines if line]}


def _languages(told: Profile) -> dict[str, Any]:
    lines = [f"{one.get_language_display()}: {one.get_level_display()}" for one in told.languages]
    return {"heading": "Sprachen", "lines": lines}


def _licences(row: JobProfile) -> dict[str, Any]:
    return {
        "heading": "Führerscheine",
        "lines": [one.label for one in working().licences if one.code in row.licences],
    }


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
