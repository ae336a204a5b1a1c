"""Where a programme has a ladder of its own: an attempt counts there too, written through the programme's verbs."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, Subquery

from rundblick.access.context import Context
from rundblick.calendar.errors import Refused
from rundblick.outreach.codes import IN_PROGRAMMES, Channel, Kind, Result
from rundblick.outreach.models import Entry
from rundblick.programmes import errors, services
from rundblick.programmes.definition import Ladder, Programme
from rundblick.programmes.due.ladders import REGAINED, STOPPED
from rundblick.programmes.duebook import Due, due_of
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.programmes.publishing import documents

LOST = "contact.lost"
RULE = "time.ladders."


@dataclass(frozen=True)
class Joined:
    """A running participation whose programme has ladders."""

    row: Participation
    programme: Programme

    @property
    def ladders(self) -> Sequence[Ladder]:
        """The programme's ladders."""
        return self.programme.time.ladders

    def asks(self, *, since: dt.date, talked_on: dt.date | None) -> bool:
        """Whether one of its ladders asks for the next step of a search that began on that day.

        A ladder that starts with the loss of contact does once that was told; any other until the first talk.
        """
        lost_on: dt.date | None = self.row.lost_on  # type: ignore[attr-defined]
        started = self.row.started_on
        lost = lost_on is not None and lost_on >= since
        unseen = talked_on is None or (started is not None and talked_on < started)
        return any(lost if ladder.starts == LOST else unseen for ladder in self.ladders)

    def counts(self, channel: str) -> bool:
        """Whether this way counts there."""
        word = IN_PROGRAMMES.get(Channel(channel))
        return any(word in ladder.ways for ladder in self.ladders)


def joined(rows: Any, persons: Iterable[uuid.UUID], day: dt.date) -> list[Joined]:
    """Participations among `rows` that run on that day for these persons and have a ladder. One query."""
    about = Q(person_id__in=list(persons)) | Q(person_id__isnull=True)
    running = Q(ended_on__isnull=True) | Q(ended_on__gte=day)
    lost = ProgrammeEvent.objects.filter(participation=OuterRef("pk"), kind=LOST, occurred_on__lte=day)
    found = list(
        rows.filter(about, running, started_on__lte=day)
        .annotate(lost_on=Subquery(lost.order_by("-occurred_on").values("occurred_on")[:1]))
        .select_related("run__definition")
        .defer("run__definition__document")
        .order_by("started_on", "pk")
    )
    programmes = documents({row.run.definition_id for row in found}) if found else {}
    pairs = [Joined(row, programmes[row.run.definition_id]) for row in found]
    return [one for one in pairs if one.ladders]


def of_member(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, day: dt.date) -> list[Joined]:
    """The same for one member, as far as the doors are open for writing. One query."""
    rows = Participation.objects.visible_to(context, writing=True).filter(dossier_id=dossier_id)
    return joined(rows, [person_id], day)


def tell(entry: Entry, found: Iterable[Joined], *, first: bool) -> bool:
    """Write the entry down in these programmes, each word only where it is asked about; whether an attempt counts.

    `first`: it begins a search; a ladder that starts with the loss of contact then starts. Raises Refused where a
    programme lacks a consent.
    """
    counted = False
    for one in found:
        asked = {event.code for event in services.recordable(one.programme)}
        for word in _words(entry, one, first=first):
            if word in asked:
                _record(entry, one, word)
                counted = counted or word.startswith("attempt.")
    return counted


def take_back(entry: Entry, found: Iterable[Joined], *, first: bool) -> None:
    """Remove from these programmes what the entry wrote there. Raises Refused when somebody changed it meanwhile.

    `first`: no other attempt of the search remains; contact was not lost then.
    """
    ids = [_id(entry, one, word) for one in found for word in _words(entry, one, first=first)]
    for event in ProgrammeEvent.objects.filter(pk__in=ids, dossier_id=entry.dossier_id):
        try:
            services.remove_event(event=event, version=event.version)
        except (errors.Refused, errors.Stale) as refusal:
            raise Refused("Das Ereignis im Programm wurde inzwischen geändert.") from refusal


def noted_there(context: Context, found: Sequence[Joined], own: Iterable[Entry]) -> list[ProgrammeEvent]:
    """Attempts that were written down in the programme itself, oldest first. One query, none without a programme."""
    if not found:
        return []
    mine = {_id(entry, one, word) for entry in own for one in found for word in _words(entry, one, first=True)}
    rows = ProgrammeEvent.objects.visible_to(context).filter(
        participation__in=[one.row for one in found], kind__in=set(IN_PROGRAMMES.values())
    )
    return [row for row in rows.defer("note").order_by("occurred_on", "pk") if row.pk not in mine]


def due_there(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Due]:
    """What the programmes' ladders ask for next, about this member or all. Two queries."""
    found = due_of(context, [dossier_id])[dossier_id]
    return [due for due in found if due.rule.startswith(RULE) and due.person_id in (person_id, None)]


def _words(entry: Entry, one: Joined, *, first: bool) -> list[str]:
    if entry.kind == Kind.STOPPED:
        return [STOPPED]
    if entry.kind == Kind.BACK:
        return [REGAINED]
    lost = [LOST] if first and any(ladder.starts == LOST for ladder in one.ladders) else []
    way = [IN_PROGRAMMES[Channel(entry.channel)]] if one.counts(entry.channel) else []
    return [*lost, *way, *([REGAINED] if entry.result == Result.REACHED else [])]


def _record(entry: Entry, one: Joined, word: str) -> None:
    try:
        services.record_event(
            participation=one.row,
            kind=word,
            occurred_on=entry.on,
            person_id=entry.person_id,
            event_id=_id(entry, one, word),
            overrule=True,
        )
    except errors.Refused as refusal:
        raise Refused(refusal.message) from refusal


def _id(entry: Entry, one: Joined, word: str) -> uuid.UUID:
    """The event's id follows from the entry's, so that neither side keeps a pointer to the other."""
    return uuid.uuid5(entry.pk, f"{one.row.pk}:{word}")
