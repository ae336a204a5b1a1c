"""What a definition says on a given day. Pure functions; nothing here decides about people.

`due_items` is in due/ and `evaluate` in conditions.py; both are part of this front.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from rundblick.programmes.conditions import Finding, evaluate
from rundblick.programmes.definition import AccessStep, Exit, Phase, Programme, Run
from rundblick.programmes.due import DueItem, Rule, due_items, rules_of
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.participation import Participation, phase_periods

__all__ = [
    "DueItem",
    "Participation",
    "RatioFinding",
    "Rule",
    "StepState",
    "access_steps",
    "due_items",
    "eligibility",
    "evaluate",
    "exit_reason",
    "free_places",
    "missing_before_start",
    "phase_at",
    "ratio_finding",
    "rules_of",
    "run_at",
]


@dataclass(frozen=True, slots=True)
class StepState:
    """A step of the access and the day it was done, None while it is open."""

    step: AccessStep
    done_on: dt.date | None


@dataclass(frozen=True, slots=True)
class RatioFinding:
    """The Betreuungsschlüssel as it is, against what is agreed; `actual` is None without staff."""

    meaning: Literal["participants_per_coach", "cases_per_fte", "minimum_per_coach"]
    agreed: Decimal
    actual: Decimal | None
    kept: bool


def eligibility(
    facts: Iterable[Fact], definition: Programme, as_of: dt.date, *, subject: uuid.UUID | None = None
) -> Finding:
    """Whether a household (or the person `subject`) belongs to the target group on that day, and why.

    Information only: unknown answers say how to find out, and nobody is turned away by this function.
    """
    return evaluate(definition.target_group.condition, facts, as_of, subject=subject)


def run_at(definition: Programme, day: dt.date) -> Run | None:
    """The run that takes people in on that day; the later one where two overlap."""
    open_runs = [run for run in definition.runs if run.holds(day)]
    return max(open_runs, key=lambda run: run.valid_from, default=None)


def free_places(definition: Programme, day: dt.date, *, taken: int, site: str | None = None) -> int | None:
    """Places left on that day, negative when overbooked; None outside all runs or where no number is set.

    `taken`: participations running on that day, at `site` when one is given.
    """
    run = run_at(definition, day)
    places = None if run is None else run.places if site is None else run.places_by_site.get(site)
    return None if places is None else places - taken


def phase_at(facts: Iterable[Fact], definition: Programme, as_of: dt.date) -> Phase | None:
    """The phase of one participation on that day, None before the first and after the last.

    `facts`: those of this participation; they matter where phases count from its start.
    """
    happened = known(facts, as_of)
    participation = Participation.of(happened, definition)
    if participation and not participation.covers(as_of):
        return None
    relevant = [fact for fact in happened if participation is None or participation.concerns(fact)]
    periods = phase_periods(relevant, definition, participation)
    return next((period.phase for period in periods if period.holds(as_of)), None)


def access_steps(facts: Iterable[Fact], definition: Programme, as_of: dt.date) -> list[StepState]:
    """The way in, step by step, with the first day each was done up to `as_of` (inclusive)."""
    happened = known(facts, as_of)
    return [
        StepState(step, min((f.valid_from for f in happened if f.code == step.done_by), default=None))
        for step in definition.access.steps
    ]


def missing_before_start(facts: Iterable[Fact], definition: Programme, as_of: dt.date) -> list[AccessStep]:
    """Required steps that are still open. Only an agreement that is missing in a voluntary programme blocks."""
    return [s.step for s in access_steps(facts, definition, as_of) if s.step.required and s.done_on is None]


def ratio_finding(definition: Programme, *, cases: int, coaches: int, fte: Decimal) -> RatioFinding | None:
    """The agreed ratio against a team's present figures, None where none is agreed.

    `cases`: participations of the definition's unit; `coaches`: people with case work; `fte`: their
    full-time equivalents. Meant for teams; a single coach sees only the own figure.
    """
    ratio = definition.care.ratio
    if ratio is None:
        return None
    staff = fte if ratio.meaning == "cases_per_fte" else Decimal(coaches)
    actual = Decimal(cases) / staff if staff else None
    limit = ratio.value * staff
    kept = cases >= limit if ratio.meaning == "minimum_per_coach" else cases <= limit
    return RatioFinding(ratio.meaning, ratio.value, actual, kept)


def exit_reason(definition: Programme, code: str) -> Exit:
    """The exit reason of that code. Raises ValueError when the definition has none."""
    reason = next((reason for reason in definition.exits if reason.code == code), None)
    if reason is None:
        raise ValueError(f"{definition.id} kennt keinen Austrittsgrund „{code}“")
    return reason
