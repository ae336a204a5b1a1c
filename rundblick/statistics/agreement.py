"""Do two ratings of the same thing agree: by the person and by somebody else, or by two colleagues?

A correlation does not answer that: who always rates two points higher correlates perfectly and never agrees.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import fsum, isfinite, sqrt
from typing import Literal

from rundblick.statistics.distributions import f_quantile, normal_quantile
from rundblick.statistics.problems import CannotCompute, check_confidence, check_lengths, no_spread, too_few
from rundblick.statistics.summary import TOLERANCE, Answer, Pairs, pairs, summarize

Weights = Literal["none", "linear", "quadratic"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Kappa:
    """Cohen's kappa with interval; `observed` and `expected` are the weighted shares of agreement, 0..1."""

    kappa: float
    low: float
    high: float
    standard_error: float
    observed: float
    expected: float
    n: int
    weights: Weights


@dataclass(frozen=True, slots=True, kw_only=True)
class BlandAltman:
    """`bias` is second minus first on average; 95 % of all differences are expected between `low` and `high`."""

    n: int
    bias: float
    sd: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, kw_only=True)
class AbsoluteAgreement:
    """ICC(A,1): the part of the spread that is due to the people rated, not to raters or chance; at most 1.

    `low` and `high` are None where the formula of the interval has no answer (nearly no spread among people).
    """

    icc: float
    low: float | None
    high: float | None
    n: int
    raters: int


def share_equal(first: Sequence[Answer], second: Sequence[Answer], *, within: float = 0.0) -> Fraction:
    """The exact share of complete pairs that differ by at most `within`. Raises CannotCompute for no pair."""
    found = pairs(first, second)
    if found.n == 0:
        raise too_few(0, 1)
    return Fraction(sum(abs(gap) <= within + TOLERANCE for gap in found.differences), found.n)


def cohen_kappa(
    first: Sequence[Answer],
    second: Sequence[Answer],
    *,
    categories: Sequence[float],
    weights: Weights = "linear",
    confidence: float = 0.95,
) -> Kappa:
    """kappa = (observed - expected) / (1 - expected) agreement, beyond what equal habits give by chance.

    `categories`: all answers the scale has, in order; their places weigh: 1 - |i - j| / (k - 1) (linear),
    1 - (i - j)**2 / (k - 1)**2 (quadratic), or equal and not equal (none). Source: Cohen, Psychol. Bull. 70 (1968);
    standard error of Fleiss, Cohen, Everitt, Psychol. Bull. 72 (1969). None is "no answer": the pair is left out.
    Raises CannotCompute for no pair, an answer outside of the categories, or when both always gave the same one.
    """
    z = normal_quantile(confidence)
    found = pairs(first, second)
    if found.n == 0:
        raise too_few(0, 1)
    weight = _weights(len(categories), weights)
    table = _table(found, categories)
    rows, columns = _margins(table)
    cells = [(i, j) for i in range(len(rows)) for j in range(len(rows))]
    observed = fsum(weight[i][j] * table[i][j] for i, j in cells)
    expected = fsum(weight[i][j] * rows[i] * columns[j] for i, j in cells)
    if 1 - expected <= TOLERANCE:
        raise no_spread("Beide haben immer dieselbe Antwort gegeben")
    kappa = (observed - expected) / (1 - expected)
    error = _kappa_error(table, weight, kappa=kappa, expected=expected, n=found.n)
    return Kappa(
        kappa=kappa,
        low=max(-1.0, kappa - z * error),
        high=min(1.0, kappa + z * error),
        standard_error=error,
        observed=observed,
        expected=expected,
        n=found.n,
        weights=weights,
    )


def bland_altman(first: Sequence[Answer], second: Sequence[Answer]) -> BlandAltman:
    """Limits of agreement: mean difference -+ 1.96 standard deviations of the differences.

    Source: Bland, Altman, Statistical Methods for Assessing Agreement, Lancet 327 (1986). None is "no answer". Raises
    CannotCompute for fewer than two pairs.
    """
    gaps = pairs(first, second).differences
    if len(gaps) < 2:
        raise too_few(len(gaps), 2)
    found = summarize(gaps)
    sd = found.sd or 0.0
    reach = normal_quantile(0.95) * sd
    return BlandAltman(n=found.n, bias=found.mean, sd=sd, low=found.mean - reach, high=found.mean + reach)


