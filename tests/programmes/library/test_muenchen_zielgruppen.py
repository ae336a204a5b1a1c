"""E02 München: case management for rehabilitation, severe disability and single parents."""

from decimal import Decimal

from rundblick.programmes.weighing import checklist
from tests.programmes.build import MAYA, event, started
from tests.programmes.library.e01_to_e12 import answer, approach, due, due_on, run

E02 = approach("muenchen_zielgruppen")


def test_health_is_asked_once_and_never_a_fact() -> None:
    assert [q.code for q in E02.target_group.checklist] == ["reha", "schwerbehinderung", "alleinerziehend"]
    assert E02.target_group.at_least == 1
    assert E02.target_group.condition.fact == "household.receives_sgb2"
    assert (answer(E02, household__receives_sgb2=True), answer(E02)) == ("yes", "unknown")


def test_the_staff_are_one_and_three_quarters() -> None:
    staff = run(E02, "dauerhaft").staff
    assert staff is not None
    assert staff.fte == Decimal("1.75")
    assert run(E02, "dauerhaft").valid_until is None


def test_a_participant_finds_reasons_then_small_steps() -> None:
    facts = [started("2012-03-01", MAYA)]
    assert due_on(facts, E02, "time.deadlines.gruende", as_of="2012-03-01") == ["2012-03-29"]
    facts += [event("assessment.done", "2012-03-20", subject=MAYA)]
    assert due_on(facts, E02, "time", as_of="2012-03-20") == ["2012-06-20"]
    facts += [event("plan.reviewed", "2012-06-18", subject=MAYA)]
    assert due(facts, E02, "time", as_of="2012-06-18") == []


def test_whether_a_converted_job_lasts_is_asked_even_after_the_end() -> None:
    facts = [
        started("2012-03-01", MAYA),
        event("assessment.done", "2012-03-02", subject=MAYA),
        event("job.started", "2012-05-02", value="conversion", subject=MAYA, key="j"),
        event("participation.ended", "2012-05-31", value="umwandlung", subject=MAYA),
    ]
    (item,) = due(facts, E02, "time", as_of="2012-12-31")
    assert (item.rule, item.due_on.isoformat()) == ("time.deadlines.arbeit_haelt", "2012-08-02")
    assert (
        due([*facts, event("job.duration_checked", "2012-08-01", subject=MAYA)], E02, "time", as_of="2012-12-31") == []
    )


def test_one_of_the_three_groups_is_enough() -> None:
    neither = {"reha": False, "schwerbehinderung": False}
    assert checklist(E02.target_group, neither | {"alleinerziehend": True}).enough == "yes"
    assert checklist(E02.target_group, neither).enough == "unknown"
    assert checklist(E02.target_group, neither | {"alleinerziehend": False}).enough == "no"
