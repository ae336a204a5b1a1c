"""Cronbach's alpha with its interval, by hand, from its definition, and what must not matter."""

import math
import random

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.reliability import cronbach_alpha

ROWS = st.lists(st.lists(st.integers(1, 8), min_size=3, max_size=3), min_size=2, max_size=30)


def drawn(seed: int, n: int = 80, k: int = 5) -> list[list[float]]:
    draw = np.random.default_rng(seed)
    trait = draw.normal(size=(n, 1))
    found: list[list[float]] = (trait + draw.normal(size=(n, k))).tolist()
    return found


@pytest.mark.parametrize("seed", range(5))
def test_alpha_agrees_with_the_covariance_matrix(seed: int) -> None:
    rows = drawn(seed)
    covariance = np.cov(np.array(rows).T)
    k = len(covariance)
    assert cronbach_alpha(rows).alpha == pytest.approx(k / (k - 1) * (1 - np.trace(covariance) / covariance.sum()))


def test_alpha_by_hand() -> None:
    # Variances 1 and 1, sums 2, 4, 6 with variance 4: 2 * (1 - 2 / 4) = 1; with 2, 5, 5 (variance 3): 2 * (1 - 2/3).
    assert cronbach_alpha([[1, 1], [2, 2], [3, 3]]).alpha == pytest.approx(1)
    found = cronbach_alpha([[1, 1], [2, 3], [3, 2]])
    assert found.alpha == pytest.approx(2 / 3)
    assert found.items[0].item_rest == pytest.approx(0.5)
    assert found.items[0].alpha_without is None


def test_the_interval_is_feldts_and_holds_its_level() -> None:
    # By simulation: true alpha of k equal items with reliability r each is k r / (1 + (k - 1) r); here 5 * 0.5 / 3.
    true = 5 * 0.5 / 3
    held = sum(low <= true <= high for low, high in (cronbach_alpha(drawn(seed)).interval() for seed in range(300)))
    assert 0.92 <= held / 300 <= 0.98


def test_the_interval_of_a_published_example() -> None:
    # Feldt, Woodruff, Salih (1987), formulas 5 and 6, with n = 41, k = 26 and alpha = 0.79 as printed in textbooks
    # on the coefficient: limits by the F table, F(0.975; 40, 1000) = 1.49 and F(0.025; 40, 1000) = 0.60.
    from rundblick.statistics.reliability import Alpha, Item

    low, high = Alpha(alpha=0.79, n=41, left_out=0, items=(Item(0, 1, None, None),) * 26).interval()
    assert (low, high) == pytest.approx((1 - 0.21 * 1.49, 1 - 0.21 * 0.60), abs=0.003)


def test_an_item_that_points_the_other_way_has_a_negative_correlation() -> None:
    rows = drawn(1)
    turned = [[*row[:4], -row[4]] for row in rows]
    found = cronbach_alpha(turned)
    item = found.items[4]
    assert item.item_rest is not None and item.item_rest < 0
    assert item.alpha_without is not None and item.alpha_without > found.alpha


def test_whoever_left_out_a_question_is_left_out_and_counted() -> None:
    found = cronbach_alpha([[1, 1], [2, 3], [3, 2], [None, 8], [None, None]])
    assert (found.n, found.left_out) == (3, 2)
    assert found.alpha == pytest.approx(2 / 3)


def test_an_item_without_spread_correlates_with_nothing() -> None:
    found = cronbach_alpha([[1, 5, 2], [2, 5, 2], [3, 5, 4]])
    assert found.items[1].item_rest is None and found.items[1].sd == 0


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        ([], "no_cases"),
        ([[None, None], [None, None]], "no_cases"),
        ([[1, 2]], "too_few"),
        ([[1], [2]], "too_few"),
        ([[1, 2], [1, 2, 3]], "length"),
        ([[1, 3], [3, 1], [2, 2]], "no_spread"),
        ([[4, 4], [4, 4]], "no_spread"),
    ],
)
def test_rows_from_which_nothing_follows_are_refused(rows: list[list[float | None]], code: str) -> None:
    with pytest.raises(CannotCompute) as refused:
        cronbach_alpha(rows)
    assert refused.value.code == code


@given(ROWS, st.randoms(), st.integers(-30, 30), st.integers(1, 9))
def test_order_shift_and_stretch_do_not_matter(
    rows: list[list[int]], shuffle: random.Random, shift: int, scale: int
) -> None:
    assume(len({sum(row) for row in rows}) > 1)
    alpha = cronbach_alpha([[float(value) for value in row] for row in rows]).alpha
    mixed = [[float(value * scale + shift) for value in row] for row in rows]
    shuffle.shuffle(mixed)
    turned = [[row[2], row[0], row[1]] for row in mixed]
    assert cronbach_alpha(turned).alpha == pytest.approx(alpha, rel=1e-6, abs=1e-6)
    assert alpha <= 1 + 1e-9


@given(st.integers(2, 8), st.integers(3, 20))
def test_the_same_question_asked_again_is_perfectly_consistent(k: int, n: int) -> None:
    assert math.isclose(cronbach_alpha([[float(row)] * k for row in range(n)]).alpha, 1)
