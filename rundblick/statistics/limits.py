"""Comparing areas, houses or programmes without praising or blaming chance: limits of a funnel plot.

Small groups scatter widely around the common share, large ones little. Limits around it, drawn against the size of the
group, say how far chance alone would carry. A group inside the limits is no better and no worse than the others.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import sqrt
from typing import Literal

from rundblick.statistics.distributions import binomial_below, binomial_quantile, chi_square_tail
from rundblick.statistics.problems import CannotCompute, check_confidence, too_few

Standing = Literal["within", "above_95", "below_95", "above_998", "below_998"]
LEVELS = (0.95, 0.998)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far a share of `n` people goes by chance, both 0..1."""

    n: int
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """One group: `numerator` of `denominator`, its limits at 95 % and 99.8 %, and where it stands."""

    name: str
    numerator: int
    denominator: int
    share: Fraction
    limits_95: Limits
    limits_998: Limits
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class FunnelPlot:
    """All groups around their common share.

    `dispersion`: mean square of the groups' distances in standard errors, 1 where only chance is at work. `chance`: how
    probable at least this much scatter is by chance (chi-square). `overdispersed`: under 5 %, so that the groups
    differ more than chance explains, and single ones outside of the limits prove nothing. `empty` had nobody.
    """

    share: Fraction
    groups: tuple[Placed, ...]
    empty: tuple[str, ...]
    dispersion: float | None
    chance: float | None
    overdispersed: bool


def funnel_limits(share: float, n: int, *, confidence: float = 0.95) -> Limits:
    """Exact binomial limits around a common `share` for a group of `n` people.

    With F the binomial distribution, p the tail and r the smallest number with F(r) >= p, a limit is
    (r - (F(r) - p) / (F(r) - F(r - 1))) / n. Source: Spiegelhalter, Funnel plots for comparing institutional
    performance, Stat. Med. 24 (2005), appendix A.1.1. Needs SciPy. Raises CannotCompute for an empty group or a
    share outside 0..1.
    """
    check_confidence(confidence)
    if n <= 0:
        raise too_few(0, 1)
    if not 0 <= share <= 1:
        raise CannotCompute("range", "Ein Anteil liegt zwischen 0 und 1.")
    if share in (0, 1):
        return Limits(n, float(share), float(share))
    tail = (1 - confidence) / 2
    return Limits(n, max(0.0, _limit(tail, n, share)), min(1.0, _limit(1 - tail, n, share)))


def funnel_plot(groups: Mapping[str, tuple[int, int]], *, benchmark: Fraction | None = None) -> FunnelPlot:
    """Place groups, given as name -> (numerator, denominator), around their common share or a `benchmark`.

    With few groups each of them pulls the common share towards itself. Needs SciPy. Raises CannotCompute when all
    groups are empty or a numerator is not within 0..denominator.
    """
    if any(not 0 <= numerator <= denominator for numerator, denominator in groups.values()):
        raise CannotCompute("range", "Ein Zähler ist größer als sein Nenner.")
    filled = {name: pair for name, pair in groups.items() if pair[1] > 0}
    if not filled:
        raise too_few(0, 1)
    share = benchmark
    if share is None:
        share = Fraction(sum(top for top, _ in filled.values()), sum(whole for _, whole in filled.values()))
    placed = tuple(_placed(name, *pair, share=float(share)) for name, pair in filled.items())
    dispersion, chance = _scatter(list(filled.values()), float(share), pooled=benchmark is None)
    return FunnelPlot(
        share=share,
        groups=placed,
        empty=tuple(name for name in groups if name not in filled),
        dispersion=dispersion,
        chance=chance,
        overdispersed=chance is not None and chance < 0.05,
    )


def _placed(name: str, numerator: int, denominator: int, *, share: float) -> Placed:
    narrow, wide = (funnel_limits(share, denominator, confidence=level) for level in LEVELS)
    own = numerator / denominator
    standing: Standing = "within"
    if own > wide.high:
        standing = "above_998"
    elif own < wide.low:
        standing = "below_998"
    elif own > narrow.high:
        standing = "above_95"
    elif own < narrow.low:
        standing = "below_95"
    return Placed(
        name=name,
        numerator=numerator,
        denominator=denominator,
        share=Fraction(numerator, denominator),
        limits_95=narrow,
        limits_998=wide,
        standing=standing,
    )


def _scatter(pairs: Sequence[tuple[int, int]], share: float, *, pooled: bool) -> tuple[float | None, float | None]:
    """Mean of z ** 2 and the chance of it (Spiegelhalter 2005, section 4.2); one degree is spent on a pooled share."""
    df = len(pairs) - pooled
    if df < 1 or share in (0.0, 1.0):
        return None, None
    distances = [(top / whole - share) / sqrt(share * (1 - share) / whole) for top, whole in pairs]
    total = sum(distance**2 for distance in distances)
    return total / df, chi_square_tail(total, df)


def _limit(tail: float, n: int, share: float) -> float:
    reached = binomial_quantile(tail, n, share)
    at, before = binomial_below(reached, n, share), binomial_below(reached - 1, n, share)
    return (reached - (at - tail) / (at - before)) / n
