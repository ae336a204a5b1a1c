"""Paired t, Wilcoxon and effect sizes: against SciPy and statsmodels, by hand, and what must not matter."""

import math
import random
from collections.abc import Callable, Sequence

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.weightstats import DescrStatsW

from rundblick.statistics.effects import (
    cohen_d_av,
    cohen_d_z,
    effects,
    hedges_g_av,
    rank_biserial,
    small_sample_correction,
)
from rundblick.statistics.paired import Zeros, paired_t, signed_ranks, wilcoxon
from rundblick.statistics.problems import CannotCompute

ANSWERS = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), min_size=3, max_size=40)


def drawn(seed: int, n: int, *, whole: bool = False) -> tuple[list[float], list[float]]:
    draw = np.random.default_rng(seed)
    first = draw.normal(4, 1.5, n)
    second = first + draw.normal(0.4, 1.2, n)
    if whole:
        first, second = np.clip(first.round(), 1, 8), np.clip(second.round(), 1, 8)
    return first.tolist(), second.tolist()


@pytest.mark.parametrize("seed", range(10))
def test_the_paired_t_agrees_with_scipy_and_statsmodels(seed: int) -> None:
    first, second = drawn(seed, 5 + 11 * seed)
    found = paired_t(first, second, confidence=0.9)
    peer = stats.ttest_rel(second, first)
    interval = peer.confidence_interval(0.9)
    assert (found.t, found.p, found.df) == pytest.approx((peer.statistic, peer.pvalue, peer.df), rel=1e-9)
    assert (found.low, found.high) == pytest.approx((interval.low, interval.high), rel=1e-9)
    other = DescrStatsW(np.array(second) - np.array(first))
    assert (found.t, found.p) == pytest.approx(other.ttest_mean(0)[:2], rel=1e-9)


def test_a_paired_t_by_hand() -> None:
    # d = 1, 2, 3: mean 2, sd 1, standard error 1 / sqrt(3), t = 2 sqrt(3).
    found = paired_t([1, 1, 1], [2, 3, 4])
    assert found.t == pytest.approx(2 * math.sqrt(3))
    assert (found.n, found.df, found.mean) == (3, 2, 2)


@pytest.mark.parametrize("seed", range(8))
@pytest.mark.parametrize("whole", [False, True])
@pytest.mark.parametrize("zeros", ["wilcoxon", "pratt"])
def test_wilcoxon_agrees_with_scipy_with_ties_and_zeros(seed: int, whole: bool, zeros: Zeros) -> None:
    first, second = drawn(seed, 8 + 9 * seed, whole=whole)
    found = wilcoxon(first, second, zeros=zeros)
    peer = stats.wilcoxon(
        np.array(second) - np.array(first),
        zero_method="pratt" if zeros == "pratt" else "wilcox",
        method=found.method,
        correction=False,
    )
    assert (found.statistic, found.p) == pytest.approx((peer.statistic, peer.pvalue), rel=1e-9)
    if not whole:
        assert found.method == ("exact" if len(first) <= 50 else "approx") and not found.ranks.tied


def test_ranks_by_hand_with_a_tie_and_a_zero() -> None:
    # |d| 1, 1, 2 rank 1.5, 1.5, 3 without the unchanged one; with Pratt they rank 2.5, 2.5, 4 behind it.
    plain = signed_ranks([1, -1, 2, 0])
    assert (plain.plus, plain.minus, plain.n, plain.zeros, plain.tied) == (4.5, 1.5, 3, 1, True)
    pratt = signed_ranks([1, -1, 2, 0], zeros="pratt")
    assert (pratt.plus, pratt.minus, pratt.n, pratt.zeros_kept) == (6.5, 2.5, 4, True)


def test_equal_changes_of_decimals_tie() -> None:
    found = wilcoxon([0.1, 0.2, 0.3, 0.5], [0.2, 0.3, 0.4, 0.9])
    assert found.ranks.tied and found.method == "approx"


def test_six_rises_of_different_size_are_exact() -> None:
    # All 2 ** 6 signs are equally likely; only two of them are as extreme.
    assert wilcoxon([0] * 6, [1, 2, 3, 4, 5, 6]).p == pytest.approx(2 / 64)


def test_effect_sizes_by_hand() -> None:
    first, second = [2, 4, 6, 8], [3, 6, 9, 12]
    # d = 1, 2, 3, 4: mean 2.5, variance 5/3; variances 20/3 and 15.
    assert cohen_d_z(first, second) == pytest.approx(2.5 / math.sqrt(5 / 3))
    average = (math.sqrt(20 / 3) + math.sqrt(15)) / 2
    assert cohen_d_av(first, second) == pytest.approx(2.5 / average)
    assert hedges_g_av(first, second) == pytest.approx(2.5 / average * small_sample_correction(3))
    assert rank_biserial(first, second) == 1
    # Ranks of |d|: -1 is 1, 2 is 2, 3 is 3: (5 - 1) / 6.
    assert rank_biserial([1, 0, 0], [0, 2, 3]) == pytest.approx(4 / 6)


