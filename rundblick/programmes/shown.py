"""Participations and due items as pages show them; pure, from what was read."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from rundblick.programmes.bridge import Frame, own_facts, takes_part
from rundblick.programmes.definition import Phase
from rundblick.programmes.duebook import OWN, Due
from rundblick.programmes.facts import known
from rundblick.programmes.models import ProgrammeEvent
from rundblick.programmes.participation import STARTED
from rundblick.programmes.participation import Participation as TakenPart
from rundblick.programmes.pauses import Rest
from rundblick.programmes.rules import phase_at
from rundblick.programmes.waiting import Place
from rundblick.web.german import german_date
from rundblick.web.parts import Badge
from rundblick.web.parts import Due as DueLine

HOUSEHOLD = "Haushalt"


@dataclass(frozen=True)
class Standing:
    """Where a frame stands on a day. `when` says since or until when."""

    badge: Badge
    when: str


@dataclass(frozen=True)
class FrameLine:
    """A frame in a list."""

    frame: Frame
    standing: Standing
    phase: Phase | None
    who: str
    url: str
    next_due: Due | None


@dataclass(frozen=True)
class PersonDue:
    """What is due for one member, or for all of the household: the most urgent, the others folded behind it."""

    name: str
    first: DueLine
    others: list[DueLine] = field(default_factory=list)


def standing(
    frame: Frame, day: dt.date, *, events: Iterable[ProgrammeEvent] = (), place: Place | None = None
) -> Standing:
    """Where a frame stands on that day, in words. `events` tell of a pause, `place` of a waiting list."""
    starts = [row.started_on for row in frame.rows if row.started_on is not None]
    ends = [row.ended_on for row in frame.rows if row.ended_on is not None]
    if frame.running(day):
        resting = _rest(frame, events, day)
        if resting is not None:
            return Standing(Badge(text="ruht", kind="info"), f"seit {german_date(resting.since)}")
        return Standing(Badge(text="läuft", kind="success"), f"seit {german_date(min(starts))}")
    if starts and min(starts) > day:
        return Standing(Badge(text="beginnt bald", kind="info"), f"ab {german_date(min(starts))}")
    if starts:
        return Standing(Badge(text="beendet"), f"{german_date(min(starts))} bis {german_date(max(ends))}")
    if frame.proposed(day) and place is not None:
        return Standing(Badge(text="wartet auf einen Platz", kind="info"), place.words)
    if frame.proposed(day):
        return Standing(Badge(text="vorgeschlagen", kind="info"), "noch nicht begonnen")
    return Standing(Badge(text="zurückgenommen"), f"am {german_date(max(ends))}" if ends else "")


def _rest(frame: Frame, events: Iterable[ProgrammeEvent], day: dt.date) -> Rest | None:
    """The pause that holds on that day; in a programme for households only when all who take part rest."""
    if frame.programme.time.pause is None:
        return None
    found = TakenPart.of(known(own_facts(frame, events), day), frame.programme)
    return found.resting if found is not None else None


def phase_of(frame: Frame, day: dt.date, events: Iterable[ProgrammeEvent] = ()) -> Phase | None:
    """The phase on that day. `events` are needed only where `needs_events` says so."""
    return phase_at(own_facts(frame, events), frame.programme, day) if frame.running(day) else None


def needs_events(frames: Iterable[Frame]) -> bool:
    """Whether a phase of these programmes waits for an event, or they may rest; then the events must be read."""
    return any(
        frame.programme.time.pause is not None
        or any(phase.starts.after not in (None, STARTED) for phase in frame.programme.time.phases)
        for frame in frames
    )


def who(frame: Frame, names: Mapping[uuid.UUID, str], day: dt.date) -> str:
    """Those who take part on that day, in the order of `names`; all who ever did when nobody does (any more)."""
    places = {person_id: place for place, person_id in enumerate(names)}
    chosen = [row for row in frame.rows if takes_part(row, day)] or list(frame.rows)
    chosen.sort(key=lambda row: places.get(row.person_id, len(places)) if row.person_id else -1)
    return ", ".join(names.get(row.person_id, "Mitglied") if row.person_id else HOUSEHOLD for row in chosen)


def line(
    frame: Frame,
    *,
    day: dt.date,
    names: Mapping[uuid.UUID, str],
    due: Collection[Due] = (),
    events: Collection[ProgrammeEvent] = (),
    place: Place | None = None,
) -> FrameLine:
    """A frame in a list, with the next thing due in it."""
    ids = {row.pk for row in frame.rows}
    return FrameLine(
        frame=frame,
        standing=standing(frame, day, events=events, place=place),
        phase=phase_of(frame, day, events),
        who=who(frame, names, day),
        url=reverse("programmes:participation", args=[frame.lead.pk]),
        next_due=min(
            (item for item in due if item.participation_id in ids), key=lambda item: item.due_on, default=None
        ),
    )


def due_by_person(items: Iterable[Due], names: Mapping[uuid.UUID, str], *, linked: bool = True) -> list[PersonDue]:
    """One line per person, most urgent person first. `linked`: whether the reader may open participations."""
    grouped: dict[uuid.UUID | None, list[Due]] = {}
    for item in sorted(items, key=lambda item: (item.due_on, item.rule, item.key)):
        grouped.setdefault(item.person_id, []).append(item)
    return [
        PersonDue(
            name=names.get(person_id, "Mitglied") if person_id else HOUSEHOLD,
            first=due_line(some[0], linked=linked),
            others=[due_line(item, linked=linked) for item in some[1:]],
        )
        for person_id, some in grouped.items()
    ]


def due_line(item: Due, *, linked: bool) -> DueLine:
    """One due item on one line; items of programmes lead to their participation."""
    url = ""
    if linked and item.source == OWN and item.participation_id is not None:
        url = reverse("programmes:participation", args=[item.participation_id])
    return DueLine(text=item.label, date=item.due_on, url=url, note=item.explanation)
