"""E30 Passiv-Aktiv-Transfer: several payers for one job, at most a third of them outside private business."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import funding_sum, quota_finding
from rundblick.programmes.conditions import evaluate
from rundblick.programmes.facts import facts_of_day
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.walking import ANY_DAY, cost, due, meant, printed_shares, programme, still_missing


@pytest.mark.parametrize(
    ("years", "months", "answer"), [(3, 12, "yes"), (2, 12, "no"), (3, 11, "no"), (None, 12, "unknown")]
)
def test_three_years_of_benefits_and_a_year_without_work(years: int | None, months: int, answer: str) -> None:
    values = {"person.years_receiving": years, "person.months_unemployed": months}
    assert meant("passiv_aktiv_transfer", values) == answer


def test_a_job_is_supported_for_24_months_at_most_and_never_beyond_the_programme() -> None:
    way_in = [
        event("participation.nominated", "2012-10-08", subject=MAYA),
        event("employer.approached", "2012-10-15", subject=MAYA),
        event("participation.agreed", "2012-10-20", subject=MAYA),
    ]
    assert still_missing("passiv_aktiv_transfer", way_in) == ["antrag"]
    way_in.append(event("subsidy.requested", "2012-10-22", subject=MAYA))
    assert still_missing("passiv_aktiv_transfer", way_in) == []
    early, late = [*way_in, started("2012-11-01", MAYA)], [*way_in, started("2013-03-01", MAYA)]
    assert due("passiv_aktiv_transfer", early, "2013-03-01") == {"time.duration": "2014-11-01"}
    assert due("passiv_aktiv_transfer", late, "2013-03-01") == {"runs.programm": "2014-12-31"}


def test_who_pays_what_each_month() -> None:
    funding = {source.code: source for source in programme("passiv_aktiv_transfer").money.funding}
    assert [funding[code].amount for code in ("kommune", "land_ausgleich", "land_betreuung")] == [400, None, 300]
    assert funding_sum(programme("passiv_aktiv_transfer").money.funding).amounts == {"participant_month": 700}
    assert "in den 400 Euro enthalten" in funding["land_ausgleich"].label
    assert (funding["jobcenter"].share, funding["jobcenter"].at_most) == (Decimal(75), True)


def test_twice_300_euros_for_562_places_are_about_the_four_million_of_the_land() -> None:
    (run,) = programme("passiv_aktiv_transfer").runs
    assert run.places == 562
    land = cost("passiv_aktiv_transfer", "landesmittel")
    assert land.approximate and abs(562 * 600 * 12 - land.amount) < land.amount / 50


def test_a_third_exactly_is_kept_and_47_per_cent_are_worth_a_look() -> None:
    (quota,) = programme("passiv_aktiv_transfer").money.quotas
    assert (quota.limit, quota.of) == ("at_most", "participants")
    assert quota_finding(quota, 154, 462).kept is True
    assert quota_finding(quota, 155, 462).kept is False
    rest = quota_finding(quota, 462 - 244, 462)
    assert (rest.part, rest.share, rest.kept) == (218, Decimal("47.2"), False)
    assert quota_finding(quota, 0, 0).kept is None


@pytest.mark.parametrize(
    ("kind", "answer"), [("private", "no"), ("church", "yes"), ("municipal", "yes"), (None, "unknown")]
)
def test_the_quota_counts_employers_outside_private_business(kind: str | None, answer: str) -> None:
    (quota,) = programme("passiv_aktiv_transfer").money.quotas
    assert quota.where is not None
    facts = facts_of_day({"person.employer_kind": kind}, day(ANY_DAY))
    assert evaluate(quota.where, facts, day(ANY_DAY)).answer == answer


def test_the_wage_of_that_time_is_a_question_not_a_condition() -> None:
    wage = next(q for q in programme("passiv_aktiv_transfer").target_group.checklist if q.code == "stundenlohn")
    assert (wage.side, "8,50" in wage.text) == ("indication", True)


def test_more_than_half_worked_in_private_business() -> None:
    shares = printed_shares("passiv_aktiv_transfer")
    assert (shares["privatwirtschaft"], shares["kreise"]) == (Decimal("52.8"), Decimal("90.9"))
