"""Time: phases, duration, pause and extension, deadlines, and what is tried when somebody is not reached."""

from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.definition.base import Role, Sourced, Topic
from rundblick.programmes.timing import Duration, Start
from rundblick.programmes.vocabulary import Code, Label, Text, Word


class Phase(Sourced):
    """A phase lasts until the next one starts; with `run` it never reaches beyond that run."""

    code: Code
    label: Label
    purpose: Text
    starts: Start
    run: Code | None = None


class Deadline(Sourced):
    """Something to be done some time after an event or before a planned day, until `done_by` has happened.

    `where`: only for these values of the event. `survives_end`: stays due when the participation has ended.
    `recipients`: who is given a report.
    """

    code: Code
    label: Label
    kind: Literal["report", "review", "preparation", "task"]
    topic: Topic
    after: Word | None = None
    before: Word | None = None
    where: tuple[str, ...] = ()
    by: Duration
    done_by: tuple[Word, ...] = Field(min_length=1)
    survives_end: bool = False
    recipients: tuple[Label, ...] = ()

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.after is None) == (self.before is None):
            raise ValueError("entweder „after“ (Ereignis) oder „before“ (geplanter Tag) angeben")
        return self


class Longest(Sourced):
    """How long one participation lasts at most, counted from its start."""

    by: Duration


class Pause(Sourced):
    """A participation may rest, at most `longest` at a time; clocks that count from the start wait meanwhile."""

    longest: Duration | None = None


class Extension(Sourced):
    """The duration may be extended, in steps of at most `by`, in total not beyond `at_most` from the start.

    `criteria` are looked at together; `approved_by` decides. `ask` before the end the question becomes due.
    """

    by: Duration
    at_most: Duration | None = None
    criteria: tuple[Label, ...] = ()
    approved_by: Role
    ask: Duration


class Ladder(Sourced):
    """What is tried when somebody is not reached: so many attempts, one `every` span, in these `ways`.

    It begins with each `starts` event and ends with a contact, with the person's wish to be left alone, or with the
    last attempt; then `proposal` becomes due until `done_by`. Attempts at home need a consent: without it the ladder
    ends at letter, phone or message.
    """

    code: Code
    label: Label
    topic: Topic = "appointments"
    starts: Word
    attempts: int = Field(ge=1, le=30)
    every: Duration
    ways: tuple[Word, ...] = Field(min_length=1)
    proposal: Label
    done_by: tuple[Word, ...] = Field(min_length=1)


class Time(Part):
    """Phases, the longest duration of a participation, and everything that runs from an event."""

    phases: tuple[Phase, ...] = ()
    duration: Longest | None = None
    pause: Pause | None = None
    extension: Extension | None = None
    deadlines: tuple[Deadline, ...] = ()
    ladders: tuple[Ladder, ...] = ()
