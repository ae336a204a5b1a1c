"""Mean, spread and correlation of a column, and what two columns of the same people share."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import fsum, sqrt

from rundblick.statistics.problems import check_lengths, too_few

Answer = float | None
# Decimals such as 0.1 have no exact binary form: what is nearer than this counts as equal.
TOLERANCE = 1e-9


@dataclass(frozen=True, slots=True)
class Summary:
    """A column in three numbers. `sd` is the sample standard deviation (n - 1), None for one case."""

    n: int
    mean: float
    sd: float | None


@dataclass(frozen=True, slots=True)
class Pairs:
    """Values of people who answered both times, in the order handed in, and how many did not."""

    first: tuple[float, ...]
    second: tuple[float, ...]
    missing_first: int
    missing_second: int
    missing_both: int

    @property
    def n(self) -> int:
        """How many pairs are complete."""
        return len(self.first)

    @property
    def missing(self) -> int:
        """How many people are left out."""
        return self.missing_first + self.missing_second + self.missing_both

    @property
    def differences(self) -> tuple[float, ...]:
        """Second minus first; what is nearer to zero than the tolerance is zero."""
        gaps = (b - a for a, b in zip(self.first, self.second, strict=True))
        return tuple(0.0 if abs(gap) <= TOLERANCE else gap for gap in gaps)


def pairs(first: Sequence[Answer], second: Sequence[Answer]) -> Pairs:
    """The complete pairs of two columns of the same people; None is "no answer".

    Raises CannotCompute when the columns differ in length. No complete pair is no mistake here.
    """
    check_lengths(len(first), len(second))
    both = [(a, b) for a, b in zip(first, second, strict=True) if a is not None and b is not None]
    neither = sum(a is None and b is None for a, b in zip(first, second, strict=True))
    return Pairs(
        first=tuple(a for a, _ in both),
        second=tuple(b for _, b in both),
        missing_first=sum(a is None for a in first) - neither,
        missing_second=sum(b is None for b in second) - neither,
        missing_both=neither,
    )


def summarize(values: Sequence[float]) -> Summary:
    """n, arithmetic mean and sample standard deviation, summed without loss. Raises CannotCompute for no value."""
    n = len(values)
    if n == 0:
        raise too_few(0, 1)
    mean = fsum(values) / n
    if n == 1:
        return Summary(n, mean, None)
    if all(value == values[0] for value in values):
        return Summary(n, values[0], 0.0)
    return Summary(n, mean, sqrt(fsum((value - mean) ** 2 for value in values) / (n - 1)))


def has_spread(summary: Summary) -> bool:
    """Whether the values differ by more than binary fractions do: the spread is not zero."""
    return summary.sd is not None and summary.sd > TOLERANCE * max(1.0, abs(summary.mean))


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r (Pearson 1895): covariance over the product of standard deviations, -1..1.

    None where one of the columns has no spread or there are fewer than two cases. Raises CannotCompute when the
    columns differ in length.
    """
    check_lengths(len(first), len(second))
    if len(first) < 2:
        return None
    a, b = summarize(first), summarize(second)
    if not has_spread(a) or not has_spread(b) or a.sd is None or b.sd is None:
        return None
    together = fsum((x - a.mean) * (y - b.mean) for x, y in zip(first, second, strict=True)) / (len(first) - 1)
    return max(-1.0, min(1.0, together / (a.sd * b.sd)))
