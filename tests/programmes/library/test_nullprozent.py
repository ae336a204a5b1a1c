"""NullProzent (E18): conferences for grades 8 and 9, and somebody who goes to see the young people afterwards."""

from decimal import Decimal

from rundblick.programmes.quoted import sum_checks
from rundblick.programmes.rules import run_at
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, per_cent, steps_done

NULL = library("nullprozent")


def test_two_thresholds_two_groups() -> None:
    assert belongs(NULL, "2012-09-01", person_school_grade=8) == "yes"
    assert belongs(NULL, "2012-09-01", person_school_grade=9, household_receives_sgb2=False) == "yes"
    assert belongs(NULL, "2012-09-01", person_school_grade=10, household_receives_sgb2=False) == "no"
    assert belongs(NULL, "2012-09-01", person_school_grade=10, household_receives_sgb2=True, person_age=24) == "yes"
    assert belongs(NULL, "2012-09-01", person_school_grade=10, household_receives_sgb2=True, person_age=25) == "no"
    assert belongs(NULL, "2012-09-01", household_receives_sgb2=True, person_age=17) == "yes"
    assert belongs(NULL, "2012-09-01", person_age=17) == "unknown"


def test_a_conference_comes_before_the_first_talk() -> None:
    facts = [event("conference.held", "2012-10-08", subject=MAYA)]
    assert steps_done(NULL, facts, "2012-10-08") == {"foerderkonferenz": "2012-10-08"}
    assert open_steps(NULL, facts, "2012-10-08") == ["aufsuchen", "zustimmung"]


def test_without_a_conference_one_may_begin_all_the_same() -> None:
    facts = [event("participation.informed", "2012-10-20"), event("participation.agreed", "2012-10-20")]
    assert open_steps(NULL, facts, "2012-10-20") == []


def test_a_visit_at_home_needs_a_consent() -> None:
    assert [(need.purpose, need.needed_for) for need in NULL.access.consents] == [("home_visit", "home_visit")]
    assert {meeting.code: meeting.consent for meeting in NULL.care.meetings}["besuch"] == "home_visit"


def test_nothing_ends_by_itself() -> None:
    assert due(NULL, [started("2012-11-01", MAYA)], "2014-11-01") == {}
    assert run_at(NULL, day("2007-12-31")) is None
    assert run_at(NULL, day("2030-01-01")) is not None


def test_posts_and_money() -> None:
    assert NULL.runs[0].staff is not None and NULL.runs[0].staff.fte == 10
    assert per_cent(NULL, "stellen_fallmanagement") == "40.0"
    assert [check.agrees for check in sum_checks(NULL.results)] == [True]
    (cost,) = NULL.money.costs
    assert (cost.amount, cost.per, cost.approximate) == (Decimal(500_000), "year", True)
    assert {reference.code for reference in NULL.legal_basis} == {"sgb8_13", "sgb2_16"}


def test_four_weeks_after_a_conference_somebody_should_have_come() -> None:
    facts = [event("conference.held", "2012-10-08", subject=MAYA)]
    assert due(NULL, facts, "2012-10-08") == {"access.steps.aufsuchen": ["2012-11-05"]}
    facts.append(event("participation.informed", "2012-10-20", subject=MAYA))
    assert due(NULL, facts, "2012-10-20") == {}


def test_without_a_conference_nobody_is_sent() -> None:
    assert due(NULL, [event("participation.nominated", "2012-10-08", subject=MAYA)], "2012-12-01") == {}
