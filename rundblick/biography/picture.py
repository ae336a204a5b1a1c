"""The biography as a picture: three lanes over the years, the line of today, and the life line where moods are told.

Time that nobody told about stays empty ground; it is neither marked nor named.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from rundblick.biography.codes import LANE_OF, Kind, Lane, Mood
from rundblick.biography.moments import Span
from rundblick.web.german import NOTHING, count
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture, text_width

WIDTH = 840.0
LEFT = 96.0
"""Column of the lanes' names."""

_ROW = 42.0
_BAR = 13.0
_GAP = 16.0
_STEP = 26.0
_LONGEST = 44
_UNKNOWN = 60.0
_SERIES = {Lane.EDUCATION: 0, Lane.WORK: 1, Lane.LIFE: 2}

_Place = Callable[[dt.date], float]


@dataclass(frozen=True, kw_only=True)
class Piece:
    """A stretch as it is drawn; `mood` from -2 to 2 puts it on the life line."""

    title: str
    kind: str
    span: Span
    reading: str = ""
    mood: int | None = None


@dataclass(frozen=True)
class _Placed:
    """Where a piece lies: the bar from `left` to `right`, its words from `words_at`, in this row of its lane."""

    piece: Piece
    left: float
    right: float
    words: str
    words_at: float
    row: int


def life(*, title: str, pieces: Sequence[Piece], as_of: dt.date, today_label: str = "heute", key: str = "") -> Picture:
    """The picture of a life as told until the day `as_of`. Raises ValueError without any piece."""
    if not pieces:
        raise ValueError("A life line needs at least one piece.")
    start, until = _frame(pieces, as_of)
    days = (until - start).days

    def at(day: dt.date) -> float:
        return LEFT + min(max((day - start).days / days, 0), 1) * (WIDTH - LEFT)

    drawing = Drawing(width=WIDTH, key=key)
    top = _scale(drawing, start, until, at)
    y = top
    for lane in Lane:
        inside = [piece for piece in pieces if LANE_OF[piece.kind] == lane]
        if inside:
            y = _lane(drawing, y, lane, _packed(inside, as_of, at))
    felt = [piece for piece in pieces if piece.mood is not None]
    if len(felt) > 1:
        y = _life_line(drawing, y, felt, as_of, at)
    y = _today(drawing, top, y, at(as_of), today_label)
    return drawing.picture(
        height=y, title=title, description=_described(pieces, felt, today_label), table=_table(title, pieces)
    )


