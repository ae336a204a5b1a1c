"""A synthetic participant walks through a definition: everything due, in order, each with its rule."""

import datetime as dt
import itertools
from typing import Any

import pytest

from rundblick.programmes.days import add_months
from rundblick.programmes.definition import Programme
from rundblick.programmes.due import rules_of
from rundblick.programmes.facts import Fact
from rundblick.programmes.simulate import SOMEBODY, Walk, answers_to, simulate
from rundblick.programmes.vocabulary import vocabulary
from tests.programmes.build import anna, day, example, full, full_with

START = day("2021-03-10")
ORIGIN = {"rows": ["B2"]}
PLAIN: dict[str, Any] = {"follow_up": [], "targets": [], "reports": []}
LONG = full_with(attendance={"required": 500})
"""The sample that uses every key; its duration is over before its attendance is reached."""


def days_of(walk: Walk, rule: str) -> list[str]:
    return [step.item.due_on.isoformat() for step in walk.steps if step.rule.code == rule]


def test_every_contact_of_anna_is_listed_and_the_rhythm_widens() -> None:
    walk = simulate(anna(), START)
    first = days_of(walk, "care.rhythm.anfang")
    assert first == [(START + dt.timedelta(weeks=n)).isoformat() for n in range(1, 14)]
    later = days_of(walk, "care.rhythm.begleitung")
    assert later[0] == "2021-06-23"
    gaps = {dt.date.fromisoformat(b) - dt.date.fromisoformat(a) for a, b in itertools.pairwise(later)}
    assert gaps == {dt.timedelta(weeks=2)}
    assert walk.ended_on == day("2022-11-15")
    assert days_of(walk, "runs.projekt") == ["2022-11-15"]


def test_what_outlives_the_participation_follows_and_a_job_begins_on_its_last_day() -> None:
    walk = simulate(anna(), START)
    assert days_of(walk, "follow_up.nachbetreuung.1") == ["2022-12-13"]
    assert days_of(walk, "follow_up.nachbetreuung.3") == ["2023-05-15"]
    assert days_of(walk, "time.deadlines.abschlussbericht") == ["2022-12-13"]
    assert "Am 15.11.2022 beginnt eine Arbeit" in " ".join(walk.notes)


def test_items_come_in_the_order_of_their_days_and_each_is_done_on_its_day() -> None:
    walk = simulate(LONG, START)
    days = [step.item.due_on for step in walk.steps]
    assert days == sorted(days)
    assert all(step.done_on <= step.item.due_on for step in walk.steps)
    known = {event.code for event in vocabulary().events}
    assert {step.done_by for step in walk.steps} - known == {""}
    assert {step.rule.code for step in walk.steps if not step.done_by} == {"time.duration"}


def test_the_proposal_is_early_enough_for_the_way_in() -> None:
    walk = simulate(LONG, START)
    assert days_of(walk, "access.steps.info") == ["2021-02-10"]
    assert days_of(walk, "access.steps.bedenken") == ["2021-03-10"]
    assert walk.proposed_on == day("2021-01-27")
    assert walk.started_on == START
    assert simulate(anna(), START).proposed_on == START


def test_talks_that_were_held_anyway_are_listed_as_done_early() -> None:
    (step,) = [s for s in simulate(LONG, START).steps if s.rule.code == "care.minimum_talks.anamnese"]
    assert (step.item.due_on, step.done_on, step.done_by) == (day("2021-04-10"), day("2021-03-31"), "contact.talk")


def test_talks_without_a_rhythm_are_held_up_to_the_day_they_are_due() -> None:
    talks = [{"code": "fuenf", "label": "Fünf", "count": 5, "counts": ["contact.talk"], "within": {"weeks": 4}}]
    care = {"contacts": ["contact.talk"], "minimum_talks": [talk | {"origin": ORIGIN} for talk in talks]}
    walk = simulate(example(schema_version=2, care=care, **PLAIN), START)
    assert days_of(walk, "care.minimum_talks.fuenf") == ["2021-04-07"]


def test_an_extension_is_asked_for_and_not_made_use_of() -> None:
    walk = simulate(LONG, START)
    (question,) = [step for step in walk.steps if step.rule.code == "time.extension"]
    assert question.done_by == "participation.extension_declined"
    assert walk.ended_on == day("2021-09-10")


def attended(**attendance: Any) -> Programme:
    rules = {"unit": "half_day", "required": 10, "weekdays": [1, 2, 3, 4], "origin": ORIGIN} | attendance
    return full(attendance=rules)


