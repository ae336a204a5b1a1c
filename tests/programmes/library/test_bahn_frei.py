"""E08 BAHN FREI!: a hundred half-days in which somebody was there, and nobody leaves without what follows."""

from decimal import Decimal
from itertools import islice

from rundblick.programmes.amounts import cost_per_head
from rundblick.programmes.consents import blocked
from rundblick.programmes.facts import Fact
from rundblick.programmes.ledger import Ledger, ledger, session_days
from rundblick.programmes.rules import exit_reason
from rundblick.programmes.weighing import checklist
from tests.programmes.build import MAYA, day, event, started
from tests.programmes.library.e01_to_e12 import approach, cost, due, due_on

E08 = approach("bahn_frei")
START = started("2013-04-08", MAYA)
assert E08.attendance is not None
DAYS = list(islice(session_days(E08.attendance, E08.state, day("2013-04-08")), 130))


def sessions(codes: list[str]) -> list[Fact]:
    """One entry on each day of a session."""
    return [
        Fact.event(f"attendance.{c}", on, value=Decimal(1), subject=MAYA) for c, on in zip(codes, DAYS, strict=False)
    ]


def after(codes: list[str]) -> Ledger:
    """The ledger on the day of the last of these sessions."""
    found = ledger([START, *sessions(codes)], E08, DAYS[len(codes) - 1])
    assert found is not None
    return found


def test_a_hundred_half_days_at_four_a_week_are_25_weeks() -> None:
    assert E08.attendance is not None
    assert (E08.attendance.unit, len(E08.attendance.weekdays)) == ("half_day", 4)
    assert E08.attendance.required == 100
    assert Decimal(100) / len(E08.attendance.weekdays) == 25
    assert after(["present"]).projected_end == DAYS[99]


def test_ten_days_of_sickness_end_ten_sessions_later() -> None:
    smooth, with_sickness = after(["present"] * 50), after(["present"] * 40 + ["sick"] * 10)
    assert (smooth.missing, with_sickness.missing) == (Decimal(50), Decimal(60))
    assert (smooth.projected_end, with_sickness.projected_end) == (DAYS[99], DAYS[109])


def test_every_kind_of_absence_is_appended_alike() -> None:
    found = [after(["present"] * 9 + [kind]) for kind in ("excused", "unexcused", "sick")]
    assert {each.projected_end for each in found} == {DAYS[100]}
    assert [dict(each.absences) for each in found][1] == {"excused": 0, "unexcused": 1, "sick": 0}


def test_the_hundredth_presence_reaches_it_and_the_99th_does_not() -> None:
    assert after(["present"] * 99).reached_on is None
    assert after(["sick"] * 3 + ["present"] * 100).reached_on == DAYS[102]


def test_one_of_nine_indications_is_enough() -> None:
    assert len(E08.target_group.checklist) == 9
    assert E08.target_group.at_least == 1
    assert {question.side for question in E08.target_group.checklist} == {"indication"}


def test_a_home_visit_needs_consent_and_happens_at_most_twice() -> None:
    visit = next(meeting for meeting in E08.care.meetings if meeting.event == "contact.home_visit")
    assert (visit.consent, visit.most) == ("home_visit", 2)
    assert [(need.purpose, need.needed_for) for need in E08.access.consents] == [("home_visit", "home_visit")]


def test_nobody_leaves_without_what_follows_except_where_daily_care_is_enough() -> None:
    assert E08.follow_on is not None
    assert E08.follow_on.done_by == ("follow_on.arranged", "follow_on.not_needed")
    assert "genügt" in E08.follow_on.exception
    assert due_on([START], E08, "time.deadlines.anschluss", as_of="2013-04-08") == ["2013-09-08"]
    for answer in ("follow_on.arranged", "follow_on.not_needed"):
        facts = [START, event(answer, "2013-08-20", subject=MAYA)]
        assert due(facts, E08, "time.deadlines.anschluss", as_of="2013-08-20") == []


def test_after_the_end_what_follows_is_due_until_it_is_there() -> None:
    facts = [START, event("participation.ended", "2013-10-10", value="hundert", subject=MAYA)]
    (item,) = due(facts, E08, "follow_on", as_of="2013-10-10")
    assert item.due_on == day("2013-10-10")
    assert "Ausnahme: Die Betreuung im Alltag des Jobcenters genügt." in item.explanation
    for answer in ("follow_on.arranged", "follow_on.not_needed"):
        assert due([*facts, event(answer, "2013-10-09", subject=MAYA)], E08, "follow_on", as_of="2013-10-10") == []


def test_nobody_is_visited_without_consent() -> None:
    given = event("consent.given", "2013-05-01", value="home_visit", subject=MAYA)
    assert blocked(E08, [START], "home_visit", day("2013-05-01"), MAYA) is not None
    assert blocked(E08, [START, given], "home_visit", day("2013-05-01"), MAYA) is None
    assert blocked(E08, [START], "start", day("2013-05-01"), MAYA) is None


def test_a_single_yes_of_nine_is_enough() -> None:
    codes = [question.code for question in E08.target_group.checklist]
    nothing = dict.fromkeys(codes, False)
    assert checklist(E08.target_group, nothing).enough == "no"
    for code in codes:
        assert checklist(E08.target_group, nothing | {code: True}).enough == "yes"


def test_a_participant_is_reported_on_and_recommended() -> None:
    facts = [START, event("assessment.done", "2013-05-20", subject=MAYA)]
    assert due_on(facts, E08, "time.deadlines.zwischenbericht", as_of="2013-05-20") == ["2013-07-08"]
    facts += [event("participation.ended", "2013-10-10", value="hundert", subject=MAYA)]
    assert due_on(facts, E08, "time.deadlines", as_of="2013-10-10") == ["2013-10-24"]
    facts += [event("recommendation.given", "2013-10-20", subject=MAYA)]
    assert due(facts, E08, "time.deadlines", as_of="2013-12-31") == []


def test_leaving_early_for_a_therapy_is_good() -> None:
    assert exit_reason(E08, "beratung_therapie").kind == "positive_early"


def test_the_costs_are_those_of_the_source() -> None:
    month, person = cost(E08, "monat"), cost(E08, "person")
    assert month.amount * (person.months or 0) == person.amount == 5250
    assert round(cost(E08, "budget").amount / 9 / month.amount, 1) == Decimal("35.4")
    assert all(each.approximate for each in E08.money.costs)
    assert cost_per_head(month).per_participant_month == cost_per_head(person).per_participant_month == 875
    assert cost_per_head(cost(E08, "budget")).per_participant is None
