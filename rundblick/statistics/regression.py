"""Regression to the mean: who starts at the end of a scale moves to its middle also without any help.

A single measurement is partly chance (a bad day, a good day). People chosen for an extreme first value are on average
less extreme the next time. Sources: Galton, Regression towards Mediocrity in Hereditary Stature (1886); Davis, The
Effect of Regression to the Mean in Epidemiologic and Clinical Studies, Am. J. Epidemiol. 104 (1976); Barnett, van der
Pols, Dobson, Regression to the mean: what it is and how to deal with it, Int. J. Epidemiol. 34 (2005).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.statistics.bands import Band, rows_by_band
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.summary import Pairs, correlation, has_spread, summarize

STRONG = -0.3  # correlation of change and start from which on we speak of "strongly related"
ENOUGH = 10  # pairs


@dataclass(frozen=True, slots=True)
class Expected:
    """A band of the first measurement: `change` on average, and `by_regression`, what chance alone makes of it."""

    band: Band
    n: int
    change: float
    by_regression: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Regression:
    """How much of a change may be regression to the mean.

    `retest_correlation` is the one handed in, or (`observed`) the correlation of both measurements. That one is also
    lowered by change that differs from person to person, so what follows from it is the most that regression can
    explain. `change_with_start`: correlation of change and first value, negative whenever anything is
    measured with error. `change_with_mean`: correlation of change and the mean of both values (Oldham 1962): near zero
    where only chance is at work, clearly negative where people really drew nearer to each other. `warn`:
    whether a reader has to be warned.
    """

    retest_correlation: float
    observed: bool
    change_with_start: float
    change_with_mean: float | None
    expected: tuple[Expected, ...]
    warn: bool


def regression_to_the_mean(
    found: Pairs, *, bands: Sequence[Band] = (), retest: float | None = None
) -> Regression | None:
    """Judge pairs for regression to the mean.

    Expected change of a band without any true change: `(rho - 1) * (mean of the band - mean of all)` at the first
    measurement (Kelley 1947), with rho the retest correlation. The warning is raised for at least 10 pairs when the
    change is strongly related to the start (correlation -0.3 or below) and, where bands are given, the lowest band in
    use rose and the highest fell compared with the change of all. Answers None where nothing can be
    correlated: fewer than 3 pairs, or no spread. Raises CannotCompute for a `retest` outside 0..1.
    """
    if retest is not None and not 0 <= retest <= 1:
        raise CannotCompute("range", "Die Wiederholungs-Korrelation liegt zwischen 0 und 1.")
    gaps = found.differences
    observed = correlation(found.first, found.second)
    with_start = correlation(gaps, found.first)
    if found.n < 3 or with_start is None or (observed is None and retest is None):
        return None
    rho = retest if retest is not None else max(0.0, observed or 0.0)
    middles = [(a + b) / 2 for a, b in zip(found.first, found.second, strict=True)]
    expected = _expected(found, gaps, bands, rho)
    return Regression(
        retest_correlation=rho,
        observed=retest is None,
        change_with_start=with_start,
        change_with_mean=correlation(gaps, middles),
        expected=expected,
        warn=found.n >= ENOUGH and with_start <= STRONG and _ends_draw_in(expected, summarize(gaps).mean, bool(bands)),
    )


def _expected(found: Pairs, gaps: Sequence[float], bands: Sequence[Band], rho: float) -> tuple[Expected, ...]:
    middle = summarize(found.first)
    if not has_spread(middle):
        return ()
    return tuple(
        Expected(
            band=band,
            n=len(rows),
            change=summarize([gaps[row] for row in rows]).mean,
            by_regression=(rho - 1) * (summarize([found.first[row] for row in rows]).mean - middle.mean),
        )
        for band, rows in zip(bands, rows_by_band(found.first, bands), strict=True)
        if rows
    )


def _ends_draw_in(expected: Sequence[Expected], mean_change: float, banded: bool) -> bool:
    if not banded:
        return True
    return len(expected) > 1 and expected[0].change > mean_change > expected[-1].change
