"""Aktivierungshilfen (E21): six months or, with reasons, twelve; eight units; earlier is better."""

from decimal import Decimal

import pytest

from rundblick.programmes.facts import FactValue
from rundblick.programmes.ledger import ledger
from rundblick.programmes.modules import missing_obligatory, module_states
from rundblick.programmes.quoted import sum_checks
from tests.programmes.build import MAYA, day, ended, event, plan, started
from tests.programmes.library.walk import (
    belongs,
    due,
    library,
    open_steps,
    per_cent,
    per_head,
    present,
    printed,
    weekdays,
)

GREIZ = library("aktivierungshilfen_greiz")
YOUNG: dict[str, FactValue] = {"household_receives_sgb2": True, "person_vocational_qualification": False}


def test_below_27_and_without_a_usable_qualification() -> None:
    assert belongs(GREIZ, "2011-10-01", **YOUNG, person_age=26) == "yes"
    assert belongs(GREIZ, "2011-10-01", **YOUNG, person_age=27) == "no"
    assert belongs(GREIZ, "2011-10-01", household_receives_sgb2=True, person_age=20) == "unknown"
    assert belongs(GREIZ, "2011-10-01", **(YOUNG | {"person_vocational_qualification": True}), person_age=20) == "no"


def test_presumed_things_are_questions() -> None:
    assert [question.code for question in GREIZ.target_group.checklist] == [
        "mehrere_huerden",
        "vorbereitung_zu_frueh",
        "lange_ohne_arbeit",
    ]


def test_the_neutral_companion_may_come_before_the_start() -> None:
    facts = [event("participation.nominated", "2011-12-01", subject=MAYA)]
    assert GREIZ.access.kind == "assigned"
    assert open_steps(GREIZ, facts, "2011-12-01") == []
    assert GREIZ.access.steps[1].by == ("partner",)


def test_six_months_then_it_ends() -> None:
    assert due(GREIZ, [started("2012-01-02", MAYA)], "2012-01-02")["time.duration"] == ["2012-07-02"]


def test_the_extension_as_printed() -> None:
    assert GREIZ.time.extension is not None and GREIZ.time.extension.at_most is not None
    assert GREIZ.time.extension.at_most.after(day("2012-01-02"), None) == day("2013-01-02")
    assert GREIZ.time.extension.criteria == ("Besonders begründeter Einzelfall",)


def test_care_goes_on_after_the_end() -> None:
    facts = [started("2012-01-02", MAYA), ended("2012-05-10")]
    assert due(GREIZ, facts, "2012-05-10") == {
        "follow_up.nachsorge.1": ["2012-06-07"],
        "follow_up.nachsorge.2": ["2012-08-10"],
    }
    facts.append(event("contact.phone", "2012-06-05", subject=MAYA))
    assert due(GREIZ, facts, "2012-06-05") == {"follow_up.nachsorge.2": ["2012-08-10"]}


def test_days_are_counted_and_39_hours_are_no_floor() -> None:
    assert GREIZ.attendance is not None
    assert (GREIZ.attendance.unit, GREIZ.attendance.minimum_per_week) == ("day", None)
    assert any("39 Stunden" in remark.text for remark in GREIZ.remarks)


def test_eight_units_are_obligatory() -> None:
    assert len(GREIZ.modules) == 8
    assert {module.kind for module in GREIZ.modules} == {"obligatory"}


def test_leaving_early_can_be_a_success() -> None:
    kinds = {reason.code: reason.kind for reason in GREIZ.exits}
    assert kinds["weiterfuehrend"] == kinds["stationaeres_angebot"] == "positive_early"
    assert kinds["arbeit"] == kinds["ausbildung"] == "integration"


