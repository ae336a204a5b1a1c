"""How many questions were answered in time, and after how many days: of all together, never of one clerk. Pure."""

import datetime as dt
from dataclasses import dataclass

from rundblick.statistics.figures import Figure, count, share, withheld
from rundblick.statistics.suppression import THRESHOLD, is_small, share_is_small

BACK = dt.timedelta(days=365)
"""So far back the questions counted were asked."""
LEAST_STAFF = 5
"""Figures of a department need at least so many people in it (design rule 8)."""
SUBGROUP = "Fragen aus den letzten zwölf Monaten, die beantwortet sind oder deren Tag vorbei ist"
SOURCE = "gezählt aus den Fragen an den Leistungsbereich"


@dataclass(frozen=True, slots=True)
class Counted:
    """What the database counts (`sql.py`), the numbers of cases behind questions beside the questions themselves.

    `due`: answered, or not answered although the day has passed. `in_time`: answered on the day or before; a question
    back is no answer. `median_days`: from asking to the answer, None without one. `withdrawn`: ended before their day
    without an answer; counted nowhere else.
    """

    clerks: int
    due: int
    in_time: int
    due_cases: int
    in_time_cases: int
    late_cases: int
    answered: int
    answered_cases: int
    median_days: int | None
    withdrawn: int

    @property
    def told(self) -> bool:
        """Whether the department is large enough that no number is about somebody in it."""
        return self.clerks >= LEAST_STAFF


@dataclass(frozen=True)
class Numbers:
    """`in_time`: the share. `days`: the median, with the answered questions as denominator."""

    in_time: Figure
    days: Figure


def numbers(counted: Counted, *, as_of: dt.date) -> Numbers:
    """The figures; each is withheld where few questions, or few cases, stand behind it or behind the rest of it."""
    note = f"{counted.withdrawn} Fragen wurden vorher zurückgezogen; sie zählen nicht mit." if counted.withdrawn else ""
    in_time = share(
        code="inquiries.in_time",
        label="Bis zum Tag beantwortet",
        numerator=counted.in_time,
        denominator=counted.due,
        as_of=as_of,
        subgroup=SUBGROUP,
        source=SOURCE,
        missing=counted.withdrawn,
        note="" if is_small(counted.withdrawn) else note,
    )
    days = count(
        code="inquiries.median_days",
        label="Tage bis zur Antwort, Median",
        number=counted.median_days or 0,
        as_of=as_of,
        subgroup=f"{counted.answered} beantwortete Fragen",
        source=SOURCE,
    )
    cases = (counted.due_cases, counted.in_time_cases, counted.late_cases)
    few = share_is_small(counted.in_time, counted.due) or any(is_small(number) for number in cases)
    silent = share_is_small(counted.answered, counted.due) or counted.answered_cases < THRESHOLD
    return Numbers(withheld(in_time) if few else in_time, withheld(days) if silent else days)
