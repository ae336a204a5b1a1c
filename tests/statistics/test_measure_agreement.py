"""Two ratings of the same thing: kappa, limits of agreement, ICC, against peers and by hand."""

import random
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from statsmodels.stats.inter_rater import cohens_kappa

from rundblick.statistics.agreement import Weights, bland_altman, cohen_kappa, icc_a1, share_equal
from rundblick.statistics.problems import CannotCompute

SCALE = [float(value) for value in range(1, 9)]
RATINGS = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), min_size=2, max_size=40)
WEIGHTS: tuple[Weights, ...] = ("none", "linear", "quadratic")

# Shrout, Fleiss (1979), table 2: six people, four judges.
JUDGES = [[9, 6, 8, 7, 10, 6], [2, 1, 4, 1, 5, 2], [5, 3, 6, 2, 6, 4], [8, 2, 8, 6, 9, 7]]


def columns(people: list[tuple[int, int]]) -> tuple[list[float], list[float]]:
    return [float(a) for a, _ in people], [float(b) for _, b in people]


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("weights", WEIGHTS)
def test_kappa_and_its_error_agree_with_statsmodels(seed: int, weights: Weights) -> None:
    draw = np.random.default_rng(seed)
    first = draw.integers(1, 9, 60)
    second = np.clip(first + draw.integers(-2, 3, 60), 1, 8)
    table = np.zeros((8, 8))
    np.add.at(table, (first - 1, second - 1), 1)
    peer = cohens_kappa(table, wt=None if weights == "none" else weights)
    found = cohen_kappa(first.tolist(), second.tolist(), categories=SCALE, weights=weights)
    assert (found.kappa, found.standard_error) == pytest.approx((peer.kappa, peer.std_kappa), rel=1e-9)
    assert (found.low, found.high) == pytest.approx((peer.kappa_low, peer.kappa_upp), rel=1e-9)


def test_kappa_by_hand() -> None:
    # 20 yes-yes, 5 yes-no, 10 no-yes, 15 no-no: observed 0.7, expected 0.5 * 0.6 + 0.5 * 0.4 = 0.5, kappa 0.4.
    people = [(1, 1)] * 20 + [(1, 0)] * 5 + [(0, 1)] * 10 + [(0, 0)] * 15
    found = cohen_kappa(*columns(people), categories=[0, 1], weights="none")
    assert (found.observed, found.expected, found.kappa) == pytest.approx((0.7, 0.5, 0.4))


def test_the_icc_of_the_published_example() -> None:
    found = icc_a1(JUDGES)
    assert (found.n, found.raters) == (6, 4)
    assert found.icc == pytest.approx(0.29, abs=0.005)
    # McGraw, Wong (1996) with the same data, as other programs print it.
    assert found.low == pytest.approx(0.019, abs=0.0006)
    assert found.high == pytest.approx(0.761, abs=0.0006)


def test_who_always_rates_two_points_higher_correlates_but_does_not_agree() -> None:
    own = [1.0, 2, 3, 4, 5, 6]
    other = [value + 2 for value in own]
    assert share_equal(own, other) == 0
    assert share_equal(own, other, within=2) == 1
    limits = bland_altman(own, other)
    assert (limits.bias, limits.sd, limits.low, limits.high) == (2, 0, 2, 2)
    assert icc_a1([own, other]).icc < 0.7


def test_limits_of_agreement_by_hand() -> None:
    limits = bland_altman([1, 2, 3, None], [2, 4, 6, 1])
    assert (limits.n, limits.bias, limits.sd) == (3, 2, 1)
    assert (limits.low, limits.high) == pytest.approx((2 - 1.959964, 2 + 1.959964))


def test_full_agreement_is_one() -> None:
    own = [1.0, 2, 3, 8]
    assert share_equal(own, own) == 1
    assert cohen_kappa(own, own, categories=SCALE).kappa == pytest.approx(1)
    found = icc_a1([own, own])
    assert (found.icc, found.low, found.high) == pytest.approx((1, 1, 1))


