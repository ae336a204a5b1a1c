"""The schema of a programme: what one YAML file says about an approach (docs/programme-definition.md).

Every key that stands here is executed by a rule or shown to people; a key nobody reads would be a promise
nobody keeps. The schema grows by versions (upgrades.py).
"""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Complaint, Document, Part
from rundblick.programmes.checks import complaints
from rundblick.programmes.conditions import Condition
from rundblick.programmes.days import State
from rundblick.programmes.timing import Duration, Start
from rundblick.programmes.vocabulary import Code, Label, Text, Word

Topic = Literal[
    "master",
    "appointments",
    "notes",
    "tasks",
    "goals",
    "programmes",
    "journeys",
    "outcomes",
    "documents",
    "protected",
]
Role = Literal[
    "coach",
    "team_lead",
    "nominator",
    "benefits",
    "placement",
    "coordinator",
    "partner",
    "research",
    "dpo",
    "admin",
    "participant",
]
Unit = Literal["person", "household"]
DueKind = Literal["contact", "report", "review", "preparation", "task", "follow_up", "end"]


class Origin(Part):
    """Where a rule comes from: rows of the requirement catalogue, a place in the document, or nowhere.

    `assumption` says that the source is silent and why this value was chosen; it may stand beside a place
    that gives the idea but not the value. Something must be said.
    """

    rows: tuple[str, ...] = ()
    place: Label | None = None
    assumption: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.rows or self.place or self.assumption):
            raise ValueError("Herkunft angeben: rows, place oder assumption")
        return self


class Sourced(Part):
    """Base of every rule: it says where it comes from."""

    origin: Origin


class Source(Part):
    """The document an approach is described in. `rows` are the rows of our catalogue it was read into."""

    document: Label
    publisher: Label
    year: int = Field(ge=1990, le=2100)
    rows: tuple[str, ...] = Field(min_length=1)


class LegalReference(Sourced):
    """A legal basis by its code in the vocabulary."""

    code: Code


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
    """A stretch of time in which the programme takes people in. Half-open: `valid_until` is the day after."""

    code: Code
    label: Label
    valid_from: dt.date
    valid_until: dt.date | None = None
    places: int = Field(ge=1, le=1_000_000)
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


class TargetGroup(Sourced):
    """For whom the programme is meant. The condition informs; people decide."""

    condition: Condition


class AccessStep(Sourced):
    """A step on the way in. It is done once `done_by` has happened; `required` steps come before the start."""

    code: Code
    label: Label
    by: tuple[Role, ...] = Field(min_length=1)
    done_by: Word
    required: bool


class Access(Sourced):
    """How people come in. In a voluntary programme nobody starts without having agreed."""

    kind: Literal["voluntary", "assigned"]
    steps: tuple[AccessStep, ...] = ()


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


class Care(Part):
    """How closely people are accompanied. `contacts` are the events that count as a contact."""

    ratio: Ratio | None = None
    contacts: tuple[Word, ...] = ()
    rhythm: tuple[RhythmStep, ...] = ()


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

    @model_validator(mode="after")
    def _one_way(self) -> Self:
        if (self.after is None) == (self.before is None):
            raise ValueError("entweder „after“ (Ereignis) oder „before“ (geplanter Tag) angeben")
        return self


class Longest(Sourced):
    """How long one participation lasts at most, counted from its start."""

    by: Duration


class Time(Part):
    """Phases, the longest duration of a participation, and deadlines."""

    phases: tuple[Phase, ...] = ()
    duration: Longest | None = None
    deadlines: tuple[Deadline, ...] = ()


class InstrumentUse(Sourced):
    """A tool the programme works with, by its code in the vocabulary."""

    code: Code


class JourneyUse(Sourced):
    """A journey that is kept for participants, by the id of its definition."""

    journey: Code


class Numerator(Part):
    """What a target counts: outcomes of these kinds or groups, each outcome or each person once."""

    count: Literal["outcomes", "people"]
    groups: tuple[Code, ...] = ()
    kinds: tuple[Code, ...] = ()

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if not (self.groups or self.kinds):
            raise ValueError("groups oder kinds angeben")
        return self


class Denominator(Part):
    """What a target divides by. `inferred`: worked out from printed shares because the source is silent."""

    rule: Literal["people", "households", "inferred"]
    value: int | None = Field(None, ge=1)
    reasoning: Text | None = None

    @model_validator(mode="after")
    def _inferred_says_how(self) -> Self:
        given = (self.value is not None, self.reasoning is not None)
        if given != ((self.rule == "inferred"),) * 2:
            raise ValueError("value und reasoning gehören zu „inferred“, und nur dazu")
        return self


class Target(Sourced):
    """A share in per cent to be reached by `as_of` (inclusive)."""

    code: Code
    label: Label
    numerator: Numerator
    denominator: Denominator
    value: Decimal = Field(gt=0, le=100)
    as_of: dt.date


class Exit(Sourced):
    """A reason why a participation ended."""

    code: Code
    label: Label
    kind: Literal["integration", "goal_reached", "regular", "early"]


class FollowUp(Sourced):
    """Talks promised after an event (Nachbetreuung). Each span counts from the event, not from the last talk."""

    code: Code
    label: Label
    topic: Topic
    after: Word
    where: tuple[str, ...] = ()
    talks: tuple[Duration, ...] = Field(min_length=1, max_length=24)


class ReportSection(Sourced):
    """A table of a report. A fixed `as_of` is used while it is not later than the day asked for."""

    code: Code
    label: Label
    kind: Literal["subjects", "journey_funnel", "applications", "outcomes", "targets"]
    journey: Code | None = None
    by: tuple[Code, ...] = ()
    as_of: dt.date | None = None

    @model_validator(mode="after")
    def _journey_where_needed(self) -> Self:
        about_a_journey = self.kind in {"subjects", "journey_funnel", "applications"}
        if (self.journey is not None) != about_a_journey:
            raise ValueError("journey gehört zu subjects, journey_funnel und applications, und nur dazu")
        return self


class Report(Sourced):
    """A report the programme owes, as a list of tables."""

    code: Code
    label: Label
    sections: tuple[ReportSection, ...] = Field(min_length=1)


class Remark(Sourced):
    """Something worth knowing that no rule reads, shown on the programme's page."""

    text: Text


class Programme(Document):
    """One approach. `state` decides which holidays count when working days are counted."""

    schema_version: Literal[1]
    id: Code
    title: Label
    long_title: Label
    summary: Text
    source: Source
    legal_basis: tuple[LegalReference, ...] = Field(min_length=1)
    unit: Unit
    state: State | None = None
    sites: tuple[Site, ...] = ()
    runs: tuple[Run, ...] = Field(min_length=1)
    target_group: TargetGroup
    access: Access
    care: Care
    time: Time
    instruments: tuple[InstrumentUse, ...] = ()
    journeys: tuple[JourneyUse, ...] = ()
    outcomes: tuple[Code, ...] = ()
    targets: tuple[Target, ...] = ()
    exits: tuple[Exit, ...] = Field(min_length=1)
    follow_up: tuple[FollowUp, ...] = ()
    reports: tuple[Report, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def complaints(self) -> Iterable[Complaint]:
        """Everything that contradicts itself or names what does not exist (checks.py)."""
        return complaints(self)
