"""How far a share from few people can be trusted."""

from dataclasses import dataclass
from fractions import Fraction
from math import hypot, sqrt
from statistics import NormalDist


def wilson(numerator: int, denominator: int, confidence: float = 0.95) -> tuple[float, float]:
    """Wilson score interval of a share as (low, high), both 0..1.

    Source: Wilson, Probable Inference, the Law of Succession, and Statistical Inference, JASA 22 (1927). Stays
    inside 0..1 and is usable for the small groups of a programme, unlike the textbook interval. Raises
    ValueError for an empty group, a numerator outside 0..denominator or a confidence outside ]0, 1[.
    """
    if denominator <= 0 or not 0 <= numerator <= denominator:
        raise ValueError("needs 0 <= numerator <= denominator and at least one case")
    if not 0 < confidence < 1:
        raise ValueError("confidence lies between 0 and 1")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    observed = numerator / denominator
    spread = z * sqrt(observed * (1 - observed) / denominator + z**2 / (4 * denominator**2))
    centre = observed + z**2 / (2 * denominator)
    scale = 1 + z**2 / denominator
    return max(0.0, (centre - spread) / scale), min(1.0, (centre + spread) / scale)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareDifference:
    """First share minus second, with its interval; all between -1 and 1."""

    difference: Fraction
    low: float
    high: float

    @property
    def may_be_chance(self) -> bool:
        """Whether the interval holds zero."""
        return self.low <= 0 <= self.high


def compare_two_shares(first: tuple[int, int], second: tuple[int, int], *, confidence: float = 0.95) -> ShareDifference:
    """Interval of the difference of two shares of different people, each (numerator, denominator).

    With d = p1 - p2 and Wilson limits l, u: d - sqrt((p1 - l1)**2 + (u2 - p2)**2) to
    d + sqrt((u1 - p1)**2 + (p2 - l2)**2). Source: Newcombe, Interval estimation for the difference between
    independent proportions, Stat. Med. 17 (1998), method 10. Raises ValueError like `wilson`.
    """
    low1, high1 = wilson(*first, confidence=confidence)
    low2, high2 = wilson(*second, confidence=confidence)
    share1, share2 = first[0] / first[1], second[0] / second[1]
    return ShareDifference(
        difference=Fraction(*first) - Fraction(*second),
        low=share1 - share2 - hypot(share1 - low1, high2 - share2),
        high=share1 - share2 + hypot(high1 - share1, share2 - low2),
    )
