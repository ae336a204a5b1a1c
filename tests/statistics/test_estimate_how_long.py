"""How long something lasts, with people who are still in: Kaplan-Meier against its peers and by hand."""

import datetime as dt
import random
import warnings

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.duration.survfunc import SurvfuncRight

from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.survival import MONTHS, Lasting, Survival, kaplan_meier, lasting, restricted_mean

DURATIONS = st.lists(st.builds(Lasting, st.integers(0, 400), st.booleans()), min_size=1, max_size=60)
TODAY = dt.date(2026, 6, 30)


def drawn(seed: int, n: int) -> list[Lasting]:
    draw = np.random.default_rng(seed)
    return [
        Lasting(int(days), bool(ended))
        for days, ended in zip(draw.exponential(200, n), draw.random(n) < 0.6, strict=True)
    ]


def share(curve: Survival, day: int) -> float:
    point = curve.at(day)
    assert point is not None
    return point.share


@pytest.mark.parametrize("seed", range(6))
def test_the_curve_agrees_with_statsmodels(seed: int) -> None:
    people = drawn(seed, 20 + 30 * seed)
    curve = kaplan_meier(people)
    peer = SurvfuncRight([one.days for one in people], [one.ended for one in people])
    steps = [point for point in curve.points if point.ended]
    assert [point.day for point in steps] == list(peer.surv_times)
    assert [point.at_risk for point in steps] == list(peer.n_risk)
    assert [point.share for point in steps] == pytest.approx(list(peer.surv_prob), abs=1e-12)
    assert curve.median == peer.quantile(0.5)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # statsmodels divides by zero where the curve ends
        low, high = peer.quantile_ci(0.5, method="cloglog")
    assert curve.median_low == low
    assert curve.median_high == (high if np.isfinite(high) else None)


@pytest.mark.parametrize("seed", range(4))
def test_the_interval_agrees_with_scipys_log_log(seed: int) -> None:
    people = drawn(seed, 50)
    curve = kaplan_meier(people, confidence=0.9)
    known = stats.CensoredData.right_censored([one.days for one in people], [not one.ended for one in people])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        interval = stats.ecdf(known).sf.confidence_interval(0.9, method="log-log")
        for day in (30, 91, 183):
            point = curve.at(day)
            assert point is not None and point.low is not None and point.high is not None
            assert point.low == pytest.approx(float(interval.low.evaluate(day)), abs=1e-12)
            assert point.high == pytest.approx(float(interval.high.evaluate(day)), abs=1e-12)


def test_a_published_example_by_hand() -> None:
    # Remission with 6-MP, Freireich et al. (1963), as in every textbook: S(6) = 0.857, S(10) = 0.753, S(23) = 0.448.
    ended = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    still = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = kaplan_meier([Lasting(day, True) for day in ended] + [Lasting(day, False) for day in still])
    assert [round(share(curve, day), 3) for day in (5, 6, 7, 10, 13, 16, 22, 23, 35)] == [
        1.0,
        0.857,
        0.807,
        0.753,
        0.690,
        0.627,
        0.538,
        0.448,
        0.448,
    ]
    assert (curve.n, curve.ended, curve.censored, curve.median) == (21, 9, 12, 23)
    assert curve.at(36) is None


def test_whoever_is_last_seen_on_a_day_still_counts_on_that_day() -> None:
    curve = kaplan_meier([Lasting(10, True), Lasting(10, False)])
    assert share(curve, 10) == 0.5
    assert curve.points[0].at_risk == 2


def test_at_a_named_day_those_still_watched_are_at_risk() -> None:
    curve = kaplan_meier([Lasting(5, True), Lasting(20, False), Lasting(40, True)])
    watched = [point.at_risk for day in (0, 5, 6, 20, 30, 40) if (point := curve.at(day))]
    assert watched == [3, 3, 2, 2, 1, 1]


def test_when_all_have_left_nobody_is_in_for_good_and_the_curve_does_not_break_off() -> None:
    curve = kaplan_meier([Lasting(10, True), Lasting(20, True)])
    assert share(curve, 1000) == 0
    assert curve.points[-1].low is None and curve.points[-1].high is None
    assert restricted_mean(curve, horizon=365).days == pytest.approx(15)


def test_when_all_are_still_in_there_is_no_median_and_no_interval() -> None:
    curve = kaplan_meier([Lasting(10, False)] * 5)
    assert (curve.median, curve.ended, share(curve, 10)) == (None, 0, 1)
    point = curve.at(10)
    assert point is not None and point.low is None


