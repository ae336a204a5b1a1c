"""Years and months as people remember them, and the spans between them. No database.

A `Moment` is a year or a month; what was said as a year stays a year. A `Span` knows two of them, one of them, or
one and "until today". Stored are half-open days, see `Span.days`.
"""

import datetime as dt
from dataclasses import dataclass
from typing import Self

EARLIEST = 1920
AHEAD = 10
"""How many years ahead of today an end may lie, for a training that is agreed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, or with `month` (1 to 12) a month of it."""

    year: int
    month: int | None = None

    @property
    def first(self) -> dt.date:
        """First day."""
        return dt.date(self.year, self.month or 1, 1)

    @property
    def after(self) -> dt.date:
        """First day that no longer belongs to it."""
        if self.month is None or self.month == 12:
            return dt.date(self.year + 1, 1, 1)
        return dt.date(self.year, self.month + 1, 1)

    def __str__(self) -> str:
        return f"{self.month:02}/{self.year}" if self.month else str(self.year)

    @classmethod
    def of(cls, day: dt.date, *, monthly: bool) -> Self:
        """The year or month in which `day` lies."""
        return cls(day.year, day.month if monthly else None)


@dataclass(frozen=True, slots=True)
class Days:
    """A span as it is stored: half-open days (None = unknown or going on) and which ends are months."""

    begins: dt.date | None
    begins_monthly: bool
    ends: dt.date | None
    ends_monthly: bool


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` to the end of `last`. Without `start` the beginning is not known, without `last` it goes on.

    Raises ValueError when both are missing, or the wrong way round.
    """

    start: Moment | None
    last: Moment | None

    def __post_init__(self) -> None:
        if self.start is None and self.last is None:
            raise ValueError("A span needs a beginning or an end.")
        if self.start and self.last and self.last.after <= self.start.first:
            raise ValueError("A span ends after it begins.")

    @property
    def days(self) -> Days:
        """How the span is stored."""
        return Days(
            begins=self.start.first if self.start else None,
            begins_monthly=bool(self.start and self.start.month),
            ends=self.last.after if self.last else None,
            ends_monthly=bool(self.last and self.last.month),
        )

    @classmethod
    def of(cls, days: Days) -> Self:
        """The span that was stored as these days."""
        return cls(
            Moment.of(days.begins, monthly=days.begins_monthly) if days.begins else None,
            Moment.of(days.ends - dt.timedelta(days=1), monthly=days.ends_monthly) if days.ends else None,
        )

    def __str__(self) -> str:
        if self.last is None:
            return f"seit {self.start}"
        if self.start is None:
            return f"bis {self.last}"
        return str(self.start) if self.start == self.last else f"{self.start} – {self.last}"


def out_of_sight(span: Span, today: dt.date) -> bool:
    """Whether a year of the span cannot be meant: before 1920, or further ahead than plans reach."""
    years = [moment.year for moment in (span.start, span.last) if moment]
    return any(not EARLIEST <= year <= today.year + AHEAD for year in years)
