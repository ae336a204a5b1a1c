"""How long it lasts, and how sites or runs stand to each other, with the reach of chance drawn around them."""

from collections.abc import Iterator, Sequence

from rundblick.evaluation.page import Block, Figures
from rundblick.evaluation.page.words import STAR, between, number, of, table, value
from rundblick.evaluation.protection import Shown
from rundblick.evaluation.sections.comparison import SCATTER, STANDING
from rundblick.evaluation.sections.duration import MONTH, NOUNS
from rundblick.programmes.definition import Programme, ReportSection
from rundblick.statistics.limits import LEVELS, funnel_limits
from rundblick.statistics.problems import CannotCompute
from rundblick.web.german import NBSP, german_number
from rundblick.web.pictures import (
    ChanceAt,
    CurveMark,
    CurveStep,
    GroupDot,
    Picture,
    chance_funnel,
    duration_curve,
)


def duration_blocks(figures: Figures, programme: Programme, section: ReportSection) -> Iterator[Block]:
    """How many are still in after which time, the middle duration, and the curve; by site where there are enough."""
    labels = ["", *(site.label for site in programme.sites)]
    sentences = [said for label in labels for said in _lasting_sentences(figures, section, label)]
    pictures = [one for label in labels if (one := _curve(figures, section, label)) is not None]
    found = figures.of(section.code)
    yield Block(
        heading="",
        sentences=sentences,
        pictures=pictures,
        figures=table(f"{section.label}: alle Zahlen", found, figures.address, under=NOUNS[section.lasting or ""]),
    )


def _lasting_sentences(figures: Figures, section: ReportSection, label: str) -> Iterator[str]:
    whole = figures.get(f"{section.code}.all", label)
    if whole is None:
        return
    where = f"{label}: " if label else ""
    stills = [(month, figures.get(f"{section.code}.still.m{month}", label)) for month in section.months]
    told = [(month, one) for month, one in stills if one is not None and one.figure.value is not None]
    if not told:
        few = whole.figure.numerator is not None and stills[0][1] is None
        why = "Für eine Schätzung sind es zu wenige." if few else "Wie lange, ist nicht ausgewiesen."
        yield f"{where}{number(whole)} {NOUNS[section.lasting or '']}. {why}"
        return
    parts = ", ".join(f"nach {month}{NBSP}{_months(month)} {value(one.figure)}" for month, one in told)
    said = f"{where}Von {number(whole)} {NOUNS[section.lasting or '']} dauern noch an: {parts} (geschätzt)."
    mean = figures.get(f"{section.code}.mean", label)
    if mean is not None and mean.figure.value is not None:
        reach = f" ({between(mean.figure)})" if between(mean.figure) else ""
        said += f" In den ersten {max(section.months)}{NBSP}Monaten im Mittel {value(mean.figure)}{reach}."
    yield said
    median = figures.get(f"{section.code}.median", label)
    if median is not None and not label:
        yield (
            median.figure.note
            if median.figure.value is None
            else f"Mitte: {value(median.figure)}. {median.figure.note}"
        )


def _months(number_of: int) -> str:
    return "Monat" if number_of == 1 else "Monaten"


def _curve(figures: Figures, section: ReportSection, label: str) -> Picture | None:
    steps, marks = [], []
    for month in section.months:
        one = figures.get(f"{section.code}.still.m{month}", label)
        if one is None:
            return None
        figure, day = one.figure, round(month * MONTH)
        share, low, high = (
            None if part is None else float(part) / 100 for part in (figure.value, figure.low, figure.high)
        )
        if share is not None:
            steps.append(CurveStep(day=day, share=share, low=low, high=high))
        note = "nicht ausgewiesen" if figure.numerator is None else "so lange wurde niemand gesehen"
        marks.append(
            CurveMark(
                label=f"{month} {'Monat' if month == 1 else 'Monate'}",
                day=day,
                share=share,
                low=low,
                high=high,
                watched=figure.numerator,
                note="" if share is not None else note,
            )
        )
    if not steps:
        return None
    title = f"{section.label}{f', {label}' if label else ''}"
    last = steps[-1].day
    return duration_curve(title=title, steps=steps, marks=marks, last_day=last, key=f"{section.code}{label}")


def comparison_blocks(figures: Figures, section: ReportSection) -> Iterator[Block]:
    """Each side with its share and whether chance explains where it stands, in the order of the definition."""
    found = figures.of(section.code)
    sides = [one for one in found if one.figure.code.endswith(".reached") and one.figure.subgroup]
    left_out = [one for one in found if one.figure.code.endswith(".left_out")]
    together = figures.get(f"{section.code}.reached")
    yield Block(
        heading="",
        sentences=list(_comparison_sentences(sides, left_out, together)),
        pictures=_funnel(section, sides, together),
        figures=table(f"{section.label}: alle Zahlen", found, figures.address),
    )


def _comparison_sentences(sides: Sequence[Shown], left_out: Sequence[Shown], together: Shown | None) -> Iterator[str]:
    for one in sides:
        if one.figure.numerator is None:
            yield f"{one.figure.subgroup}: {STAR}, nicht ausgewiesen."
            continue
        yield f"{one.figure.subgroup}: {of(one)}; {one.figure.note[:1].lower()}{one.figure.note[1:]}"
    for one in left_out:
        yield f"{one.figure.subgroup}: {one.figure.note}"
    if together is not None and together.figure.numerator is not None:
        yield f"Alle zusammen: {of(together)}."
        if SCATTER in together.figure.note:
            yield SCATTER
    if len(sides) > 1:
        yield "Das ist keine Rangfolge: Innerhalb der Grenzen ist niemand besser oder schlechter als die anderen."


def _funnel(section: ReportSection, sides: Sequence[Shown], together: Shown | None) -> list[Picture]:
    """The picture, where every number in it may be shown and SciPy is there."""
    known = [one for one in sides if one.figure.numerator is not None and one.figure.denominator]
    if len(known) < 2 or together is None or together.figure.exact is None:
        return []
    top = sum(one.figure.numerator or 0 for one in known)
    common = top / sum(one.figure.denominator or 0 for one in known)
    largest = max(one.figure.denominator or 0 for one in known)
    try:
        limits = [_chance(common, n) for n in _sizes(largest)]
    except CannotCompute:
        return []
    dots = [
        GroupDot(
            label=one.figure.subgroup,
            numerator=one.figure.numerator or 0,
            denominator=one.figure.denominator or 0,
            standing=_standing(one),
        )
        for one in known
    ]
    said = " ".join(
        f"{one.label}: {german_number(one.numerator)} von {german_number(one.denominator)}." for one in dots
    )
    return [
        chance_funnel(
            title=section.label, groups=dots, limits=limits, common=common, description=said, key=section.code
        )
    ]


def _standing(one: Shown) -> str:
    """Where it stands, in the words of the section."""
    said = one.figure.note.rstrip(".").casefold()
    return next((words for words in STANDING.values() if words.casefold() == said), "ohne Grenzen")


def _sizes(largest: int) -> list[int]:
    """Sizes at which the limits are drawn: near together where they bend."""
    smallest = min(5, largest)
    wanted = {round(smallest * (largest / smallest) ** (step / 12)) for step in range(13)}
    return sorted({max(1, size) for size in wanted} | {largest})


def _chance(common: float, n: int) -> ChanceAt:
    inner, outer = (funnel_limits(common, n, confidence=level) for level in LEVELS)
    return ChanceAt(n=n, inner=(inner.low, inner.high), outer=(outer.low, outer.high))
