"""E29 Perspektiven in Betrieben: everything must hold, 35 exactly is not older than 35, health is only asked."""

from decimal import Decimal
from typing import Any

import pytest

from rundblick.programmes.facts import facts_of_day
from rundblick.programmes.rules import eligibility
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.walking import ANY_DAY, due, meant, per_head, programme, still_missing

ALL_MET: dict[str, Any] = {
    "person.months_unemployed": 24,
    "person.years_without_work": 5,
    "person.age": 36,
    "person.vocational_qualification": False,
    "person.motivated": True,
}


def test_who_meets_everything_is_meant() -> None:
    assert meant("perspektiven_in_betrieben", ALL_MET) == "yes"


@pytest.mark.parametrize(
    ("fact", "value"),
    [
        ("person.months_unemployed", 23),
        ("person.years_without_work", 4),
        ("person.age", 35),
        ("person.vocational_qualification", True),
        ("person.motivated", False),
    ],
)
def test_one_no_is_enough_and_says_why(fact: str, value: Any) -> None:
    values = ALL_MET | {fact: value}
    assert meant("perspektiven_in_betrieben", values) == "no"
    found = eligibility(facts_of_day(values, day(ANY_DAY)), programme("perspektiven_in_betrieben"), day(ANY_DAY))
    assert [leaf.fact for leaf in found.leaves() if leaf.answer == "no"] == [fact]


@pytest.mark.parametrize("fact", sorted(ALL_MET))
def test_what_nobody_knows_stays_open_and_says_how_to_find_out(fact: str) -> None:
    values = ALL_MET | {fact: None}
    found = eligibility(facts_of_day(values, day(ANY_DAY)), programme("perspektiven_in_betrieben"), day(ANY_DAY))
    assert found.answer == "unknown"
    assert [bool(leaf.find_out) for leaf in found.leaves() if leaf.answer == "unknown"] == [True]


def test_a_no_outweighs_what_is_unknown() -> None:
    assert meant("perspektiven_in_betrieben", {"person.age": 35}) == "no"


def test_health_past_help_and_prognosis_are_asked_for_one_nomination() -> None:
    questions = programme("perspektiven_in_betrieben").target_group.checklist
    assert [q.code for q in questions] == ["gesundheit", "leistungen_ohne_erfolg", "prognose"]
    assert {q.side for q in questions} == {"requirement"}


def test_somebody_finds_a_firm_and_begins() -> None:
    way_in = [
        event(f"participation.{step}", "2013-07-01", subject=MAYA) for step in ("nominated", "informed", "agreed")
    ]
    assert still_missing("perspektiven_in_betrieben", way_in, "2013-07-15") == ["betrieb"]
    way_in.append(event("employer.approached", "2013-07-15", subject=MAYA))
    assert still_missing("perspektiven_in_betrieben", way_in, "2013-07-15") == []
    facts = [*way_in, started("2013-08-01", MAYA)]
    # Three years from August 2013 would reach beyond the test itself, which ends first.
    assert due("perspektiven_in_betrieben", facts, "2013-08-01") == {"runs.konzepttest": "2015-12-31"}


def test_whoever_began_on_the_first_day_is_supported_for_three_years() -> None:
    (run,) = programme("perspektiven_in_betrieben").runs
    longest = programme("perspektiven_in_betrieben").time.duration
    assert longest is not None
    assert longest.by.after(run.valid_from, None) == run.valid_until == day("2016-01-01")


def test_the_package_costs_46800_euros_in_three_years() -> None:
    found = per_head("perspektiven_in_betrieben", "leistungspaket")
    assert (found.per_participant_month, found.months, found.per_participant) == (Decimal(1300), 36, Decimal(46_800))


def test_a_person_and_a_firm_take_part_under_the_law_of_that_time() -> None:
    assert programme("perspektiven_in_betrieben").unit == "person_and_employer"
    assert programme("perspektiven_in_betrieben").legal_basis[0].code == "sgb2_16e_2012"
