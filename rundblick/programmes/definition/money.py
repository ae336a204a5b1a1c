"""Money: who pays, what it costs, what is billed when, subsidies and quotas. Amounts are euros of their time."""

import datetime as dt
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.conditions import Condition
from rundblick.programmes.definition.base import Sourced
from rundblick.programmes.timing import Duration
from rundblick.programmes.vocabulary import Code, Label, Word


class Funding(Sourced):
    """A source of money: an amount, a share in per cent, or neither where the source is silent. Half-open validity."""

    code: Code
    label: Label
    legal_basis: Code | None = None
    amount: Decimal | None = Field(None, gt=0)
    per: Literal["total", "year", "participant_month"] = "total"
    share: Decimal | None = Field(None, gt=0, le=100)
    at_most: bool = False
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


class Cost(Sourced):
    """What it costs, as printed, and what that is spread over. `approximate`: the source says "ca.".

    From `amount`, `participants` and `months` the cost per person and month is computed (amounts.cost_per_head).
    """

    code: Code
    label: Label
    amount: Decimal = Field(gt=0)
    per: Literal["total", "year", "month", "participant", "participant_month"]
    participants: int | None = Field(None, ge=1)
    months: int | None = Field(None, ge=1)
    approximate: bool = False


class Milestone(Sourced):
    """A share in per cent of the premium, earned when `done_by` has happened `count` times."""

    code: Code
    label: Label
    share: Decimal = Field(gt=0, le=100)
    done_by: Word
    count: int = Field(1, ge=1, le=100)


class Tier(Part):
    """From this gross wage (that amount included) the subsidy is so high."""

    gross_from: Decimal = Field(ge=0)
    amount: Decimal = Field(gt=0)


class Evidence(Part):
    """A document that must have been seen before money is paid."""

    code: Code
    label: Label


class Subsidy(Sourced):
    """A one-off subsidy by tiers of the monthly gross wage. `paid_within` a span after `paid_after`."""

    code: Code
    label: Label
    tiers: tuple[Tier, ...] = Field(min_length=1)
    contract_months: int | None = Field(None, ge=1, le=120)
    hourly_at_least: Decimal | None = Field(None, gt=0)
    evidence: tuple[Evidence, ...] = ()
    paid_after: Word | None = None
    paid_within: Duration | None = None

    @model_validator(mode="after")
    def _tiers_rise(self) -> Self:
        bounds = [tier.gross_from for tier in self.tiers]
        if bounds != sorted(set(bounds)):
            raise ValueError("tiers: gross_from muss von Stufe zu Stufe steigen")
        return self


class Quota(Sourced):
    """A share of participants, employers or units that should be kept. `where` counts it from facts, if given."""

    code: Code
    label: Label
    limit: Literal["at_least", "at_most"]
    value: Decimal = Field(gt=0, le=100)
    of: Literal["participants", "employers", "units"]
    approximate: bool = False
    where: Condition | None = None


class Money(Part):
    """Everything about money, each with its own source."""

    funding: tuple[Funding, ...] = ()
    costs: tuple[Cost, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    subsidies: tuple[Subsidy, ...] = ()
    quotas: tuple[Quota, ...] = ()
