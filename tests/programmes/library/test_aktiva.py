"""E34 AktivA: six sessions of four hours in a group of twelve, before and after, at most a fifth about health."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import quota_finding
from rundblick.programmes.facts import Fact
from rundblick.programmes.ledger import ledger
from rundblick.programmes.modules import missing_obligatory, module_states
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walking import due, meant, programme, still_missing

SESSIONS = ["2013-04-08", "2013-04-15", "2013-04-22", "2013-04-29", "2013-05-06", "2013-05-13"]
BEGUN = [started("2013-04-08", MAYA)]


def session(kind: str, on: str) -> Fact:
    return event(f"attendance.{kind}", on, value=1, subject=MAYA, key=on)


@pytest.mark.parametrize(("age", "months", "answer"), [(19, 12, "yes"), (63, 40, "yes"), (40, 11, "no")])
def test_long_without_work_at_any_age(age: int, months: int, answer: str) -> None:
    values = {"household.receives_sgb2": True, "person.months_unemployed": months, "person.age": age}
    assert meant("aktiva", values) == answer


def test_nobody_trains_without_having_agreed() -> None:
    assert still_missing("aktiva", [event("participation.nominated", "2013-03-18", subject=MAYA)]) == ["zustimmung"]


def test_six_sessions_of_the_plan_are_what_is_required() -> None:
    attendance = programme("aktiva").attendance
    assert attendance is not None and attendance.group is not None
    assert len(attendance.plan) == sum(planned.units for planned in attendance.plan) == attendance.required == 6
    assert [planned.day for planned in attendance.plan] == [0, 7, 14, 21, 28, 35]
    assert (attendance.group.largest, attendance.group.topic_needed) == (12, True)
    assert sum(module.units or 0 for module in programme("aktiva").modules) == attendance.required


def test_only_presence_counts_and_a_missed_session_stays_missing() -> None:
    facts = [*BEGUN, *(session("present", on) for on in SESSIONS[:4]), session("excused", SESSIONS[4])]
    book = ledger(facts, programme("aktiva"), day("2013-05-06"))
    # 20 May 2013 is Whit Monday, so the two that are missing take three weeks.
    assert book is not None and book.projected_end == day("2013-05-27")
    book = ledger([*facts, session("present", SESSIONS[5])], programme("aktiva"), day("2013-05-13"))
    assert book is not None
    assert (book.present, book.missing, book.reached_on) == (Decimal(5), Decimal(1), None)
    assert book.absences["excused"] == 1
    made_good = [*facts, session("present", SESSIONS[5]), session("present", "2013-05-27")]
    book = ledger(made_good, programme("aktiva"), day("2013-05-27"))
    assert book is not None and book.reached_on == day("2013-05-27")


def test_four_modules_all_belong_to_it() -> None:
    facts = [*BEGUN, event("module.completed", "2013-04-08", value="aktivitaeten", subject=MAYA)]
    left = missing_obligatory(module_states(facts, programme("aktiva"), day("2013-04-08")))
    assert [module.code for module in left] == ["denken", "soziales", "problemloesen"]


def test_people_say_how_they_are_before_and_after_and_what_remains_in_daily_life() -> None:
    assert due("aktiva", BEGUN, "2013-04-08") == {"time.deadlines.vorher": "2013-04-15"}
    facts = [*BEGUN, event("assessment.done", "2013-04-08", subject=MAYA), ended("2013-05-13")]
    assert due("aktiva", facts, "2013-05-13") == {
        "time.deadlines.nachher": "2013-05-20",
        "time.deadlines.alltag": "2013-07-08",
    }
    facts.append(event("assessment.repeated", "2013-05-14", subject=MAYA))
    facts.append(event("review.done", "2013-07-01", subject=MAYA))
    assert due("aktiva", facts, "2013-07-01") == {}


@pytest.mark.parametrize(("hours_of_the_whole", "kept"), [(119, False), (120, True), (240, True)])
def test_24_hours_about_health_need_a_measure_of_120_hours(hours_of_the_whole: int, kept: bool) -> None:
    (quota,) = programme("aktiva").money.quotas
    assert (quota.of, quota.limit, quota.value) == ("units", "at_most", Decimal(20))
    assert quota_finding(quota, 24, hours_of_the_whole).kept is kept
