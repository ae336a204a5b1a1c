"""Is a change between two measurements of the same people more than chance? Paired t and Wilcoxon."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from rundblick.statistics.distributions import scipy_part, t_quantile, t_two_sided
from rundblick.statistics.problems import CannotCompute, check_confidence, no_spread, too_few
from rundblick.statistics.summary import TOLERANCE, Answer, has_spread, pairs, summarize

Zeros = Literal["wilcoxon", "pratt"]
EXACT_UP_TO = 50  # pairs that changed


@dataclass(frozen=True, slots=True, kw_only=True)
class PairedT:
    """`mean` is second minus first with its interval (`low`, `high`); `p` is two-sided."""

    n: int
    mean: float
    standard_error: float
    low: float
    high: float
    t: float
    df: int
    p: float


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRanks:
    """Sums of the ranks of rises (`plus`) and falls (`minus`).

    `n` people were ranked; `zeros` did not change, and `zeros_kept` says whether they took part in the ranking (Pratt).
    `tied` says whether two changes are equally large.
    """

    plus: float
    minus: float
    n: int
    zeros: int
    zeros_kept: bool
    tied: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wilcoxon:
    """`statistic` is the smaller rank sum, `p` two-sided; `method` is "exact" or "approx" (normal approximation)."""

    ranks: SignedRanks
    statistic: float
    p: float
    method: Literal["exact", "approx"]
    zeros: Zeros


def paired_t(first: Sequence[Answer], second: Sequence[Answer], *, confidence: float = 0.95) -> PairedT:
    """Student's t for pairs: t = mean(d) / (sd(d) / sqrt(n)), d = second - first, df = n - 1.

    Source: Student, The Probable Error of a Mean, Biometrika 6 (1908). The interval is
    mean(d) -+ t_quantile(df) * sd(d) / sqrt(n). None is "no answer": the person is left out. Needs SciPy. Raises
    CannotCompute for fewer than two pairs, or when all changed by the same amount.
    """
    check_confidence(confidence)
    gaps = pairs(first, second).differences
    if len(gaps) < 2:
        raise too_few(len(gaps), 2)
    found = summarize(gaps)
    n = found.n
    if found.sd is None or not has_spread(found):
        raise no_spread("Alle haben sich um gleich viel verändert")
    error = found.sd / sqrt(n)
    reach = t_quantile(confidence, n - 1) * error
    t = found.mean / error
    return PairedT(
        n=n,
        mean=found.mean,
        standard_error=error,
        low=found.mean - reach,
        high=found.mean + reach,
        t=t,
        df=n - 1,
        p=t_two_sided(t, n - 1),
    )


def signed_ranks(differences: Sequence[float], *, zeros: Zeros = "wilcoxon") -> SignedRanks:
    """Rank the sizes of the changes, equal ones with their mean rank, and add up ranks of rises and of falls.

    `zeros="wilcoxon"` leaves out who did not change before ranking (Wilcoxon 1945); "pratt" ranks them too and then
    drops their ranks (Pratt, Remarks on Zeros and Ties, JASA 54, 1959), so that many unchanged people weigh
    against a few large changes. Raises CannotCompute when nobody changed or for an unknown name.
    """
    if zeros not in ("wilcoxon", "pratt"):
        raise CannotCompute("choice", "Unveränderte werden nach „wilcoxon“ oder „pratt“ behandelt.")
    unchanged = sum(abs(gap) <= TOLERANCE for gap in differences)
    if not differences:
        raise too_few(0, 1)
    if unchanged == len(differences):
        raise no_spread("Niemand hat sich verändert")
    kept = [gap for gap in differences if zeros == "pratt" or abs(gap) > TOLERANCE]
    ranks, tied = _midranks([abs(gap) for gap in kept])
    return SignedRanks(
        plus=sum(rank for rank, gap in zip(ranks, kept, strict=True) if gap > TOLERANCE),
        minus=sum(rank for rank, gap in zip(ranks, kept, strict=True) if gap < -TOLERANCE),
        n=len(kept),
        zeros=unchanged,
        zeros_kept=zeros == "pratt",
        tied=tied,
    )


def wilcoxon(first: Sequence[Answer], second: Sequence[Answer], *, zeros: Zeros = "wilcoxon") -> Wilcoxon:
    """Wilcoxon's signed-rank test: do rises and falls balance out, when large changes weigh more?

    Source: Wilcoxon, Individual Comparisons by Ranking Methods, Biometrics Bulletin 1 (1945). Exact for up to 50
    changed people without equal changes and without kept zeros; otherwise the normal approximation with variance
    corrected for ties and without continuity correction. The p-value is SciPy's. None is "no answer": the person is
    left out. Raises CannotCompute for no pair, when nobody changed, or without SciPy.
    """
    found = pairs(first, second)
    gaps = [_steady(gap) for gap in found.differences]
    ranks = signed_ranks(gaps, zeros=zeros)
    plain = not ranks.tied and not (ranks.zeros and ranks.zeros_kept) and ranks.n <= EXACT_UP_TO
    method: Literal["exact", "approx"] = "exact" if plain else "approx"
    told = gaps if ranks.zeros_kept else [gap for gap in gaps if gap]
    result = scipy_part("stats").wilcoxon(
        told, zero_method="pratt" if ranks.zeros_kept else "wilcox", correction=False, method=method
    )
    return Wilcoxon(
        ranks=ranks, statistic=min(ranks.plus, ranks.minus), p=float(result.pvalue), method=method, zeros=zeros
    )


def _steady(gap: float) -> float:
    """Equal changes of decimals (0.3 - 0.2, 0.2 - 0.1) become equal numbers, so that they tie."""
    return round(gap, 9)


def _midranks(sizes: Sequence[float]) -> tuple[list[float], bool]:
    """Ranks from 1, equal sizes share their mean rank; and whether changes (sizes above zero) are tied."""
    order = sorted(range(len(sizes)), key=sizes.__getitem__)
    ranks = [0.0] * len(sizes)
    tied = False
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and sizes[order[end + 1]] - sizes[order[start]] <= TOLERANCE:
            end += 1
        tied = tied or (end > start and sizes[order[start]] > TOLERANCE)
        for row in order[start : end + 1]:
            ranks[row] = (start + end) / 2 + 1
        start = end + 1
    return ranks, tied
