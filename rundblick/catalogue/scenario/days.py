"""Small helpers for invented days: never random between two runs, never on a weekend where people meet."""

import datetime as dt
from random import Random


def dice(name: str) -> Random:
    """A random source that depends on the name alone."""
    return Random(f"rundblick/{name}")  # noqa: S311 - invented data, no secrets


def workday(day: dt.date) -> dt.date:
    """The day itself, or the Monday after a weekend."""
    return day + dt.timedelta(days=(7 - day.weekday()) if day.weekday() >= 5 else 0)


def workday_before(day: dt.date) -> dt.date:
    """The day itself, or the Friday before a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))


def after(day: dt.date, days: int) -> dt.date:
    """A workday about so many days later."""
    return workday(day + dt.timedelta(days=days))


def birthday(born: dt.date, age: int) -> dt.date:
    """The day somebody turns `age`; born on 29 February: 1 March in other years (§ 188 BGB)."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return dt.date(born.year + age, 3, 1)


def age_on(born: dt.date, day: dt.date) -> int:
    """Age in completed years."""
    age = day.year - born.year
    return age if birthday(born, age) <= day else age - 1
