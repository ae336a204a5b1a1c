"""Reads everything the page of one case tells, in a fixed number of queries."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import Context
from rundblick.calendar import queries as calendar
from rundblick.cases.contacts import closings, contacts
from rundblick.cases.file import File
from rundblick.programmes.bridge import Frame, all_dated_facts, event_fact, events_of, frames, own_facts
from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.models import Participation
from rundblick.rhythm import queries
from rundblick.rhythm.telling import Read
from rundblick.web.clock import berlin_date, now

_OF_THE_FILE = ("contact.", "participation.")
"""What the file and the participation themselves tell; everything else is told by further rooms."""


def read(context: Context, file: File, day: dt.date) -> Read:
    """Facts, participations that have a rhythm, agreements and planned appointments of a case."""
    rows: Any = Participation.objects.visible_to(context).filter(dossier_id=file.pk)
    rows = rows.select_related("run__definition").defer("run__definition__document").order_by("started_on", "pk")
    begun = [frame for frame in frames(rows) if frame.begun(day)]
    with_rhythm = [frame for frame in begun if frame.programme.care.rhythm and frame.running(day)]
    shared = _shared(file.pk, with_rhythm)
    events = events_of(begun) if begun else []
    planned = calendar.upcoming(context, [file.pk], at=now()).values_list("person_id", "starts_at")
    return Read(
        heard=shared + [fact for event in events if (fact := event_fact(event)) is not None],
        frames=[(frame, own_facts(frame, events) + shared) for frame in with_rhythm],
        paces=queries.paces(context, file.pk),
        planned=[(person_id, berlin_date(starts_at)) for person_id, starts_at in planned],
    )


def _shared(dossier_id: uuid.UUID, with_rhythm: list[Frame]) -> list[Fact]:
    """What rooms tell about the household. All of them are asked only where a rhythm waits for what they know."""
    if any(not word.startswith(_OF_THE_FILE) for frame in with_rhythm for word in _words(frame.programme)):
        return all_dated_facts([dossier_id])[dossier_id]
    return [fact for told in (contacts, closings) for fact in told([dossier_id]).get(dossier_id, [])]


def _words(programme: Programme) -> set[str]:
    """The events that a rhythm counts, or with which one of its steps begins."""
    starts = [step.starts for step in programme.care.rhythm if step.starts]
    starts += [phase.starts for phase in programme.time.phases]
    return {start.after for start in starts if start.after} | set(programme.care.contacts)
