"""E11 ZAP: one contact person who knows about health; eight questions, about 250 people for each full post."""

from decimal import Decimal

import pytest

from rundblick.programmes.rules import ratio_finding
from rundblick.programmes.weighing import checklist
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.e01_to_e12 import answer, approach, due, due_on, run

E11 = approach("zap")


def test_all_eight_criteria_are_questions_of_one_nomination() -> None:
    assert [question.code for question in E11.target_group.checklist] == [
        "schwerbehinderung", "reha", "assistenz", "rente_beantragt", "teilrente", "lange_krank", "seelisch",
        "sieben_jahre",
    ]  # fmt: skip
    assert E11.target_group.at_least == 1
    assert answer(E11, household__receives_sgb2=True) == "yes"
    assert answer(E11, household__receives_sgb2=False) == "no"


def test_more_than_is_never_at_least() -> None:
    texts = {question.code: question.text for question in E11.target_group.checklist}
    assert "mehr als sechs Monaten" in texts["lange_krank"]
    assert "mehr als sieben Jahren" in texts["sieben_jahre"]


@pytest.mark.parametrize(("cases", "kept"), [(2070, True), (2071, False)])
def test_nine_people_fill_8_28_full_posts_with_250_each(cases: int, kept: bool) -> None:
    staff = run(E11, "zap").staff
    assert staff is not None
    assert staff.fte == round(7 + Decimal(20 + 30) / 39, 2)
    finding = ratio_finding(E11, cases=cases, coaches=staff.coaches, fte=staff.fte)
    assert finding is not None
    assert (finding.meaning, finding.kept) == ("cases_per_fte", kept)


def test_a_participant_is_cleared_then_a_way_is_agreed_and_steps_are_seen() -> None:
    facts = [started("2013-01-07", MAYA)]
    assert due_on(facts, E11, "time", as_of="2013-01-07") == ["2013-03-04"]
    facts += [event("clearing.done", "2013-02-25", subject=MAYA)]
    assert due_on(facts, E11, "time", as_of="2013-02-25") == ["2013-03-25"]
    facts += [event("plan.agreed", "2013-03-20", subject=MAYA)]
    assert due_on(facts, E11, "time", as_of="2013-03-20") == ["2013-06-20"]
    facts += [event("plan.reviewed", "2013-06-20", subject=MAYA)]
    assert due(facts, E11, "time", as_of=day("2013-06-20").isoformat()) == []


def test_other_offices_and_firms_only_with_consent() -> None:
    asked = {meeting.event: meeting.consent for meeting in E11.care.meetings}
    assert asked["contact.three_way"] == "exchange"
    assert asked["contact.employer"] == "employer"


def test_one_yes_of_eight_is_enough() -> None:
    codes = [question.code for question in E11.target_group.checklist]
    nothing = dict.fromkeys(codes, False)
    assert checklist(E11.target_group, nothing).enough == "no"
    for code in codes:
        assert checklist(E11.target_group, nothing | {code: True}).enough == "yes"
