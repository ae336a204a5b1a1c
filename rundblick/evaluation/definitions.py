"""The definition a run stands on and its reports."""

from functools import lru_cache
from typing import Any

from rundblick.catalogue.loading import digest
from rundblick.journeys.shelf import fingerprint
from rundblick.journeys.wordings import journey_named
from rundblick.programmes.definition import Programme, Report
from rundblick.programmes.models import Run
from rundblick.programmes.publishing import documents
from rundblick.programmes.reporting import reports_of
from rundblick.work.taxonomy import taxonomy


def programme_of(run: Run) -> Programme:
    """The published definition of a run; read once per process."""
    return documents([run.definition_id])[run.definition_id]


def report_of(programme: Programme, code: str) -> Report | None:
    """The report of that code, None where the definition has none."""
    return next((report for report in reports_of(programme) if report.code == code), None)


def made_from(run: Run, report: Report) -> dict[str, Any]:
    """SHA-256 of everything besides the records that decides what a figure means."""
    used = sorted({section.journey for section in report.sections if section.journey})
    return {
        "definition": run.definition.sha256,
        "journeys": {journey: fingerprint(journey_named(journey)) for journey in used},
        "taxonomy": _taxonomy(),
    }


@lru_cache(maxsize=1)
def _taxonomy() -> str:
    return digest(taxonomy())
