"""Pictures of how it goes with a goal over time: confidence, and how far somebody came."""

import datetime as dt
from collections.abc import Mapping, Sequence
from itertools import pairwise

from rundblick.cases.codes import Level, Rater
from rundblick.cases.models import Attainment, Confidence
from rundblick.web.german import german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, Picture

WIDTH = 440.0
_LEFT, _RIGHT, _TOP = 34.0, 20.0, 16.0
_HEIGHT = 190.0
_RATERS = {Rater.PERSON: "die Person selbst", Rater.COACH: "Fachkraft"}


def confidence(rows: Sequence[Confidence]) -> Picture:
    """Confidence from 0 to 10 over time; the days lie as far apart as they were. `rows` in the order of days."""
    drawing = Drawing(width=WIDTH, key="zuversicht")
    for value in (0, 5, 10):
        _guide(drawing, _up(value, 0, 10), str(value))
    points = [(_across(row.on, rows[0].on, rows[-1].on), _up(row.value, 0, 10)) for row in rows]
    for (x1, y1), (x2, y2) in pairwise(points):
        drawing.line(x1, y1, x2, y2, ink="a", width=3)
    for index, ((x, y), row) in enumerate(zip(points, rows, strict=True)):
        drawing.shape(_circle(x, y, 6), "a")
        if index in (0, len(rows) - 1) or len(rows) <= 8:
            drawing.text(x, y - 11 if row.value < 9 else y + 22, str(row.value), anchor="middle", bold=True)
    height = _days(drawing, rows[0].on, rows[-1].on)
    path = f"von {rows[0].value} auf {rows[-1].value}" if len(rows) > 1 else f"bei {rows[0].value}"
    table = Table(
        caption="Zuversicht",
        columns=[Column(label="Tag"), Column(label="Zuversicht", numeric=True)],
        rows=[[german_date(row.on), f"{row.value} von 10"] for row in rows],
        hidden_caption=True,
    )
    return drawing.picture(
        height=height,
        title="Von 0 bis 10, über die Zeit",
        description=f"Die Zuversicht steht {path} von 10.",
        table=table,
    )


def attainment(rows: Sequence[Attainment], words: Mapping[Level, str]) -> Picture:
    """Levels from -2 to +2 over time, the person's view as dots on a line, the coach's as squares beside it."""
    drawing = Drawing(width=WIDTH, key="stufen")
    for level in Level:
        _guide(drawing, _up(level, -2, 2), signed(level))
    first, last = rows[0].on, rows[-1].on
    own = [row for row in rows if row.rater == Rater.PERSON]
    points = [(_across(row.on, first, last), _up(row.level, -2, 2)) for row in own]
    for (x1, y1), (x2, y2) in pairwise(points):
        drawing.line(x1, y1, x2, y2, ink="a", width=3)
    for row in rows:
        if row.rater == Rater.COACH:
            drawing.bar(_across(row.on, first, last) - 10, _up(row.level, -2, 2) - 10, 20, 20, 2)
    for x, y in points:
        drawing.shape(_circle(x, y, 6), "a")
    y = _days(drawing, first, last) + 8
    drawing.shape(_circle(_LEFT + 6, y + 10, 6), "a")
    drawing.text(_LEFT + 20, y + 16, _RATERS[Rater.PERSON], size=SMALL)
    drawing.bar(_LEFT + 180, y + 2, 16, 16, 2)
    drawing.text(_LEFT + 204, y + 16, _RATERS[Rater.COACH], size=SMALL)
    latest = rows[-1]
    table = Table(
        caption="Wie weit sind wir?",
        columns=[Column(label="Tag"), Column(label="Sicht"), Column(label="Stufe")],
        rows=[
            [german_date(row.on), _RATERS[Rater(row.rater)], f"{signed(row.level)}: {words[Level(row.level)]}"]
            for row in rows
        ],
        hidden_caption=True,
    )
    return drawing.picture(
        height=y + 24,
        title="Von −2 bis +2, über die Zeit",
        description=f"Zuletzt {signed(latest.level)}: {words[Level(latest.level)]}.",
        table=table,
    )


def signed(level: int) -> str:
    """A level as it is said: "+1", "0", "−2"."""
    return f"+{level}" if level > 0 else f"−{-level}" if level < 0 else "0"


def _up(value: float, lowest: int, highest: int) -> float:
    return _TOP + (highest - value) * (_HEIGHT - _TOP) / (highest - lowest)


def _across(day: dt.date, first: dt.date, last: dt.date) -> float:
    room = WIDTH - _LEFT - _RIGHT - 20
    whole = (last - first).days
    return _LEFT + 10 + (room * (day - first).days / whole if whole else room / 2)


def _guide(drawing: Drawing, y: float, label: str) -> None:
    drawing.line(_LEFT, y, WIDTH - _RIGHT, y, width=0.8)
    drawing.text(_LEFT - 8, y + 5, label, anchor="end", size=SMALL, ink="muted")


def _days(drawing: Drawing, first: dt.date, last: dt.date) -> float:
    y = _HEIGHT + 12 + TEXT
    drawing.text(_across(first, first, last), y, german_date(first), anchor="start" if first != last else "middle",
                 size=SMALL, ink="muted")  # fmt: skip
    if first != last:
        drawing.text(WIDTH - _RIGHT, y, german_date(last), anchor="end", size=SMALL, ink="muted")
    return y + 6


def _circle(x: float, y: float, radius: float) -> str:
    return f"M{x - radius:.1f} {y:.1f}a{radius} {radius} 0 1 0 {2 * radius} 0a{radius} {radius} 0 1 0 -{2 * radius} 0z"
