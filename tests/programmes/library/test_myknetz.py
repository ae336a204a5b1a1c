"""MYKnetz (E17): an office that carries out requests; taking part in its projects is voluntary."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import funding_at, funding_sum
from rundblick.programmes.quoted import printed_agrees, share
from rundblick.programmes.rules import ratio_finding, run_at
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, printed, steps_done

MYKNETZ = library("myknetz")


def test_it_says_that_it_is_no_measure() -> None:
    assert MYKNETZ.summary.startswith("Keine Maßnahme")
    assert MYKNETZ.delivery is None


def test_it_is_there_since_2006_and_has_no_case_work() -> None:
    run = run_at(MYKNETZ, day("2030-01-01"))
    assert run is not None and run.valid_until is None and run.staff is not None
    assert (run.staff.coaches, run.staff.coordination_posts) == (0, 3)
    assert run_at(MYKNETZ, day("2005-12-31")) is None
    assert ratio_finding(MYKNETZ, cases=100, coaches=1, fte=Decimal(1)) is None


@pytest.mark.parametrize(
    ("code", "step"),
    [
        ("participation.nominated", "auftrag_haus"),
        ("participation.partner_proposed", "auftrag_partner"),
        ("participation.self_reported", "auftrag_selbst"),
    ],
)
def test_requests_come_from_three_sides(code: str, step: str) -> None:
    facts = [event(code, "2012-05-02", subject=MAYA)]
    assert steps_done(MYKNETZ, facts, "2012-05-02") == {step: "2012-05-02"}
    assert open_steps(MYKNETZ, facts, "2012-05-02") == ["zustimmung"]


def test_nothing_runs_by_itself() -> None:
    assert belongs(MYKNETZ, "2012-06-01", household_receives_sgb2=True) == "yes"
    assert due(MYKNETZ, [started("2012-06-01", MAYA)], "2013-06-01") == {}


def test_the_money_is_an_upper_limit_of_one_year() -> None:
    total = next(source for source in MYKNETZ.money.funding if source.code == "gesamt_2013")
    assert (total.amount, total.per, total.at_most) == (Decimal(216_000), "year", True)
    assert total in funding_at(MYKNETZ, day("2013-12-31"))
    assert total not in funding_at(MYKNETZ, day("2014-01-01"))
    assert funding_sum(funding_at(MYKNETZ, day("2013-06-01"))).amounts == {"year": 216000}


def test_the_printed_figures() -> None:
    numbers = {result.code: int(result.numerator) for result in MYKNETZ.results}
    assert numbers == {
        "mittel": 10_000_000,
        "projektideen": 30,
        "facharbeitskreise": 5,
        "fachtagungen": 7,
        "geholfen": 15_000,
        "zuspruch": 90,
        "wertschoepfung_von": 400_000,
        "wertschoepfung_bis": 900_000,
    }
    assert all(result.denominator is None for result in MYKNETZ.results)
    assert printed(MYKNETZ, "projektideen").printed == "mehr als 30"
    assert share(printed(MYKNETZ, "zuspruch")) == 90
    assert {printed_agrees(result) for result in MYKNETZ.results} == {True, None}
