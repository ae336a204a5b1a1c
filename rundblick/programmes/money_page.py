"""What a participation says about money: shares of the premium that are earned, documents that are missing. Pure."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from rundblick.programmes.amounts import MilestoneFinding, earned_share, milestones, missing_evidence
from rundblick.programmes.definition import Evidence, Programme, Subsidy
from rundblick.programmes.facts import Fact


@dataclass(frozen=True)
class SubsidyLine:
    """A subsidy with the documents that are still missing for it."""

    subsidy: Subsidy
    missing: tuple[Evidence, ...]


@dataclass(frozen=True)
class MoneyPart:
    """Everything about money in one participation; `earned` in per cent of the premium."""

    milestones: tuple[MilestoneFinding, ...]
    earned: Decimal
    subsidies: tuple[SubsidyLine, ...]


def money_part(facts: Sequence[Fact], programme: Programme, day: dt.date) -> MoneyPart | None:
    """As known on that day (inclusive); None where the programme has neither a premium nor a subsidy."""
    if not (programme.money.milestones or programme.money.subsidies):
        return None
    found = milestones(facts, programme, day)
    lines = (SubsidyLine(one, missing_evidence(one, facts, day)) for one in programme.money.subsidies)
    return MoneyPart(found, earned_share(found), tuple(lines))
