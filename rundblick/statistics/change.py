"""What changed between two measurements of the same people, told by where they started.

A mean change hides three groups. So improvements, no change and worsening are counted, and once more for each band of
the first measurement, because somebody at the end of a scale can only move one way (PRO AKTIV, final report, footnote
5). Whether that looks like regression to the mean says `regression`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rundblick.statistics.bands import Band, place, rows_by_band
from rundblick.statistics.problems import CannotCompute, too_few
from rundblick.statistics.regression import Regression, regression_to_the_mean
from rundblick.statistics.summary import TOLERANCE, Answer, Pairs, Summary, pairs, summarize


@dataclass(frozen=True, slots=True)
class Moves:
    """How many improved, stayed and got worse."""

    improved: int
    same: int
    worse: int

    @property
    def n(self) -> int:
        """All of them."""
        return self.improved + self.same + self.worse

    def share(self, number: int) -> Fraction | None:
        """A number as exact share of all; None for nobody."""
        return Fraction(number, self.n) if self.n else None


@dataclass(frozen=True, slots=True)
class Stratum:
    """Those whose first value lies in one band; `first` and `second` are None where nobody does."""

    band: Band
    moves: Moves
    first: Summary | None
    second: Summary | None

    @property
    def mean_change(self) -> float | None:
        """Second mean minus first mean."""
        return self.second.mean - self.first.mean if self.first and self.second else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The whole comparison. `differences` is second minus first; in `transitions` rows are the band at first, columns
    the band at second. Both are in the unit of the scale."""

    pairs: Pairs
    step: float
    higher_is_better: bool
    first: Summary
    second: Summary
    differences: Summary
    moves: Moves
    strata: tuple[Stratum, ...]
    transitions: tuple[tuple[int, ...], ...]
    regression: Regression | None


def paired_change(
    first: Sequence[Answer],
    second: Sequence[Answer],
    *,
    step: float = 0.0,
    higher_is_better: bool = True,
    bands: Sequence[Band] = (),
    retest: float | None = None,
) -> Change:
    """Compare two measurements of the same people; None is "no answer" and leaves the person out, counted.

    `step`: the smallest difference that counts as a change, in units of the scale; 0 means that every difference
    counts. A difference of exactly `step` counts. `bands` group people by their first value; every value must lie in
    one. `retest`: correlation of two measurements shortly after each other without help in between, if it is known.
    Raises CannotCompute for no complete pair, a negative step, or a value outside all bands.
    """
    if step < 0:
        raise CannotCompute("choice", "Der kleinste Schritt darf nicht negativ sein.")
    found = pairs(first, second)
    if found.n == 0:
        raise too_few(0, 1)
    gaps = found.differences if higher_is_better else tuple(-gap for gap in found.differences)
    strata = _strata(found, gaps, bands, step)
    return Change(
        pairs=found,
        step=step,
        higher_is_better=higher_is_better,
        first=summarize(found.first),
        second=summarize(found.second),
        differences=summarize(found.differences),
        moves=_moves(gaps, step),
        strata=strata,
        transitions=_transitions(found, bands),
        regression=regression_to_the_mean(found, bands=bands, retest=retest),
    )


def _moves(gaps: Sequence[float], step: float) -> Moves:
    if step == 0:
        improved, worse = sum(gap > 0 for gap in gaps), sum(gap < 0 for gap in gaps)
    else:
        improved = sum(gap >= step - TOLERANCE for gap in gaps)
        worse = sum(gap <= TOLERANCE - step for gap in gaps)
    return Moves(improved, len(gaps) - improved - worse, worse)


def _strata(found: Pairs, gaps: Sequence[float], bands: Sequence[Band], step: float) -> tuple[Stratum, ...]:
    return tuple(
        Stratum(
            band=band,
            moves=_moves([gaps[row] for row in rows], step),
            first=summarize([found.first[row] for row in rows]) if rows else None,
            second=summarize([found.second[row] for row in rows]) if rows else None,
        )
        for band, rows in zip(bands, rows_by_band(found.first, bands), strict=True)
    )


def _transitions(found: Pairs, bands: Sequence[Band]) -> tuple[tuple[int, ...], ...]:
    table = [[0] * len(bands) for _ in bands]
    if bands:
        for before, after in zip(found.first, found.second, strict=True):
            table[place(before, bands)][place(after, bands)] += 1
    return tuple(tuple(row) for row in table)