def test_attendance_ends_the_participation_on_the_day_it_is_reached() -> None:
    walk = simulate(attended(), START)
    assert walk.ended_on == day("2021-03-25")
    assert "Am 25.03.2021 ist die nötige Anwesenheit erreicht; damit endet die Teilnahme." in walk.notes
    assert simulate(attended(per_session=4), START).ended_on == day("2021-03-15")
    assert simulate(attended(required=500), START).ended_on == day("2021-09-10")


def test_without_an_end_the_walk_stops_after_three_years_and_says_so() -> None:
    endless = anna().model_copy(update={"runs": (anna().runs[0].model_copy(update={"valid_until": None}),)})
    walk = simulate(endless, START)
    assert walk.ended_on == day("2024-03-10")
    assert any(note.startswith("Die Regeln nennen kein Ende") for note in walk.notes)
    assert len(days_of(walk, "care.rhythm.begleitung")) > 70


def test_outside_all_runs_a_note_says_so() -> None:
    assert simulate(anna(), day("2026-01-07")).notes[0].startswith("Am 07.01.2026 nimmt kein Durchgang auf")
    assert not any("Durchgang" in note for note in simulate(anna(), START).notes)


def deadline(code: str, **more: Any) -> dict[str, Any]:
    rule = {"code": code, "label": code, "kind": "task", "topic": "tasks", "by": {"weeks": 1}, "origin": ORIGIN}
    return rule | more


def test_a_job_begins_halfway_where_something_counts_from_it_while_the_participation_runs() -> None:
    rule = deadline("reden", after="job.started", done_by=["job.talked_over"])
    definition = full_with(time={"deadlines": [rule], "extension": None}, attendance={"required": 500})
    walk = simulate(definition, START)
    assert days_of(walk, "time.deadlines.reden") == ["2021-06-17"]
    assert "Am 10.06.2021 beginnt eine Arbeit" in " ".join(walk.notes)


def test_whoever_is_asked_whether_a_job_is_ahead_has_it_on_the_first_day() -> None:
    ahead = {"origin": ORIGIN, "condition": {"fact": "person.job_ahead", "equals": True}}
    walk = simulate(full(target_group=ahead), START)
    assert days_of(walk, "follow_up.danach.1") == ["2021-04-10"]


def test_somebody_without_a_job_leaves_with_a_follow_on() -> None:
    time = {"deadlines": []}
    walk = simulate(full_with(time=time, attendance={"required": 500}).model_copy(update={"follow_up": ()}), START)
    assert days_of(walk, "follow_on") == ["2021-09-10"]
    assert not any("Arbeit" in note for note in walk.notes)


def test_further_facts_happen_on_their_days() -> None:
    lost = Fact.event("contact.lost", day("2021-03-12"), subject=SOMEBODY)
    walk = simulate(LONG, START, [lost])
    assert days_of(walk, "time.ladders.erreichen") == ["2021-03-17"]
    assert "time.ladders.erreichen" in {rule.code for rule in simulate(LONG, START).untouched}


def test_rules_that_made_nothing_due_are_named() -> None:
    walk = simulate(LONG, START)
    listed = {step.rule.code for step in walk.steps}
    assert {rule.code for rule in walk.untouched} | listed == set(rules_of(LONG))
    assert {rule.code for rule in walk.untouched}.isdisjoint(listed)


@pytest.mark.parametrize("definition", [anna(), full(), example()], ids=lambda d: d.id)
def test_every_rule_says_what_settles_it(definition: Programme) -> None:
    known = {event.code for event in vocabulary().events}
    for rule in rules_of(definition).values():
        events = answers_to(rule, definition)
        assert set(events) <= known
        assert bool(events) == (rule.kind != "end")


@pytest.mark.parametrize("start", ["2020-01-31", "2020-02-29", "2021-12-31"])
@pytest.mark.parametrize("definition", [LONG, example()], ids=lambda d: d.id)
def test_a_walk_is_always_the_same_and_ends_by_its_rules(definition: Programme, start: str) -> None:
    walk = simulate(definition, day(start))
    assert walk == simulate(definition, day(start))
    longest = definition.time.duration
    assert longest is not None and longest.by.months is not None
    run_ends = day("2022-12-31") if definition.runs[0].holds(day(start)) else dt.date.max
    assert walk.ended_on == min(add_months(day(start), longest.by.months), run_ends)
