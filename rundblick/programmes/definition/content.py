"""With what a programme works: modules, tools, kinds of plans, journeys."""

from decimal import Decimal
from typing import Literal

from pydantic import Field

from rundblick.programmes.definition.base import Sourced
from rundblick.programmes.vocabulary import Code, Label


class Module(Sourced):
    """A module. `requires` others first; with `proof_instead` a proof of the same ability will do.

    `units`: how much of the attendance it takes. `certificate`: what is handed out when it is completed.
    """

    code: Code
    label: Label
    kind: Literal["obligatory", "optional"]
    requires: tuple[Code, ...] = ()
    proof_instead: bool = False
    units: Decimal | None = Field(None, gt=0, le=10000)
    certificate: Label | None = None


class InstrumentUse(Sourced):
    """A tool the programme works with, by its code in the vocabulary."""

    code: Code


class PlanUse(Sourced):
    """A kind of plan that is made with the person, by its code in the vocabulary."""

    code: Code


class JourneyUse(Sourced):
    """A journey that is kept for participants, by the id of its definition."""

    journey: Code