@pytest.mark.parametrize(("df", "value"), [(2, 0.5642), (10, 0.9228), (50, 0.9849)])
def test_the_correction_for_small_groups_is_hedges_exact_one(df: int, value: float) -> None:
    assert small_sample_correction(df) == pytest.approx(value, abs=0.00006)
    assert small_sample_correction(df) == pytest.approx(1 - 3 / (4 * df - 1), abs=0.01)


def test_d_z_is_t_over_the_root_of_n() -> None:
    first, second = drawn(4, 30)
    assert cohen_d_z(first, second) == pytest.approx(paired_t(first, second).t / math.sqrt(30))


@pytest.mark.parametrize("formula", [paired_t, wilcoxon, cohen_d_z, cohen_d_av, hedges_g_av, rank_biserial])
def test_nobody_and_unchanged_people_are_refused_not_computed(
    formula: Callable[[Sequence[float | None], Sequence[float | None]], object],
) -> None:
    for first, second in (([], []), ([None, 1], [2, None])):
        with pytest.raises(CannotCompute) as refused:
            formula(first, second)
        assert refused.value.code in ("no_cases", "too_few")
    with pytest.raises(CannotCompute) as refused:
        formula([4, 4, 4], [4, 4, 4])
    assert refused.value.code == "no_spread"


@pytest.mark.parametrize("formula", [paired_t, cohen_d_z, cohen_d_av, hedges_g_av])
def test_one_case_has_no_spread_to_compare_with(
    formula: Callable[[Sequence[float | None], Sequence[float | None]], object],
) -> None:
    with pytest.raises(CannotCompute) as refused:
        formula([4], [5])
    assert refused.value.code == "too_few" and "1 Fall" in str(refused.value)


def test_the_same_decimal_change_for_all_is_no_spread_either() -> None:
    with pytest.raises(CannotCompute, match="gleich viel"):
        paired_t([0.1, 0.2, 0.3, 0.7], [0.2, 0.3, 0.4, 0.8])


def test_effects_that_cannot_be_computed_are_none() -> None:
    found = effects([1, 2], [2, 3])
    assert (found.d_z, found.g_av, found.rank_biserial) == (None, None, 1)
    assert found.d_av == pytest.approx(1 / math.sqrt(0.5))


def test_an_unknown_way_with_zeros_and_an_impossible_confidence_are_refused() -> None:
    with pytest.raises(CannotCompute, match="pratt"):
        signed_ranks([1], zeros="other")  # type: ignore[arg-type]
    with pytest.raises(CannotCompute, match="zwischen 0 und 1"):
        paired_t([1, 2], [2, 4], confidence=95)


@given(ANSWERS, st.randoms())
def test_order_does_not_matter_and_swapping_turns_the_sign(
    people: list[tuple[int, int]], shuffle: random.Random
) -> None:
    assume(len({b - a for a, b in people}) > 1)
    first, second = [float(a) for a, _ in people], [float(b) for _, b in people]
    shuffle.shuffle(people)
    mixed = [float(a) for a, _ in people], [float(b) for _, b in people]
    assert paired_t(*mixed).p == pytest.approx(paired_t(first, second).p)
    assert paired_t(second, first).t == pytest.approx(-paired_t(first, second).t)
    assert cohen_d_z(*mixed) == pytest.approx(cohen_d_z(first, second))
    assert rank_biserial(second, first) == pytest.approx(-rank_biserial(*mixed))
    assert wilcoxon(*mixed).p == pytest.approx(wilcoxon(second, first).p)


@given(ANSWERS, st.integers(-50, 50), st.integers(1, 9))
def test_moving_and_stretching_the_scale_keeps_tests_and_sizes(
    people: list[tuple[int, int]], shift: int, scale: int
) -> None:
    assume(len({b - a for a, b in people}) > 1)
    first, second = [float(a) for a, _ in people], [float(b) for _, b in people]
    other = [a * scale + shift for a in first], [b * scale + shift for b in second]
    assert paired_t(*other).t == pytest.approx(paired_t(first, second).t)
    assert wilcoxon(*other).p == pytest.approx(wilcoxon(first, second).p)
    for name in ("d_z", "d_av", "g_av", "rank_biserial"):
        assert getattr(effects(*other), name) == pytest.approx(getattr(effects(first, second), name))


@given(ANSWERS)
def test_rank_sums_are_the_sum_of_all_ranks(people: list[tuple[int, int]]) -> None:
    gaps = [float(b - a) for a, b in people]
    assume(any(gaps))
    found = signed_ranks(gaps)
    assert found.plus + found.minus == found.n * (found.n + 1) / 2
    assert found.n + found.zeros == len(gaps)
    assert -1 <= rank_biserial([float(a) for a, _ in people], [float(b) for _, b in people]) <= 1
