"""Duale Ausbildung plus (E14): a young person and a firm, and money only when there is a contract."""

from decimal import Decimal

from rundblick.programmes.amounts import earned_share, milestones
from rundblick.programmes.rules import free_places, phase_at
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.walk import belongs, due, library, open_steps, steps_done

DUAL = library("duale_ausbildung_plus")


def test_person_and_firm_take_part_together() -> None:
    assert DUAL.unit == "person_and_employer"
    assert DUAL.delivery == "single_case"


def test_it_is_meant_for_young_people_on_benefits() -> None:
    assert belongs(DUAL, "2012-10-01", household_receives_sgb2=True, person_age=24) == "yes"
    assert belongs(DUAL, "2012-10-01", household_receives_sgb2=True, person_age=25) == "no"
    assert belongs(DUAL, "2012-10-01", person_age=19) == "unknown"


def test_origin_is_asked_once_and_never_a_condition() -> None:
    question = next(q for q in DUAL.target_group.checklist if q.code == "selten_in_ausbildung")
    assert question.side == "indication"
    assert "nicht gespeichert" in (question.help or "")


def test_approaching_a_firm_is_a_step_but_not_a_condition() -> None:
    facts = [
        event("participation.nominated", "2013-02-01", subject=MAYA),
        event("participation.informed", "2013-02-08", subject=MAYA),
        event("participation.agreed", "2013-02-08", subject=MAYA),
    ]
    assert open_steps(DUAL, facts, "2013-02-28") == []
    facts.append(event("employer.approached", "2013-02-20", subject=MAYA))
    assert steps_done(DUAL, facts, "2013-02-28")["betrieb"] == "2013-02-20"


def test_talks_with_the_firm_need_a_consent() -> None:
    assert [(need.purpose, need.needed_for) for need in DUAL.access.consents] == [("employer", "employer_contact")]
    assert {meeting.code for meeting in DUAL.care.meetings if meeting.consent == "employer"} == {
        "betriebscoaching",
        "am_arbeitsplatz",
    }


def test_a_contract_begins_the_training_and_asks_for_a_training_plan() -> None:
    facts = [started("2013-03-01", MAYA)]
    first = phase_at(facts, DUAL, day("2013-08-31"))
    assert first is not None and first.code == "anbahnung"
    facts.append(event("job.started", "2013-09-01", value="apprenticeship", subject=MAYA))
    second = phase_at(facts, DUAL, day("2013-09-01"))
    assert second is not None and second.code == "ausbildung"
    assert due(DUAL, facts, "2013-09-01")["time.deadlines.ausbildungsplan"] == ["2013-10-01"]
    facts.append(event("plan.agreed", "2013-09-20", subject=MAYA))
    assert due(DUAL, facts, "2013-09-20") == {"runs.projekt": ["2014-02-28"]}


def test_a_minijob_asks_for_no_training_plan() -> None:
    facts = [started("2013-03-01", MAYA), event("job.started", "2013-04-01", value="minijob", subject=MAYA)]
    assert "time.deadlines.ausbildungsplan" not in due(DUAL, facts, "2013-04-01")


def test_all_of_the_money_depends_on_the_contract() -> None:
    (milestone,) = DUAL.money.milestones
    assert (milestone.share, milestone.done_by, milestone.count) == (Decimal(100), "job.started", 1)
    facts = [started("2013-03-01", MAYA)]
    assert earned_share(milestones(facts, DUAL, day("2013-08-31"))) == 0
    facts.append(event("job.started", "2013-09-01", value="entry_qualification", subject=MAYA))
    assert earned_share(milestones(facts, DUAL, day("2013-09-01"))) == 100
    assert DUAL.money.costs == ()  # "not quantifiable"
    assert DUAL.results == ()  # none yet on 31 March 2013


def test_the_project_ends_with_february() -> None:
    assert DUAL.runs[0].holds(day("2014-02-28"))
    assert not DUAL.runs[0].holds(day("2014-03-01"))
    assert free_places(DUAL, day("2013-01-01"), taken=500) is None
