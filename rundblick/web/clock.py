"""Berlin's clock: the only place that says what "today" is.

The database session runs in UTC, and between midnight and two o'clock UTC and Berlin disagree about the
date. Pass these values into SQL instead of asking the database.
"""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

BERLIN = ZoneInfo("Europe/Berlin")


def now() -> datetime:
    """The present moment, aware, in Europe/Berlin."""
    return datetime.now(tz=BERLIN)


def today() -> date:
    """The calendar date in Europe/Berlin at this moment."""
    return now().date()


def in_berlin(moment: datetime) -> datetime:
    """The same moment on Berlin's clock.

    Raises ValueError for a naive datetime: guessing a zone would silently shift appointments by an hour.
    """
    if moment.tzinfo is None:
        raise ValueError("A moment without a time zone cannot be shown on Berlin's clock.")
    return moment.astimezone(BERLIN)


def berlin_date(value: date | datetime) -> date:
    """The calendar date of a date (unchanged) or of a moment (as seen in Berlin)."""
    return in_berlin(value).date() if isinstance(value, datetime) else value


def monday_of(day: date) -> date:
    """The Monday of the week a day lies in."""
    return day - timedelta(days=day.weekday())
