"""E03 BG-Coaching: twelve months with a whole household, weekly at first, then every fourteen days."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import cost_per_head
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import free_places, missing_before_start, phase_at
from rundblick.programmes.weighing import checklist
from tests.programmes.build import BEN, day, event, started
from tests.programmes.library.e01_to_e12 import answer, approach, cost, due, due_on

E03 = approach("bg_coaching")
START = started("2013-05-02")


def test_nobody_starts_without_having_agreed() -> None:
    facts = [event("participation.nominated", "2013-04-15")]
    assert [step.code for step in missing_before_start(facts, E03, day("2013-04-20"))] == ["zustimmung"]
    facts += [event("participation.agreed", "2013-04-20")]
    assert missing_before_start(facts, E03, day("2013-04-20")) == []


def test_a_diagnosis_is_not_needed_and_never_a_fact() -> None:
    assert answer(E03, household__receives_sgb2=True) == "yes"
    said = checklist(E03.target_group, {"lange_ohne_arbeit": True, "seelisch_belastet": False})
    assert [question.code for question in said.unmet] == ["seelisch_belastet"]
    assert said.exclusions == ()


def test_fifteen_places_are_fifteen_places() -> None:
    assert free_places(E03, day("2013-05-01"), taken=0) is None
    assert free_places(E03, day("2013-05-02"), taken=15) == 0


@pytest.mark.parametrize(
    ("contacts", "expected"),
    [
        ([], "2013-05-09"),  # seven days after the start
        (["2013-05-09"], "2013-05-16"),
        (["2013-07-25"], "2013-08-01"),  # the last day of the weekly rhythm
        (["2013-07-26"], "2013-08-09"),  # a week later it has widened: fourteen days
        (["2013-09-02"], "2013-09-16"),
    ],
)
def test_the_rhythm_widens_from_a_week_to_fourteen_days(contacts: list[str], expected: str) -> None:
    facts: list[Fact] = [START, *(event("contact.talk", on) for on in contacts)]
    assert due_on(facts, E03, "care.rhythm", as_of="2014-01-31") == [expected]


def test_a_contact_with_any_member_counts() -> None:
    facts = [START, event("contact.home_visit", "2013-05-08", subject=BEN)]
    assert due_on(facts, E03, "care.rhythm", as_of="2013-05-08") == ["2013-05-15"]


def test_the_phases_follow_the_rhythm_and_the_end_comes_after_twelve_months() -> None:
    found = [phase_at([START], E03, day(on)) for on in ("2013-05-01", "2013-05-02", "2013-08-01", "2013-08-02")]
    assert [phase.code if phase else None for phase in found] == [
        None, "ankommen", "ankommen", "begleitung",
    ]  # fmt: skip
    assert due_on([START], E03, "time.duration", as_of="2013-05-02") == ["2014-05-02"]


def test_the_household_is_looked_at_first_and_then_the_strengths() -> None:
    facts = [START]
    assert due_on(facts, E03, "time.deadlines.analyse", as_of="2013-05-02") == ["2013-05-30"]
    facts = [*facts, event("assessment.done", "2013-05-20")]
    assert due(facts, E03, "time.deadlines.analyse", as_of="2013-05-20") == []
    assert due_on(facts, E03, "time.deadlines.staerken", as_of="2013-05-20") == ["2013-06-17"]


def test_the_costs_are_those_of_the_source() -> None:
    volume = cost(E03, "volumen")
    assert cost_per_head(volume).per_participant == Decimal(5985)
    assert cost_per_head(volume).per_participant_month == Decimal("498.75")
