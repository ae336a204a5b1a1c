"""Wilson intervals against values from the literature and by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.statistics.intervals import wilson


@pytest.mark.parametrize(
    ("numerator", "denominator", "low", "high"),
    [
        # Newcombe, Two-sided confidence intervals for the single proportion, Stat. Med. 17 (1998), table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_intervals_agree_with_the_literature(numerator: int, denominator: int, low: float, high: float) -> None:
    assert wilson(numerator, denominator) == pytest.approx((low, high), abs=0.00005)


def test_the_interval_of_five_in_ten_is_symmetric() -> None:
    # By hand with z = 1.96: (0.5 + 0.19208 -+ 1.96 * sqrt(0.025 + 0.009604)) / 1.38416
    low, high = wilson(5, 10)
    assert (low, high) == pytest.approx((0.2366, 0.7634), abs=0.0001)


@given(st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_contains_the_share_and_stays_between_nothing_and_all(case: tuple[int, int]) -> None:
    numerator, denominator = case
    low, high = wilson(numerator, denominator)
    assert 0 <= low <= numerator / denominator + 1e-12
    assert numerator / denominator - 1e-12 <= high <= 1
    wider = wilson(numerator, denominator, confidence=0.99)
    assert wider[0] <= low + 1e-12
    assert high - 1e-12 <= wider[1]


@pytest.mark.parametrize(
    ("numerator", "denominator", "confidence"), [(0, 0, 0.95), (3, 2, 0.95), (-1, 2, 0.9), (1, 2, 1)]
)
def test_impossible_questions_are_refused(numerator: int, denominator: int, confidence: float) -> None:
    with pytest.raises(ValueError, match=r"needs|confidence"):
        wilson(numerator, denominator, confidence)
