"""Pure rules of appointments: states, moments on Berlin's clock, overlaps, weeks. No database."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from rundblick.calendar.codes import NEEDS_CONSENT, Setting, Status
from rundblick.web.clock import BERLIN
from rundblick.web.german import german_date

SHORTEST = 5
LONGEST = 10 * 60
WEEKS_AHEAD = 104

TRANSITIONS: dict[Status, frozenset[Status]] = {
    Status.HELD: frozenset({Status.PLANNED, Status.MISSED}),
    Status.MISSED: frozenset({Status.PLANNED, Status.HELD}),
    Status.CANCELLED: frozenset({Status.PLANNED}),
}
"""Target state -> states it may follow. What became of an appointment can be corrected, a cancelled one stays."""

_WEEK = re.compile(r"(\d{4})-W(\d{2})")


class NoSuchTime(ValueError):
    """The clock skips this time on that day (start of daylight-saving time)."""


def moment(day: dt.date, time: dt.time) -> dt.datetime:
    """A wall-clock time in Berlin as a moment, in UTC: two moments of one zone would be compared by the wall clock.

    Where the clock runs through an hour twice (end of daylight-saving time) the first pass is meant. Raises
    NoSuchTime where it skips the hour.
    """
    local = dt.datetime.combine(day, time, tzinfo=BERLIN)
    universal = local.astimezone(dt.UTC)
    if universal.astimezone(BERLIN).replace(tzinfo=None) != local.replace(tzinfo=None):
        raise NoSuchTime("Diese Uhrzeit gibt es an dem Tag nicht: Die Uhr wird vorgestellt.")
    return universal


def wall(day: dt.date, time: dt.time) -> dt.datetime:
    """As `moment`; where the clock skips that time, the moment at which it goes on."""
    return dt.datetime.combine(day, time, tzinfo=BERLIN).astimezone(dt.UTC)


def day_span(day: dt.date, days: int = 1) -> tuple[dt.datetime, dt.datetime]:
    """From midnight in Berlin to the midnight so many days later (exclusive), in UTC."""
    return wall(day, dt.time.min), wall(day + dt.timedelta(days=days), dt.time.min)


def read_day(text: str, *, today: dt.date) -> dt.date:
    """A day as it stands in an address, 2026-11-30; anything else is today. The ends of the calendar are left out."""
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return today
    return day if dt.date.min.year < day.year < dt.date.max.year else today


def end_after(start: dt.datetime, minutes: int) -> dt.datetime:
    """The moment `minutes` later, in UTC; real time, also across a change of the clock."""
    return start.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)


def minutes_between(start: dt.datetime, end: dt.datetime) -> int:
    """Length in whole minutes of real time."""
    return int((end.astimezone(dt.UTC) - start.astimezone(dt.UTC)).total_seconds() // 60)


def may_follow(target: Status, present: str) -> bool:
    """Whether an appointment in state `present` may become `target`."""
    return present in TRANSITIONS.get(target, frozenset())


def needs_consent(setting: str) -> bool:
    """Whether an appointment in this setting is only asked for until a written consent stands (Handreichung 4.3.2)."""
    return setting in NEEDS_CONSENT


class Timed(Protocol):
    """Anything with a beginning and an exclusive end."""

    @property
    def starts_at(self) -> dt.datetime: ...

    @property
    def ends_at(self) -> dt.datetime: ...


T = TypeVar("T", bound=Timed)


def overlapping(start: dt.datetime, end: dt.datetime, others: Iterable[T]) -> list[T]:
    """Those of `others` that share time with start until end (exclusive); touching is not sharing."""
    return [other for other in others if other.starts_at < end and start < other.ends_at]


def other_settings(setting: str) -> list[Setting]:
    """Settings to offer after an appointment did not come about: the easiest to keep first, never the same."""
    offers = [Setting.PHONE, Setting.WALK_AND_TALK, Setting.NEIGHBOURHOOD, Setting.VIDEO, Setting.OFFICE]
    return [offer for offer in offers if offer != setting][:4]


@dataclass(frozen=True, slots=True)
class Week:
    """A calendar week (ISO 8601), Monday inclusive to the next Monday exclusive."""

    monday: dt.date

    @classmethod
    def of(cls, day: dt.date) -> "Week":
        """The week in which the day lies."""
        return cls(day - dt.timedelta(days=day.weekday()))

    @classmethod
    def read(cls, text: str, *, today: dt.date) -> "Week":
        """A week written as 2026-W47; anything else is this week."""
        match = _WEEK.fullmatch(text)
        if match:
            try:
                return cls(dt.date.fromisocalendar(int(match[1]), int(match[2]), 1))
            except ValueError:
                pass
        return cls.of(today)

    @property
    def code(self) -> str:
        """As it stands in an address: 2026-W47."""
        year, number, _ = self.monday.isocalendar()
        return f"{year:04}-W{number:02}"

    @property
    def label(self) -> str:
        """As it stands in a heading."""
        number = self.monday.isocalendar().week
        sunday = self.monday + dt.timedelta(days=6)
        return f"KW {number}, {german_date(self.monday)} bis {german_date(sunday)}"

    @property
    def start(self) -> dt.datetime:
        """Monday, midnight in Berlin."""
        return dt.datetime.combine(self.monday, dt.time.min, tzinfo=BERLIN)

    @property
    def end(self) -> dt.datetime:
        """The next Monday, midnight in Berlin; exclusive."""
        return dt.datetime.combine(self.monday + dt.timedelta(days=7), dt.time.min, tzinfo=BERLIN)

    def days(self) -> Iterator[dt.date]:
        """Monday to Sunday."""
        return (self.monday + dt.timedelta(days=n) for n in range(7))

    def moved(self, weeks: int) -> "Week":
        """The week so many weeks later; stops at the ends of the calendar."""
        try:
            return Week(self.monday + dt.timedelta(weeks=weeks))
        except OverflowError:
            return self
