"""Where a transition stands and what presses: pure rules, tried on chains of every shape."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.transitions.chains import Chain, Planned, catalogue, chain_of
from rundblick.transitions.codes import Doer, Outcome, Sort, State
from rundblick.transitions.rules import Course, Happened, Press, Turning, course, distance, presses, read_month

DAY = dt.timedelta(days=1)
BASE = dt.date(2027, 3, 15)
NOON = dt.datetime(2027, 3, 15, 12, tzinfo=dt.UTC)

days = st.integers(-300, 300)
chains = st.sampled_from(catalogue().chains)


def happened(step: str, on: dt.date, *, outcome: str = "", not_needed: bool = False, at: int = 0) -> Happened:
    return Happened(step=step, on=on, at=NOON + dt.timedelta(minutes=at), outcome=outcome, not_needed=not_needed)


def simple() -> tuple[Planned, ...]:
    return (
        Planned(code="a", label="Erst", day=-30, doer=Doer.PERSON),
        Planned(code="h", label="Übergabe", day=-10, doer=Doer.TOGETHER, kind=Sort.HANDOVER),
        Planned(code="z", label="Da", day=7, doer=Doer.RECEIVER, kind=Sort.ARRIVAL),
    )


def on(as_of: dt.date, *done: Happened, turn: dt.date = BASE, begun: dt.date = BASE - 100 * DAY) -> Course:
    return course(Turning(turn), simple(), done, begun_on=begun, as_of=as_of)


@given(chain=chains, as_of=days, begun=days, picks=st.lists(st.tuples(st.integers(0, 9), days), max_size=8))
def test_steps_stand_in_the_order_of_their_days_and_nothing_done_is_lost(
    chain: Chain, as_of: int, begun: int, picks: list[tuple[int, int]]
) -> None:
    codes = [*(step.code for step in chain.steps), "frueher"]
    told = [
        happened(codes[n % len(codes)], BASE + d * DAY, outcome="yes", at=place) for place, (n, d) in enumerate(picks)
    ]
    found = course(Turning(BASE), chain.steps, told, begun_on=BASE + begun * DAY, as_of=BASE + as_of * DAY)
    assert [point.step.day for point in found.points] == sorted(step.day for step in chain.steps)
    assert [point.on for point in found.points] == sorted(point.on for point in found.points)
    assert {point.step.code for point in found.points} == {step.code for step in chain.steps}
    seen = [one for one in told if one.on <= BASE + as_of * DAY]
    kept = {point.step.code for point in found.points if not point.open} | {one.step for one in found.other}
    assert kept == {one.step for one in seen}
    assert found.settled + sum(point.open for point in found.points) == len(found.points)


@given(chain=chains, shift=st.integers(-200, 200), done=st.integers(0, 3))
def test_moving_the_turning_day_moves_all_open_steps_and_no_settled_one(chain: Chain, shift: int, done: int) -> None:
    begun = BASE - 2000 * DAY
    told = [happened(step.code, begun + DAY, outcome="yes") for step in chain.ordered[:done]]
    before = course(Turning(BASE), chain.steps, told, begun_on=begun, as_of=BASE)
    after = course(Turning(BASE + shift * DAY), chain.steps, told, begun_on=begun, as_of=BASE)
    for old, new in zip(before.points, after.points, strict=True):
        assert old.step == new.step and old.done == new.done
        assert new.on - old.on == shift * DAY


@given(as_of=days, named=st.booleans(), asked=st.lists(days, max_size=5))
def test_until_somebody_arrived_something_presses(as_of: int, named: bool, asked: list[int]) -> None:
    """Nobody falls between: whatever was done, an open transition without an arrival asks for it, again and again."""
    tries = [happened("z", BASE + day * DAY, outcome="undecided") for day in asked]
    rest = [happened("a", BASE - 40 * DAY), happened("h", BASE - 12 * DAY, outcome="yes")]
    found = on(BASE + as_of * DAY, *rest, *tries)
    pressing = presses(found, turning=Turning(BASE), named=named, begun_on=BASE - 100 * DAY)
    assert "arrival" in [press.why for press in pressing]
    arrival = next(press for press in pressing if press.why == "arrival")
    last = max([one.on for one in tries if one.on <= BASE + as_of * DAY], default=None)
    assert arrival.on >= BASE + 7 * DAY and (last is None or arrival.on >= last + 7 * DAY)
    arrived = on(BASE + 300 * DAY, *rest, *tries, happened("z", BASE + 300 * DAY, outcome="yes", at=1))
    assert arrived.next is None
    assert presses(arrived, turning=Turning(BASE), named=True, begun_on=BASE - 100 * DAY) == []


def test_a_step_is_ahead_then_due_then_late() -> None:
    states = [on(BASE - ahead * DAY).points[0].state for ahead in (60, 44, 30, 29)]
    assert states == [State.AHEAD, State.DUE, State.DUE, State.LATE]
    assert on(BASE, happened("a", BASE - 33 * DAY)).points[0].state == State.DONE
    assert on(BASE, happened("a", BASE - 33 * DAY, not_needed=True)).points[0].state == State.NOT_NEEDED


def test_what_comes_after_the_turning_day_is_not_due_before_it() -> None:
    assert [on(day).points[2].state for day in (BASE - DAY, BASE)] == [State.AHEAD, State.DUE]


def test_what_lay_before_the_beginning_gets_a_week() -> None:
    begun = BASE - 5 * DAY
    assert [point.on for point in on(begun, begun=begun).points] == [begun, begun, BASE + 7 * DAY]
    assert on(begun, begun=begun).points[0].state == State.DUE
    assert on(begun + 7 * DAY, begun=begun).points[0].state == State.DUE
    assert on(begun + 8 * DAY, begun=begun).points[0].state == State.LATE


def test_a_handover_stays_open_until_the_person_wants_to_go_there() -> None:
    undecided = on(BASE, happened("h", BASE - 9 * DAY, outcome=Outcome.UNDECIDED))
    point = undecided.handover
    assert point is not None and point.open and point.tried is not None
    no = on(BASE, happened("h", BASE - 9 * DAY, outcome=Outcome.YES), happened("h", BASE - DAY, outcome=Outcome.NO))
    assert no.handover is not None and no.handover.open
    alone = on(BASE, happened("h", BASE - DAY, not_needed=True))
    assert alone.handover is not None and not alone.handover.open


def test_once_somebody_arrived_only_what_comes_after_presses() -> None:
    after = Planned(code="l", label="Fragen", day=42, doer=Doer.COACH)
    told = [happened("z", BASE + 8 * DAY, outcome="yes")]
    found = course(Turning(BASE), (*simple(), after), told, begun_on=BASE - 100 * DAY, as_of=BASE + 20 * DAY)
    assert [point.state for point in found.points] == [State.PASSED, State.PASSED, State.DONE, State.AHEAD]
    pressing = presses(found, turning=Turning(BASE), named=True, begun_on=BASE - 100 * DAY)
    assert pressing == [Press(BASE + 42 * DAY, "step", "l")] and found.late == 0


def test_an_expected_month_is_reckoned_from_its_first_day_and_late_after_its_last() -> None:
    month = Turning(dt.date(2027, 3, 1), sure=False)
    assert (month.last, str(month)) == (dt.date(2027, 3, 31), "März\xa02027, noch unsicher")
    found = course(month, simple(), [], begun_on=BASE - 100 * DAY, as_of=dt.date(2027, 4, 7))
    assert found.points[0].on == dt.date(2027, 3, 1) - 30 * DAY
    assert found.arrival.state == State.DUE
    pressing = presses(found, turning=month, named=True, begun_on=BASE - 100 * DAY)
    assert Press(dt.date(2027, 4, 7), "arrival") in pressing


def test_a_receiver_is_wanted_eight_weeks_before_and_never_before_the_beginning() -> None:
    early = presses(on(BASE - 90 * DAY), turning=Turning(BASE), named=False, begun_on=BASE - 100 * DAY)
    assert Press(BASE - 56 * DAY, "receiver") in early
    late = presses(on(BASE - 9 * DAY), turning=Turning(BASE), named=False, begun_on=BASE - 9 * DAY)
    assert Press(BASE - 9 * DAY, "receiver") in late


@pytest.mark.parametrize(("text", "found"), [("3/2027", 3), ("März 2027", 3), ("13/2027", 0), ("2027", 0)])
def test_a_month_is_read_as_people_write_it(text: str, found: int) -> None:
    assert read_month(text) == (Turning(dt.date(2027, found, 1), sure=False) if found else None)


def test_how_far_away_a_day_is() -> None:
    far = [distance(BASE + n * DAY, BASE) for n in (0, 1, -1, 20, -20, 21, -70)]
    assert far == [
        "heute",
        "in 1\xa0Tag",
        "vor 1\xa0Tag",
        "in 20\xa0Tagen",
        "vor 20\xa0Tagen",
        "in 3\xa0Wochen",
        "vor 10\xa0Wochen",
    ]


def test_every_chain_says_how_it_is_handed_over_and_that_somebody_arrived() -> None:
    found = catalogue()
    assert len(found.chains) == 8
    for chain in found.chains:
        assert chain.arrival.day >= 0 and chain.source and chain.turn
        handed = next(step for step in chain.ordered if step.kind == Sort.HANDOVER)
        assert handed.day < chain.arrival.day
    sensitive = {chain.code for chain in found.chains if chain.sensitive}
    assert sensitive == {"discharge", "release"} == {chain.code for chain in found.chains if chain.in_person}
    assert all("Haft" not in chain_of(code).name and "Klinik" not in chain_of(code).name for code in sensitive)
    for chain in found.chains:
        told = " ".join(step.label for step in chain.steps) if chain.sensitive else ""
        assert not any(word in told for word in ("Klinik", "Haft", "Anstalt", "Entlassung"))
    assert chain_of("gibt es nicht").arrival.code == "arrival"
