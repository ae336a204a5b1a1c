"""Counting days the way agreements are read in Germany: months, weeks, working days. Pure functions."""

import calendar
import datetime as dt
from functools import cache
from typing import Literal

State = Literal["BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]
"""The Länder by their ISO 3166-2 code."""

_ONE_DAY = dt.timedelta(days=1)

# Days after Easter Sunday and fixed dates (month, day), everywhere in Germany.
_MOVING = {"Karfreitag": -2, "Ostermontag": 1, "Christi Himmelfahrt": 39, "Pfingstmontag": 50}
_FIXED = {
    "Neujahr": (1, 1),
    "Tag der Arbeit": (5, 1),
    "Tag der Deutschen Einheit": (10, 3),
    "1. Weihnachtstag": (12, 25),
    "2. Weihnachtstag": (12, 26),
}
# What a Land adds in its whole area, by the holiday laws of the Länder: name, day, Länder and the first year there
# (1 where it is older than what is counted here). Days that only some municipalities keep are left out.
_CORPUS_CHRISTI: frozenset[State] = frozenset({"BW", "BY", "HE", "NW", "RP", "SL"})
_FIXED_BY_STATE: tuple[tuple[str, tuple[int, int], dict[State, int]], ...] = (
    ("Heilige Drei Könige", (1, 6), {"BW": 1, "BY": 1, "ST": 1}),
    ("Internationaler Frauentag", (3, 8), {"BE": 2019, "MV": 2023}),
    ("Mariä Himmelfahrt", (8, 15), {"SL": 1}),
    ("Weltkindertag", (9, 20), {"TH": 2019}),
    (
        "Reformationstag",
        (10, 31),
        {"BB": 1, "MV": 1, "SN": 1, "ST": 1, "TH": 1, "HB": 2018, "HH": 2018, "NI": 2018, "SH": 2018},
    ),
    ("Allerheiligen", (11, 1), {"BW": 1, "BY": 1, "NW": 1, "RP": 1, "SL": 1}),
)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day of the month, `months` later (earlier when negative).

    Where that day does not exist the last day of the month is meant: 31 January + 1 month is 28 or 29
    February (BGB § 188 Abs. 3). Steps do not add up, so count from the start, never from the last result.
    Raises ValueError outside the years 1 to 9999.
    """
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return dt.date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (Gauss's rule in the form of Lichtenberg, 1997)."""
    century = year // 100
    shift = 15 + (3 * century + 3) // 4 - (8 * century + 13) // 25
    sun = 2 - (3 * century + 3) // 4
    moon = year % 19
    germ = (19 * moon + shift) % 30
    limit = germ // 29 + (germ // 28 - germ // 29) * (moon // 11)
    full_moon = 21 + germ - limit
    sunday = 7 - (year + year // 4 + sun) % 7
    return dt.date(year, 3, 1) + dt.timedelta(days=full_moon + 7 - (full_moon - sunday) % 7 - 1)


@cache
def holidays(year: int, state: State | None = None) -> dict[dt.date, str]:
    """Public holidays of a year with their German names: those of all Germany, and those a Land adds."""
    sunday = easter(year)
    moving, fixed = dict(_MOVING), dict(_FIXED)
    if state in _CORPUS_CHRISTI:
        moving["Fronleichnam"] = 60
    fixed |= {name: day for name, day, since in _FIXED_BY_STATE if state in since and year >= since[state]}
    if year == 2017:  # 500 years of the Reformation, once and in all Länder
        fixed["Reformationstag"] = (10, 31)
    days = {sunday + dt.timedelta(days=n): name for name, n in moving.items()}
    days |= {dt.date(year, month, day): name for name, (month, day) in fixed.items()}
    if state == "SN":
        days[_repentance(year)] = "Buß- und Bettag"
    return dict(sorted(days.items()))


def _repentance(year: int) -> dt.date:
    """The Wednesday before 23 November."""
    last = dt.date(year, 11, 22)
    return last - dt.timedelta(days=(last.weekday() - 2) % 7)


def is_working_day(day: dt.date, state: State | None = None) -> bool:
    """Monday to Friday and no public holiday. 24 and 31 December are working days here, as in the law."""
    return day.weekday() < 5 and day not in holidays(day.year, state)


def add_working_days(day: dt.date, number: int, state: State | None = None) -> dt.date:
    """The `number`-th working day after `day` (before it when negative). `day` itself is never counted.

    With 0 the day is returned as it is, working day or not.
    """
    step = _ONE_DAY if number > 0 else -_ONE_DAY
    left = abs(number)
    while left:
        day += step
        left -= is_working_day(day, state)
    return day
