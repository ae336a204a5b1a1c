"""Spans of time and points in time as a definition writes them."""

import datetime as dt
from typing import Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.days import State, add_months, add_working_days
from rundblick.programmes.vocabulary import Word

_UNITS = {
    "days": ("Tag", "Tage"),
    "weeks": ("Woche", "Wochen"),
    "months": ("Monat", "Monate"),
    "working_days": ("Arbeitstag", "Arbeitstage"),
}


class Duration(Part):
    """A span of time in exactly one unit: {weeks: 2}, {months: 3}, {working_days: 5}."""

    days: int | None = Field(None, ge=1, le=3650)
    weeks: int | None = Field(None, ge=1, le=520)
    months: int | None = Field(None, ge=1, le=120)
    working_days: int | None = Field(None, ge=1, le=260)

    @model_validator(mode="after")
    def _one_unit(self) -> Self:
        if len(self._given()) != 1:
            raise ValueError(f"genau eine Einheit angeben: {', '.join(_UNITS)}")
        return self

    def after(self, day: dt.date, state: State | None) -> dt.date:
        """The day on which the span, counted from `day`, is over; `state` decides about holidays.

        Days, weeks and months end on the matching day whatever weekday it is (BGB §§ 187, 188).
        """
        return self._moved(day, 1, state)

    def before(self, day: dt.date, state: State | None) -> dt.date:
        """The day that lies one span earlier."""
        return self._moved(day, -1, state)

    def words(self) -> str:
        """The span in German, as in "2 Wochen"."""
        unit, number = self._given()[0]
        return f"{number} {_UNITS[unit][number != 1]}"

    def rhythm(self) -> str:
        """The span as a rhythm in German, as in "alle 2 Wochen"."""
        unit, number = self._given()[0]
        if number == 1:
            return f"{'jede' if unit == 'weeks' else 'jeden'} {_UNITS[unit][0]}"
        return f"alle {self.words()}"

    def _given(self) -> list[tuple[str, int]]:
        return [(unit, value) for unit in _UNITS if (value := getattr(self, unit)) is not None]

    def _moved(self, day: dt.date, direction: int, state: State | None) -> dt.date:
        unit, number = self._given()[0]
        if unit == "months":
            return add_months(day, direction * number)
        if unit == "working_days":
            return add_working_days(day, direction * number, state)
        return day + dt.timedelta(days=direction * number * (7 if unit == "weeks" else 1))


class Start(Part):
    """When something begins: on a date, or with an event, or some time after it.

    {on: 2021-03-01}   {after: participation.started}   {after: participation.started, by: {months: 3}}
    """

    on: dt.date | None = None
    after: Word | None = None
    by: Duration | None = None

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.on is None) == (self.after is None):
            raise ValueError("entweder „on“ (Datum) oder „after“ (Ereignis) angeben")
        if self.by is not None and self.after is None:
            raise ValueError("„by“ gehört zu „after“")
        return self
