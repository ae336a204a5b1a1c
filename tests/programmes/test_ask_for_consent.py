"""Consents: what holds on a day, what is blocked without it, and what is only promised while it stands."""

import pytest

from rundblick.programmes.consents import blocked, holds
from rundblick.programmes.facts import Fact
from rundblick.programmes.rules import due_items
from tests.programmes.build import BEN, MAYA, anna, as_data, day, event, full, full_with, started


def given(on: str, purpose: str = "follow_up", who: object = MAYA) -> Fact:
    return event("consent.given", on, value=purpose, subject=who)  # type: ignore[arg-type]


def withdrawn(on: str, purpose: str | bool = "follow_up", who: object = MAYA) -> Fact:
    return event("consent.withdrawn", on, value=purpose, subject=who)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([], False),
        ([given("2021-05-01")], True),
        ([given("2021-05-02")], False),  # not yet on 1 May
        ([given("2021-04-01"), withdrawn("2021-05-01")], False),
        ([given("2021-05-01"), withdrawn("2021-05-01")], False),  # on one day the withdrawal counts
        ([given("2021-04-01"), withdrawn("2021-05-02")], True),  # not yet withdrawn
        ([withdrawn("2021-04-01"), given("2021-04-02")], True),
        ([given("2021-04-01"), withdrawn("2021-04-02"), given("2021-04-03")], True),
        ([given("2021-04-01"), withdrawn("2021-04-02", "employer")], True),
        ([given("2021-04-01"), withdrawn("2021-04-02", True)], False),  # everything is withdrawn
        ([given("2021-04-01", "employer")], False),
        ([event("consent.given", "2021-04-01", subject=MAYA)], False),  # consent to nothing in particular
        ([given("2021-04-01", who=BEN)], False),
        ([given("2021-04-01", who=None)], True),
        ([given("2021-04-01"), withdrawn("2021-04-02", who=None)], False),
        ([given("2021-04-01"), withdrawn("2021-04-02", who=BEN)], True),
    ],
)
def test_a_consent_holds_from_the_day_it_is_given_until_it_is_withdrawn(facts: list[Fact], expected: bool) -> None:
    assert holds(facts, "follow_up", day("2021-05-01"), MAYA) is expected
    assert holds(facts[::-1], "follow_up", day("2021-05-01"), subject=MAYA) is expected


def test_a_household_consents_while_nobody_has_taken_it_back() -> None:
    on = day("2021-05-01")
    assert holds([given("2021-04-01", who=BEN)], "follow_up", on)
    assert not holds([given("2021-04-01"), given("2021-04-01", who=BEN), withdrawn("2021-04-02")], "follow_up", on)
    assert not holds([given("2021-04-01"), withdrawn("2021-04-02", who=None)], "follow_up", on)
    assert not holds([], "follow_up", on)


@pytest.mark.parametrize(
    ("what", "purpose"),
    [
        ("start", "exchange"),
        ("home_visit", "home_visit"),
        ("follow_up", "follow_up"),
        ("employer_contact", "employer"),
    ],
)
def test_each_thing_is_blocked_by_its_own_consent(what: str, purpose: str) -> None:
    on = day("2021-05-01")
    need = blocked(full(), [], what, on, MAYA)  # type: ignore[arg-type]
    assert need is not None and need.purpose == purpose
    others = {"exchange", "home_visit", "follow_up", "employer"} - {purpose}
    everything_else = [given("2021-04-01", other) for other in others]
    assert blocked(full(), everything_else, what, on, MAYA) == need  # type: ignore[arg-type]
    consented = [given("2021-05-01", purpose)]
    assert blocked(full(), consented, what, on, MAYA) is None  # type: ignore[arg-type]
    assert blocked(full(), consented, what, day("2021-04-30"), MAYA) == need  # type: ignore[arg-type]


def test_where_a_definition_asks_for_no_consent_nothing_blocks() -> None:
    assert blocked(anna(), [], "start", day("2021-05-01")) is None
    assert blocked(anna(), [], "home_visit", day("2021-05-01")) is None


JOB = event("job.started", "2021-03-31", value="insured_employment", subject=MAYA, key="job")


def promised(*facts: Fact, as_of: str = "2021-12-31") -> list[str]:
    items = due_items([started("2021-01-04", MAYA), JOB, *facts], full(), day(as_of))
    return [item.due_on.isoformat() for item in items if item.rule.startswith("follow_up.")]


def test_follow_up_is_promised_only_while_the_consent_holds() -> None:
    assert promised() == []
    assert promised(given("2021-03-31")) == ["2021-04-30", "2021-06-30", "2021-09-30"]
    assert promised(given("2021-05-05")) == ["2021-04-30", "2021-06-30", "2021-09-30"]
    assert promised(given("2021-03-31"), withdrawn("2021-06-01")) == []
    assert len(promised(given("2021-03-31"), withdrawn("2021-06-01"), as_of="2021-05-31")) == 3
    assert promised(given("2021-03-31", who=BEN)) == []


def test_without_a_consent_in_the_definition_nobody_is_asked_for_one() -> None:
    data = as_data(2)["follow_up"]
    programme = full(follow_up=[data[0] | {"consent": None}])
    items = due_items([started("2021-01-04", MAYA), JOB], programme, day("2021-12-31"))
    assert sum(item.rule.startswith("follow_up.") for item in items) == 3


def test_no_consent_is_needed_to_be_asked_once_the_definition_drops_it() -> None:
    programme = full_with(access={"consents": []})
    assert blocked(programme, [], "start", day("2021-05-01"), MAYA) is None
