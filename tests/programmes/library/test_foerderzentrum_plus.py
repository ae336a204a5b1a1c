"""E33 FörderzentrumPLUS: three phases, 1:5, shares of places, 240 people, a job coach who stays."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from rundblick.programmes.amounts import quota_finding
from rundblick.programmes.conditions import evaluate
from rundblick.programmes.consents import blocked
from rundblick.programmes.definition import Quota
from rundblick.programmes.facts import Fact, facts_of_day
from rundblick.programmes.ledger import ledger
from rundblick.programmes.rules import ratio_finding
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walking import ANY_DAY, due, meant, per_head, phase, programme

NAME = "foerderzentrum_plus"
BEGUN = [started("2013-01-07", MAYA)]


def quota(code: str) -> Quota:
    return next(quota for quota in programme(NAME).money.quotas if quota.code == code)


def counts(code: str, values: dict[str, Any]) -> str:
    where = quota(code).where
    assert where is not None
    return evaluate(where, facts_of_day(values, day(ANY_DAY)), day(ANY_DAY)).answer


@pytest.mark.parametrize(("months", "answer"), [(20, "no"), (21, "yes"), (None, "unknown")])
def test_long_benefits_at_any_age(months: int | None, answer: str) -> None:
    assert meant(NAME, {"person.months_receiving": months}) == answer


def test_entry_takes_four_weeks_and_three_more_for_a_new_direction() -> None:
    assert due(NAME, BEGUN, "2013-01-07") == {
        "time.deadlines.kompetenzfeststellung": "2013-02-04",
        "time.duration": "2014-09-07",
    }
    facts = [*BEGUN, event("assessment.done", "2013-02-04", subject=MAYA)]
    assert due(NAME, facts, "2013-02-04")["time.deadlines.plan"] == "2013-02-25"
    facts.append(event("plan.agreed", "2013-02-18", subject=MAYA))
    assert due(NAME, facts, "2013-02-18") == {"time.duration": "2014-09-07"}


def test_the_plan_leads_into_the_second_phase_and_work_into_the_third() -> None:
    facts = [*BEGUN, event("plan.agreed", "2013-02-18", subject=MAYA)]
    facts.append(event("job.started", "2013-07-01", value="insured_employment", subject=MAYA, key="j1"))
    assert [phase(NAME, facts, on) for on in ("2013-02-17", "2013-02-18", "2013-06-30", "2013-07-01")] == [
        "eingang",
        "handlung",
        "handlung",
        "nachhaltigkeit",
    ]


def test_the_job_coach_stays_for_six_months_for_those_who_wish() -> None:
    facts = [*BEGUN, event("job.started", "2013-07-01", value="insured_employment", subject=MAYA, key="j1")]
    facts.append(ended("2013-07-01"))
    assert due(NAME, facts, "2013-07-01") == {"time.deadlines.anschluss": "2013-07-08"}
    facts.append(event("consent.given", "2013-06-28", value="follow_up", subject=MAYA))
    assert due(NAME, facts, "2013-07-01") == {
        "time.deadlines.anschluss": "2013-07-08",
        "follow_up.jobcoach.1": "2013-08-01",
        "follow_up.jobcoach.2": "2013-10-01",
        "follow_up.jobcoach.3": "2014-01-01",
    }
    assert blocked(programme(NAME), facts, "employer_contact", day("2013-07-01"), MAYA) is not None


@pytest.mark.parametrize(("cases", "kept"), [(60, True), (61, False)])
def test_one_worker_for_five(cases: int, kept: bool) -> None:
    found = ratio_finding(programme(NAME), cases=cases, coaches=12, fte=Decimal(12))
    assert found is not None and found.kept is kept


def test_60_places_for_24_months_at_six_months_each_are_the_240_of_the_target() -> None:
    (run,), (target,) = programme(NAME).runs, programme(NAME).targets
    assert run.places is not None and run.valid_until is not None
    assert run.places * 24 // 6 == target.value == 240
    assert (target.measure, target.numerator.count, target.as_of) == ("number", "participations", day("2014-12-02"))
    assert run.valid_until == target.as_of + dt.timedelta(days=1)


def test_a_place_costs_538_euros_a_month() -> None:
    assert per_head(NAME, "eingliederung").per_participant_month == Decimal("538.19")


@pytest.mark.parametrize(("part", "kept"), [(14, False), (15, True)])
def test_a_quarter_of_the_places(part: int, kept: bool) -> None:
    assert quota_finding(quota("frauen"), part, 60).kept is kept


@pytest.mark.parametrize(("part", "kept"), [(11, False), (12, True)])
def test_about_a_fifth_for_young_people(part: int, kept: bool) -> None:
    assert quota_finding(quota("jugendliche"), part, 60).kept is kept
    assert quota("jugendliche").approximate


@pytest.mark.parametrize(
    ("values", "answer"),
    [
        ({"household.single_parent": True, "person.is_parent": True, "person.returning_to_work": False}, "yes"),
        ({"household.single_parent": True, "person.is_parent": False, "person.returning_to_work": False}, "no"),
        ({"household.single_parent": False, "person.is_parent": True, "person.returning_to_work": True}, "yes"),
        ({"household.single_parent": False, "person.is_parent": True}, "unknown"),
    ],
)
def test_single_parents_and_those_who_come_back_are_counted_whoever_they_are(
    values: dict[str, Any], answer: str
) -> None:
    assert counts("frauen", values) == answer


def test_young_means_under_25() -> None:
    assert (counts("jugendliche", {"person.age": 24}), counts("jugendliche", {"person.age": 25})) == ("yes", "no")


def test_days_are_counted_and_39_or_19_and_a_half_hours_are_no_floor() -> None:
    def present(on: str) -> Fact:
        return event("attendance.present", on, value=Decimal(1), subject=MAYA, key=on)

    days = [present(f"2013-01-{number:02}") for number in (7, 8, 9, 10, 11, 14, 15, 16, 17)]
    book = ledger([*BEGUN, *days], programme(NAME), day("2013-01-21"))
    assert book is not None
    assert [(week.units, week.under) for week in book.weeks if week.full] == [(Decimal(5), False), (Decimal(4), False)]
    assert any("39 Stunden" in remark.text and "19,5" in remark.text for remark in programme(NAME).remarks)
