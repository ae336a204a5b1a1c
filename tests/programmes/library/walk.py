"""Small helpers for walking one person through a definition of the library, with facts instead of a database."""

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache

from rundblick.programmes.amounts import CostPerHead, cost_per_head
from rundblick.programmes.definition import Programme, PublishedResult
from rundblick.programmes.facts import Fact, FactValue, facts_of_day
from rundblick.programmes.quoted import share
from rundblick.programmes.rules import access_steps, due_items, eligibility, missing_before_start
from rundblick.programmes.shelf import shelf
from rundblick.statistics.rounding import round_half_up
from tests.programmes.build import MAYA, day, event


@cache
def library(programme_id: str) -> Programme:
    """The definition of that id."""
    return shelf()[programme_id]


def belongs(programme: Programme, as_of: str, **values: FactValue) -> str:
    """The answer for a person of whom this is known; `person_age` stands for person.age."""
    known = {name.replace("_", ".", 1): value for name, value in values.items()}
    return eligibility(facts_of_day(known, day(as_of)), programme, day(as_of)).answer


def due(programme: Programme, facts: Iterable[Fact], as_of: str) -> dict[str, list[str]]:
    """Days on which something is due, by rule."""
    found: dict[str, list[str]] = {}
    for item in due_items(facts, programme, day(as_of)):
        found.setdefault(item.rule, []).append(item.due_on.isoformat())
    return found


def open_steps(programme: Programme, facts: Iterable[Fact], as_of: str) -> list[str]:
    """Codes of the required steps that are still to be done."""
    return [step.code for step in missing_before_start(facts, programme, day(as_of))]


def steps_done(programme: Programme, facts: Iterable[Fact], as_of: str) -> dict[str, str]:
    """Codes of the steps that were done, with their day."""
    states = access_steps(facts, programme, day(as_of))
    return {state.step.code: state.done_on.isoformat() for state in states if state.done_on}


def printed(programme: Programme, code: str) -> PublishedResult:
    """A figure as the source prints it."""
    return next(result for result in programme.results if result.code == code)


def per_cent(programme: Programme, code: str) -> str:
    """The share of a printed figure, with one decimal."""
    exact = share(printed(programme, code))
    assert exact is not None
    return str(round_half_up(exact, 1))


def per_head(programme: Programme, code: str) -> CostPerHead:
    """What a printed cost comes to per person and month."""
    return cost_per_head(next(cost for cost in programme.money.costs if cost.code == code))


def weekdays(first: str, number: int) -> list[str]:
    """So many days from Monday to Friday, `first` included, holidays left out of account."""
    return [on.isoformat() for on, _ in zip(_weekdays(day(first)), range(number), strict=False)]


def present(days: Iterable[str], units: Decimal | int = 1) -> list[Fact]:
    """Presence on these days."""
    return [event("attendance.present", on, value=units, subject=MAYA, key=f"p{on}") for on in days]


def missed(kind: str, days: Iterable[str], units: Decimal | int = 1) -> list[Fact]:
    """Absence on these days: excused, unexcused or sick."""
    return [event(f"attendance.{kind}", on, value=units, subject=MAYA, key=f"m{on}") for on in days]


def _weekdays(day: dt.date) -> Iterator[dt.date]:
    while True:
        if day.isoweekday() <= 5:
            yield day
        day += dt.timedelta(days=1)
