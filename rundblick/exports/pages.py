"""What stands on the page of one order, by what was made."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.exports.codes import Making
from rundblick.exports.models import Delivery
from rundblick.exports.variables import variables
from rundblick.web.german import german_date, german_number
from rundblick.web.parts import Table


@dataclass(frozen=True)
class Shown:
    """The page of an order. `above`: what it was ordered from. `rows`: what came of it; `hints`: what to know first."""

    template: str
    title: str
    above: str = ""
    above_url: str = ""
    rows: list[tuple[str, str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    proposals: list[str] = field(default_factory=list)
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
        hints=_hints(result) if result else [],
        proposals=[_proposal(one) for one in result.get("proposals", [])],
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


PAGES: dict[Making, Callable[[Request, Delivery], Shown]] = {Making.RESEARCH: research}
