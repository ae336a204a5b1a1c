"""E05 Oberhavel: two runs of twelve, two phases, one case worker for six, and a closing report for two readers."""

from decimal import Decimal

import pytest

from rundblick.programmes.amounts import cost_per_head
from rundblick.programmes.consents import blocked
from rundblick.programmes.quoted import printed_agrees, sum_checks
from rundblick.programmes.rules import free_places, phase_at, ratio_finding, run_at
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.e01_to_e12 import approach, cost, due, due_on, quotients

E05 = approach("oberhavel_stabilisierung")
START = started("2011-03-01", MAYA)


def test_two_runs_follow_each_other_with_twelve_places() -> None:
    runs = [run_at(E05, day(on)) for on in ("2011-08-31", "2011-09-01", "2012-03-01")]
    assert [run.code if run else None for run in runs] == ["durchgang_1", "durchgang_2", None]
    assert free_places(E05, day("2011-10-01"), taken=12) == 0


@pytest.mark.parametrize(("people", "kept"), [(12, True), (13, False)])
def test_two_case_workers_accompany_at_most_twelve(people: int, kept: bool) -> None:
    finding = ratio_finding(E05, cases=people, coaches=2, fte=Decimal(2))
    assert finding is not None
    assert finding.kept is kept


@pytest.mark.parametrize(
    ("on", "phase"),
    [("2011-03-01", "aktivierung"), ("2011-05-31", "aktivierung"), ("2011-06-01", "heranfuehrung")],
)
def test_after_three_months_the_second_phase_begins(on: str, phase: str) -> None:
    found = phase_at([START], E05, day(on))
    assert found is not None
    assert found.code == phase


def test_the_end_is_the_end_of_the_run_or_six_months_whichever_is_first() -> None:
    assert due_on([START], E05, "runs", as_of="2011-03-01") == ["2011-08-31"]
    late = started("2011-09-01", MAYA)
    assert due_on([late], E05, "runs", as_of="2011-09-01") == ["2012-02-29"]


def test_abilities_are_looked_at_twice() -> None:
    facts = [START]
    assert due_on(facts, E05, "time.deadlines.kompetenzen", as_of="2011-03-01") == ["2011-03-29", "2011-08-16"]
    facts = [*facts, event("assessment.done", "2011-03-20", subject=MAYA)]
    assert due_on(facts, E05, "time.deadlines.kompetenzen", as_of="2011-03-20") == ["2011-08-16"]
    facts = [*facts, event("assessment.repeated", "2011-08-15", subject=MAYA)]
    assert due(facts, E05, "time.deadlines.kompetenzen", as_of="2011-08-15") == []


def test_an_internship_ends_after_four_weeks_and_is_talked_over() -> None:
    facts = [START, event("internship.started", "2011-06-06", subject=MAYA, key="p")]
    assert due_on(facts, E05, "time.deadlines.praktikum_ende", as_of="2011-06-06") == ["2011-07-04"]
    facts = [*facts, event("internship.ended", "2011-07-01", subject=MAYA, key="p")]
    assert due(facts, E05, "time.deadlines.praktikum_ende", as_of="2011-07-01") == []
    assert due_on(facts, E05, "follow_up", as_of="2011-07-01") == ["2011-07-08"]
    facts = [*facts, event("contact.talk", "2011-07-05", subject=MAYA)]
    assert due(facts, E05, "follow_up", as_of="2011-07-05") == []


def test_who_stays_away_is_looked_after() -> None:
    missed = event("attendance.unexcused", "2011-03-10", subject=MAYA, key="s1")
    assert due_on([START, missed], E05, "attendance.outreach", as_of="2011-03-10") == ["2011-03-14"]
    seen = event("attendance.outreach", "2011-03-11", subject=MAYA)
    assert due([START, missed, seen], E05, "attendance", as_of="2011-03-11") == []
    assert blocked(E05, [START], "home_visit", day("2011-03-10"), MAYA) is not None


def test_at_the_end_person_and_case_management_get_the_closing_report() -> None:
    facts = [START, event("participation.ended", "2011-08-31", value="beendet", subject=MAYA)]
    owed = {item.rule: item.due_on.isoformat() for item in due(facts, E05, "time.deadlines", as_of="2011-12-31")}
    assert owed == {
        "time.deadlines.abschlussgutachten": "2011-09-14",
        "time.deadlines.neue_zuordnung": "2011-09-14",
        "time.deadlines.uebergabe": "2011-09-14",
    }
    report = next(rule for rule in E05.time.deadlines if rule.code == "abschlussgutachten")
    assert report.recipients == ("Teilnehmerin oder Teilnehmer", "Fallmanagement im Jobcenter")
    facts += [
        event(code, "2011-09-10", subject=MAYA) for code in ("report.final", "recommendation.given", "handover.done")
    ]
    assert due(facts, E05, "time.deadlines", as_of="2011-12-31") == []


def test_the_quoted_shares_are_those_of_24_people() -> None:
    found = quotients(E05)
    assert found["markt"] == found["vollzeit"] == Decimal("0.25")
    assert found["marktnah"] == Decimal("0.75")
    assert found["verblieben"] == 1
    assert round((found["geringfuegig"] or 0) * 100, 2) == Decimal("29.17")
    groups = [result for result in E05.results if result.exhausts == "kundengruppen"]
    assert sum(result.numerator for result in groups) == 24
    assert Decimal(24) * 25 / 100 == 6
    (check,) = sum_checks(E05.results)
    assert (check.word, check.agrees) == ("kundengruppen", True)
    assert all(printed_agrees(result) for result in E05.results)


def test_the_costs_are_those_of_the_source() -> None:
    order = cost(E05, "auftrag")
    assert order.amount / (order.participants or 1) == cost(E05, "je_person").amount == Decimal("6979.29")
    assert cost_per_head(order).per_participant == Decimal("6979.29")
    assert cost_per_head(order).per_participant_month == Decimal("1163.22")


def test_an_old_paragraph_belongs_to_its_time() -> None:
    assert [basis.code for basis in E05.legal_basis] == ["sgb2_16_sgb3_46_old"]
