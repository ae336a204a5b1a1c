"""The frame of an approach: where it works, when it takes people in, with how many places and staff."""

import datetime as dt
from decimal import Decimal
from typing import Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.definition.base import Sourced
from rundblick.programmes.vocabulary import Code, Label


class Site(Sourced):
    """A place where the programme works; published figures are per site."""

    code: Code
    label: Label


class Staff(Part):
    """Who works in a run: people with case work, their full-time equivalents, posts for coordination."""

    coaches: int = Field(ge=0, le=10000)
    fte: Decimal = Field(ge=0, le=10000)
    coordination_posts: int = Field(0, ge=0, le=1000)


class Run(Sourced):
    """A stretch of time in which the programme takes people in. Half-open: `valid_until` is the day after.

    `places` missing: the number is not limited, or nobody says.
    """

    code: Code
    label: Label
    valid_from: dt.date
    valid_until: dt.date | None = None
    places: int | None = Field(None, ge=1, le=1_000_000)
    places_by_site: dict[str, int] = {}
    staff: Staff | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Self:
        if self.valid_until is not None and self.valid_until <= self.valid_from:
            raise ValueError("valid_until muss nach valid_from liegen")
        return self

    def holds(self, on: dt.date) -> bool:
        """Whether the run is open on that day."""
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)
