"""When a need is without an offer: each kind of entry by itself, and several about the same."""

import datetime as dt
import itertools
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.gaps.codes import OTHER_PLACES, Reason, Standing
from rundblick.gaps.rules import (
    Found,
    Need,
    Told,
    Wait,
    Way,
    gap_of,
    in_period,
    of_need,
    of_track,
    of_wait,
    place_names,
    quarters,
)
from rundblick.gaps.topics import Limits, topics
from rundblick.journeys.rules import Cell, state
from rundblick.journeys.shelf import shelf
from rundblick.people.spelling import fold
from rundblick.referrals.codes import State
from rundblick.referrals.rules import Happened

DAY = dt.date(2026, 9, 30)
LIMITS = Limits(no_way_days=28, waiting_days=90)


def ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days=days)


def step(days: int, to: State, *, result: str = "", refusal: str = "") -> Told:
    at = dt.datetime.combine(ago(days), dt.time(12), tzinfo=dt.UTC)
    return Told(Happened(state=to, on=ago(days), at=at, result=result), refusal)


def refused(days: int, refusal: str = "no_place") -> Way:
    asked = step(days + 10, State.CONTACTED)
    return Way("course", ago(days + 20), (asked, step(days, State.ENDED, result="declined", refusal=refusal)))


def waiting(days: int) -> Way:
    return Way("course", ago(days + 5), (step(days, State.WAITING),))


def needed(*ways: Way, since: int = 200, ended: int | None = None) -> Found | None:
    return of_need(Need(ago(since), None if ended is None else ago(ended), ways), DAY, LIMITS)


@pytest.mark.parametrize(("since", "standing"), [(27, Standing.MOVING), (28, Standing.QUIET), (300, Standing.QUIET)])
def test_an_open_need_without_a_way_is_a_gap_after_four_weeks(since: int, standing: Standing) -> None:
    found = needed(since=since)
    assert found and found.standing == standing
    gap = gap_of([found])
    assert (gap is not None) == (since >= 28)
    assert gap is None or (gap.reason, gap.on) == (Reason.NONE_FOUND, ago(since - 28))


def test_before_it_was_there_a_need_says_nothing_and_a_settled_one_is_over() -> None:
    assert of_need(Need(DAY + dt.timedelta(days=1), None), DAY, LIMITS) is None
    found = needed(ended=0)
    assert found and found.standing == Standing.OVER


@pytest.mark.parametrize(
    ("refusal", "reason"),
    [
        ("no_place", Reason.NO_PLACE),
        ("not_competent", Reason.NOT_COMPETENT),
        ("conditions", Reason.CONDITIONS),
        ("unreached", Reason.DECLINED),
        ("other", Reason.DECLINED),
        ("", Reason.DECLINED),
    ],
)
def test_a_need_whose_ways_were_all_refused_is_a_gap_with_the_latest_reason(refusal: str, reason: Reason) -> None:
    found = needed(refused(40, "no_place"), refused(10, refusal))
    assert found == Found(Standing.WITHOUT, ago(10), reason)


def test_what_did_not_fit_is_a_gap_even_after_a_first_appointment() -> None:
    way = Way("course", ago(60), (step(50, State.FIRST), step(40, State.ENDED, result="not_fitting")))
    assert needed(way) == Found(Standing.WITHOUT, ago(40), Reason.NOT_FITTING)


def test_while_another_way_is_tried_a_refusal_is_no_gap() -> None:
    found = needed(refused(10), Way("course", ago(5), (step(3, State.CONTACTED),)))
    assert found and found.standing == Standing.MOVING


@pytest.mark.parametrize(("result", "standing"), [("not_wanted", Standing.OVER), ("dropped", Standing.OVER)])
def test_what_somebody_does_not_want_is_never_a_gap(result: str, standing: Standing) -> None:
    way = Way("course", ago(60), (step(40, State.ENDED, result=result),))
    for ways in ([way], [way, refused(10)]):
        found = needed(*ways)
        assert found and found.standing == standing and gap_of([found]) is None


@pytest.mark.parametrize(("days", "late"), [(90, False), (91, True)])
def test_somebody_who_waits_over_the_limit_is_without_an_offer(days: int, late: bool) -> None:
    found = needed(waiting(days), refused(10))
    assert found and (found.reason == Reason.WAITS) == late
    plain = of_wait(Wait(ago(days)), DAY, LIMITS)
    assert plain and plain.standing == (Standing.WITHOUT if late else Standing.MOVING)
    assert not late or plain.on == DAY


def test_a_help_that_was_found_outranks_what_was_tried_beside_it() -> None:
    running = Way("course", ago(150), (step(100, State.FIRST), step(90, State.RUNNING)))
    found = needed(refused(10), waiting(120), running)
    assert found == Found(Standing.ANSWERED, ago(100))


@pytest.mark.parametrize(
    ("outcome", "standing"),
    [("came", Standing.ANSWERED), ("left", Standing.OVER), ("not_needed", Standing.OVER)],
)
def test_a_wait_that_ended_is_no_gap(outcome: str, standing: Standing) -> None:
    found = of_wait(Wait(ago(200), ago(3), outcome), DAY, LIMITS)
    assert found == Found(standing, ago(3))


