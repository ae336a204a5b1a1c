"""What the timeline tells of journeys: a sheet was begun, and per person and day what was answered."""

import datetime as dt
import uuid
from collections.abc import Iterable

from rundblick.access.models import TimelineEntry
from rundblick.journeys.models import Cell, Sheet
from rundblick.web.clock import BERLIN

BEGUN = "journey_begun"
ANSWERED = "journey_answers"
NOON = dt.time(12)


def begun(sheet: Sheet) -> TimelineEntry:
    """The unsaved entry of a new sheet."""
    return _entry(sheet.dossier_id, sheet.created_on, BEGUN, sheet.pk, sheet.person_id, sheet.shared, sheet.coach_id)


def entries(cells: Iterable[Cell]) -> list[TimelineEntry]:
    """Unsaved entries: one per sheet, person and day of answers, standing on the first answer of that day."""
    first: dict[tuple[uuid.UUID, uuid.UUID, dt.date], Cell] = {}
    for cell in sorted(cells, key=lambda c: c.sequence):
        first.setdefault((cell.sheet_id, cell.person_id, cell.answered_on), cell)
    return [
        _entry(cell.dossier_id, cell.answered_on, ANSWERED, cell.pk, cell.person_id, False, cell.recorded_by_id)
        for cell in first.values()
    ]


def _entry(
    dossier_id: uuid.UUID,
    on: dt.date,
    kind: str,
    object_id: uuid.UUID,
    subject_id: uuid.UUID | None,
    shared: bool,
    author_id: uuid.UUID | None,
) -> TimelineEntry:
    return TimelineEntry(
        dossier_id=dossier_id,
        at=dt.datetime.combine(on, NOON, tzinfo=BERLIN),
        kind=kind,
        topic="journeys",
        object_id=object_id,
        subject_id=subject_id,
        shared=shared,
        author_id=author_id,
    )