def test_the_restricted_mean_by_hand() -> None:
    # S is 1 until day 10, 2/3 until 20, 1/3 until 30: 10 + 20/3 + 10/3. Behind day 10: 10, behind 20: 10/3.
    mean = restricted_mean(kaplan_meier([Lasting(10, True), Lasting(20, True), Lasting(40, True)]), horizon=30)
    assert mean.days == pytest.approx(20)
    assert mean.standard_error**2 == pytest.approx(10**2 / (3 * 2) + (10 / 3) ** 2 / (2 * 1))
    assert 0 <= mean.low < 20 < mean.high <= 30


def test_without_censoring_the_restricted_mean_is_the_plain_mean_cut_at_the_horizon() -> None:
    draw = random.Random(5)
    days = [draw.randint(0, 500) for _ in range(80)]
    mean = restricted_mean(kaplan_meier([Lasting(day, True) for day in days]), horizon=365)
    assert mean.days == pytest.approx(sum(min(day, 365) for day in days) / 80)


def test_a_mean_over_a_time_nobody_was_seen_is_refused() -> None:
    curve = kaplan_meier([Lasting(100, False), Lasting(50, True)])
    for horizon in (365, 0):
        with pytest.raises(CannotCompute) as refused:
            restricted_mean(curve, horizon=horizon)
        assert refused.value.code == "range"


def test_days_are_half_open_and_the_stichtag_counts() -> None:
    first = dt.date(2026, 6, 1)
    assert lasting(first, dt.date(2026, 6, 11), ended=True, as_of=TODAY) == Lasting(10, True)
    assert lasting(first, None, ended=False, as_of=TODAY) == Lasting(29, False)
    assert lasting(first, TODAY, ended=True, as_of=TODAY) == Lasting(29, True)
    assert lasting(first, dt.date(2026, 7, 1), ended=True, as_of=TODAY) == Lasting(29, False)
    assert lasting(first, dt.date(2026, 6, 11), ended=False, as_of=TODAY) == Lasting(10, False)
    assert lasting(first, first, ended=True, as_of=TODAY) == Lasting(0, True)


@pytest.mark.parametrize(
    ("start", "end", "ended"),
    [
        (dt.date(2026, 6, 2), dt.date(2026, 6, 1), True),
        (dt.date(2026, 7, 1), None, False),
        (dt.date(2026, 6, 1), None, True),
    ],
)
def test_an_end_before_the_start_a_start_to_come_and_an_end_without_a_day_are_refused(
    start: dt.date, end: dt.date | None, ended: bool
) -> None:
    with pytest.raises(CannotCompute) as refused:
        lasting(start, end, ended=ended, as_of=TODAY)
    assert refused.value.code == "range"


def test_nobody_and_negative_durations_are_refused() -> None:
    with pytest.raises(CannotCompute, match="keinen Fall"):
        kaplan_meier([])
    with pytest.raises(CannotCompute, match="negativ"):
        kaplan_meier([Lasting(-1, True)])


def test_months_are_days_of_a_mean_calendar_month() -> None:
    assert {month: round(month * 365.25 / 12) for month in MONTHS} == MONTHS


@given(DURATIONS, st.randoms())
def test_the_curve_falls_stays_between_nothing_and_all_and_knows_no_order(
    people: list[Lasting], shuffle: random.Random
) -> None:
    curve = kaplan_meier(people)
    shares = [1.0, *(point.share for point in curve.points)]
    assert shares == sorted(shares, reverse=True) and shares[-1] >= 0
    for point in curve.points:
        if point.low is not None and point.high is not None:
            assert 0 <= point.low <= point.share <= point.high <= 1
    assert sum(point.ended + point.censored for point in curve.points) == len(people)
    mixed = list(people)
    shuffle.shuffle(mixed)
    assert kaplan_meier(mixed) == curve


@given(DURATIONS, st.integers(1, 5))
def test_stretching_time_stretches_the_median_and_the_mean(people: list[Lasting], factor: int) -> None:
    curve = kaplan_meier(people)
    longer = kaplan_meier([Lasting(one.days * factor, one.ended) for one in people])
    assert longer.median == (None if curve.median is None else curve.median * factor)
    assert [point.share for point in longer.points] == [point.share for point in curve.points]
    if curve.last_day:
        mean, stretched = (restricted_mean(one, horizon=one.last_day).days for one in (curve, longer))
        assert stretched == pytest.approx(mean * factor)


@given(st.lists(st.integers(0, 300), min_size=1, max_size=50), st.integers(0, 300))
def test_without_censoring_the_curve_is_the_plain_share_still_in(days: list[int], day: int) -> None:
    curve = kaplan_meier([Lasting(one, True) for one in days])
    assert share(curve, day) == pytest.approx(sum(one > day for one in days) / len(days))
