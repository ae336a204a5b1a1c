"""The twelve months ahead as a line with a numbered mark for each day on which something comes up."""

import datetime as dt
from collections.abc import Callable, Sequence

from rundblick.family.rules import DeadlineDay
from rundblick.people.rules import turns
from rundblick.web.german import count, german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture

WIDTH = 840.0
_EDGE = 24.0
_RADIUS = 14.0
_LEVEL = 34.0
_Place = Callable[[dt.date], float]
_MONTHS = ("Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")


def year(days: Sequence[DeadlineDay], *, start: dt.date) -> Picture:
    """The line from `start` for twelve months. Raises ValueError when nothing comes up."""
    if not days:
        raise ValueError("A line of deadlines needs at least one day.")
    until = turns(start, 1)
    whole = (until - start).days

    def at(day: dt.date) -> float:
        return _EDGE + (day - start).days / whole * (WIDTH - 2 * _EDGE)

    levels = _levels([at(one.on) for one in days])
    base = (max(levels) + 1) * _LEVEL + 8
    drawing = Drawing(width=WIDTH)
    drawing.line(_EDGE, base, WIDTH - _EDGE, base, ink="ink", width=2.5)
    _months(drawing, start, until, base, at)
    for one, level in zip(days, levels, strict=True):
        x, y = at(one.on), base - (level + 0.5) * _LEVEL - 4
        drawing.line(x, y + _RADIUS, x, base, ink="a", width=2)
    for one, level in zip(days, levels, strict=True):
        x, y = at(one.on), base - (level + 0.5) * _LEVEL - 4
        drawing.disc(x, y, _RADIUS)
        drawing.text(x, y + SMALL / 3, str(one.number), size=SMALL, bold=True, anchor="middle")
    return drawing.picture(
        height=base + SMALL + 20, title="Das kommende Jahr", description=_described(days), table=_table(days)
    )


def _levels(places: Sequence[float]) -> list[int]:
    """The first height at which each mark does not touch its neighbours; places are in order."""
    ends: list[float] = []
    found = []
    for x in places:
        level = next((number for number, end in enumerate(ends) if end + 2 * _RADIUS + 4 <= x), len(ends))
        if level == len(ends):
            ends.append(0)
        ends[level] = x
        found.append(level)
    return found


def _months(drawing: Drawing, start: dt.date, until: dt.date, base: float, at: _Place) -> None:
    number = start.year * 12 + start.month
    while (first := dt.date(number // 12, number % 12 + 1, 1)) < until:
        x = at(first)
        words = f"{_MONTHS[first.month - 1]} {first.year}" if first.month == 1 else _MONTHS[first.month - 1]
        drawing.line(x, base, x, base + 7, ink="ink")
        drawing.text(x, base + SMALL + 10, words, size=SMALL, ink="muted", anchor="middle")
        number += 1


def _described(days: Sequence[DeadlineDay]) -> str:
    first = days[0]
    return (
        f"{count(len(days), 'Tag', 'Tage')} in den nächsten zwölf Monaten, zuerst am {german_date(first.on)}: "
        f"{first.deadlines[0].rule.label} ({first.deadlines[0].names})."
    )


def _table(days: Sequence[DeadlineDay]) -> Table:
    return Table(
        caption="Das kommende Jahr",
        columns=[Column(label="Nr."), Column(label="Tag"), Column(label="Was"), Column(label="Für wen")],
        rows=[
            [str(day.number), german_date(day.on), one.rule.label, one.names] for day in days for one in day.deadlines
        ],
        hidden_caption=True,
    )
