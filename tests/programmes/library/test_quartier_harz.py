"""Care in the quarter (E20): who lives in these streets belongs here, whatever their age."""

from decimal import Decimal

from rundblick.programmes.facts import FactValue
from rundblick.programmes.rules import free_places, ratio_finding
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, printed

QUARTER = library("quartier_harz")
HERE: dict[str, FactValue] = {
    "household_receives_sgb2": True,
    "household_municipality": "Wernigerode",
    "household_district": "Stadtfeld",
}


def test_the_street_decides() -> None:
    assert belongs(QUARTER, "2012-01-02", **HERE) == "yes"
    assert belongs(QUARTER, "2012-01-02", **(HERE | {"household_district": "Altstadt"})) == "no"
    assert belongs(QUARTER, "2012-01-02", **(HERE | {"household_municipality": "Halberstadt"})) == "no"
    assert (
        belongs(QUARTER, "2012-01-02", household_receives_sgb2=True, household_municipality="Wernigerode") == "unknown"
    )


def test_age_makes_no_difference() -> None:
    assert belongs(QUARTER, "2012-01-02", **HERE, person_age=17) == "yes"
    assert belongs(QUARTER, "2012-01-02", **HERE, person_age=64) == "yes"


def test_only_the_responsibility_must_be_clear_before() -> None:
    assert open_steps(QUARTER, [], "2012-01-02") == ["zustaendigkeit"]
    assert open_steps(QUARTER, [event("participation.nominated", "2012-01-02", subject=MAYA)], "2012-01-02") == []


def test_the_ratio_counts_people_per_post() -> None:
    kept = ratio_finding(QUARTER, cases=575, coaches=3, fte=Decimal("2.5"))
    assert kept is not None and kept.kept and kept.actual == 230
    today = ratio_finding(QUARTER, cases=600, coaches=3, fte=Decimal("2.5"))
    assert today is not None and today.actual == 240 and not today.kept


def test_nobody_is_turned_away_for_lack_of_places() -> None:
    assert free_places(QUARTER, day("2012-06-01"), taken=600) is None


def test_it_goes_on_and_nothing_runs_out() -> None:
    assert due(QUARTER, [started("2012-02-01", MAYA)], "2020-01-01") == {}


def test_the_printed_figures_and_the_comparison_without_numbers() -> None:
    assert printed(QUARTER, "elb").numerator == 600
    assert printed(QUARTER, "bedarfsgemeinschaften").unit == "households"
    assert printed(QUARTER, "anteil_stadt").numerator == 30
    assert any("Zahlen dazu druckt die Quelle nicht" in remark.text for remark in QUARTER.remarks)
