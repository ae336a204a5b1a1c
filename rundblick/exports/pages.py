"""What stands on the page of one order, by what was made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.exports.caseload.page import indicators_page
from rundblick.exports.codes import Making
from rundblick.exports.findings import findings_table, noticed
from rundblick.exports.models import Delivery
from rundblick.exports.variables import variables
from rundblick.scale.parquet import MISSING
from rundblick.web.german import german_date, german_number
from rundblick.web.parts import Column, Table

FORMS = "CSV und Parquet, beide mit Codebuch"


@dataclass(frozen=True)
class Shown:
    """The page of an order. `above`: what it was ordered from. `rows`: what came of it; `hints`: what to know first.

    `several`: no single proposal helps.
    """

    template: str
    title: str
    above: str = ""
    above_url: str = ""
    rows: list[tuple[str, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
    several: bool = False
    tables: list[Table] = field(default_factory=list)
    more: dict[str, Any] = field(default_factory=dict)


def shown(request: Request, row: Delivery) -> Shown:
    """The page of an order."""
    return PAGES[Making(row.kind)](request, row)


def research(request: Request, row: Delivery) -> Shown:
    """How many people are in the file, how many are not, and whether somebody could be recognised."""
    project, result = row.project, row.result
    assert project is not None
    return Shown(
        template="exports/delivery.html",
        title=f"Daten für „{project.title}“",
        above=project.title,
        above_url=reverse("exports:project", args=[project.pk]),
        rows=_research_rows(row) if result else [],
        hints=_hints(result) if result and not row.error else [],
        proposals=[_proposal(one) for one in result.get("proposals", [])],
        several=bool(result.get("small")) and not result.get("proposals"),
    )


def _research_rows(row: Delivery) -> list[tuple[str, str]]:
    result = row.result
    rows = [
        ("Stichtag", f"{german_date(row.as_of)}, der Tag eingeschlossen"),
        ("Menschen mit Einwilligung" if row.error else "Menschen in der Datei", german_number(result["people"])),
        ("Zeilen (Teilnahmen)", german_number(result["rows"])),
        ("Ohne Einwilligung, nicht dabei", german_number(result["without"])),
    ]
    if "smallest" in result:
        rows.append(("Kleinste gefundene Gruppe", german_number(result["smallest"])))
        rows.append(("Verlangt (k)", german_number(result["k"])))
    if result.get("left_out"):
        rows.append(("Weggelassen, weil sonst zu erkennen", german_number(result["left_out"])))
    if row.sha256:
        rows.append(("Formen", FORMS if result.get("parquet") else MISSING))
        rows.append(("Prüfsumme (SHA-256)", row.sha256))
    return rows


def _hints(result: dict[str, Any]) -> list[str]:
    known = variables()
    return [
        f"„{known[code].label if code in known else code}“ ist in {german_number(number)} "
        f"{'Gruppe' if number == 1 else 'Gruppen'} bei allen gleich. Wer weiß, dass jemand dazugehört, kennt auch "
        "diesen Wert. Überlegen Sie, ob das Merkmal nötig ist."
        for code, number in result.get("alike", {}).items()
    ]


def _proposal(one: dict[str, Any]) -> str:
    done = f"„{one['variable']}“ " + (f"durch „{one['instead']}“ ersetzen" if one["instead"] else "weglassen")
    rest = one["small"]
    return f"{done}: {'niemand wäre mehr' if not rest else f'noch {german_number(rest)} wären'} zu erkennen"


def funder(request: Request, row: Delivery) -> Shown:
    """How long the table is and what the check noticed."""
    assert row.mapping is not None
    mapping, result = row.mapping.mapping, row.result
    rows = [
        ("Durchgang", row.run.label if row.run else ""),
        ("Fassung der Spalten", str(row.mapping.number)),
        ("Zeilen", german_number(result.get("rows", 0))),
    ]
    rows += [("Prüfsumme (SHA-256)", row.sha256)] if row.sha256 else []
    found = noticed(request.access, row)
    if found.dossiers:
        disclose(request, kind="exports.findings", dossiers=found.dossiers)
    tables = [_problems(result)] if result.get("problems") else []
    tables += [findings_table(found)] if found.lines else []
    hints = []
    if result.get("noticed"):
        hints = [
            "Die Prüfung hat etwas gefunden. Die Datei lässt sich trotzdem herausgeben; besser ist, vorher zu ergänzen "
            "und neu zu erstellen. Coaches finden ihre Fälle unter Berichte, „Auffälliges in Tabellen“."
        ]
    return Shown(
        template="exports/delivery.html",
        title=mapping.title,
        above=mapping.title,
        above_url=reverse("exports:mapping", args=[mapping.pk]),
        rows=rows if result else [],
        hints=hints,
        tables=tables,
    )


def _problems(result: dict[str, Any]) -> Table:
    return Table(
        caption="Was die Prüfung gefunden hat",
        hidden_caption=True,
        columns=[Column(label="Spalte"), Column(label="Was ist"), Column(label="Wie oft", numeric=True)],
        rows=[[column, problem, german_number(number)] for column, problem, number in result["problems"]],
    )


def caseload(request: Request, row: Delivery) -> Shown:
    """The indicators of a house, each with what it stands on and why it is not the official one."""
    return Shown(
        template="exports/indicators.html",
        title="Eigene Kennzahlen",
        more=indicators_page(row.result) if row.result else {},
    )


PAGES: dict[Making, Callable[[Request, Delivery], Shown]] = {
    Making.RESEARCH: research,
    Making.FUNDER: funder,
    Making.CASELOAD: caseload,
}
