"""When somebody is there. Pure functions; the search says the same in SQL."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from rundblick.directory.tongues.book import listed, say
from rundblick.directory.tongues.dates import short_weekday

_ONE_DAY = dt.timedelta(days=1)
Holiday = Callable[[dt.date], bool]


@dataclass(frozen=True)
class Hours:
    """Weekly hours. `closes` before or at `opens`: until that time on the next day. `until` is exclusive."""

    days: tuple[int, ...]
    opens: dt.time
    closes: dt.time
    since: dt.date | None = None
    until: dt.date | None = None
    on_holidays: bool = False
    note: str = ""

    @property
    def overnight(self) -> bool:
        """Whether they end on the next day."""
        return self.closes <= self.opens

    def begins_on(self, day: dt.date, holiday: Holiday) -> bool:
        """Whether somebody begins on this day."""
        return (
            day.weekday() in self.days
            and (self.since is None or self.since <= day)
            and (self.until is None or day < self.until)
            and (self.on_holidays or not holiday(day))
        )

    def covers(self, at: dt.datetime, holiday: Holiday) -> bool:
        """Whether somebody is there at this local time."""
        day, time = at.date(), at.time()
        if self.begins_on(day, holiday) and self.opens <= time and (self.overnight or time < self.closes):
            return True
        return self.overnight and time < self.closes and self.begins_on(day - _ONE_DAY, holiday)


def is_open(hours: Iterable[Hours], at: dt.datetime, holiday: Holiday) -> bool:
    """Whether any of the hours cover this local time."""
    return any(one.covers(at, holiday) for one in hours)


def closes_at(hours: Iterable[Hours], at: dt.datetime, holiday: Holiday) -> dt.time | None:
    """Until when somebody is there, at this local time; None = nobody is."""
    covering = [one for one in hours if one.covers(at, holiday)]
    return (
        max(covering, key=lambda one: (one.overnight and one.opens <= at.time(), one.closes)).closes
        if covering
        else None
    )


def next_opening(hours: Sequence[Hours], at: dt.datetime, holiday: Holiday, *, days: int = 14) -> dt.datetime | None:
    """When somebody is there next, after this local time; None = not within `days`."""
    for ahead in range(days + 1):
        day = at.date() + ahead * _ONE_DAY
        begins = sorted(dt.datetime.combine(day, one.opens) for one in hours if one.begins_on(day, holiday))
        later = [moment for moment in begins if moment > at]
        if later:
            return later[0]
    return None


def days_in_words(days: Iterable[int]) -> str:
    """Mo bis Fr; Mo, Mi; Sa und So."""
    run: list[list[int]] = []
    for day in sorted(set(days)):
        if run and day == run[-1][-1] + 1:
            run[-1].append(day)
        else:
            run.append([day])
    pieces = []
    for one in run:
        if len(one) > 2:
            pieces.append(say("{since} bis {until}", since=short_weekday(one[0]), until=short_weekday(one[-1])))
        else:
            pieces += [short_weekday(day) for day in one]
    return listed(pieces)
