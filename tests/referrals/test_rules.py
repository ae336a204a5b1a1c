"""What may follow what, how far a way is, when to look after it, and who is connected."""

import datetime as dt
import uuid
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.referrals.codes import State
from rundblick.referrals.kinds import catalogue
from rundblick.referrals.rules import (
    BEFORE,
    ENDED_ALREADY,
    MANY_ATTEMPTS,
    OUT_OF_ORDER,
    Happened,
    Link,
    connected,
    course,
    next_states,
    nudge,
    problem,
)

BEGUN = dt.date(2026, 3, 1)


def step(state: State, day: int, minute: int = 0, **more: object) -> Happened:
    on = BEGUN + dt.timedelta(days=day)
    at = dt.datetime.combine(on, dt.time(9, minute), tzinfo=dt.UTC)
    return Happened(state=state, on=on, at=at, **more)  # type: ignore[arg-type]


def test_a_way_goes_from_preparing_to_running_and_ends() -> None:
    way = [
        step(State.PREPARED, 1),
        step(State.CONTACTED, 5, reached=False),
        step(State.CONTACTED, 8, reached=True),
        step(State.WAITING, 9, expected_on=BEGUN + dt.timedelta(days=60)),
        step(State.FIRST, 55),
        step(State.RUNNING, 60),
        step(State.ENDED, 200, result="helped"),
    ]
    states = [course(BEGUN, way[:number]).state for number in range(len(way) + 1)]
    assert states == ["begun", "prepared", "contacted", "contacted", "waiting", "first", "running", "ended"]
    found = course(BEGUN, way)
    assert (found.attempts, found.connected_on, found.result) == (2, BEGUN + dt.timedelta(days=55), "helped")
    assert found.waited(BEGUN) == 50 and not found.open


def test_asking_again_leaves_somebody_waiting_and_keeps_the_day_expected() -> None:
    expected = BEGUN + dt.timedelta(days=40)
    found = course(BEGUN, [step(State.WAITING, 3, expected_on=expected), step(State.CONTACTED, 20, reached=True)])
    assert (found.state, found.expected_on, found.since) == (State.WAITING, expected, BEGUN + dt.timedelta(days=3))


def test_five_attempts_in_vain_tire_and_an_answer_begins_anew() -> None:
    vain = [step(State.CONTACTED, day, reached=False) for day in range(MANY_ATTEMPTS)]
    assert not course(BEGUN, vain[:-1]).tired and course(BEGUN, vain).tired
    assert not course(BEGUN, [*vain, step(State.CONTACTED, 9, reached=True)]).tired
    assert not course(BEGUN, [*vain, step(State.ENDED, 9, result="dropped")]).tired


def test_the_order_of_writing_does_not_matter_only_the_days() -> None:
    way = [step(State.RUNNING, 30), step(State.CONTACTED, 2), step(State.FIRST, 20)]
    assert course(BEGUN, way) == course(BEGUN, reversed(way))
    assert course(BEGUN, way).state == State.RUNNING


@pytest.mark.parametrize(
    ("before", "new", "words"),
    [
        ([step(State.ENDED, 5, result="dropped")], step(State.CONTACTED, 6), ENDED_ALREADY),
        ([step(State.RUNNING, 5)], step(State.WAITING, 6), OUT_OF_ORDER),
        ([step(State.CONTACTED, 8)], step(State.ENDED, 5, result="dropped"), OUT_OF_ORDER),
        ([step(State.RUNNING, 5)], step(State.CONTACTED, 3), ""),
        ([], step(State.FIRST, 3), ""),
    ],
)
def test_what_cannot_be_is_refused(before: list[Happened], new: Happened, words: str) -> None:
    assert problem(before, new) == words


@given(st.lists(st.sampled_from(list(BEFORE)), max_size=12))
def test_what_the_rules_let_pass_is_what_they_compute(wanted: list[State]) -> None:
    taken: list[Happened] = []
    for day, state in enumerate(wanted):
        new = step(state, day, result="helped" if state == State.ENDED else "")
        offered = state in next_states(course(BEGUN, taken).state)
        assert (problem(taken, new) == "") is offered
        if offered:
            taken.append(new)
    found = course(BEGUN, taken)
    if taken:
        stays = taken[-1].state == State.CONTACTED and found.state == State.WAITING
        assert stays or found.state == taken[-1].state
    assert found.attempts == sum(one.state == State.CONTACTED for one in taken)
    assert all(one.state != State.ENDED for one, _next in pairwise(taken))


def on(days: int) -> dt.date:
    return BEGUN + dt.timedelta(days=days)


def test_somebody_looks_after_a_way_until_it_is_over() -> None:
    def when(*steps: Happened, looked: dt.date | None = None) -> tuple[dt.date, str] | None:
        found = nudge(course(BEGUN, steps), begun_on=BEGUN, ask_after=21, look_after=90, looked_on=looked)
        return (found.on, found.why) if found else None

    assert when() == (on(14), "prepare")
    assert when(step(State.CONTACTED, 5)) == (on(26), "ask")
    assert when(step(State.WAITING, 5, expected_on=on(40))) == (on(41), "ask")
    assert when(step(State.WAITING, 5)) == (on(26), "ask")
    assert when(step(State.WAITING, 5, expected_on=on(10)), step(State.CONTACTED, 12)) == (on(33), "ask")
    assert when(step(State.FIRST, 50), step(State.RUNNING, 60)) == (on(140), "look")
    assert when(step(State.RUNNING, 60), looked=on(100)) == (on(190), "look")
    assert when(step(State.ENDED, 60, result="helped")) is None


def test_people_count_once_and_connections_each() -> None:
    one, two, stranger = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    links = [
        Link(one, "medical", on(1)),
        Link(one, "medical", on(5)),
        Link(one, "advice", on(9)),
        Link(two, "advice", on(99)),
        Link(stranger, "advice", on(1)),
    ]
    found = connected(links, persons=[one, two], as_of=on(30), order=["medical", "advice", "other"])
    assert (found.persons, found.connected, found.links) == (2, 1, 3)
    assert found.groups == (("medical", 2), ("advice", 1), ("other", 0))


def test_the_four_municipal_helps_are_there_and_what_is_sensitive_has_a_neutral_name() -> None:
    cost = [kind.basis for kind in catalogue().kinds if kind.cost]
    assert cost == [f"§ 16a Nr. {number} SGB II" for number in (1, 2, 3, 4)]
    for kind in catalogue().kinds:
        assert not kind.sensitive or kind.name != kind.label
    wanted = {"doctor", "therapy", "pension", "course", "volunteering", "self_help", "eutb", "abw", "sociotherapy"}
    assert wanted <= {kind.code for kind in catalogue().kinds}
