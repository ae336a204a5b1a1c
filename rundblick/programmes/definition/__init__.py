"""The schema of a programme: what one YAML file says about an approach (docs/programme-definition.md).

Every key that stands here is executed by a rule or shown to people; a key nobody reads would be a promise
nobody keeps. The schema grows by versions (upgrades.py).
"""

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document
from rundblick.programmes.checks import complaints
from rundblick.programmes.days import State
from rundblick.programmes.definition.base import (
    DueKind,
    LegalReference,
    Origin,
    Role,
    Source,
    Sourced,
    Topic,
    Unit,
)
from rundblick.programmes.definition.care import Care, Meeting, MinimumTalks, Ratio, RhythmStep
from rundblick.programmes.definition.clocks import Deadline, Extension, Ladder, Longest, Pause, Phase, Time
from rundblick.programmes.definition.content import InstrumentUse, JourneyUse, Module, PlanUse
from rundblick.programmes.definition.ending import (
    Denominator,
    Exit,
    FollowOn,
    FollowUp,
    Numerator,
    PublishedResult,
    Remark,
    Target,
)
from rundblick.programmes.definition.frame import Run, Site, Staff
from rundblick.programmes.definition.money import Cost, Evidence, Funding, Milestone, Money, Quota, Subsidy, Tier
from rundblick.programmes.definition.presence import Attendance, Group, PlannedSession, Reaction
from rundblick.programmes.definition.reporting import Report, ReportSection, StartBand
from rundblick.programmes.definition.way_in import (
    Access,
    AccessStep,
    ConsentNeed,
    Question,
    TargetGroup,
    WeighedOption,
    WeighedQuestion,
    Weighing,
)
from rundblick.programmes.vocabulary import Code, Label, Text

__all__ = [
    "Access",
    "AccessStep",
    "Attendance",
    "Care",
    "ConsentNeed",
    "Cost",
    "Deadline",
    "Denominator",
    "DueKind",
    "Evidence",
    "Exit",
    "Extension",
    "FollowOn",
    "FollowUp",
    "Funding",
    "Group",
    "InstrumentUse",
    "JourneyUse",
    "Ladder",
    "LegalReference",
    "Longest",
    "Meeting",
    "Milestone",
    "MinimumTalks",
    "Module",
    "Money",
    "Numerator",
    "Origin",
    "Pause",
    "Phase",
    "PlanUse",
    "PlannedSession",
    "Programme",
    "PublishedResult",
    "Question",
    "Quota",
    "Ratio",
    "Reaction",
    "Remark",
    "Report",
    "ReportSection",
    "RhythmStep",
    "Role",
    "Run",
    "Site",
    "Source",
    "Sourced",
    "Staff",
    "StartBand",
    "Subsidy",
    "Target",
    "TargetGroup",
    "Tier",
    "Time",
    "Topic",
    "Unit",
    "WeighedOption",
    "WeighedQuestion",
    "Weighing",
]


class Programme(Document):
    """One approach. `state` decides which holidays count when working days are counted.

    `delivery` is how it is organised (Umsetzungsart); `keywords` lead to it on the shelf.
    """

    schema_version: Literal[2]
    id: Code
    title: Label
    long_title: Label
    summary: Text
    source: Source
    keywords: tuple[Label, ...] = ()
    delivery: (
        Literal["line", "project_team", "tender", "inhouse", "project_funding", "single_case", "voucher", "service"]
        | None
    ) = None
    legal_basis: tuple[LegalReference, ...] = Field(min_length=1)
    unit: Unit
    state: State | None = None
    sites: tuple[Site, ...] = ()
    runs: tuple[Run, ...] = Field(min_length=1)
    target_group: TargetGroup
    access: Access
    care: Care
    time: Time
    attendance: Attendance | None = None
    modules: tuple[Module, ...] = ()
    instruments: tuple[InstrumentUse, ...] = ()
    plans: tuple[PlanUse, ...] = ()
    journeys: tuple[JourneyUse, ...] = ()
    outcomes: tuple[Code, ...] = ()
    targets: tuple[Target, ...] = ()
    exits: tuple[Exit, ...] = Field(min_length=1)
    follow_on: FollowOn | None = None
    follow_up: tuple[FollowUp, ...] = ()
    reports: tuple[Report, ...] = ()
    money: Money = Money()
    results: tuple[PublishedResult, ...] = ()
    remarks: tuple[Remark, ...] = ()

    def complaints(self) -> Iterable[Complaint]:
        """Everything that contradicts itself or names what does not exist (checks.py)."""
        return complaints(self)
