"""Quantiles and tails of the distributions that the formulas of this room need.

The normal distribution is Python's own. Everything else is SciPy's (extra `evaluation`), imported only when it is
asked for. Without SciPy these functions raise CannotCompute; there is no approximation that could pass for the result.
"""

import importlib
from statistics import NormalDist
from typing import Any

from rundblick.statistics.problems import CannotCompute, check_confidence

NEEDS_SCIPY = "Dafür fehlt das Paket SciPy (Zusatz „evaluation“). Ohne SciPy wird hier nichts geschätzt."


def scipy_part(name: str) -> Any:
    """`scipy.<name>`. Raises CannotCompute (`needs_scipy`) where SciPy is not installed."""
    try:
        return importlib.import_module(f"scipy.{name}")
    except ImportError:
        raise CannotCompute("needs_scipy", NEEDS_SCIPY) from None


def normal_quantile(confidence: float) -> float:
    """z of the two-sided interval, 1.96 for 0.95."""
    check_confidence(confidence)
    return NormalDist().inv_cdf((1 + confidence) / 2)


def t_quantile(confidence: float, df: int) -> float:
    """t of the two-sided interval with `df` degrees of freedom. Needs SciPy."""
    check_confidence(confidence)
    return float(scipy_part("special").stdtrit(df, (1 + confidence) / 2))


def t_two_sided(t: float, df: int) -> float:
    """Probability of a t at least as far from zero, in both directions. Needs SciPy."""
    return min(1.0, 2 * float(scipy_part("special").stdtr(df, -abs(t))))


def f_quantile(probability: float, df1: float, df2: float) -> float:
    """The value that an F with these degrees of freedom stays below with this probability. Needs SciPy."""
    return float(scipy_part("special").fdtri(df1, df2, probability))


def chi_square_tail(value: float, df: int) -> float:
    """Probability of a chi-square at least as large. Needs SciPy."""
    return float(scipy_part("special").chdtrc(df, value))


def binomial_below(k: int, n: int, share: float) -> float:
    """Probability of at most `k` in `n` draws; 0 for negative `k`. Needs SciPy."""
    special = scipy_part("special")
    if k < 0:
        return 0.0
    return 1.0 if k >= n else float(special.bdtr(k, n, share))


def binomial_quantile(probability: float, n: int, share: float) -> int:
    """The smallest k that at most k of `n` draws reach with at least this probability. Needs SciPy."""
    low, high = 0, n
    while low < high:
        middle = (low + high) // 2
        if binomial_below(middle, n, share) >= probability:
            high = middle
        else:
            low = middle + 1
    return low