def on_track(*answers: tuple[str, str, frozenset[str]], name: str = "school_participation") -> Found | None:
    track = next(track for _, track in topics().tracks() if track.track == name)
    cells = [
        Cell("x", name, code, answer, ago(30 - place), reasons=reasons, sequence=place)  # type: ignore[arg-type]
        for place, (code, answer, reasons) in enumerate(answers)
    ]
    return of_track(track, state(shelf()["but"], name, "x", cells, DAY), DAY)


NONE: frozenset[str] = frozenset()
ENTITLED = ("entitled", "yes", NONE)


def test_on_a_journey_a_need_begins_with_the_entitlement() -> None:
    assert on_track(("entitled", "no", NONE)) is None
    assert on_track(("entitled", "open", NONE)) is None
    found = on_track(ENTITLED)
    assert found and found.standing == Standing.MOVING


def test_on_a_journey_no_offer_is_a_gap_and_a_persons_own_reason_is_none() -> None:
    assert on_track(ENTITLED, ("offered", "no", NONE)) == Found(Standing.WITHOUT, ago(29), Reason.NONE_FOUND)
    asked = [ENTITLED, ("offered", "yes", NONE), ("known", "yes", NONE)]
    assert on_track(*asked, ("interested", "no", frozenset({"corona"}))) == Found(
        Standing.WITHOUT, ago(27), Reason.NONE_FOUND
    )
    own = on_track(*asked, ("interested", "no", frozenset({"consent_not_given"})))
    assert own and own.standing == Standing.OVER


def test_on_a_journey_who_takes_the_offer_up_has_found_it() -> None:
    steps = shelf()["but"].funnel_steps("tutoring")
    found = on_track(*[(code, "yes", NONE) for code in steps], name="tutoring")
    assert found and found.standing == Standing.ANSWERED


def test_of_several_entries_about_the_same_what_moves_speaks_for_a_quiet_need() -> None:
    quiet, moving = Found(Standing.QUIET, ago(100)), Found(Standing.MOVING, ago(5))
    assert gap_of([quiet, moving]) is None
    assert gap_of([quiet, Found(Standing.ANSWERED, ago(50))]) is None


def test_what_came_before_a_later_refusal_does_not_hide_it() -> None:
    gap = Found(Standing.WITHOUT, ago(10), Reason.NO_PLACE)
    assert gap_of([Found(Standing.ANSWERED, ago(50)), gap]) == gap
    assert gap_of([Found(Standing.ANSWERED, ago(5)), gap]) is None


def test_a_long_wait_stays_a_gap_while_something_else_is_tried() -> None:
    late = Found(Standing.WITHOUT, ago(10), Reason.WAITS)
    assert gap_of([late, Found(Standing.MOVING, ago(1))]) == late


founds = st.builds(
    Found,
    st.sampled_from([one for one in Standing if one != Standing.WITHOUT]),
    st.dates(dt.date(2026, 1, 1), DAY),
) | st.builds(Found, st.just(Standing.WITHOUT), st.dates(dt.date(2026, 1, 1), DAY), st.sampled_from(list(Reason)))


@given(st.lists(founds, max_size=6), st.randoms())
def test_the_order_of_entries_does_not_matter_and_a_gap_always_has_a_reason(
    entries: list[Found], chance: random.Random
) -> None:
    gap = gap_of(entries)
    shuffled = list(entries)
    chance.shuffle(shuffled)
    again = gap_of(shuffled)
    assert gap == again
    if gap is not None:
        assert gap.reason is not None
        assert not any(one.standing == Standing.ANSWERED and one.on >= gap.on for one in entries)


@given(st.integers(0, 400), st.integers(0, 400), st.booleans())
def test_the_longer_somebody_waits_the_more_it_is_a_gap(since: int, more: int, household: bool) -> None:
    now = gap_of(filter(None, [of_wait(Wait(ago(since)), DAY, LIMITS)]))
    later = gap_of(filter(None, [of_wait(Wait(ago(since + more)), DAY, LIMITS)]))
    assert now is None or later is not None


@pytest.mark.parametrize(
    ("since", "ended", "there"),
    [(400, None, True), (400, 366, False), (400, 365, False), (400, 364, True), (0, None, True), (-1, None, False)],
)
def test_a_need_counts_in_the_period_when_it_was_there_on_one_day(since: int, ended: int | None, there: bool) -> None:
    assert in_period(ago(since), None if ended is None else ago(ended), ago(365), DAY) == there


def test_a_need_of_a_single_day_counts() -> None:
    assert in_period(ago(3), ago(3), ago(10), DAY)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(0, 1100))
def test_quarters_cover_the_period_without_overlap(first: dt.date, days: int) -> None:
    last = first + dt.timedelta(days=days)
    found = quarters(first, last)
    assert found[0][0] == first and found[-1][1] == last
    for (_, ends), (begins, _) in itertools.pairwise(found):
        assert begins == ends + dt.timedelta(days=1) and begins.day == 1 and begins.month in (1, 4, 7, 10)


def test_places_take_the_spelling_of_the_directory_and_rare_ones_are_not_named() -> None:
    towns = ["ennigerloh", "Ennigerloh ", "Ahlen", "Ahlen", "ahlen", "Kleinhausen"]
    names = place_names(towns, {"Ennigerloh", "Everswinkel"}, fold)
    assert names["ennigerloh"] == names["Ennigerloh "] == "Ennigerloh"
    assert names["Ahlen"] == names["ahlen"] == "Ahlen"
    assert names["Kleinhausen"] == OTHER_PLACES
