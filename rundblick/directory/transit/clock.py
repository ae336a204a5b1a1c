"""Times and days of a timetable. Pure functions; source: GTFS Schedule Reference, field types "Time" and "Date"."""

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from rundblick.web.clock import BERLIN, in_berlin

DAY = dt.timedelta(days=1)
DAY_SECONDS = 86_400
_TIME = re.compile(r"(\d{1,2}):([0-5]\d):([0-5]\d)")
_DATE = re.compile(r"\d{8}")


def seconds_of(text: str) -> int | None:
    """Seconds since the day's noon minus twelve hours; None for what is no time.

    "H:MM:SS" is as good as "HH:MM:SS", and hours count on after midnight: "25:30:00" is half past one at night.
    """
    found = _TIME.fullmatch(text)
    if found is None or not text.isascii():
        return None
    hours, minutes, seconds = map(int, found.groups())
    return (hours * 60 + minutes) * 60 + seconds


def day_of(text: str) -> dt.date | None:
    """A date as "20261130"; None for what is none."""
    if not _DATE.fullmatch(text) or not text.isascii():
        return None
    try:
        return dt.date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        return None


def zero(day: dt.date) -> dt.datetime:
    """The moment from which the times of a day are counted: noon minus twelve hours, which is midnight but for the two
    days on which the clocks change.
    """
    noon = dt.datetime.combine(day, dt.time(12), tzinfo=BERLIN)
    return in_berlin(noon.astimezone(dt.UTC) - dt.timedelta(hours=12))


def moment(day: dt.date, seconds: int) -> dt.datetime:
    """When something happens that stands with these seconds in the timetable of a day."""
    return in_berlin(zero(day).astimezone(dt.UTC) + dt.timedelta(seconds=seconds))


def seconds_since(day: dt.date, at: dt.datetime) -> int:
    """This moment in seconds of the timetable of a day; negative before it begins."""
    # On one clock: between two moments of one zone Python counts the hours on the wall.
    return int((at.astimezone(dt.UTC) - zero(day).astimezone(dt.UTC)).total_seconds())


def running_days(
    weekdays: Sequence[bool],
    since: dt.date | None,
    until: dt.date | None,
    *,
    added: Iterable[dt.date] = (),
    removed: Iterable[dt.date] = (),
    window: tuple[dt.date, dt.date],
) -> list[dt.date]:
    """Days on which a service runs: its weekdays (Monday first) from `since` to `until`, both inclusive, with the days
    added and without those removed; within the window, both inclusive, in order.
    """
    first, last = window
    found = {day for day in added if first <= day <= last}
    if since is not None and until is not None and any(weekdays):
        day, end = max(since, first), min(until, last)
        while day <= end:
            if weekdays[day.weekday()]:
                found.add(day)
            day += DAY
    return sorted(found - set(removed))
