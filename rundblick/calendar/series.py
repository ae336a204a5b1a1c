"""Pure rules of a series of appointments: which days, and which of them are left out. No database."""

import calendar
import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from rundblick.calendar.rules import NoSuchTime, end_after, moment, wall
from rundblick.programmes.days import State, holidays
from rundblick.web.clock import BERLIN

MONTHLY = 0
LAST = 5
MOST = 104
"""Two years of weekly meetings; more at once is a slip of the pen."""

AWAY = "abwesend"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Every `weeks` weeks, or once a month on the same weekday (`weeks` is MONTHLY).

    The series ends with the last day that is not after `until`, or when `times` days could be kept, whichever is first.
    """

    weeks: int
    until: dt.date | None = None
    times: int | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """One day of a series, times in UTC. `why` says why it is left out, "" when it stands.

    `possible` is False where the clock skips the hour: nobody can meet then.
    """

    day: dt.date
    starts_at: dt.datetime
    ends_at: dt.datetime
    why: str = ""
    possible: bool = True


def days(first: dt.date, weeks: int) -> Iterator[dt.date]:
    """The days of a rhythm without end, `first` included. Monthly: the same weekday in the same week of the month.

    The fifth Monday of a month is taken as the last one, since most months have no fifth.
    """
    day = first
    if weeks != MONTHLY:
        while True:
            yield day
            day += dt.timedelta(weeks=weeks)
    number = (first.day - 1) // 7 + 1
    year, month = first.year, first.month
    while True:
        yield same_weekday(year, month, first.weekday(), number)
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)


def same_weekday(year: int, month: int, weekday: int, number: int) -> dt.date:
    """The first to fourth such weekday (Monday is 0) of a month; the fifth means the last."""
    lead = (weekday - dt.date(year, month, 1).weekday()) % 7
    day = 1 + lead + 7 * (number - 1)
    while day > calendar.monthrange(year, month)[1]:
        day -= 7
    if number == LAST and day + 7 <= calendar.monthrange(year, month)[1]:
        day += 7
    return dt.date(year, month, day)


def planned(
    first: dt.date,
    time: dt.time,
    minutes: int,
    rhythm: Rhythm,
    *,
    state: State | None,
    away: Sequence[tuple[dt.date, dt.date]] = (),
) -> list[Planned]:
    """All days of a series with what stands in the way: public holidays, absences (half-open), a skipped hour.

    Each stands at `time` on Berlin's wall clock and lasts `minutes` of real time. At most MOST.
    """
    found: list[Planned] = []
    kept = 0
    for day in days(first, rhythm.weeks):
        if len(found) == MOST or (rhythm.until and day > rhythm.until) or (rhythm.times and kept == rhythm.times):
            return found
        found.append(_one(day, time, minutes, state, away))
        kept += not found[-1].why
    return found


def _one(
    day: dt.date, time: dt.time, minutes: int, state: State | None, away: Iterable[tuple[dt.date, dt.date]]
) -> Planned:
    try:
        start = moment(day, time)
    except NoSuchTime as error:
        start = wall(day, time)
        return Planned(day, start, end_after(start, minutes), str(error), possible=False)
    return Planned(day, start, end_after(start, minutes), left_out(day, state, away))


def left_out(day: dt.date, state: State | None, away: Iterable[tuple[dt.date, dt.date]] = ()) -> str:
    """Why nobody meets on that day: the holiday's name, or that the coach is away; "" on all others."""
    holiday = holidays(day.year, state).get(day, "")
    if holiday:
        return holiday
    return AWAY if any(start <= day < end for start, end in away) else ""


def moved(starts_at: dt.datetime, *, by_days: int, time: dt.time, minutes: int) -> tuple[dt.datetime, dt.datetime]:
    """A later meeting of a series so many days on, at `time` on the wall clock. Raises NoSuchTime."""
    start = moment(starts_at.astimezone(BERLIN).date() + dt.timedelta(days=by_days), time)
    return start, end_after(start, minutes)
