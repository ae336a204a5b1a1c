"""Fit for Life (E23): two days, two to three weeks apart, and everything about health stays a question."""

import pytest

from rundblick.catalogue.loading import DocumentError, parse_document
from rundblick.programmes.definition import Programme
from rundblick.programmes.ledger import ledger
from rundblick.programmes.modules import module_states
from rundblick.programmes.rules import free_places
from rundblick.programmes.shelf import FOLDER
from rundblick.programmes.upgrades import UPGRADES
from rundblick.programmes.weighing import checklist
from tests.programmes.build import MAYA, day, ended, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, present

FIT = library("fit_for_life")


def test_one_of_two_indications_is_enough_and_the_insurance_is_a_question() -> None:
    assert belongs(FIT, "2013-09-18", household_receives_sgb2=True) == "yes"
    sides = {question.code: question.side for question in FIT.target_group.checklist}
    assert sides == {
        "interessiert": "indication",
        "fachkraft_sieht_bedarf": "indication",
        "krankenkasse": "requirement",
    }
    assert FIT.target_group.at_least == 1


def test_proposal_invitation_consent() -> None:
    facts = [event("participation.nominated", "2013-09-02", subject=MAYA)]
    assert FIT.access.kind == "voluntary"
    assert open_steps(FIT, facts, "2013-09-02") == ["einladung", "zustimmung"]


@pytest.mark.parametrize(("completed", "invite", "review"), [("2013-10-07", "2013-10-21", "2013-10-28")])
def test_module_2_follows_after_two_to_three_weeks(completed: str, invite: str, review: str) -> None:
    facts = [
        event("participation.invited", "2013-09-20", subject=MAYA),
        started("2013-10-07", MAYA),
        event("module.completed", completed, value="modul_1", subject=MAYA),
    ]
    open_now = due(FIT, facts, completed)
    assert open_now["time.deadlines.einladung_modul_2"] == [invite]
    assert open_now["time.deadlines.modul_2"] == [review]
    facts.append(event("participation.invited", "2013-10-18", subject=MAYA))
    assert "time.deadlines.einladung_modul_2" not in due(FIT, facts, "2013-10-18")
    facts += [event("module.completed", "2013-10-25", value="modul_2", subject=MAYA), ended("2013-10-25")]
    assert due(FIT, facts, "2013-10-25") == {}


def test_before_module_1_nothing_about_module_2_is_due() -> None:
    assert due(FIT, [started("2013-10-07", MAYA)], "2013-10-07") == {"runs.erprobung": ["2014-09-30"]}


def test_module_2_itself_asks_for_no_third() -> None:
    facts = [started("2013-10-07", MAYA), event("module.completed", "2013-10-25", value="modul_2", subject=MAYA)]
    assert due(FIT, facts, "2013-10-25") == {"runs.erprobung": ["2014-09-30"]}


def test_a_rule_may_only_wait_for_a_module_that_exists() -> None:
    text = (FOLDER / "fit_for_life.yaml").read_text(encoding="utf-8").replace("where: [modul_1]", "where: [modul_9]")
    with pytest.raises(DocumentError, match="Modul „modul_9“ gibt es nicht"):
        parse_document(text, Programme, upgrades=UPGRADES)


def test_a_talk_with_the_doctor_needs_a_consent() -> None:
    (meeting,) = FIT.care.meetings
    assert (meeting.event, meeting.consent) == ("contact.medical_service", "health")
    assert FIT.access.consents == ()  # nothing else depends on it, the start least of all


def test_the_plan_of_the_group() -> None:
    assert FIT.attendance is not None and FIT.attendance.group is not None
    assert [session.day for session in FIT.attendance.plan] == [0, 14]
    assert FIT.attendance.group.topic_needed
    assert FIT.attendance.required == 2


def test_fifteen_places_in_the_trial() -> None:
    assert free_places(FIT, day("2013-09-17"), taken=0) is None
    assert free_places(FIT, day("2013-09-18"), taken=3) == 12
    assert free_places(FIT, day("2014-09-30"), taken=15) == 0


def test_there_are_no_results_yet() -> None:
    assert FIT.results == ()
    assert all(source.amount is None for source in FIT.money.funding)


def test_interest_or_the_worker_s_impression_is_enough() -> None:
    said = {"interessiert": False, "fachkraft_sieht_bedarf": True, "krankenkasse": True}
    assert checklist(FIT.target_group, said).enough == "yes"
    neither = checklist(FIT.target_group, said | {"fachkraft_sieht_bedarf": False})
    assert neither.enough == "no"
    other_insurance = checklist(FIT.target_group, said | {"krankenkasse": False})
    assert [question.code for question in other_insurance.unmet] == ["krankenkasse"]
    assert checklist(FIT.target_group, {}).enough == "unknown"


def test_two_days_reach_it() -> None:
    facts = [started("2013-10-07", MAYA), *present(["2013-10-07"])]
    book = ledger(facts, FIT, day("2013-10-07"), MAYA)
    assert book is not None and book.missing == 1 and book.projected_end is None
    book = ledger([*facts, *present(["2013-10-25"])], FIT, day("2013-10-25"), MAYA)
    assert book is not None and book.reached_on == day("2013-10-25")


def test_module_2_waits_for_module_1() -> None:
    second = module_states([started("2013-10-07", MAYA)], FIT, day("2013-10-07"), MAYA)[1]
    assert [module.code for module in second.waits_for] == ["modul_1"]
