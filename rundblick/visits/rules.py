"""When somebody will be outside again, and how long what is kept. Pure; clocks are Berlin's."""

import datetime as dt

from rundblick.calendar.rules import moment
from rundblick.web.clock import berlin_date

LONGEST = dt.timedelta(hours=12)
LONGER = dt.timedelta(minutes=30)
KEEP_WATCH = dt.timedelta(days=14)
KEEP_PREPARATION = dt.timedelta(days=90)


def next_moment(time: dt.time, *, at: dt.datetime) -> dt.datetime:
    """The next moment after `at` at which the clock shows this time: today, or tomorrow after midnight.

    Raises NoSuchTime where the clock skips it.
    """
    day = berlin_date(at)
    found = moment(day, time)
    return found if found > at else moment(day + dt.timedelta(days=1), time)


def longer(expected_at: dt.datetime, *, at: dt.datetime) -> dt.datetime:
    """Half an hour more: from the time that was said, or from now where that is over."""
    return max(expected_at, at) + LONGER
