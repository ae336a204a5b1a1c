"""Days and times as the language of the page writes them. Digits stay as on every bus stop here."""

import datetime as dt

from django.utils.dateformat import format as written
from django.utils.dates import WEEKDAYS, WEEKDAYS_ABBR

from rundblick.directory.codes import SHORT_DAYS, Day
from rundblick.directory.tongues.book import say, spoken
from rundblick.web.german import german_date


def date(value: dt.date | None) -> str:
    """A day in numbers: 30.11.2026."""
    return german_date(value) if spoken().german or value is None else written(value, spoken().formats.date)


def short_date(value: dt.date) -> str:
    """A day of this year: 30.11."""
    return written(value, spoken().formats.short)


def full_day(value: dt.date) -> str:
    """A day with its name."""
    return german_date(value, "weekday") if spoken().german else written(value, spoken().formats.day)


def weekday(number: int) -> str:
    """The name of a day of the week inside a sentence, Monday is 0; Ukrainian writes it small, Django does not."""
    if spoken().german:
        return Day(number).label
    name = str(WEEKDAYS[number])
    return name.lower() if spoken().locale == "uk" else name


def short_weekday(number: int) -> str:
    """The same in a few letters."""
    return SHORT_DAYS[number] if spoken().german else str(WEEKDAYS_ABBR[number])


def clock(value: dt.time | dt.datetime) -> str:
    """A time of the day on 24 hours."""
    return f"{value:%H:%M}"


def span(since: dt.time | dt.datetime, until: dt.time | dt.datetime) -> str:
    """From when to when."""
    return say("{since} bis {until}", since=clock(since), until=clock(until))
