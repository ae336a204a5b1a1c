"""What the tests of the library ask of one definition: what is due, who is meant, which phase it is."""

from collections.abc import Mapping
from decimal import Decimal

from rundblick.programmes.amounts import CostPerHead, cost_per_head
from rundblick.programmes.definition import Cost, Programme
from rundblick.programmes.facts import Fact, FactValue, facts_of_day
from rundblick.programmes.quoted import share
from rundblick.programmes.rules import due_items, eligibility, missing_before_start, phase_at
from rundblick.programmes.shelf import shelf
from rundblick.statistics.rounding import round_half_up
from tests.programmes.build import day

ANY_DAY = "2013-06-03"


def programme(code: str) -> Programme:
    """The definition from the library."""
    return shelf()[code]


def due(code: str, facts: list[Fact], on: str) -> dict[str, str]:
    """Rule -> day of everything that is open on that day; the first day where a rule has several."""
    items = sorted(due_items(facts, programme(code), day(on)), key=lambda item: item.due_on, reverse=True)
    return {item.rule: item.due_on.isoformat() for item in items}


def meant(code: str, values: Mapping[str, FactValue], on: str = ANY_DAY) -> str:
    """Whether somebody with these values belongs to the target group: yes, no or unknown."""
    return eligibility(facts_of_day(values, day(on)), programme(code), day(on)).answer


def phase(code: str, facts: list[Fact], on: str) -> str | None:
    """The phase on that day."""
    found = phase_at(facts, programme(code), day(on))
    return found.code if found else None


def still_missing(code: str, facts: list[Fact], on: str = ANY_DAY) -> list[str]:
    """Steps that are needed before the start and not done."""
    return [step.code for step in missing_before_start(facts, programme(code), day(on))]


def cost(code: str, name: str) -> Cost:
    """A cost of the definition by its code."""
    return next(cost for cost in programme(code).money.costs if cost.code == name)


def per_head(code: str, name: str) -> CostPerHead:
    """What this cost comes to per participant and month."""
    return cost_per_head(cost(code, name))


def printed_shares(code: str) -> dict[str, Decimal]:
    """Published results in per cent with one decimal, where there is a share."""
    exact = {result.code: share(result) for result in programme(code).results}
    return {name: round_half_up(value, 1) for name, value in exact.items() if value is not None}
