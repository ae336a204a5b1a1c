"""Two records become one person: their surveys come together."""

import uuid
from typing import Any

from rundblick.access.models import TimelineEntry
from rundblick.surveys.models import Answers, OwnSheet, Survey
from rundblick.surveys.services import DONE


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move the surveys of one person to the other.

    Where both answered the same wave, the complete one stays, of two complete ones the later; the other one goes and
    remains in the history. A wave is asked once.
    """
    every: Any = Survey.objects
    for row in every.filter(person_id=drop).order_by("pk"):
        twin = every.filter(
            dossier_id=row.dossier_id,
            person_id=keep,
            code=row.code,
            participation_id=row.participation_id,
            wave=row.wave,
            respondent=row.respondent,
        ).first()
        if twin is not None:
            min(row, twin, key=_weight).delete()
    Answers.objects.filter(person_id=drop).update(person_id=keep)
    OwnSheet.objects.filter(person_id=drop).update(person_id=keep)
    TimelineEntry.objects.filter(kind=DONE, subject_id=drop).update(subject_id=keep)
    return Survey.objects.filter(person_id=drop).update(person_id=keep)


def _weight(row: Survey) -> tuple[bool, object, str]:
    return row.completed_on is not None, row.completed_on or row.begun_on, str(row.pk)
