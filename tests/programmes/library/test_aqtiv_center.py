"""E09 AQTIV-Center: four weeks to find out, coaching until month six, then a qualification if it suits."""

import pytest

from rundblick.programmes.amounts import cost_per_head
from rundblick.programmes.reporting import sections_at
from rundblick.programmes.rules import access_steps, missing_before_start, phase_at, run_at
from tests.programmes.build import MAYA, day, event, plan, started
from tests.programmes.library.e01_to_e12 import approach, cost, due, due_on

E09 = approach("aqtiv_center")
START = started("2012-03-01", MAYA)


def test_it_began_in_february_2012_before_paragraph_45_did() -> None:
    assert run_at(E09, day("2012-01-31")) is None
    assert run_at(E09, day("2012-02-01")) is not None
    assert [basis.code for basis in E09.legal_basis] == ["sgb2_16"]
    assert any("§ 45 SGB III" in remark.text for remark in E09.remarks)


def test_the_way_in_is_the_agreement() -> None:
    facts = [event("participation.nominated", "2012-02-15", subject=MAYA)]
    assert [step.code for step in missing_before_start(facts, E09, day("2012-02-15"))] == ["vereinbarung"]
    facts += [event("agreement.signed", "2012-02-28", subject=MAYA)]
    assert missing_before_start(facts, E09, day("2012-02-28")) == []
    assert [step.done_on for step in access_steps(facts, E09, day("2012-02-28"))] == [
        day("2012-02-15"),
        day("2012-02-28"),
    ]


@pytest.mark.parametrize(("on", "phase"), [("2012-03-28", "eignung"), ("2012-03-29", "coaching")])
def test_after_four_weeks_the_coaching_begins(on: str, phase: str) -> None:
    found = phase_at([START], E09, day(on))
    assert found is not None
    assert found.code == phase


def test_a_participant_finds_out_what_suits_and_gets_an_own_path() -> None:
    facts = [START]
    assert due_on(facts, E09, "time.deadlines.eignung", as_of="2012-03-01") == ["2012-03-29"]
    facts = [*facts, event("assessment.done", "2012-03-26", subject=MAYA)]
    assert due_on(facts, E09, "time.deadlines.weg", as_of="2012-03-26") == ["2012-04-02"]
    facts = [*facts, event("plan.agreed", "2012-03-30", subject=MAYA)]
    assert due(facts, E09, "time.deadlines", as_of="2012-03-30") == []
    assert due_on(facts, E09, "time.duration", as_of="2012-03-30") == ["2012-09-01"]


def test_the_extension_is_one_module_of_three_months() -> None:
    extension = E09.time.extension
    assert extension is not None
    assert (extension.by.months, extension.at_most.months if extension.at_most else None) == (3, 9)
    assert "Vorgespräch mit den Lehrkräften" in extension.criteria


def test_the_extension_is_asked_four_weeks_before_the_end() -> None:
    assert due_on([START], E09, "time.extension", as_of="2012-03-01") == ["2012-08-04"]
    given = plan("participation.extended", "2012-08-10", "2012-12-01", subject=MAYA)
    assert due_on([START, given], E09, "time.duration", as_of="2012-08-10") == ["2012-12-01"]
    assert due([START, given], E09, "time.extension", as_of="2012-08-10") == []
    declined = event("participation.extension_declined", "2012-08-10", subject=MAYA)
    assert due([START, declined], E09, "time.extension", as_of="2012-08-10") == []
    assert due_on([START, declined], E09, "time.duration", as_of="2012-08-10") == ["2012-09-01"]


def test_who_stays_away_is_asked_how_things_are() -> None:
    missed = event("attendance.unexcused", "2012-03-05", subject=MAYA, key="s1")
    assert due_on([START, missed], E09, "attendance.outreach", as_of="2012-03-05") == ["2012-03-07"]
    assert (
        due([START, event("attendance.sick", "2012-03-05", subject=MAYA)], E09, "attendance", as_of="2012-03-05") == []
    )
    seen = event("attendance.outreach", "2012-03-06", subject=MAYA)
    assert due([START, missed, seen], E09, "attendance", as_of="2012-03-06") == []


def test_after_three_and_six_months_somebody_asks_if_that_was_agreed() -> None:
    facts = [START, event("participation.ended", "2012-09-01", value="arbeit", subject=MAYA)]
    assert due(facts, E09, "follow_up", as_of="2012-09-01") == []
    facts += [event("consent.given", "2012-08-20", value="follow_up", subject=MAYA)]
    assert due_on(facts, E09, "follow_up", as_of="2012-09-01") == ["2012-12-01", "2013-03-01"]


def test_five_qualifications_end_with_a_certificate() -> None:
    assert [module.code for module in E09.modules if module.certificate] == [
        "lager", "kaufmaennisch", "verkauf", "reinigung", "sicherheit",
    ]  # fmt: skip


def test_single_parents_find_it() -> None:
    assert {"Alleinerziehende", "Kinderbetreuung"} <= set(E09.keywords)


def test_the_report_counts_outcomes() -> None:
    (found,) = sections_at(E09, "controlling", day("2013-02-01"))
    assert (found[0].kind, found[1]) == ("outcomes", day("2013-02-01"))
    assert {"insured_employment", "apprenticeship", "benefit_ended", "follow_on_measure"} <= set(E09.outcomes)


def test_without_places_no_cost_per_head_is_invented() -> None:
    assert cost(E09, "jahr").amount == 2300000
    assert (cost(E09, "jahr").participants, E09.runs[0].places) == (None, None)
    assert cost_per_head(cost(E09, "jahr")).per_participant is None
    assert E09.results == ()