@pytest.mark.parametrize(
    ("code", "share"),
    [
        ("schulden", "60.8"),
        ("gesundheit", "36.7"),
        ("sucht", "40.0"),
        ("psychisch", "53.3"),
        ("straffaellig", "31.7"),
        ("haft", "7.5"),
        ("wohnung", "45.0"),
        ("kinder", "19.2"),
        ("fuehrerschein", "16.7"),
        ("pkw", "8.3"),
        ("ausbildung_abgebrochen", "35.8"),
        ("in_arbeit", "20.0"),
        ("in_ausbildung", "10.8"),
        ("in_berufsvorbereitung", "1.7"),
        ("in_angebot", "19.2"),
    ],
)
def test_the_shares_of_120(code: str, share: str) -> None:
    assert per_cent(GREIZ, code) == share


def test_the_other_printed_counts() -> None:
    codes = ("beratung_extern", "beratung_intern", "rechtliche_betreuung", "schuldnerberatung", "insolvenz")
    assert [int(printed(GREIZ, code).numerator) for code in codes] == [7, 25, 13, 33, 4]
    outcomes = ("in_arbeit", "in_ausbildung", "in_berufsvorbereitung", "in_angebot")
    assert sum(printed(GREIZ, code).numerator for code in outcomes) == 62


def test_the_old_law_was_in_force_when_it_began() -> None:
    assert GREIZ.legal_basis[0].code == "sgb2_16_sgb3_46_old"
    assert GREIZ.runs[0].valid_from == day("2011-10-01")
    (cost,) = GREIZ.money.costs
    assert (cost.amount, cost.approximate) == (Decimal(450), True)
    assert per_head(GREIZ, "je_monat").per_participant == Decimal("2700.00")
    assert sum_checks(GREIZ.results) == []  # situations overlap, so nothing adds up to 120


def test_four_weeks_before_the_end_somebody_asks_about_more_time() -> None:
    facts = [started("2012-01-02", MAYA)]
    assert due(GREIZ, facts, "2012-01-02")["time.extension"] == ["2012-06-04"]
    facts.append(event("participation.extension_declined", "2012-06-06", subject=MAYA))
    assert due(GREIZ, facts, "2012-06-06") == {"time.duration": ["2012-07-02"]}


def test_an_extension_moves_the_end_but_not_beyond_the_run() -> None:
    begun = started("2012-01-02", MAYA)
    longer = plan("participation.extended", "2012-06-06", "2012-11-02", subject=MAYA)
    assert due(GREIZ, [begun, longer], "2012-06-06")["time.duration"] == ["2012-11-02"]
    whole = plan("participation.extended", "2012-06-06", "2013-01-02", subject=MAYA)
    assert due(GREIZ, [begun, whole], "2012-06-06") == {"runs.projekt": ["2012-12-05"]}


def test_twelve_months_are_not_extended_again() -> None:
    begun = started("2011-10-03", MAYA)
    whole = plan("participation.extended", "2012-03-20", "2012-10-03", subject=MAYA)
    assert due(GREIZ, [begun, whole], "2012-03-20") == {"time.duration": ["2012-10-03"]}
    shorter = plan("participation.extended", "2012-03-20", "2012-08-03", subject=MAYA)
    assert due(GREIZ, [begun, shorter], "2012-03-20")["time.extension"] == ["2012-07-06"]


def test_vocational_school_counts_as_presence() -> None:
    """Four days with the provider and one at school make a full week; a shorter one is no fault."""
    facts = [started("2012-01-02", MAYA), *present(weekdays("2012-01-09", 5), Decimal(1))]
    facts += present(weekdays("2012-01-16", 4), Decimal(1))
    book = ledger(facts, GREIZ, day("2012-01-23"), MAYA)
    assert book is not None and GREIZ.attendance is not None
    assert [week.units for week in book.weeks if week.full][-2:] == [5, 4]
    assert not book.weeks_under_minimum
    assert "Berufsschule" in (GREIZ.attendance.origin.assumption or "")


def test_seven_of_eight_units_leave_one() -> None:
    facts = [started("2012-01-02", MAYA)]
    facts += [event("module.completed", "2012-05-02", value=module.code, subject=MAYA) for module in GREIZ.modules[:7]]
    states = module_states(facts, GREIZ, day("2012-05-02"), MAYA)
    assert [module.code for module in missing_obligatory(states)] == ["betriebliche_erfahrung"]
