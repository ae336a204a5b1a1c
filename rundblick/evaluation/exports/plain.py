"""CSV and JSON: every figure with all that belongs to it, one per line."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.protection import Shown
from rundblick.evaluation.report import heads
from rundblick.programmes.definition import Programme, Report
from rundblick.web.german import german_date, german_datetime
from rundblick.web.spreadsheets import as_csv

COLUMNS = (
    ("section", "Tabelle"),
    ("label", "Was gezählt wird"),
    ("subgroup", "Teilgruppe"),
    ("numerator", "Zähler"),
    ("denominator", "Nenner"),
    ("value", "Wert"),
    ("unit", "Einheit"),
    ("target", "Ziel"),
    ("missing", "ohne Angabe"),
    ("as_of", "Stichtag"),
    ("note", "Hinweis"),
    ("status", "Anzeige"),
    ("quoted", "Zitat"),
    ("source", "Quelle"),
    ("code", "Kennung"),
    ("low", "Bereich von"),
    ("high", "Bereich bis"),
)
STATUS = {"shown": "ausgewiesen", "suppressed": "nicht ausgewiesen", "quoted": "zitiert", "opened": "ausgewiesen"}


def unit_of(one: Shown) -> str:
    """What `value` is counted in."""
    if one.figure.code.endswith(".above_target"):
        return "Prozentpunkte"
    return one.figure.unit or ("Prozent" if one.figure.is_share else "Anzahl")


def rows(found: Sequence[Shown], labels: dict[str, str]) -> list[list[Any]]:
    """The figures as rows of COLUMNS; numbers stay numbers, days stay days."""
    return [[_cell(one, name, labels) for name, _ in COLUMNS] for one in found]


def _cell(one: Shown, name: str, labels: dict[str, str]) -> Any:
    figure = one.figure
    match name:
        case "section":
            return labels.get(one.section, one.section)
        case "unit":
            return unit_of(one)
        case "status":
            return STATUS[one.status]
        case "quoted":
            return one.quotation
        case "subgroup":
            return figure.subgroup or "alle"
        case "value" | "target" | "low" | "high":
            number = getattr(figure, name)
            return None if number is None else float(number)
    return getattr(figure, name)


def section_labels(programme: Programme, report: Report, snapshot: ReportSnapshot) -> dict[str, str]:
    """Code of a section -> its heading, in the order of the report."""
    return {head.code: head.label for head in heads(programme, report, snapshot.as_of)}


def origin(programme: Programme, snapshot: ReportSnapshot) -> list[tuple[str, str]]:
    """Where the numbers come from, for the last page of every export."""
    return [
        ("Programm", f"{programme.title} ({programme.long_title})"),
        ("Durchgang", snapshot.run.label),
        ("Stichtag", f"{german_date(snapshot.as_of)}, der Tag eingeschlossen; einzelne Tabellen haben einen eigenen"),
        ("Berechnet", german_datetime(snapshot.computed_at)),
        ("Beschrieben in", f"{programme.source.document}, {programme.source.publisher} {programme.source.year}"),
        ("Definition", str(snapshot.made_from.get("definition", ""))),
        ("Kennung des Berichts", str(snapshot.pk)),
        ("Kleine Zahlen", "Weniger als 3 Personen und was darauf schließen lässt, sind nicht ausgewiesen."),
    ]


def write_csv(programme: Programme, report: Report, snapshot: ReportSnapshot, found: Sequence[Shown]) -> bytes:
    """One figure per line; days in ISO form."""
    told = rows(found, section_labels(programme, report, snapshot))
    return as_csv(
        [
            [label for _, label in COLUMNS],
            *([cell.isoformat() if isinstance(cell, dt.date) else cell for cell in row] for row in told),
        ]
    )


def write_json(programme: Programme, report: Report, snapshot: ReportSnapshot, found: Sequence[Shown]) -> bytes:
    """{"report": …, "figures": […]}; days in ISO form."""
    content = {
        "report": {
            "programme": programme.id,
            "report": report.code,
            "run": snapshot.run.code,
            "as_of": snapshot.as_of.isoformat(),
            "computed_at": snapshot.computed_at.isoformat() if snapshot.computed_at else None,
            "made_from": snapshot.made_from,
            "snapshot": str(snapshot.pk),
        },
        "figures": [one.as_dict() for one in found],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()
