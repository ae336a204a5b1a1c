"""How large a change is, apart from how many people were asked. Four sizes, each with its exact name.

Different authors mean different things by "Cohen's d" of pairs; so no function here is called just d. Positive sizes
mean that the second value is higher. What is large depends on the trade; Cohen's 0.2, 0.5 and 0.8 are rules of thumb.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import exp, lgamma, log

from rundblick.statistics.paired import signed_ranks
from rundblick.statistics.problems import CannotCompute, no_spread, too_few
from rundblick.statistics.summary import Answer, Pairs, has_spread, pairs, summarize


@dataclass(frozen=True, slots=True, kw_only=True)
class Effects:
    """The four sizes of one comparison; None where a size cannot be computed."""

    d_z: float | None
    d_av: float | None
    g_av: float | None
    rank_biserial: float | None


def cohen_d_z(first: Sequence[Answer], second: Sequence[Answer]) -> float:
    """Cohen's d_z = mean(d) / sd(d), d = second - first: the size in spreads of the change.

    Source: Cohen, Statistical Power Analysis (1988), section 2.3.5; Lakens, Front. Psychol. 4:863 (2013), eq. 6. Not
    comparable with the d of two separate groups. Raises CannotCompute for fewer than two pairs or equal changes.
    """
    gaps = _enough(pairs(first, second)).differences
    found = summarize(gaps)
    if found.sd is None or not has_spread(found):
        raise no_spread("Alle haben sich um gleich viel verändert")
    return found.mean / found.sd


def cohen_d_av(first: Sequence[Answer], second: Sequence[Answer]) -> float:
    """Cohen's d_av = mean(d) / ((sd(first) + sd(second)) / 2): the size in spreads of the scale.

    Source: Cumming, Understanding The New Statistics (2012), chapter 11; Lakens (2013), eq. 10. The two standard
    deviations are averaged, not their squares. Raises CannotCompute for fewer than two pairs or when neither
    measurement has a spread.
    """
    found = _enough(pairs(first, second))
    a, b = summarize(found.first), summarize(found.second)
    if a.sd is None or b.sd is None or not (has_spread(a) or has_spread(b)):
        raise no_spread("Alle haben beide Male gleich geantwortet")
    return summarize(found.differences).mean / ((a.sd + b.sd) / 2)


def hedges_g_av(first: Sequence[Answer], second: Sequence[Answer]) -> float:
    """Hedges' g_av = d_av * J: d_av without its upward bias in small groups, J exact with n - 1 degrees of freedom.

    J = gamma(df / 2) / (sqrt(df / 2) * gamma((df - 1) / 2)), about 1 - 3 / (4 df - 1). Source: Hedges, Distribution
    Theory for Glass's Estimator of Effect Size, J. Educ. Stat. 6 (1981); df = n - 1 for pairs as in Borenstein et al.,
    Introduction to Meta-Analysis (2009), eq. 4.22 (Lakens 2013 takes 2n - 2). Raises CannotCompute for fewer than
    three pairs, and like `cohen_d_av`.
    """
    n = pairs(first, second).n
    if n < 3:
        raise too_few(n, 3)
    return cohen_d_av(first, second) * small_sample_correction(n - 1)


def small_sample_correction(df: int) -> float:
    """Hedges' J for `df` >= 2 degrees of freedom, below 1 and near it for large groups."""
    return exp(lgamma(df / 2) - lgamma((df - 1) / 2) - log(df / 2) / 2)


def rank_biserial(first: Sequence[Answer], second: Sequence[Answer]) -> float:
    """Matched-pairs rank-biserial correlation = (W+ - W-) / (W+ + W-), -1..1, of people who changed.

    1: all who changed rose. Source: Kerby, The Simple Difference Formula, Compr. Psychol. 3 (2014). Unchanged people
    are left out before ranking (Wilcoxon). Raises CannotCompute for no pair or when nobody changed.
    """
    ranks = signed_ranks([round(gap, 9) for gap in pairs(first, second).differences])
    return (ranks.plus - ranks.minus) / (ranks.plus + ranks.minus)


def effects(first: Sequence[Answer], second: Sequence[Answer]) -> Effects:
    """All four; what cannot be computed is None."""

    def size(formula: Callable[[Sequence[Answer], Sequence[Answer]], float]) -> float | None:
        try:
            return formula(first, second)
        except CannotCompute:
            return None

    return Effects(
        d_z=size(cohen_d_z),
        d_av=size(cohen_d_av),
        g_av=size(hedges_g_av),
        rank_biserial=size(rank_biserial),
    )


def _enough(found: Pairs) -> Pairs:
    if found.n < 2:
        raise too_few(found.n, 2)
    return found
