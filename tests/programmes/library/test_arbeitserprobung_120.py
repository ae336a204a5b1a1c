"""120 days (E19): only presence counts, two reports, and a share that hides its denominator."""

import datetime as dt
from decimal import Decimal

from rundblick.programmes.days import holidays
from rundblick.programmes.ledger import ledger
from rundblick.programmes.modules import missing_obligatory, module_states
from rundblick.programmes.quoted import printed_agrees, sum_checks
from rundblick.programmes.rules import phase_at
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walk import (
    belongs,
    due,
    library,
    missed,
    open_steps,
    per_cent,
    per_head,
    present,
    printed,
    weekdays,
)

TRIAL = library("arbeitserprobung_120")


def test_a_side_job_does_not_exclude_anybody() -> None:
    assert belongs(TRIAL, "2012-05-02", household_receives_sgb2=True, person_employment="minijob") == "yes"
    assert belongs(TRIAL, "2012-05-02", household_receives_sgb2=False) == "no"


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
    assert (TRIAL.attendance.unit, TRIAL.attendance.required) == ("day", Decimal(120))
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
    assert printed_agrees(printed(TRIAL, "arbeit_ohne_abbruch")) is True
    wrong = printed(TRIAL, "arbeit_aller").model_copy(update={"printed": "33 %"})
    assert printed_agrees(wrong) is False
    without = printed(TRIAL, "arbeit_ohne_abbruch").denominator
    assert without == 64 - printed(TRIAL, "vorzeitig").numerator


def test_men_and_women_are_all_there_are() -> None:
    assert [(check.word, check.agrees) for check in sum_checks(TRIAL.results)] == [("geschlecht", True)]
    assert per_cent(TRIAL, "in_120_tagen") == "6.3"  # 4 of 64


def test_the_printed_total_is_fourteen_cents_too_high() -> None:
    monthly, total = (next(c for c in TRIAL.money.costs if c.code == code) for code in ("je_monat", "gesamt"))
    assert total.amount - monthly.amount * 15 == Decimal("0.14")
    assert round(total.amount / 15, 4) == Decimal("7626.3993")
    assert per_head(TRIAL, "je_monat").per_participant_month == Decimal("423.69")
    assert per_head(TRIAL, "gesamt").per_participant_month == Decimal("423.69")


def test_the_reason_of_a_long_absence_is_not_kept() -> None:
    labels = " ".join(reason.label for reason in TRIAL.exits).lower()
    assert "krank" not in labels
    assert "therapie" not in labels


DAYS = weekdays("2012-05-02", 120)


def test_119_days_are_not_120() -> None:
    facts = [started("2012-05-02", MAYA), *present(DAYS[:119])]
    book = ledger(facts, TRIAL, day(DAYS[118]), MAYA)
    assert book is not None
    assert book.present == 119 and book.missing == 1 and book.reached_on is None
    full = ledger([*facts, *present(DAYS[119:])], TRIAL, day(DAYS[119]), MAYA)
    assert full is not None
    assert full.missing == 0 and full.reached_on == day(DAYS[119])


def test_missed_days_are_added_at_the_end_whatever_the_reason() -> None:
    """Ten missed days move the end by ten sessions; public holidays are no sessions."""
    on = day(DAYS[9])
    without = ledger([started("2012-05-02", MAYA), *present(DAYS[:10])], TRIAL, on, MAYA)
    for kind in ("sick", "excused", "unexcused"):
        book = ledger([started("2012-05-02", MAYA), *missed(kind, DAYS[:10])], TRIAL, on, MAYA)
        assert book is not None and without is not None
        assert book.missing == 120 and without.missing == 110
        assert book.absences[kind] == 10
        assert book.projected_end is not None and without.projected_end is not None
        tomorrow = without.projected_end + dt.timedelta(days=1)
        sessions = [
            on for on in map(day, weekdays(tomorrow.isoformat(), 20)) if on not in holidays(on.year, TRIAL.state)
        ]
        assert book.projected_end == sessions[9]


def test_what_was_missed_gets_a_task_of_its_own() -> None:
    facts = [started("2012-05-02", MAYA), *present(DAYS[:1]), *missed("excused", DAYS[1:3])]
    assert due(TRIAL, facts, DAYS[2])["attendance.make_up"] == ["2012-05-10", "2012-05-11"]
    facts.append(event("attendance.made_up", "2012-05-08", subject=MAYA))
    assert due(TRIAL, facts, "2012-05-08")["attendance.make_up"] == ["2012-05-11"]


def test_after_six_weeks_somebody_talks_about_it_and_nothing_is_sanctioned() -> None:
    facts = [started("2012-05-02", MAYA), *present(DAYS[:3]), *missed("sick", DAYS[3:20])]
    assert due(TRIAL, facts, DAYS[19])["attendance.longest_absence"] == ["2012-06-18"]  # 7 May + 6 weeks
    facts.append(event("attendance.reviewed", "2012-06-15", subject=MAYA))
    assert "attendance.longest_absence" not in due(TRIAL, facts, "2012-06-15")


def test_the_internships_come_in_order_and_all_six_parts_belong_to_it() -> None:
    facts = [started("2012-05-02", MAYA)]
    assert len(missing_obligatory(module_states(facts, TRIAL, day("2012-05-02"), MAYA))) == 6
    facts += [
        event("module.completed", on, value=code, subject=MAYA)
        for on, code in (("2012-05-23", "kompetenzfeststellung"), ("2012-06-20", "auffrischen"))
    ]
    facts.append(event("module.started", "2012-06-25", value="praktikum_1", subject=MAYA))
    states = {state.module.code: state for state in module_states(facts, TRIAL, day("2012-06-25"), MAYA)}
    assert states["uebungswerkstatt"].can_start
    assert "Übungswerkstatt" in states["praktikum_1"].hint  # a hint, never a block
    assert [module.code for module in states["praktikum_2"].waits_for] == ["praktikum_1"]
