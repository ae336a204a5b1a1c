"""How closely people are accompanied: ratio, rhythm, least number of talks, forms of meeting."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.definition.base import Sourced, Topic
from rundblick.programmes.timing import Duration, Start
from rundblick.programmes.vocabulary import Code, Label, Text, Word


class Ratio(Sourced):
    """Betreuungsschlüssel. The meaning decides what is divided by what; a minimum is a floor, not a cap."""

    meaning: Literal["participants_per_coach", "cases_per_fte", "minimum_per_coach"]
    value: Decimal = Field(gt=0, le=10000)


class RhythmStep(Sourced):
    """How far apart contacts may lie: in a phase, or from `starts` until the next step that has `starts`."""

    code: Code
    label: Label
    phase: Code | None = None
    starts: Start | None = None
    every: Duration

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.phase is None) == (self.starts is None):
            raise ValueError("entweder „phase“ oder „starts“ angeben")
        return self


class MinimumTalks(Sourced):
    """At least so many of these events, counted from `after` (the start, if nothing is said), `within` a span."""

    code: Code
    label: Label
    topic: Topic = "appointments"
    count: int = Field(ge=1, le=100)
    counts: tuple[Word, ...] = Field(min_length=1)
    after: Word = "participation.started"
    within: Duration


class Meeting(Sourced):
    """A form of meeting: who sits there, what must be true before, and how often at most (`most`).

    `event` is how it is recorded; with `consent` it does not happen without that consent.
    """

    code: Code
    label: Label
    event: Word
    people: tuple[Label, ...] = ()
    entry: Text | None = None
    consent: Code | None = None
    most: int | None = Field(None, ge=1, le=1000)


class Care(Part):
    """How closely people are accompanied. `contacts` are the events that count as a contact."""

    ratio: Ratio | None = None
    contacts: tuple[Word, ...] = ()
    rhythm: tuple[RhythmStep, ...] = ()
    minimum_talks: tuple[MinimumTalks, ...] = ()
    meetings: tuple[Meeting, ...] = ()
