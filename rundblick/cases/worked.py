"""That a tool was worked on: one entry in the story of a case per tool, member and day, without a word of content."""

import datetime as dt
import uuid

from rundblick.access.context import current
from rundblick.access.models import TimelineEntry
from rundblick.cases.rules import at_noon
from rundblick.web.clock import today


def day_of_work(
    kind: str,
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID | None,
    day: dt.date,
    author_id: uuid.UUID | None,
    shared: bool = False,
) -> TimelineEntry:
    """The unsaved entry for this kind, member (None = the household) and day; always about the same object.

    `shared`: other members see it too.
    """
    return TimelineEntry(
        dossier_id=dossier_id,
        at=at_noon(day),
        kind=kind,
        topic="situation",
        object_id=uuid.uuid5(dossier_id, f"{kind}:{person_id}:{day}"),
        subject_id=person_id,
        shared=shared,
        author_id=author_id,
    )


def worked_on(
    kind: str,
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID | None,
    day: dt.date | None = None,
    shared: bool = False,
) -> None:
    """Note that the acting person worked on it, today unless told otherwise. Twice a day is harmless. One statement."""
    entry = day_of_work(
        kind,
        dossier_id=dossier_id,
        person_id=person_id,
        day=day or today(),
        author_id=current().user_id,
        shared=shared,
    )
    TimelineEntry.objects.bulk_create([entry], ignore_conflicts=True)
