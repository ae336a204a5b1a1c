"""Small helpers for walking one person through a definition of the library, with facts instead of a database."""

from collections.abc import Iterable
from functools import cache

from rundblick.programmes.definition import Programme, PublishedResult
from rundblick.programmes.facts import Fact, FactValue, facts_of_day
from rundblick.programmes.rules import access_steps, due_items, eligibility, missing_before_start
from rundblick.programmes.shelf import shelf
from tests.programmes.build import day


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
    result = printed(programme, code)
    assert result.denominator is not None
    return f"{100 * result.numerator / result.denominator:.1f}"
