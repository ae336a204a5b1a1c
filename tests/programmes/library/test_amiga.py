"""E07 AmigA: voluntary, decided by a team, a contact every eight weeks, at least fifteen for each case worker."""

from decimal import Decimal

import pytest

from rundblick.programmes.consents import blocked
from rundblick.programmes.quoted import sentence
from rundblick.programmes.rules import access_steps, exit_reason, missing_before_start, ratio_finding
from rundblick.programmes.weighing import checklist
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.e01_to_e12 import answer, approach, cost, due, due_on

E07 = approach("amiga")


@pytest.mark.parametrize(("people", "kept"), [(14, False), (15, True), (40, True)])
def test_fifteen_is_a_floor_and_not_a_cap(people: int, kept: bool) -> None:
    finding = ratio_finding(E07, cases=people, coaches=1, fte=Decimal(1))
    assert finding is not None
    assert (finding.meaning, finding.kept) == ("minimum_per_coach", kept)


def test_proposed_decided_agreed() -> None:
    facts = [event("participation.nominated", "2013-01-07", subject=MAYA)]
    assert [s.code for s in missing_before_start(facts, E07, day("2013-01-07"))] == ["entscheidung", "zustimmung"]
    facts += [event("participation.team_decided", "2013-01-18", subject=MAYA)]
    facts += [event("participation.agreed", "2013-01-20", subject=MAYA)]
    assert missing_before_start(facts, E07, day("2013-01-20")) == []
    assert [state.done_on for state in access_steps(facts, E07, day("2013-01-20"))] == [
        day("2013-01-07"), day("2013-01-18"), day("2013-01-20"),
    ]  # fmt: skip


def test_a_path_must_be_named_before_but_health_is_only_asked() -> None:
    questions = {question.code: question.side for question in E07.target_group.checklist}
    assert questions["strategie"] == questions["fortschritte"] == "requirement"
    assert E07.target_group.at_least == 1
    assert sum(side == "indication" for side in questions.values()) == 5
    assert answer(E07, household__receives_sgb2=True) == "yes"


def test_a_contact_is_due_on_day_56() -> None:
    facts = [started("2013-01-21", MAYA)]
    (item,) = due(facts, E07, "care.rhythm", as_of="2013-01-21")
    assert (item.due_on - day("2013-01-21")).days == 56
    facts += [event("contact.talk", "2013-03-18", subject=MAYA)]
    assert due_on(facts, E07, "care.rhythm", as_of="2013-03-18") == ["2013-05-13"]


def test_a_participant_plans_and_looks_back_after_twelve_months() -> None:
    facts = [started("2013-01-21", MAYA)]
    assert due_on(facts, E07, "time.deadlines.plan", as_of="2013-01-21") == ["2013-03-18"]
    assert due_on(facts, E07, "time.deadlines.auswertung", as_of="2013-01-21") == ["2014-01-21"]
    assert due_on(facts, E07, "time.duration", as_of="2013-01-21") == ["2014-01-21"]
    facts += [event("plan.agreed", "2013-03-01", subject=MAYA), event("review.done", "2014-01-15", subject=MAYA)]
    assert due(facts, E07, "time.deadlines", as_of="2014-01-15") == []


def test_a_pension_is_a_good_result() -> None:
    assert exit_reason(E07, "rente").kind == "goal_reached"
    assert "pension" in E07.outcomes


def test_the_shares_of_2012_are_quoted_and_say_that_their_number_is_not_printed() -> None:
    assert [(result.numerator, result.denominator) for result in E07.results] == [
        (Decimal(20), None),
        (Decimal(18), None),
    ]
    assert {result.unit for result in E07.results} == {"percent"}
    assert all("ohne Zahl gedruckt" in sentence(result) for result in E07.results)
    assert cost(E07, "honorare").amount == 16927
    assert cost(E07, "honorare").participants is None


def test_the_team_decides_within_two_weeks_of_the_proposal() -> None:
    facts = [event("participation.nominated", "2013-01-07", subject=MAYA)]
    assert due_on(facts, E07, "access", as_of="2013-01-07") == ["2013-01-21"]
    facts += [event("participation.team_decided", "2013-01-18", subject=MAYA)]
    assert due(facts, E07, "access", as_of="2013-01-18") == []


def test_nobody_talks_about_health_without_consent_and_one_may_begin_without() -> None:
    (talk,) = [meeting for meeting in E07.care.meetings if meeting.code == "beratungsteam"]
    assert talk.consent == "health"
    assert blocked(E07, [], "start", day("2013-01-21"), MAYA) is None


def test_one_indication_is_enough_and_a_missing_path_is_worth_a_talk() -> None:
    said = checklist(E07.target_group, {"krankschreibungen": True, "strategie": False})
    assert said.enough == "yes"
    assert [question.code for question in said.unmet] == ["strategie"]
    signs = ("gdb", "gutachten", "krankschreibungen", "stellen_abgelehnt", "schwierige_gespraeche")
    assert checklist(E07.target_group, dict.fromkeys(signs, False)).enough == "no"
    assert checklist(E07.target_group, dict.fromkeys(signs[:4], False)).enough == "unknown"
