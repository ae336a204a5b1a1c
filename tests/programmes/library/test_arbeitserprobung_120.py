"""120 days (E19): only presence counts, two reports, and a share that hides its denominator."""

from decimal import Decimal

from rundblick.programmes.rules import phase_at
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, per_cent, printed

TRIAL = library("arbeitserprobung_120")


def test_a_side_job_does_not_exclude_anybody() -> None:
    assert belongs(TRIAL, "2012-05-02", person_receives_sgb2=True, person_employment="minijob") == "yes"
    assert belongs(TRIAL, "2012-05-02", person_receives_sgb2=False) == "no"


def test_it_is_assigned_and_the_rule_is_explained_before() -> None:
    assert TRIAL.access.kind == "assigned"
    facts = [event("participation.nominated", "2012-04-20", subject=MAYA)]
    assert open_steps(TRIAL, facts, "2012-04-20") == ["information"]


def test_the_parts_follow_each_other_in_everybody_s_own_time() -> None:
    facts = [
        started("2012-05-02", MAYA),
        event("assessment.done", "2012-05-23", subject=MAYA),
        event("internship.started", "2012-08-06", subject=MAYA),
        event("internship.started", "2012-09-10", subject=MAYA),
    ]
    days = {"2012-05-22": "kompetenzfeststellung", "2012-05-23": "auffrischen_und_ueben", "2012-09-10": "praktika"}
    for on, code in days.items():
        phase = phase_at(facts, TRIAL, day(on))
        assert phase is not None and phase.code == code


def test_after_three_months_a_report_and_another_at_the_end() -> None:
    facts = [started("2012-05-02", MAYA)]
    assert due(TRIAL, facts, "2012-05-02") == {
        "time.deadlines.zwischenbericht": ["2012-08-02"],
        "runs.durchgang": ["2013-06-30"],
    }
    facts += [event("report.interim", "2012-07-30", subject=MAYA), ended("2012-11-15")]
    assert due(TRIAL, facts, "2012-11-15") == {"time.deadlines.abschlussbericht": ["2012-11-29"]}
    facts.append(event("report.final", "2012-11-20", subject=MAYA))
    assert due(TRIAL, facts, "2012-11-20") == {}


def test_120_days_are_no_calendar_time() -> None:
    assert TRIAL.time.duration is None
    assert TRIAL.attendance is not None
    assert (TRIAL.attendance.unit, TRIAL.attendance.required) == ("day", 120)
    assert TRIAL.attendance.longest_absence is not None and TRIAL.attendance.longest_absence.weeks == 6


def test_the_run_lasts_fifteen_months() -> None:
    (run,) = TRIAL.runs
    assert run.valid_until == day("2013-07-01") and run.places == 18
    assert run.origin.assumption


def test_three_internships_of_four_weeks_fit_into_the_days() -> None:
    internships = [module for module in TRIAL.modules if module.code.startswith("praktikum")]
    assert [module.units for module in internships] == [20, 20, 20]
    assert [module.requires for module in internships] == [("uebungswerkstatt",), ("praktikum_1",), ("praktikum_2",)]


def test_both_shares_with_their_denominators() -> None:
    assert per_cent(TRIAL, "arbeit_aller") == "23.4"  # 15 of 64
    assert per_cent(TRIAL, "arbeit_ohne_abbruch") == "32.6"  # 15 of 46
    assert printed(TRIAL, "arbeit_ohne_abbruch").printed == "33 %"
    assert printed(TRIAL, "arbeit_aller").printed is None
    without = printed(TRIAL, "arbeit_ohne_abbruch").denominator
    assert without == 64 - printed(TRIAL, "vorzeitig").numerator


def test_men_and_women_are_all_there_are() -> None:
    whole = [result for result in TRIAL.results if result.exhausts == "geschlecht"]
    assert sum(result.numerator for result in whole) == 64
    assert per_cent(TRIAL, "in_120_tagen") == "6.2"  # 4 of 64, 6.25


def test_the_printed_total_is_fourteen_cents_too_high() -> None:
    monthly, total = (next(c for c in TRIAL.money.costs if c.code == code) for code in ("je_monat", "gesamt"))
    assert total.amount - monthly.amount * 15 == Decimal("0.14")
    assert round(total.amount / 15, 4) == Decimal("7626.3993")
    assert monthly.participants is not None
    assert round(monthly.amount / monthly.participants, 2) == Decimal("423.69")


def test_the_reason_of_a_long_absence_is_not_kept() -> None:
    labels = " ".join(reason.label for reason in TRIAL.exits).lower()
    assert "krank" not in labels
    assert "therapie" not in labels
