"""Converting minijobs (E15): ninety days, one subsidy with sharp borders, and 240 of 300."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import missing_evidence, subsidy_amount
from rundblick.programmes.facts import FactValue
from rundblick.programmes.quoted import sum_checks
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, per_cent, printed

MINIJOB = library("minijob_umwandlung")
ALL: dict[str, FactValue] = {
    "household_receives_sgb2": True,
    "person_months_unemployed": 12,
    "person_employment": "minijob",
}


def test_all_conditions_must_hold() -> None:
    assert belongs(MINIJOB, "2012-08-15", **ALL) == "yes"
    assert belongs(MINIJOB, "2012-08-15", **(ALL | {"person_months_unemployed": 11})) == "no"
    assert belongs(MINIJOB, "2012-08-15", **(ALL | {"person_employment": "part_time"})) == "no"
    assert belongs(MINIJOB, "2012-08-15", **(ALL | {"household_receives_sgb2": False})) == "no"
    assert belongs(MINIJOB, "2012-08-15", household_receives_sgb2=True, person_months_unemployed=30) == "unknown"


def test_whether_the_job_can_be_converted_is_asked() -> None:
    requirements = {question.code for question in MINIJOB.target_group.checklist if question.side == "requirement"}
    assert requirements == {"umwandelbar", "eingliederung_erschwert"}


def test_the_firm_is_approached_after_the_person_agreed() -> None:
    facts = [event("participation.nominated", "2012-09-01", subject=MAYA)]
    assert open_steps(MINIJOB, facts, "2012-09-01") == ["beratung", "zustimmung"]
    assert [need.needed_for for need in MINIJOB.access.consents] == ["employer_contact"]


def test_after_ninety_days_somebody_looks_whether_it_worked() -> None:
    facts = [started("2012-09-03", MAYA)]
    assert due(MINIJOB, facts, "2012-09-03")["time.deadlines.neunzig_tage"] == ["2012-12-02"]
    converted = event("job.started", "2012-11-01", value="conversion", subject=MAYA)
    assert "time.deadlines.neunzig_tage" not in due(MINIJOB, [*facts, converted], "2012-11-01")


def test_a_year_later_somebody_looks_whether_the_job_exists() -> None:
    facts = [
        started("2012-09-03", MAYA),
        event("job.started", "2012-11-01", value="conversion", subject=MAYA, key="laden"),
        event("subsidy.paid", "2012-12-10", subject=MAYA),
        ended("2012-12-31"),
    ]
    assert due(MINIJOB, facts, "2013-01-01") == {"time.deadlines.nachhaltigkeit": ["2013-11-01"]}
    facts.append(event("job.duration_checked", "2013-11-04", subject=MAYA, key="laden"))
    assert due(MINIJOB, facts, "2013-11-04") == {}


def test_the_subsidy_as_printed() -> None:
    (subsidy,) = MINIJOB.money.subsidies
    assert [tier.gross_from for tier in subsidy.tiers] == [801, 1301]
    assert [tier.amount for tier in subsidy.tiers] == [1000, 2500]
    assert subsidy.contract_months == 12
    assert subsidy.hourly_at_least == Decimal("8.50")
    assert len(subsidy.evidence) == 4
    assert subsidy.paid_within is not None and subsidy.paid_within.weeks == 6


def test_three_hundred_conversions_are_a_number_without_a_denominator() -> None:
    (target,) = MINIJOB.targets
    assert (target.measure, target.value, target.denominator.rule) == ("number", Decimal(300), "none")
    assert target.as_of == day("2013-12-31")
    assert target.numerator.kinds == ("conversion",)


def test_the_printed_figures() -> None:
    assert printed(MINIJOB, "umgewandelt_2012").numerator + printed(MINIJOB, "umgewandelt_2013").numerator == 240
    assert printed(MINIJOB, "mit_zuschuss_2012").numerator + printed(MINIJOB, "mit_zuschuss_2013").numerator == 20
    assert per_cent(MINIJOB, "umgewandelt_am_ziel") == "80.0"  # 240 of 300
    assert per_cent(MINIJOB, "umgewandelt_je_beratung") == "35.5"  # 240 of 677
    assert per_cent(MINIJOB, "mit_zuschuss") == "8.3"  # 20 of 240
    assert per_cent(MINIJOB, "beraten") == "33.2"  # 677 of 2,042


def test_that_the_subsidised_are_part_of_the_converted_is_marked_as_read() -> None:
    assert printed(MINIJOB, "mit_zuschuss_2012").origin.assumption


def test_it_began_in_the_middle_of_august() -> None:
    assert not MINIJOB.runs[0].holds(day("2012-08-14"))
    assert MINIJOB.runs[0].holds(day("2012-08-15"))
    assert MINIJOB.runs[0].holds(day("2013-12-31"))
    assert not MINIJOB.runs[0].holds(day("2014-01-01"))


@pytest.mark.parametrize(
    ("gross", "amount"),
    [("800.99", 0), ("801.00", 1000), ("1300.99", 1000), ("1301.00", 2500), ("4000.00", 2500)],
)
def test_the_borders_of_the_subsidy(gross: str, amount: int) -> None:
    (subsidy,) = MINIJOB.money.subsidies
    assert subsidy_amount(subsidy, Decimal(gross), 12, Decimal("8.50")).amount == amount


def test_a_contract_of_eleven_months_and_a_low_wage_are_not_subsidised() -> None:
    (subsidy,) = MINIJOB.money.subsidies
    assert subsidy_amount(subsidy, Decimal(1400), 11, Decimal(9)).amount == 0
    assert subsidy_amount(subsidy, Decimal(1400), None, Decimal(9)).amount == 2500  # open-ended
    assert subsidy_amount(subsidy, Decimal(1400), 12, Decimal("8.49")).amount == 0
    assert subsidy_amount(subsidy, Decimal(1400), 12, Decimal("8.49"), at_tariff=True).amount == 2500


def test_a_subsidy_that_was_asked_for_is_paid_six_weeks_after_the_job_began() -> None:
    job = event("job.started", "2012-11-01", value="conversion", subject=MAYA, key="laden")
    facts = [started("2012-09-03", MAYA), job]
    assert "money.subsidies.arbeitgeberzuschuss" not in due(MINIJOB, facts, "2012-11-20")  # most need none
    facts.append(event("subsidy.requested", "2012-11-05", subject=MAYA, key="laden"))
    assert due(MINIJOB, facts, "2012-11-20")["money.subsidies.arbeitgeberzuschuss"] == ["2012-12-13"]
    assert "money.subsidies.arbeitgeberzuschuss" in due(MINIJOB, [*facts, ended("2012-11-30")], "2012-11-30")
    facts.append(event("subsidy.paid", "2012-12-10", subject=MAYA, key="laden"))
    assert "money.subsidies.arbeitgeberzuschuss" not in due(MINIJOB, facts, "2012-12-10")


def test_four_documents_must_have_been_seen() -> None:
    (subsidy,) = MINIJOB.money.subsidies
    facts = [event("evidence.received", "2012-11-10", value="arbeitsvertrag", subject=MAYA)]
    missing = [evidence.code for evidence in missing_evidence(subsidy, facts, day("2012-12-01"))]
    assert missing == ["minijobzentrale", "sozialversicherung", "gehaltsabrechnung"]
    facts += [event("evidence.received", "2012-12-05", value=code, subject=MAYA) for code in missing]
    assert missing_evidence(subsidy, facts, day("2012-12-05")) == ()


def test_two_years_make_up_all_conversions() -> None:
    (check,) = sum_checks(MINIJOB.results)
    assert (check.word, check.total, check.agrees) == ("umwandlungen", Decimal(240), True)
