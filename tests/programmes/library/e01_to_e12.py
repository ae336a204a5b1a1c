"""Walking one participant through a definition of the library with pure facts."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from rundblick.programmes.conditions import Answer, Finding
from rundblick.programmes.definition import Cost, Programme, Run
from rundblick.programmes.facts import Fact, FactValue, facts_of_day
from rundblick.programmes.rules import DueItem, due_items, eligibility
from rundblick.programmes.shelf import shelf
from tests.programmes.build import day


def approach(code: str) -> Programme:
    """A definition of the library."""
    return shelf()[code]


def due(facts: Iterable[Fact], programme: Programme, rule: str, *, as_of: str) -> list[DueItem]:
    """Items whose rule begins with `rule`."""
    return [item for item in due_items(facts, programme, day(as_of)) if item.rule.startswith(rule)]


def due_on(facts: Iterable[Fact], programme: Programme, rule: str, *, as_of: str) -> list[str]:
    """Their days."""
    return [item.due_on.isoformat() for item in due(facts, programme, rule, as_of=as_of)]


def judged(programme: Programme, values: Mapping[str, FactValue], *, on: str = "2013-06-01") -> Finding:
    """The answer about the target group from plain values of one day."""
    return eligibility(facts_of_day(values, day(on)), programme, day(on))


def answer(programme: Programme, **values: FactValue) -> Answer:
    """Yes, no or unknown; names are facts with two underscores for the point."""
    return judged(programme, {name.replace("__", "."): value for name, value in values.items()}).answer


def run(programme: Programme, code: str) -> Run:
    """The run of that code."""
    return next(found for found in programme.runs if found.code == code)


def cost(programme: Programme, code: str) -> Cost:
    """The cost of that code."""
    return next(found for found in programme.money.costs if found.code == code)


def quotients(programme: Programme) -> dict[str, Decimal | None]:
    """Every quoted figure divided by what it names as its whole; None where the source names none."""
    return {r.code: r.numerator / r.denominator if r.denominator else None for r in programme.results}
