"""Attendance: in what it is counted, how much is needed, and what follows when somebody is missing."""

from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.definition.base import Sourced
from rundblick.programmes.timing import Duration
from rundblick.programmes.vocabulary import Label


class Reaction(Sourced):
    """What becomes due `within` a span when `after` sessions in a row were missed (of these `kinds`; all if empty)."""

    label: Label
    after: int = Field(1, ge=1, le=100)
    kinds: tuple[Literal["excused", "unexcused", "sick"], ...] = ()
    within: Duration


class Group(Sourced):
    """How groups are put together. `guests`: open to people who are not in the programme; they are only counted.

    `topic_needed`: a session without a topic is not planned.
    """

    smallest: int | None = Field(None, ge=1, le=1000)
    largest: int | None = Field(None, ge=1, le=1000)
    guests: bool = False
    topic_needed: bool = False


class PlannedSession(Part):
    """One session of the plan of a group: how many days after its start, how long, about what."""

    day: int = Field(ge=0, le=3650)
    units: Decimal = Field(Decimal(1), gt=0, le=24)
    topic: Label


class Attendance(Sourced):
    """Only presence counts. Absences are excused, unexcused or sick; what is missed is appended at the end.

    `unit`: days, half days, teaching units of 45 minutes or talks. `required` units end the participation;
    `weekdays` (1 Monday to 7 Sunday) and `per_session` say how fast they can be reached; `minimum_per_week` is a
    floor for full weeks. `longest_absence`: after so long a review is due. `certificate`: what is handed out.
    """

    unit: Literal["day", "half_day", "teaching_unit", "talk"]
    required: Decimal | None = Field(None, gt=0, le=10000)
    per_session: Decimal = Field(Decimal(1), gt=0, le=24)
    weekdays: tuple[int, ...] = ()
    minimum_per_week: Decimal | None = Field(None, gt=0, le=100)
    outreach: Reaction | None = None
    make_up: Reaction | None = None
    longest_absence: Duration | None = None
    group: Group | None = None
    plan: tuple[PlannedSession, ...] = ()
    certificate: Label | None = None

    @model_validator(mode="after")
    def _weekdays_exist(self) -> Self:
        if any(not 1 <= number <= 7 for number in self.weekdays) or len(set(self.weekdays)) != len(self.weekdays):
            raise ValueError("weekdays sind Zahlen von 1 (Montag) bis 7 (Sonntag), jede einmal")
        return self
