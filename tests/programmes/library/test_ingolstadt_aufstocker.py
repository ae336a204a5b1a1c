"""E04 Ingolstadt: a household that lacks at most 300 euros; one strategy, six months of work, six of watching."""

from decimal import Decimal

import pytest

from rundblick.catalogue.loading import canonical_json
from rundblick.programmes.consents import blocked
from rundblick.programmes.facts import Fact, FactValue
from rundblick.programmes.rules import phase_at, run_at
from rundblick.programmes.weighing import weigh
from tests.programmes.build import BEN, MAYA, day, event, plan, started
from tests.programmes.library.e01_to_e12 import answer, approach, due, due_on

E04 = approach("ingolstadt_aufstocker")
START = started("2013-01-07")
STRATEGY = event("contact.household", "2013-01-21")


@pytest.mark.parametrize(
    ("entitlement", "earners", "expected"),
    [
        (280, 1, "yes"),
        (300, 1, "yes"),
        (Decimal("300.01"), 1, "no"),
        (301, 1, "no"),
        (280, 0, "no"),
        (280, None, "unknown"),
    ],
)
def test_three_hundred_euros_belong_here_and_one_more_does_not(
    entitlement: FactValue, earners: FactValue, expected: str
) -> None:
    assert (
        answer(
            E04,
            household__receives_sgb2=True,
            household__entitlement=entitlement,
            household__earners=earners,
        )
        == expected
    )


def test_the_approach_ran_until_the_middle_of_2014() -> None:
    assert run_at(E04, day("2012-12-31")) is None
    assert run_at(E04, day("2014-06-30")) is not None
    assert run_at(E04, day("2014-07-01")) is None


def test_first_everybody_sits_together() -> None:
    assert due_on([START], E04, "time.deadlines.strategiegespraech", as_of="2013-01-07") == ["2013-02-04"]
    assert due([START], E04, "care.rhythm", as_of="2013-01-31") == []
    assert due([START, STRATEGY], E04, "time.deadlines.strategiegespraech", as_of="2013-01-21") == []
    meeting = next(meeting for meeting in E04.care.meetings if meeting.code == "strategie")
    assert meeting.people[0] == "alle erwerbsfähigen Mitglieder"


@pytest.mark.parametrize(
    ("on", "phase"),
    [("2013-01-07", "strategie"), ("2013-01-20", "strategie"), ("2013-01-21", "handlung"),
     ("2013-07-20", "handlung"), ("2013-07-21", "beobachtung"), ("2014-01-20", "beobachtung")],
)  # fmt: skip
def test_six_months_of_work_and_six_of_watching_count_from_the_strategy_talk(on: str, phase: str) -> None:
    found = phase_at([START, STRATEGY], E04, day(on))
    assert found is not None
    assert found.code == phase


def test_while_watching_day_56_is_in_time_and_day_57_is_overdue() -> None:
    last = event("contact.talk", "2013-07-22", subject=MAYA)
    (item,) = due([START, STRATEGY, last], E04, "care.rhythm", as_of="2013-08-31")
    assert item.rule == "care.rhythm.beobachtung"
    assert (item.due_on - last.valid_from).days == 56
    assert item.due_on == day("2013-09-16")
    late = day("2013-09-17")  # a contact on the 57th day is overdue
    assert (late - last.valid_from).days == 57
    assert item.due_on < late


def test_while_working_contacts_are_closer() -> None:
    facts: list[Fact] = [START, STRATEGY, event("contact.talk", "2013-02-04", subject=BEN)]
    assert due_on(facts, E04, "care.rhythm", as_of="2013-02-04") == ["2013-03-04"]


def test_every_path_is_agreed_with_the_benefits_office_and_reviewed_after_six_months() -> None:
    facts = [START, STRATEGY]
    assert due_on(facts, E04, "time.deadlines.wege_festlegen", as_of="2013-01-21") == ["2013-02-18"]
    facts = [*facts, event("plan.agreed", "2013-01-21")]
    assert due(facts, E04, "time.deadlines.wege_festlegen", as_of="2013-01-21") == []
    assert due_on(facts, E04, "time.deadlines.leistung", as_of="2013-01-21") == ["2013-02-04"]
    assert due_on(facts, E04, "time.deadlines.auswertung", as_of="2013-01-21") == ["2013-07-21"]
    assert (
        due([*facts, event("contact.benefits", "2013-01-30")], E04, "time.deadlines.leistung", as_of="2013-01-30") == []
    )


def test_childcare_is_registered_half_a_year_before_parental_leave_ends() -> None:
    leave = plan("parental_leave.ending", "2013-01-21", "2014-01-15", key="k", subject=MAYA)
    (item,) = due([START, STRATEGY, leave], E04, "time.deadlines.kinderbetreuung", as_of="2013-02-01")
    assert (item.due_on.isoformat(), item.last_useful_day) == ("2013-07-15", day("2014-01-15"))
    arranged = event("childcare.arranged", "2013-06-01", subject=MAYA)
    assert due([START, STRATEGY, leave, arranged], E04, "time.deadlines.kinderbetreuung", as_of="2013-06-01") == []


def test_the_levers_are_held_side_by_side_and_no_further_need_is_one_of_them() -> None:
    weighing = E04.access.weighing
    assert weighing is not None
    levers = ["arbeitszeit", "stundenlohn", "arbeitsaufnahme", "kein_bedarf"]
    assert [option.code for option in weighing.options] == levers
    found = weigh(weighing, {"betrieb_hat_stunden": True, "zeit_erweiterbar": True, "weitere_person": True})
    assert [way.points for way in found.ways] == [2, 0, 2, 0]
    assert found.proposal is None
    more = weigh(weighing, {"mehr_geht_nicht": True})
    assert more.proposal is not None
    assert more.proposal.code == "kein_bedarf"
    assert next(reason for reason in E04.exits if reason.code == "kein_handlungsbedarf").kind == "regular"


def test_the_firm_is_asked_by_a_third_party_and_only_with_consent() -> None:
    meeting = next(meeting for meeting in E04.care.meetings if meeting.event == "contact.employer")
    assert meeting.people[0] == "der Arbeitgeber-Service als Dritter"
    given = event("consent.given", "2013-02-01", value="employer", subject=MAYA)
    assert blocked(E04, [START], "employer_contact", day("2013-02-01"), MAYA) is not None
    assert blocked(E04, [START, given], "employer_contact", day("2013-02-01"), MAYA) is None


def test_the_target_is_a_quarter_less_of_the_stock() -> None:
    (target,) = E04.targets
    assert (target.measure, target.denominator.rule, target.value) == ("reduction", "stock", Decimal(25))
    assert Decimal(400) * (100 - target.value) / 100 == 300
    assert E04.results == ()


def test_suspicion_has_no_place_in_a_rule() -> None:
    assert "Schwarzarbeit" not in canonical_json(E04)
