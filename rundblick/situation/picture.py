"""The picture of the room: what was said about each field, over time."""

import datetime as dt
from collections.abc import Callable, Iterable

from rundblick.situation.catalogue import catalogue
from rundblick.situation.codes import Kind
from rundblick.situation.rules import Said, Span, spans_of, state_on
from rundblick.web.german import german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures import Period, Picture
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, text_width

WIDTH = 720.0
LEFT = 112.0
LONGEST = dt.timedelta(days=3 * 365)
SHORTEST = dt.timedelta(days=90)
_BAR = 16.0
_LANE = 24.0
# Solid, dotted, striped: told apart without colour too.
_SERIES = {Kind.RESOURCE: 0, Kind.NEED: 2, Kind.OPEN: 4}
NOT_DISCUSSED = "nicht besprochen"

_Place = Callable[[dt.date], float]


def window(first: dt.date | None, day: dt.date) -> tuple[dt.date, dt.date]:
    """First and last day of the picture of `day`: from the first entry, at least 90 days, at most 3 years."""
    start = min(first or day, day - SHORTEST)
    return max(start, day - LONGEST), day


def fields_over_time(said: Iterable[Said], *, day: dt.date, title: str = "Was wann besprochen war") -> Picture:
    """One row per field with a lane for each kind that was said, up to and including `day`.

    Where no lane is drawn, nobody spoke about the field; that is normal and looks like it.
    """
    known = [one for one in said if one.span.start <= day]
    start, end = window(min((one.span.start for one in known), default=None), day)
    after = end + dt.timedelta(days=1)
    spans = {
        place: [cut for span in found if (cut := _cut(span, start, after))] for place, found in spans_of(known).items()
    }
    total = (after - start).days
    drawing = Drawing(width=WIDTH, key="situation")

    def at(when: dt.date) -> float:
        return LEFT + min(max((when - start).days / total, 0), 1) * (WIDTH - LEFT)

    y = _axis(drawing, start, after, at)
    rows: list[list[str]] = []
    for area in catalogue().fields:
        y = _field(
            drawing, y, f"{area.number} {area.label}", {kind: spans.get((area.number, kind), []) for kind in Kind}, at
        )
        rows += _table_rows(area.label, {kind: spans.get((area.number, kind), []) for kind in Kind})
    state = state_on(known, day)
    described = (
        f"Stand {german_date(day)}: "
        + "; ".join(f"{area.label}: {in_words(state.get(area.number, frozenset()))}" for area in catalogue().fields)
        + "."
    )
    table = Table(
        caption=title,
        columns=[Column(label="Feld"), Column(label="Was"), Column(label="Zeitraum")],
        rows=rows,
        hidden_caption=True,
    )
    return drawing.picture(height=y, title=title, description=described, table=table)


def in_words(kinds: Iterable[Kind]) -> str:
    """The kinds in their fixed order, or that nothing was discussed."""
    found = set(kinds)
    return ", ".join(str(kind.label) for kind in Kind if kind in found) or NOT_DISCUSSED


def _cut(span: Span, start: dt.date, after: dt.date) -> Span | None:
    """The part of a span inside of the picture; a span that goes on stays open."""
    if span.start >= after or (span.until is not None and span.until <= start):
        return None
    open_end = span.until is None or span.until > after
    return Span(max(span.start, start), None if open_end else span.until)


def _field(drawing: Drawing, y: float, label: str, lanes: dict[Kind, list[Span]], at: _Place) -> float:
    drawing.text(0, y + TEXT, label, bold=True)
    y += TEXT + 9
    if not any(lanes.values()):
        drawing.text(0, y + SMALL - 1, NOT_DISCUSSED, ink="muted", size=SMALL)
        return y + _LANE + 8
    for kind, spans in lanes.items():
        if not spans:
            continue
        drawing.text(0, y + SMALL - 1, str(kind.label), size=SMALL)
        for span in spans:
            left, right = at(span.start), WIDTH if span.until is None else at(span.until)
            drawing.bar(left, y, max(right - left, 3), _BAR, _SERIES[kind])
        y += _LANE
    return y + 8


def _table_rows(label: str, lanes: dict[Kind, list[Span]]) -> list[list[str]]:
    found = [
        [label, str(kind.label), Period(start=span.start, until=span.until, label="").written()]
        for kind, spans in lanes.items()
        for span in spans
    ]
    return found or [[label, NOT_DISCUSSED, ""]]


def _axis(drawing: Drawing, start: dt.date, after: dt.date, at: _Place) -> float:
    """Marks at beginnings of months, or of every second, third, sixth one, so that the words do not touch."""
    months = (after.year - start.year) * 12 + after.month - start.month
    step = next(size for size in (1, 2, 3, 6, 12) if months / size <= 7)
    for number in range(start.year * 12 + start.month, after.year * 12 + after.month):
        if number % step:
            continue
        day = dt.date(number // 12, number % 12 + 1, 1)
        words = f"{day.month:02}/{day.year % 100:02}"
        x = at(day)
        drawing.line(x, SMALL + 6, x, SMALL + 14)
        if x + text_width(words, SMALL) <= WIDTH:
            drawing.text(x, SMALL, words, size=SMALL, ink="muted")
    drawing.line(LEFT, SMALL + 14, WIDTH, SMALL + 14)
    return SMALL + 24.0
