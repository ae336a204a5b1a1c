"""Setting a hint aside: it informs, people decide (design rule 9)."""

import uuid

from rundblick.calendar.errors import Refused
from rundblick.journeys import queries, trail
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Cell, SetAside, Sheet


def set_aside(
    *, sheet: Sheet, journey: Journey, person_id: uuid.UUID, track: str, step: str, kind: str, cells: list[Cell]
) -> None:
    """Do not show this hint again until the answer it is about changes. Twice is harmless.

    Raises Refused for a place the journey does not have.
    """
    if track not in {t.code for t in journey.tracks} or step not in {s.code for s in journey.steps}:
        raise Refused("Diesen Schritt gibt es hier nicht.")
    answers = trail.by_place(cells).get((person_id, track, step), [])
    row = SetAside(
        dossier_id=sheet.dossier_id,
        sheet=sheet,
        person_id=person_id,
        track=track,
        step=step,
        kind=kind[:20],
        sequence=max((cell.sequence for cell in answers), default=0),
    )
    SetAside.objects.bulk_create(
        [row],
        update_conflicts=True,
        unique_fields=["sheet", "person", "track", "step", "kind"],
        update_fields=["sequence"],
    )
    queries.note_aside(sheet, row)
