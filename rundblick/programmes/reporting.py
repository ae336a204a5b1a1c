"""Which reports a programme has: those its definition names, or the one every programme can give."""

import datetime as dt
from functools import lru_cache
from typing import Any

from rundblick.programmes.definition import Programme, Report, ReportSection

STANDARD = "standard"
_ASSUMED = {"assumption": "Das Konzept nennt keinen Bericht; diese Tabellen lassen sich aus jeder Teilnahme zählen."}
_OUTCOMES: dict[str, Any] = {"code": "ergebnisse", "label": "Was erreicht wurde", "kind": "outcomes"}
_TARGETS: dict[str, Any] = {"code": "ziele", "label": "Ziele", "kind": "targets"}
_DURATION: dict[str, Any] = {
    "code": "dauer",
    "label": "Wie lange jemand dabei ist",
    "kind": "duration",
    "lasting": "participation",
    "months": (3, 6, 12, 24),
}


def reports_of(definition: Programme) -> tuple[Report, ...]:
    """The reports of a definition; where it names none, one of what was achieved, how far its targets are reached, and
    how long people take part."""
    return definition.reports or (_standard(bool(definition.outcomes), bool(definition.targets)),)


@lru_cache
def _standard(outcomes: bool, targets: bool) -> Report:
    wanted = [*([_OUTCOMES] if outcomes else []), *([_TARGETS] if targets else []), _DURATION]
    sections = tuple(ReportSection.model_validate({**one, "origin": _ASSUMED}) for one in wanted)
    return Report.model_validate(
        {"code": STANDARD, "label": "Stand und Ergebnisse", "sections": sections, "origin": _ASSUMED}
    )


def sections_at(definition: Programme, report: str, as_of: dt.date) -> list[tuple[ReportSection, dt.date]]:
    """The tables of a report with the Stichtag (inclusive) each is to be computed for.

    A section's own Stichtag wins unless it lies after the day asked for. Raises ValueError for an unknown
    report.
    """
    found = next((r for r in reports_of(definition) if r.code == report), None)
    if found is None:
        raise ValueError(f"{definition.id} kennt keinen Bericht „{report}“")
    return [(s, min(s.as_of, as_of) if s.as_of else as_of) for s in found.sections]
