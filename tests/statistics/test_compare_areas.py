"""Comparing areas and programmes so that chance is neither praised nor blamed: funnel limits and two shares."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats
from statsmodels.stats.proportion import confint_proportions_2indep

from rundblick.statistics.intervals import compare_two_shares
from rundblick.statistics.limits import Placed, funnel_limits, funnel_plot
from rundblick.statistics.problems import CannotCompute

PAIR = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(("share", "n"), [(0.3, 50), (0.11, 450), (0.5, 7), (0.02, 30), (0.9, 200)])
@pytest.mark.parametrize("confidence", [0.95, 0.998])
def test_limits_lie_between_the_binomial_quantile_and_the_number_before(
    share: float, n: int, confidence: float
) -> None:
    limits = funnel_limits(share, n, confidence=confidence)
    for limit, tail in ((limits.low, (1 - confidence) / 2), (limits.high, (1 + confidence) / 2)):
        quantile = stats.binom.ppf(tail, n, share)
        assert (quantile - 1) / n <= limit + 1e-12 and limit <= quantile / n + 1e-12
        # The distribution, read in a straight line between whole numbers, is the tail at the limit.
        steps = np.arange(-1, n + 1)
        assert np.interp(limit * n, steps, stats.binom.cdf(steps, n, share)) == pytest.approx(tail, abs=1e-9) or (
            limit == 0
        )


def test_a_limit_by_hand() -> None:
    # n = 2, share 1/2: F(0) = 1/4, F(1) = 3/4. Tail 0.05: 0 - 0 is reached below F(0), cut at 0.
    # Upper tail 0.95: between 1 (0.75) and 2 (1.0): 1 + 0.2 / 0.25 = 1.8 of 2.
    limits = funnel_limits(0.5, 2, confidence=0.9)
    assert (limits.low, limits.high) == pytest.approx((0, 0.9))


def test_small_groups_scatter_widely_and_are_not_blamed_for_it() -> None:
    groups = {"Klein": (0, 5), "Mittel": (30, 100), "Groß": (90, 300), "Auffällig": (60, 100), "Leer": (0, 0)}
    plot = funnel_plot(groups, benchmark=Fraction(3, 10))
    standing = {group.name: group.standing for group in plot.groups}
    assert standing == {"Klein": "within", "Mittel": "within", "Groß": "within", "Auffällig": "above_998"}
    assert plot.empty == ("Leer",)
    by_name = {group.name: group for group in plot.groups}
    assert _width(by_name["Klein"]) > _width(by_name["Mittel"]) > _width(by_name["Groß"])


def test_between_the_two_limits_a_group_is_told_apart() -> None:
    # 100 people at 30 %: 39 and 41 lie outside 95 %, 45 outside 99.8 %.
    found = {n: funnel_plot({"A": (n, 100)}, benchmark=Fraction(3, 10)).groups[0].standing for n in (38, 41, 45)}
    assert found == {38: "within", 41: "above_95", 45: "above_998"}
    below = {n: funnel_plot({"A": (n, 100)}, benchmark=Fraction(3, 10)).groups[0].standing for n in (20, 15)}
    assert below == {20: "below_95", 15: "below_998"}


def test_more_scatter_than_chance_explains_is_told_and_chance_is_not() -> None:
    wild = funnel_plot({str(k): (top, 100) for k, top in enumerate((10, 50, 20, 60, 15, 55))})
    assert wild.overdispersed and wild.dispersion is not None and wild.dispersion > 10
    calm = funnel_plot({str(k): (top, 100) for k, top in enumerate((28, 33, 30, 31, 27, 35))})
    assert not calm.overdispersed and calm.dispersion is not None and calm.dispersion < 1.5


@pytest.mark.parametrize("seed", range(4))
def test_the_scatter_of_pooled_groups_is_the_chi_square_of_their_table(seed: int) -> None:
    draw = np.random.default_rng(seed)
    sizes = draw.integers(20, 200, 8)
    tops = draw.binomial(sizes, 0.35)
    plot = funnel_plot({str(k): (int(a), int(n)) for k, (a, n) in enumerate(zip(tops, sizes, strict=True))})
    peer = stats.chi2_contingency(np.array([tops, sizes - tops]), correction=False)
    assert plot.dispersion == pytest.approx(peer.statistic / peer.dof)
    assert plot.chance == pytest.approx(peer.pvalue)


def test_of_a_thousand_areas_that_differ_by_chance_few_lie_outside() -> None:
    draw = np.random.default_rng(11)
    sizes = draw.integers(15, 400, 1000)
    tops = draw.binomial(sizes, 0.3)
    plot = funnel_plot(
        {str(k): (int(a), int(n)) for k, (a, n) in enumerate(zip(tops, sizes, strict=True))}, benchmark=Fraction(3, 10)
    )
    outside = [group.standing for group in plot.groups if group.standing != "within"]
    assert len(outside) <= 65
    assert sum(standing.endswith("998") for standing in outside) <= 8


def test_one_group_and_shares_of_nothing_or_all_have_no_scatter() -> None:
    assert funnel_plot({"A": (3, 10)}).dispersion is None
    nobody = funnel_plot({"A": (0, 10), "B": (0, 20)})
    assert nobody.chance is None and not nobody.overdispersed
    assert {group.standing for group in nobody.groups} == {"within"}


def test_impossible_areas_are_refused() -> None:
    with pytest.raises(CannotCompute, match="Zähler"):
        funnel_plot({"A": (3, 2)})
    with pytest.raises(CannotCompute, match="keinen Fall"):
        funnel_plot({"A": (0, 0)})
    with pytest.raises(CannotCompute, match="keinen Fall"):
        funnel_limits(0.3, 0)
    with pytest.raises(CannotCompute, match="Anteil"):
        funnel_limits(1.3, 10)


@pytest.mark.parametrize(
    ("first", "second", "low", "high"),
    [
        # Newcombe (1998), table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((10, 10), (0, 20), 0.6791, 1.0),
        ((0, 10), (0, 10), -0.2775, 0.2775),
    ],
)
def test_the_difference_of_two_shares_agrees_with_the_literature(
    first: tuple[int, int], second: tuple[int, int], low: float, high: float
) -> None:
    found = compare_two_shares(first, second)
    assert (found.low, found.high) == pytest.approx((low, high), abs=0.00006)
    assert found.difference == Fraction(*first) - Fraction(*second)


@given(PAIR, PAIR)
def test_the_difference_agrees_with_statsmodels_and_turns_with_its_shares(
    first: tuple[int, int], second: tuple[int, int]
) -> None:
    found = compare_two_shares(first, second)
    peer = confint_proportions_2indep(*first, *second, method="newcomb", compare="diff")
    assert (found.low, found.high) == pytest.approx(peer, abs=1e-9)
    turned = compare_two_shares(second, first)
    assert (turned.low, turned.high) == pytest.approx((-found.high, -found.low))
    assert -1 - 1e-9 <= found.low <= float(found.difference) + 1e-9
    assert float(found.difference) - 1e-9 <= found.high <= 1 + 1e-9


def test_two_small_groups_that_differ_may_differ_by_chance() -> None:
    assert compare_two_shares((3, 5), (2, 5)).may_be_chance
    assert not compare_two_shares((300, 500), (200, 500)).may_be_chance


@given(PAIR)
def test_a_group_equal_to_the_common_share_is_never_outside(pair: tuple[int, int]) -> None:
    plot = funnel_plot({"A": pair, "B": pair})
    assert {group.standing for group in plot.groups} == {"within"}


def _width(group: Placed) -> float:
    return group.limits_95.high - group.limits_95.low
