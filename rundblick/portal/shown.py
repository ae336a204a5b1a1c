"""What the own pages show: plain values for templates."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Any

from rundblick.access.models.dossiers import Basis
from rundblick.calendar.codes import WITHOUT_PLACE
from rundblick.calendar.models import Appointment
from rundblick.calendar.shown import place_of
from rundblick.cases import handed
from rundblick.cases.handed import Talk
from rundblick.cases.models import ContactNote, Goal, Task
from rundblick.portal import words
from rundblick.portal.access import Own
from rundblick.programmes.publishing import documents
from rundblick.referrals.codes import Mode, State
from rundblick.referrals.models import Referral
from rundblick.referrals.rules import Course
from rundblick.transitions.codes import State as StepState
from rundblick.transitions.shown import Line
from rundblick.web.clock import berlin_date


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting:
    """One appointment in the words of the person invited."""

    pk: uuid.UUID
    day: str
    at: dt.datetime
    until: dt.datetime
    where: str
    with_whom: str
    purpose: str
    shared: str
    video_url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing that was agreed. `by` is the day in words, empty without one."""

    text: str
    by: str
    done_on: dt.date | None
    shared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Whose turn it is, with the open steps."""

    title: str
    steps: list[Step]


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """One goal."""

    text: str
    reached_on: dt.date | None
    shared: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnProgramme:
    """A programme the person takes part in: what is reached, when it goes on, what was promised."""

    title: str
    reached: str
    sessions: list[str]
    promises: list[str]


def programmes(doors: Iterable[Any], *, today: dt.date) -> list[OwnProgramme]:
    """What has been reached and what comes. Nothing is said of days on which somebody was not there.

    `doors`: own grants with `programmes` (sql.py); the same household through two doors is told once.
    """
    told = {(door.dossier_id, door.subject_id): door.programmes or [] for door in doors}
    given = [one for some in told.values() for one in some]
    known = documents({uuid.UUID(one["definition"]) for one in given})
    found = []
    for one in given:
        programme = known[uuid.UUID(one["definition"])]
        counted = programme.attendance if one["running"] else None
        own = OwnProgramme(
            title=programme.title,
            reached=words.reached(Decimal(one["present"]), counted.required, counted.unit) if counted else "",
            sessions=[words.session(session, today=today) for session in one["sessions"] or []],
            promises=[words.promise(promise) for promise in one["promises"] or []],
        )
        if one["running"] or own.promises:
            found.append(own)
    return found


def meetings(rows: Sequence[Appointment], own: Own, *, today: dt.date) -> list[Meeting]:
    """One line per meeting, even when several members sit at the table; an own seat counts before a shared one."""
    found = []
    for _, seats in groupby(rows, key=lambda row: (row.starts_at, row.meeting, row.dossier_id)):
        row = min(seats, key=lambda seat: own.shared_by(seat.person_id))
        found.append(
            Meeting(
                pk=row.pk,
                day=words.day(berlin_date(row.starts_at), today=today),
                at=row.starts_at,
                until=row.ends_at,
                where=_where(row, waits=row.waits and not own.shared_by(row.person_id)),
                with_whom=named(row.coach.display_name, str(row.coach.organisation or "")),
                purpose=row.purpose or "",
                shared=own.shared_by(row.person_id),
                video_url="" if row.person_id and own.shared_by(row.person_id) else row.video_url or "",
            )
        )
    return found


def _where(row: Appointment, *, waits: bool) -> str:
    """Where it is, and whether a visit is still to be allowed; others do not see whose consent is missing."""
    place = "" if row.setting in WITHOUT_PLACE else place_of(row)
    asked = str(words.ASKED_FOR) if waits else ""
    return ", ".join(part for part in (handed.setting(row.setting), place, asked) if part)


def named(name: str, organisation: str) -> str:
    """A person with the house they work for."""
    return f"{name} ({organisation})" if organisation else name


def turns(rows: Iterable[Task], own: Own, *, today: dt.date) -> list[Turn]:
    """Open steps by who does them, the person first; without steps a turn is left out."""
    by_whom: dict[str, list[Step]] = {}
    for row in rows:
        if row.done_on is None:
            by_whom.setdefault(row.responsible, []).append(step(row, own, today=today))
    return [Turn(title=str(title), steps=by_whom[code]) for code, title in words.DOES.items() if code in by_whom]


def done(rows: Iterable[Task], own: Own, *, today: dt.date) -> list[Step]:
    """What the person and others did lately."""
    return [step(row, own, today=today) for row in rows if row.done_on is not None]


def step(row: Task, own: Own, *, today: dt.date) -> Step:
    """One step in words; who does it is said by its turn."""
    by = words.by(row.due_on, today=today)
    return Step(text=row.text, by=by, done_on=row.done_on, shared=own.shared_by(row.person_id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Onward:
    """One step of a change: what, when, and whose turn it is."""

    label: str
    when: str
    who: Any


def onward(change: Line) -> list[Onward]:
    """The steps of a change in the order of their days; those that are not needed or passed are left out."""
    open_ = [one for one in change.steps if one.point.state not in (StepState.NOT_NEEDED, StepState.PASSED)]
    return [
        Onward(
            label=one.point.step.label,
            when=words.done(one.point.done.on) if one.point.done else words.by(one.point.on, today=change.day),
            who=words.STEPS[one.point.step.doer],
        )
        for one in open_
    ]


def aims(rows: Iterable[Goal], own: Own) -> list[Aim]:
    """Goals in the given order."""
    return [Aim(text=row.text, reached_on=row.reached_on, shared=own.shared_by(row.person_id)) for row in rows]


def talks(rows: Iterable[ContactNote], own: Own) -> list[Talk]:
    """Talks in the given order."""
    return [handed.talk(row, shared=own.shared_by(row.person_id)) for row in rows]


@dataclass(frozen=True, slots=True)
class Way:
    """A way to a help in words. `call`: how to reach the office; "" where nobody noted it."""

    name: str
    place: str
    call: str
    standing: str
    turn: str
    open: bool


def ways(rows: Iterable[tuple[Referral, Course]], *, today: dt.date) -> list[Way]:
    """Ways in the given order."""
    return [
        Way(
            name=row.sort.label,
            place=row.place,
            call=row.reach or "",
            standing=words.standing(course, today=today),
            turn=str(words.TURNS[Mode(row.mode)]) if course.state in (State.BEGUN, State.PREPARED) else "",
            open=course.open,
        )
        for row, course in rows
    ]


def contact(rows: Sequence[Any]) -> Any | None:
    """Whom to call: who stands in today, otherwise who is responsible, otherwise who accompanies in their order."""
    order = (Basis.DEPUTY, Basis.RESPONSIBLE, Basis.ASSIGNMENT)
    return min(rows, key=lambda row: order.index(Basis(row.basis)), default=None)