def test_missing_ratings_leave_the_pair_out() -> None:
    assert share_equal([1, None, 3], [1, 2, None]) == Fraction(1)
    assert icc_a1([[*JUDGES[0], None], [*JUDGES[1], 3], [*JUDGES[2], 3], [*JUDGES[3], 3]]) == icc_a1(JUDGES)
    assert cohen_kappa([1, None, 3], [2, 2, 3], categories=SCALE).n == 2


def test_what_has_no_spread_or_no_case_is_refused() -> None:
    for refused in (
        lambda: cohen_kappa([3, 3], [3, 3], categories=SCALE),
        lambda: icc_a1([[3.0, 3, 3], [3, 3, 3]]),
    ):
        with pytest.raises(CannotCompute) as problem:
            refused()
        assert problem.value.code == "no_spread"
    for empty in (
        lambda: cohen_kappa([], [], categories=SCALE),
        lambda: share_equal([None], [1]),
        lambda: bland_altman([1], [2]),
        lambda: icc_a1([[1.0, 2], [2.0, 1]]),
        lambda: icc_a1([[1.0, 2.0]]),
    ):
        with pytest.raises(CannotCompute) as problem:
            empty()
        assert problem.value.code in ("no_cases", "too_few")


def test_an_answer_outside_of_the_scale_and_unknown_weights_are_refused() -> None:
    with pytest.raises(CannotCompute, match="nicht auf der Skala"):
        cohen_kappa([9, 1], [1, 2], categories=SCALE)
    with pytest.raises(CannotCompute, match="Gewichte"):
        cohen_kappa([1, 2], [2, 1], categories=SCALE, weights="cubic")  # type: ignore[arg-type]
    with pytest.raises(CannotCompute, match="mindestens zwei Antworten"):
        cohen_kappa([1], [1], categories=[1])


@given(RATINGS, st.randoms(), st.sampled_from(WEIGHTS))
def test_agreement_knows_no_order_and_no_first_rater(
    people: list[tuple[int, int]], shuffle: random.Random, weights: Weights
) -> None:
    mixed = list(people)
    shuffle.shuffle(mixed)
    first, second = columns(people)
    assume(len(set(first)) > 1 and len(set(second)) > 1)
    kappa = cohen_kappa(first, second, categories=SCALE, weights=weights).kappa
    assert cohen_kappa(*columns(mixed), categories=SCALE, weights=weights).kappa == pytest.approx(kappa)
    assert cohen_kappa(second, first, categories=SCALE, weights=weights).kappa == pytest.approx(kappa)
    assert -1 - 1e-9 <= kappa <= 1 + 1e-9
    assume(len(people) > 2 and len({a + b for a, b in people}) > 1)
    icc = icc_a1([first, second])
    assert icc.icc == pytest.approx(icc_a1([second, first]).icc)
    assert (icc.low is None) == (icc.high is None)
    assert icc.low is None or icc.high is None or icc.low <= icc.icc <= icc.high
    shifted = icc_a1([[value + 5 for value in first], [value + 5 for value in second]])
    assert shifted.icc == pytest.approx(icc.icc)


@pytest.mark.parametrize("seed", range(3))
def test_quadratic_kappa_is_near_the_icc_of_the_same_ratings(seed: int) -> None:
    # Fleiss, Cohen (1973): they differ only by terms of the size 1 / n.
    draw = np.random.default_rng(seed)
    first = draw.integers(1, 9, 400)
    second = np.clip(first + draw.integers(-1, 3, 400), 1, 8)
    kappa = cohen_kappa(first.tolist(), second.tolist(), categories=SCALE, weights="quadratic").kappa
    assert kappa == pytest.approx(icc_a1([first.tolist(), second.tolist()]).icc, abs=3 / 400)