def icc_a1(ratings: Sequence[Sequence[Answer]], *, confidence: float = 0.95) -> AbsoluteAgreement:
    """ICC(A,1) = (MSR - MSE) / (MSR + (k - 1) MSE + k / n (MSC - MSE)): two-way, absolute agreement, one rating.

    `ratings`: one sequence per rater, the same people in the same order; whoever lacks one rating is left out.
    MSR, MSC and MSE are the mean squares of people, raters and rest. Source: McGraw, Wong, Forming Inferences About
    Some Intraclass Correlation Coefficients, Psychol. Methods 1 (1996), tables 4 and 7; the same number as ICC(2,1)
    of Shrout, Fleiss, Psychol. Bull. 86 (1979). Needs SciPy for the interval. Raises CannotCompute for fewer than
    two raters or three complete people, or where nothing differs.
    """
    check_confidence(confidence)
    k = len(ratings)
    if k < 2:
        raise CannotCompute("too_few", "Übereinstimmung braucht mindestens zwei Einschätzungen.")
    for rating in ratings:
        check_lengths(len(ratings[0]), len(rating))
    rows = [[value for value in row if value is not None] for row in zip(*ratings, strict=True) if None not in row]
    n = len(rows)
    if n < 3:
        raise too_few(n, 3)
    people, raters, rest = _mean_squares(rows)
    below = people + (k - 1) * rest + k * (raters - rest) / n
    if below <= TOLERANCE or max(people, rest) <= TOLERANCE:
        raise no_spread("Alle Menschen sind gleich eingeschätzt")
    icc = (people - rest) / below
    if rest <= TOLERANCE * max(1.0, people, raters) and raters <= rest + TOLERANCE:
        return AbsoluteAgreement(icc=icc, low=icc, high=icc, n=n, raters=k)
    low, high = _icc_interval(icc, people=people, raters=raters, rest=rest, n=n, k=k, confidence=confidence)
    return AbsoluteAgreement(icc=icc, low=low, high=high, n=n, raters=k)


def _weights(size: int, kind: Weights) -> list[list[float]]:
    if size < 2:
        raise CannotCompute("choice", "Eine Skala hat mindestens zwei Antworten.")
    power = {"linear": 1, "quadratic": 2}.get(kind)
    if power is None and kind != "none":
        raise CannotCompute("choice", "Gewichte sind „none“, „linear“ oder „quadratic“.")
    far = size - 1
    return [[1 - (abs(i - j) / far) ** power if power else float(i == j) for j in range(size)] for i in range(size)]


def _table(found: Pairs, categories: Sequence[float]) -> list[list[float]]:
    """Parts of all pairs, rows the first answer, columns the second."""
    places = {round(value, 9): index for index, value in enumerate(categories)}
    counts = Counter(
        (places.get(round(a, 9)), places.get(round(b, 9))) for a, b in zip(found.first, found.second, strict=True)
    )
    if any(None in cell for cell in counts):
        raise CannotCompute("range", "Eine Antwort liegt nicht auf der Skala.")
    return [[counts[i, j] / found.n for j in range(len(categories))] for i in range(len(categories))]


def _margins(table: Sequence[Sequence[float]]) -> tuple[list[float], list[float]]:
    return [fsum(row) for row in table], [fsum(column) for column in zip(*table, strict=True)]


def _kappa_error(
    table: Sequence[Sequence[float]], weight: Sequence[Sequence[float]], *, kappa: float, expected: float, n: int
) -> float:
    rows, columns = _margins(table)
    size = range(len(rows))
    by_row = [fsum(weight[i][j] * columns[j] for j in size) for i in size]
    by_column = [fsum(weight[i][j] * rows[i] for i in size) for j in size]
    squares = fsum(
        table[i][j] * (weight[i][j] - (by_row[i] + by_column[j]) * (1 - kappa)) ** 2 for i in size for j in size
    )
    variance = (squares - (kappa - expected * (1 - kappa)) ** 2) / (n * (1 - expected) ** 2)
    return sqrt(max(0.0, variance))


def _mean_squares(rows: Sequence[Sequence[float]]) -> tuple[float, float, float]:
    n, k = len(rows), len(rows[0])
    middle = fsum(fsum(row) for row in rows) / (n * k)
    by_row = [fsum(row) / k for row in rows]
    by_column = [fsum(row[j] for row in rows) / n for j in range(k)]
    people = k * fsum((mean - middle) ** 2 for mean in by_row) / (n - 1)
    raters = n * fsum((mean - middle) ** 2 for mean in by_column) / (k - 1)
    left = fsum((rows[i][j] - by_row[i] - by_column[j] + middle) ** 2 for i in range(n) for j in range(k))
    return people, raters, left / ((n - 1) * (k - 1))


def _icc_interval(
    icc: float, *, people: float, raters: float, rest: float, n: int, k: int, confidence: float
) -> tuple[float | None, float | None]:
    if 1 - icc <= TOLERANCE:
        return icc, icc
    a = k * icc / (n * (1 - icc)) * raters
    b = (1 + k * icc * (n - 1) / (n * (1 - icc))) * rest
    below = a**2 / (k - 1) + b**2 / ((n - 1) * (k - 1))
    if below <= TOLERANCE**2:
        return None, None
    df = (a + b) ** 2 / below
    tail = (1 + confidence) / 2
    f_low, f_high = f_quantile(tail, n - 1, df), f_quantile(tail, df, n - 1)
    around = k * raters + (k * n - k - n) * rest
    low = n * (people - f_low * rest) / (f_low * around + n * people)
    high = n * (f_high * people - rest) / (around + n * f_high * people)
    return (low, high) if isfinite(low) and isfinite(high) and low <= icc <= high else (None, None)
