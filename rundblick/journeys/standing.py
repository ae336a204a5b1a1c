"""From stored cells to the rules and back: plain answers, and the rows that say where everybody stands."""

import datetime as dt
import uuid
from collections.abc import Iterable

from rundblick.journeys import rules, trail
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Cell, Sheet, Standing
from rundblick.web.clock import berlin_date


def plain(cell: Cell, *, with_note: bool = True) -> rules.Cell:
    """A stored cell as the rules see it. `with_note` opens the sealed footnote."""
    return rules.Cell(
        subject=str(cell.person_id),
        track=cell.track,
        step=cell.step,
        answer=cell.answer,  # type: ignore[arg-type]
        on=cell.answered_on,
        reasons=frozenset(cell.reasons),
        kinds=frozenset(cell.kinds),
        point=cell.point,
        note=(cell.note or "") if with_note else "",
        sequence=cell.sequence,
        day=cell.day,
    )


def standings(journey: Journey, sheet: Sheet, cells: Iterable[Cell], as_of: dt.date) -> list[Standing]:
    """Unsaved rows, one per person and track of the journey that was ever answered, as of that day."""
    tracks = {track.code for track in journey.tracks}
    grouped: dict[tuple[uuid.UUID, str], list[Cell]] = {}
    for cell in cells:
        if cell.track in tracks and cell.answered_on <= as_of:
            grouped.setdefault((cell.person_id, cell.track), []).append(cell)
    return [_row(journey, sheet, person_id, track, answers, as_of) for (person_id, track), answers in grouped.items()]


def save(rows: Iterable[Standing]) -> None:
    """Write where people stand now, in place of what was there. One statement."""
    Standing.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["sheet", "person", "track"],
        update_fields=["furthest", "stop", "answer", "reasons", "changed_on", "turns_on"],
    )


def _row(
    journey: Journey, sheet: Sheet, person_id: uuid.UUID, track: str, answers: list[Cell], as_of: dt.date
) -> Standing:
    known = [plain(cell, with_note=False) for cell in trail.given(answers)]
    found = rules.state(journey, track, str(person_id), known, as_of)
    stopped = found.stopped_by
    return Standing(
        dossier_id=sheet.dossier_id,
        sheet=sheet,
        person_id=person_id,
        track=track,
        furthest=found.furthest or "",
        stop=found.stop or "",
        answer=found.answer(found.stop) if found.stop else Cell.Answer.OPEN,
        reasons=sorted(stopped.reasons) if stopped else [],
        changed_on=max(berlin_date(cell.recorded_at) for cell in answers),
        turns_on=min((c.day for c in found.cells.values() if c.day is not None and c.day > as_of), default=None),
    )
