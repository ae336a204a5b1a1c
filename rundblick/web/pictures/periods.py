"""Periods on a time line: memberships, jobs, participations side by side."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from rundblick.web.german import german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, Picture, text_width

WIDTH = 720.0
_BAR = 24.0

_Place = Callable[[date], float]


@dataclass(frozen=True, kw_only=True)
class Period:
    """A half-open period: `until` is the first day that no longer belongs to it, None means it goes on.

    `mark`: a day on the same line, such as the one on which an end is expected.
    """

    start: date
    until: date | None
    label: str
    series: int = 0
    mark: date | None = None

    def written(self) -> str:
        if self.until is None:
            return f"seit {german_date(self.start)}"
        last = self.until - timedelta(days=1)
        return f"{german_date(self.start)} bis {german_date(max(last, self.start))}"


@dataclass(frozen=True, kw_only=True)
class PeriodRow:
    label: str
    periods: Sequence[Period] = field(default=())


def periods(
    *,
    title: str,
    rows: Sequence[PeriodRow],
    start: date,
    until: date,
    as_of: date | None = None,
    description: str = "",
    key: str = "",
) -> Picture:
    """One line per row, from `start` to `until` (exclusive), with a mark at `as_of`.

    Periods that reach over an edge are cut there; open ones end in an arrow. Raises ValueError when `until`
    is not after `start`.
    """
    span = (until - start).days
    if span <= 0:
        raise ValueError("A time line needs at least one day.")
    drawing = Drawing(width=WIDTH, key=key)

    def at(day: date) -> float:
        return min(max((day - start).days / span, 0), 1) * WIDTH

    y = _scale(drawing, start, until, at) + 6
    bands = []
    for row in rows:
        y += drawing.lines(0, y + TEXT, row.label, WIDTH) + 2
        top = y - 2
        for period in row.periods:
            if period.start >= until or (period.until is not None and period.until <= start):
                continue
            _draw(drawing, y, period, at)
            y += _BAR + 6
        bands.append((top, y))
        y += 10
    if as_of is not None and start <= as_of < until:
        x = at(as_of)
        for above, below in bands:  # not through the labels
            drawing.line(x, above, x, below, ink="ink", width=2)
        words = f"Stand {german_date(as_of)}"
        half = text_width(words, SMALL) / 2
        drawing.text(min(max(x, half), WIDTH - half), y + SMALL + 2, words, size=SMALL, anchor="middle")
        y += SMALL + 8
    number = sum(len(row.periods) for row in rows)
    described = description or (
        f"{number} Zeiträume zwischen {german_date(start)} und {german_date(until - timedelta(days=1))}."
    )
    table = Table(
        caption=title,
        columns=[Column(label="Zeile"), Column(label="Was"), Column(label="Zeitraum")],
        rows=[[row.label, period.label, period.written()] for row in rows for period in row.periods],
        hidden_caption=True,
    )
    return drawing.picture(height=max(y, 1), title=title, description=described, table=table)


def _draw(drawing: Drawing, y: float, period: Period, at: _Place) -> None:
    left = at(period.start)
    right = WIDTH if period.until is None else at(period.until)
    if period.until is None:
        tip = max(right - 12, left + 2)
        drawing.bar(left, y, tip - left, _BAR, period.series)
        drawing.shape(f"M{tip:.1f} {y:.1f}L{right:.1f} {y + _BAR / 2:.1f}L{tip:.1f} {y + _BAR:.1f}Z", "ink")
    else:
        drawing.bar(left, y, max(right - left, 2), _BAR, period.series)
    if period.mark is not None:
        x, middle, half = min(max(at(period.mark), _BAR / 2), WIDTH - _BAR / 2), y + _BAR / 2, _BAR / 2 - 2
        drawing.shape(f"M{x - half:.1f} {middle:.1f}l{half} {-half}l{half} {half}l{-half} {half}Z", "ink")
    words = period.label
    if not words:
        return
    size = text_width(words, SMALL)
    # The name stands behind the bar, or before it where the sheet ends: on a pattern it could not be read.
    if right + 8 + size <= WIDTH:
        drawing.text(right + 8, y + _BAR - 7, words, size=SMALL)
    elif left - 8 - size >= 0:
        drawing.text(left - 8, y + _BAR - 7, words, size=SMALL, anchor="end")
    else:
        drawing.rect(left + 6, y + 2, min(size + 10, WIDTH - left - 12), _BAR - 4, "paper")
        drawing.text(left + 11, y + _BAR - 7, words, size=SMALL)


def _scale(drawing: Drawing, start: date, until: date, at: _Place) -> float:
    months = (until.year - start.year) * 12 + until.month - start.month
    step = next((size for size in (1, 2, 3, 6, 12, 24, 60, 120) if months / size <= 8), 240)
    number = start.year * 12 + start.month - 1
    if start.day > 1:
        number += 1
    number += -number % step
    while True:
        tick = date(number // 12, number % 12 + 1, 1)
        if tick >= until:
            break
        x = at(tick)
        words = f"{tick.year}" if step >= 12 else f"{tick.month:02}/{tick.year % 100:02}"
        drawing.line(x, SMALL + 6, x, SMALL + 14)
        if x + text_width(words, SMALL) <= WIDTH:
            drawing.text(x, SMALL, words, size=SMALL, ink="muted")
        number += step
    drawing.line(0, SMALL + 14, WIDTH, SMALL + 14)
    return SMALL + 18.0
