"""What pages show of appointments: plain values for templates."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.urls import reverse

from rundblick.calendar.codes import WEEKDAYS, Setting, Status
from rundblick.calendar.links import Beside
from rundblick.calendar.models import Appointment, EarlierWish
from rundblick.calendar.rules import Week, minutes_between
from rundblick.web.clock import berlin_date, now
from rundblick.web.german import german_time
from rundblick.web.parts import Badge

EVERYBODY = "Ganzer Haushalt"
OPEN = Badge(text="noch nicht vermerkt", kind="info")
WAITS = Badge(text="wartet auf Einwilligung", kind="warning")
_BADGES = {
    Status.HELD: Badge(text="hat stattgefunden", kind="success"),
    Status.MISSED: Badge(text="nicht zustande gekommen", kind="neutral"),
    Status.CANCELLED: Badge(text="abgesagt", kind="neutral"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """One meeting on one line, with everybody at the table."""

    at: dt.datetime
    until: dt.datetime
    who: str
    url: str
    setting: str
    place: str
    purpose: str
    coach: str
    badge: Badge | None

    @property
    def minutes(self) -> int:
        """Length in minutes."""
        return minutes_between(self.at, self.until)

    @property
    def settled(self) -> bool:
        """Whether it is clear what became of the meeting."""
        return self.badge is not None and self.badge not in (OPEN, WAITS)

    @property
    def called_off(self) -> bool:
        """Whether nobody meets."""
        return self.badge is _BADGES[Status.CANCELLED]

    @property
    def clock(self) -> str:
        """From when until when; an end after midnight says so."""
        over = berlin_date(self.until - dt.timedelta(microseconds=1)) > berlin_date(self.at)
        return f"{german_time(self.at)} bis {german_time(self.until)}{' (am Tag danach)' if over else ''}"

    @property
    def where(self) -> str:
        """Setting and place in one phrase."""
        return ", ".join(part for part in (self.setting, self.place) if part)


@dataclass(frozen=True, kw_only=True)
class Day:
    """One day of a week. `beside`: what takes place in the region."""

    date: dt.date
    today: bool
    lines: Sequence[Line]
    beside: Sequence[Beside] = ()


def line(rows: Sequence[Appointment], *, who: str) -> Line:
    """The line of one meeting; `rows` are those of its members."""
    first = rows[0]
    return Line(
        at=first.starts_at,
        until=first.ends_at,
        who=who,
        url=reverse("calendar:appointment", args=[first.pk]),
        setting=Setting(first.setting).label,
        place=place_of(first),
        purpose=first.purpose or "",
        coach=first.coach.display_name,
        badge=badge_of(rows, at=now()),
    )


def place_of(row: Appointment) -> str:
    """Where the meeting is: the room of the house and what was typed. The room should be loaded with the row."""
    return ", ".join(part for part in (row.room.where if row.room_id and row.room else "", row.place or "") if part)


def badge_of(rows: Sequence[Appointment], *, at: dt.datetime) -> Badge | None:
    """What became of the meeting as of `at`; nothing before it is over, or where its members differ.

    Until then whether it is fixed; the rows come from `queries.with_consent`.
    """
    states = {Status(row.status) for row in rows}
    if Status.PLANNED in states:
        if rows[0].ends_at <= at:
            return OPEN
        return WAITS if any(row.waits for row in rows) else None
    return _BADGES[states.pop()] if len(states) == 1 else None


def lines(
    rows: Sequence[Appointment], *, names: Mapping[uuid.UUID, str], households: Mapping[uuid.UUID, str]
) -> list[Line]:
    """Lines in the order of the rows, one per meeting and dossier."""
    drawn = []
    for _, members in groupby(rows, key=lambda row: (row.starts_at, row.meeting, row.dossier_id)):
        table = list(members)
        drawn.append(line(table, who=who_of(table, names=names, households=households)))
    return drawn


def who_of(rows: Sequence[Appointment], *, names: Mapping[uuid.UUID, str], households: Mapping[uuid.UUID, str]) -> str:
    """The people at the table in words."""
    if any(row.person_id is None for row in rows):
        return households.get(rows[0].dossier_id, EVERYBODY)
    return ", ".join(names.get(row.person_id, "Mitglied") for row in rows if row.person_id)


def days(
    week: Week, drawn: Sequence[Line], *, today: dt.date, beside: Mapping[dt.date, Sequence[Beside]] | None = None
) -> list[Day]:
    """The days of a week with their lines; an empty weekend is left out."""
    by_day: dict[dt.date, list[Line]] = {}
    for entry in drawn:
        by_day.setdefault(berlin_date(entry.at), []).append(entry)
    return [
        Day(date=day, today=day == today, lines=by_day.get(day, []), beside=(beside or {}).get(day, ()))
        for day in week.days()
        if day.weekday() < 5 or day in by_day
    ]


def brief(name: str) -> str:
    """A name for paper that is carried around: "Amira H."; one word stays as it is."""
    first, _, last = name.partition(" ")
    return f"{first} {last.rsplit(' ', 1)[-1][:1]}." if last else first


def briefly(line: Line) -> str:
    """The names of a meeting for the folder; what stands at the door of a home visit says its own sheet."""
    return ", ".join(brief(name) for name in line.who.split(", "))


def what_suits(wish: EarlierWish) -> str:
    """Settings and weekdays in words."""
    days = ", ".join(name for number, name in WEEKDAYS if number in wish.weekdays)
    settings = ", ".join(Setting(one).label for one in wish.settings)
    return " · ".join((settings or "in jedem Rahmen", days or "an jedem Tag"))
