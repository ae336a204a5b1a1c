"""How participations and events stand in the timeline of the file."""

import datetime as dt
from collections.abc import Iterable

from rundblick.access.context import current
from rundblick.access.models import TimelineEntry
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.web.clock import BERLIN, now

START = "programme.start"
END = "programme.end"
EVENT = "programme.event"
_NOON = dt.time(12)


def moment_of(day: dt.date) -> dt.datetime:
    """Where a day without a time stands: now if it is today, otherwise noon in Berlin."""
    moment = now()
    return moment if day == moment.date() else dt.datetime.combine(day, _NOON, tzinfo=BERLIN)


def entry(kind: str, row: Participation | ProgrammeEvent, day: dt.date) -> TimelineEntry:
    """An unsaved line of the timeline; only its member and those with a door to programmes see it."""
    return TimelineEntry(
        dossier_id=row.dossier_id,
        at=moment_of(day),
        kind=kind,
        topic="programmes",
        object_id=row.pk,
        subject_id=row.person_id,
        author_id=current().user_id,
    )


def move(kind: str, row: Participation | ProgrammeEvent, day: dt.date) -> None:
    """The same thing happened on another day."""
    TimelineEntry.objects.filter(kind=kind, object_id=row.pk).update(at=moment_of(day))


def drop(kind: str, rows: Iterable[Participation | ProgrammeEvent]) -> None:
    """It did not happen after all."""
    TimelineEntry.objects.filter(kind=kind, object_id__in=[row.pk for row in rows]).delete()
