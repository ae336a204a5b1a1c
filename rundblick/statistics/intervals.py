"""How far a share from few people can be trusted."""

from math import sqrt
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
