"""What the pages of a group show: its plan as a list and a picture, its members, the list of a session. Pure."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rundblick.programmes.definition import Attendance
from rundblick.programmes.group_forms import STATES
from rundblick.programmes.groups import Member, RollLine, over
from rundblick.programmes.ledger import UNITS, in_words
from rundblick.programmes.models import Cohort, Session
from rundblick.programmes.services.roll import Mark
from rundblick.web import pictures
from rundblick.web.german import count, german_date, german_time
from rundblick.web.parts import Badge
from rundblick.web.pictures import Picture, Stair

MOST_STAIRS = 10
"""More steps than this are no picture any more."""

WAS, CHOSEN = "gesehen_", "wie_"
"""Names of the fields of one member: what somebody saw, and what they tapped."""


@dataclass(frozen=True)
class SessionLine:
    """One session in the plan. `came`: how many came, of those whose doors are open; None before it took place."""

    session: Session
    title: str
    when: str
    badge: Badge | None
    came: str


@dataclass(frozen=True)
class Plan:
    """The sessions of a group: the next one, those after it, those that were, the latest first."""

    next: SessionLine | None
    later: list[SessionLine]
    past: list[SessionLine]
    picture: Picture | None


@dataclass(frozen=True)
class GroupLine:
    """A group in the list."""

    group: Cohort
    when: str
    next: str
    members: int


@dataclass(frozen=True)
class Choice:
    """One of the taps for one member."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True)
class Person:
    """One member on the list of a session. `clash`: what a colleague wrote down meanwhile."""

    key: uuid.UUID
    name: str
    choices: list[Choice]
    seen: str
    why_not: str
    stands: str
    clash: str


def standing(group: Cohort, day: dt.date) -> Badge:
    """Whether the group runs on that day."""
    if group.ended_on is not None and group.ended_on < day:
        return Badge(text="beendet")
    return Badge(text="läuft", kind="success") if group.starts_on <= day else Badge(text="beginnt bald", kind="info")


def group_line(group: Cohort, session: Session | None, members: int) -> GroupLine:
    """A group with its next session."""
    until = f" bis {german_date(group.ended_on)}" if group.ended_on else ""
    return GroupLine(group, f"seit {german_date(group.starts_on)}{until}", when(session) if session else "", members)


def when(session: Session) -> str:
    """Day and time of a session in words."""
    at = f", {german_time(session.begins)} Uhr" if session.begins else ""
    return f"{german_date(session.on, 'weekday')}{at}"


def extent(session: Session, attendance: Attendance) -> str:
    """How much of the attendance a session is."""
    return in_words(session.units, attendance.unit)


def unit_words(attendance: Attendance) -> str:
    """What is counted, for the help beside a field."""
    return f"Gezählt in: {UNITS[attendance.unit][1]}."


def plan_of(sessions: Sequence[Session], came: Mapping[uuid.UUID, int], day: dt.date) -> Plan:
    """The sessions as they stand on that day; one of today is the next one."""
    ahead = [one for one in sessions if one.on >= day]
    following = next((one for one in ahead if not one.cancelled), None)
    return Plan(
        next=_line(following, came, day) if following else None,
        later=[_line(one, came, day) for one in ahead if one is not following],
        past=[_line(one, came, day) for one in reversed(sessions) if one.on < day],
        picture=_picture([one for one in sessions if not one.cancelled], following, day),
    )


def _line(session: Session, came: Mapping[uuid.UUID, int], day: dt.date) -> SessionLine:
    badge = Badge(text="abgesagt", kind="warning") if session.cancelled else None
    if badge is None and session.on == day:
        badge = Badge(text="heute", kind="info")
    told = []
    if session.on <= day and not session.cancelled:
        told.append(f"{came.get(session.pk, 0)} da" if came.get(session.pk) else "noch nicht eingetragen")
        if session.guests:
            told.append(count(session.guests, "Gast", "Gäste"))
    return SessionLine(session, session.topic or "Treffen", when(session), badge, ", ".join(told))


def _picture(sessions: Sequence[Session], following: Session | None, day: dt.date) -> Picture | None:
    if not 2 <= len(sessions) <= MOST_STAIRS:
        return None
    return pictures.staircase(
        title="Der Weg der Gruppe",
        stairs=[
            Stair(
                label=one.topic or "Treffen",
                state="now" if one is following else "done" if one.on < day else "open",
                note=when(one),
            )
            for one in sessions
        ],
        key="plan",
    )


def split(members: Sequence[Member], day: dt.date) -> tuple[list[Member], list[Member]]:
    """Those who belong to the group, and those who did."""
    return [one for one in members if not over(one, day)], [one for one in members if over(one, day)]


def hidden_words(all_members: int, shown: int) -> str:
    """How many belong to the group whom the reader may not see."""
    hidden = max(0, all_members - shown)
    if not hidden:
        return ""
    return f"{hidden} {'weiteres Mitglied' if hidden == 1 else 'weitere Mitglieder'}, für die Sie keine Tür haben."


def persons(
    lines: Sequence[RollLine],
    *,
    marks: Mapping[uuid.UUID, Mark] | None = None,
    clashes: Mapping[uuid.UUID, RollLine] | None = None,
    everybody_present: bool = False,
) -> list[Person]:
    """The list of a session. `marks`: what was tapped and could not be saved; `clashes`: where colleagues were quicker.

    Whoever saves again after a clash has seen both, so the stored version travels along.
    """
    return [_person(one, (marks or {}).get(one.member.row.pk), clashes or {}, everybody_present) for one in lines]


def _person(one: RollLine, mark: Mark | None, clashes: Mapping[uuid.UUID, RollLine], everybody: bool) -> Person:
    key = one.member.row.pk
    state, version = (one.line.state, one.line.version) if one.line else ("", 0)
    seen, clash = f"{version}:{state}", ""
    chosen = state
    if mark is not None:
        chosen = mark.state or ("present" if everybody else "")
        seen = seen if key in clashes else f"{mark.version}:{mark.seen}"
        clash = _words(state) if key in clashes else ""
    writes = one.member.writes and not one.why_not
    return Person(
        key=key,
        name=one.member.name,
        choices=[Choice(str(value), label, str(value) == chosen) for value, label in (*STATES, ("", "offen"))]
        if writes
        else [],
        seen=seen,
        why_not=one.why_not,
        stands=_words(state) if state else "",
        clash=clash,
    )


def _words(state: str) -> str:
    return {str(value): label for value, label in STATES}.get(state, "kein Eintrag")


def marks_of(data: Mapping[str, str], keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, Mark]:
    """What was sent for these members. A text nobody sent by a form counts as nothing seen."""
    found = {}
    for key in keys:
        version, _, seen = data.get(f"{WAS}{key}", "").partition(":")
        number = int(version) if version.isdecimal() and len(version) < 10 else 0
        found[key] = Mark(data.get(f"{CHOSEN}{key}", ""), seen, number)
    return found


def plain(units: Decimal) -> Decimal:
    """Units as somebody would type them, without superfluous decimals."""
    return Decimal(f"{units.normalize():f}")
