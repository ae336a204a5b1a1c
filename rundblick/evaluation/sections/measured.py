"""What two measurements of the same people come to besides counts: means, a test, the size of it, and a warning."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from rundblick.evaluation.counted import Book
from rundblick.programmes.definition import ReportSection
from rundblick.statistics.bands import Band
from rundblick.statistics.effects import hedges_g_av
from rundblick.statistics.figures import Figure
from rundblick.statistics.paired import paired_t, wilcoxon
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.regression import ENOUGH, Regression, regression_to_the_mean
from rundblick.statistics.summary import pairs, summarize
from rundblick.surveys.evaluated import Values

POINTS = "Punkte"
REGRESSION = (
    "Vorsicht, Rückkehr zur Mitte: Wer sehr niedrig beginnt, liegt beim nächsten Mal auch ohne Hilfe meist etwas "
    "höher, und wer sehr hoch beginnt, etwas tiefer. Ohne Vergleichsgruppe lässt sich das nicht trennen."
)
RULE_OF_THUMB = "Hedges g_av, in Streuungen der Skala. Faustregel: 0,2 klein, 0,5 mittel, 0,8 groß."
SMALLEST = 0.001
"""A probability below is printed as this one."""
FROM_ANSWERS = "Aus den Antworten gerechnet, nicht gezählt."


def measures(code: str, values: Sequence[Values], section: ReportSection, book: Book) -> list[Figure]:
    """Estimates over everybody with two values, from 10 people on; none below. What cannot be computed says why."""
    if len(values) < ENOUGH:
        return []
    first, last = [float(one) for one, _ in values], [float(two) for _, two in values]

    def figure(name: str, label: str, value: Decimal | None, **more: object) -> Figure:
        return Figure(
            code=f"{code}.{name}",
            label=f"{section.label}: {label}",
            numerator=len(values),
            denominator=None,
            subgroup="",
            value=value,
            target=None,
            source=book.source,
            as_of=book.day,
            **({"note": FROM_ANSWERS} | more),  # type: ignore[arg-type]
        )

    found = [
        figure("mean_first", "Mittel zuerst", rounded(summarize(first).mean), unit=POINTS),
        figure("mean_last", "Mittel zuletzt", rounded(summarize(last).mean), unit=POINTS),
    ]
    mean = rounded(summarize(pairs(first, last).differences).mean)
    low, high, why = _interval(first, last)
    found.append(figure("mean_change", "mittlere Veränderung", mean, unit=POINTS, low=low, high=high, note=why))
    p, why = _or_why(lambda: max(SMALLEST, wilcoxon(first, last).p), digits=3)
    smallest = " Höchstens so oft." if p == rounded(SMALLEST, 3) else ""
    note = why or f"Wilcoxon-Test: So oft käme eine Veränderung wie diese aus Zufall allein.{smallest}"
    found.append(figure("p_value", "p-Wert", p, note=note, unit="Wahrscheinlichkeit"))
    effect, why = _or_why(lambda: hedges_g_av(first, last))
    found.append(figure("effect", "Größe der Veränderung", effect, note=why or RULE_OF_THUMB, unit="Streuungen"))
    judged = regression_to_the_mean(pairs(first, last), bands=_bands(section))
    if judged is not None:
        found += _regression(judged, section, figure)
    return found


def rounded(value: float, digits: int = 2) -> Decimal:
    """An estimate as it is printed."""
    return Decimal(f"{value:.{digits}f}").normalize() + 0


def _bands(section: ReportSection) -> list[Band]:
    """Means lie between two bands as well; they belong to the lower one."""
    return [Band(band.lowest, band.highest + 1 - 1e-6) for band in section.bands]


def _interval(first: Sequence[float], last: Sequence[float]) -> tuple[Decimal | None, Decimal | None, str]:
    try:
        found = paired_t(first, last)
    except CannotCompute as refused:
        return None, None, f"Ohne Bereich: {refused}"
    return rounded(found.low), rounded(found.high), "Mit dem Bereich, in dem sie in 95 von 100 Fällen liegt (t-Test)."


def _or_why(formula: Callable[[], float], digits: int = 2) -> tuple[Decimal | None, str]:
    try:
        return rounded(formula(), digits), ""
    except CannotCompute as refused:
        return None, str(refused)


def _regression(judged: Regression, section: ReportSection, figure: Callable[..., Figure]) -> list[Figure]:
    """How far chance alone would carry those of the headline, and whether a reader has to be warned."""
    wanted = {float(band.lowest) for band in section.bands if band.headline}
    own = [one for one in judged.expected if one.band.low in wanted]
    people = sum(one.n for one in own)
    found = [
        figure(
            "regression",
            "Zusammenhang von Beginn und Veränderung",
            rounded(judged.change_with_start),
            note=REGRESSION if judged.warn else "Zwischen −1 und 1.",
            unit="Korrelation",
        )
    ]
    if people:
        told = (
            ("headline_change", "mittlere Veränderung der Teilgruppe", "change", FROM_ANSWERS),
            (
                "headline_chance",
                "davon höchstens durch Rückkehr zur Mitte",
                "by_regression",
                "Was von allein geschähe, wenn sich niemand wirklich veränderte; eher zu hoch geschätzt.",
            ),
        )
        for name, label, attribute, note in told:
            mean = sum(one.n * float(getattr(one, attribute)) for one in own) / people
            one = figure(name, label, rounded(mean), unit=POINTS, note=note)
            found.append(replace(one, numerator=people, subgroup="nur die Teilgruppe der Aussage"))
    return found