def _frame(pieces: Sequence[Piece], as_of: dt.date) -> tuple[dt.date, dt.date]:
    """From the year of the first piece to a little behind the last one; at least two years."""
    known = [day for piece in pieces for day in (piece.span.days.begins, piece.span.days.ends) if day]
    start = min([*known, as_of])
    until = max([*known, as_of + dt.timedelta(days=1)])
    start = min(dt.date(start.year, 1, 1), dt.date(until.year - 2, 1, 1))
    return start, until + dt.timedelta(days=max((until - start).days // 50, 10))


def _scale(drawing: Drawing, start: dt.date, until: dt.date, at: _Place) -> float:
    months = (until.year - start.year) * 12 + until.month - start.month
    step = next(size for size in (3, 6, 12, 24, 60, 120, 240) if months / size <= 9 or size == 240)
    number = start.year * 12 + start.month - 1
    number += -number % step
    free = LEFT
    while (tick := dt.date(number // 12, number % 12 + 1, 1)) < until:
        x = at(tick)
        words = str(tick.year) if step >= 12 else f"{tick.month:02}/{tick.year}"
        half = text_width(words, SMALL) / 2
        drawing.line(x, SMALL + 6, x, SMALL + 14)
        if x - half >= free and x + half <= WIDTH:
            drawing.text(x, SMALL, words, size=SMALL, ink="muted", anchor="middle")
            free = x + half + 8
        elif free == LEFT:
            drawing.text(x, SMALL, words, size=SMALL, ink="muted")
            free = x + 2 * half + 8
        number += step
    drawing.line(LEFT, SMALL + 14, WIDTH, SMALL + 14)
    return SMALL + 22.0


def _packed(pieces: Sequence[Piece], as_of: dt.date, at: _Place) -> list[_Placed]:
    """Each piece in the first row in which bar and words find room."""
    ends: list[float] = []
    found = []
    for piece in sorted(pieces, key=lambda one: (_beginning(one, as_of), one.title)):
        left, right = _edges(piece, as_of, at)
        words = piece.title if len(piece.title) <= _LONGEST else f"{piece.title[: _LONGEST - 1].rstrip()}…"
        edge = WIDTH if left > at(as_of) else at(as_of) - 6  # words never lie on the line of today
        words_at = max(min(left, edge - text_width(words, SMALL)), LEFT)
        first = min(left, words_at)
        row = next((number for number, end in enumerate(ends) if end + _GAP <= first), len(ends))
        if row == len(ends):
            ends.append(0)
        ends[row] = max(right, words_at + text_width(words, SMALL))
        found.append(_Placed(piece, left, right, words, words_at, row))
    return found


def _beginning(piece: Piece, as_of: dt.date) -> dt.date:
    days = piece.span.days
    return days.begins or days.ends or as_of


def _edges(piece: Piece, as_of: dt.date, at: _Place) -> tuple[float, float]:
    days = piece.span.days
    if _is_point(piece):
        x = _middle(piece, as_of, at)
        return x - _BAR / 2, x + _BAR / 2
    right = at(days.ends or max(as_of, days.begins or as_of))
    left = at(days.begins) if days.begins else max(right - _UNKNOWN, LEFT)
    return left, max(right, left + 5)


def _is_point(piece: Piece) -> bool:
    days = piece.span.days
    return bool(piece.kind == Kind.EVENT and days.begins and days.ends and (days.ends - days.begins).days <= 366)


def _middle(piece: Piece, as_of: dt.date, at: _Place) -> float:
    days = piece.span.days
    begins = days.begins or days.ends or as_of
    ends = days.ends or max(as_of, begins)
    return (at(begins) + at(ends)) / 2


def _lane(drawing: Drawing, y: float, lane: Lane, placed: Sequence[_Placed]) -> float:
    named = drawing.lines(0, y + SMALL + 2, lane.label, LEFT - 10, size=SMALL)
    for one in placed:
        _draw(drawing, y + one.row * _ROW, one, _SERIES[lane])
    y += max(named + 10, (max(one.row for one in placed) + 1) * _ROW) + 4
    drawing.line(0, y, WIDTH, y)
    return y + 6


def _draw(drawing: Drawing, y: float, one: _Placed, series: int) -> None:
    top, days = y + SMALL + 6, one.piece.span.days
    drawing.text(one.words_at, y + SMALL, one.words, size=SMALL)
    if _is_point(one.piece):
        x, middle, half = (one.left + one.right) / 2, top + _BAR / 2, _BAR / 2
        drawing.shape(
            f"M{x:.1f} {middle - half:.1f}L{x + half:.1f} {middle:.1f}L{x:.1f} {middle + half:.1f}"
            f"L{x - half:.1f} {middle:.1f}Z",
            "ink",
        )
    elif days.begins is None:
        drawing.outline(one.left, top, one.right - one.left, _BAR, dashed=True)
        drawing.line(one.right, top, one.right, top + _BAR, ink="ink", width=2)
    elif days.ends is None:
        tip = max(one.right - 10, one.left + 2)
        drawing.bar(one.left, top, tip - one.left, _BAR, series)
        drawing.shape(f"M{tip:.1f} {top:.1f}L{one.right:.1f} {top + _BAR / 2:.1f}L{tip:.1f} {top + _BAR:.1f}Z", "ink")
    else:
        drawing.bar(one.left, top, one.right - one.left, _BAR, series)


def _life_line(drawing: Drawing, y: float, felt: Sequence[Piece], as_of: dt.date, at: _Place) -> float:
    y += 10
    for mood in Mood:
        level = y + (2 - mood) * _STEP + SMALL
        drawing.line(LEFT, level, WIDTH, level, ink="ground" if mood else "line", width=1)
        drawing.text(0, level + 5, mood.label, size=SMALL, ink="muted")
    points = sorted((_middle(piece, as_of, at), y + (2 - (piece.mood or 0)) * _STEP + SMALL) for piece in felt)
    for (x1, y1), (x2, y2) in pairwise(points):
        drawing.line(x1, y1, x2, y2, ink="d", width=2.5)
    for x, level in points:
        drawing.shape(f"M{x - 6:.1f} {level:.1f}a6 6 0 1 0 12 0a6 6 0 1 0 -12 0Z", "d")
    y += 4 * _STEP + SMALL + 16
    drawing.line(0, y, WIDTH, y)
    return y + 6


def _today(drawing: Drawing, top: float, y: float, x: float, words: str) -> float:
    drawing.line(x, top - 8, x, y, ink="ink", width=2)
    half = text_width(words, SMALL) / 2
    drawing.text(min(max(x, LEFT + half), WIDTH - half), y + SMALL + 2, words, size=SMALL, anchor="middle")
    return y + SMALL + 10


def _described(pieces: Sequence[Piece], felt: Sequence[Piece], today_label: str) -> str:
    first = min(piece.span.days.begins or piece.span.days.ends or dt.date.max for piece in pieces)
    lanes = [(lane, sum(LANE_OF[piece.kind] == lane for piece in pieces)) for lane in Lane]
    counted = ", ".join(f"{lane.label} {number}" for lane, number in lanes if number)
    words = f"{count(len(pieces), 'Abschnitt', 'Abschnitte')} von {first.year} bis {today_label}: {counted}."
    if len(felt) < 2:
        return words
    moods = [piece.mood or 0 for piece in felt]
    return (
        f"{words} Die Lebenslinie verbindet {len(felt)} Zeiten, "
        f"von „{Mood(min(moods)).label}“ bis „{Mood(max(moods)).label}“."
    )


def _table(title: str, pieces: Sequence[Piece]) -> Table:
    labels = ["Zeit", "Was", "Art", "Was mir das bedeutet hat", "Wie es war"]
    rows = [
        [
            str(piece.span),
            piece.title,
            Kind(piece.kind).label,
            piece.reading or NOTHING,
            Mood(piece.mood).label if piece.mood is not None else NOTHING,
        ]
        for piece in pieces
    ]
    return Table(caption=title, columns=[Column(label=label) for label in labels], rows=rows, hidden_caption=True)
