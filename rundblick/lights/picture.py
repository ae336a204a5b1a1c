"""The Ampeltorte as a drawing: three equal slices with numbered cards, and the same as a table."""

import math
from collections.abc import Sequence

from rundblick.lights.board import Shown, Slice
from rundblick.lights.codes import Light
from rundblick.web.german import count
from rundblick.web.parts import Column, Table
from rundblick.web.pictures import Picture
from rundblick.web.pictures.drawing import SMALL, Drawing

WIDTH = 440.0
HEIGHT = 492.0
RADIUS = 186.0
CENTRE = (220.0, 246.0)
DOT = 16.0

# Degrees clockwise from the right: green on the left, yellow on the right, red below. Equal, whatever lies in them:
# many people think of what is hard first, and that slice must not get the more room for it (Handreichung 3.2.7).
STARTS = {Light.GREEN: 150.0, Light.YELLOW: 270.0, Light.RED: 30.0}
SPAN = 120.0
INKS = {Light.GREEN: ("b", "b"), Light.YELLOW: ("y", "c"), Light.RED: ("f", "f")}
"""Colour and edge of each slice; yellow alone would not stand out from white paper."""

ROWS = ((118.0, 4), (160.0, 6), (72.0, 2))
"""Distance from the middle and number of dots of each row, in the order in which they are filled."""

ROOM = sum(number for _, number in ROWS)

LABELS = {
    Light.GREEN: ("Das läuft gut,", "das bringe ich mit"),
    Light.YELLOW: ("Das ist in Klärung,", "da bin ich dran"),
    Light.RED: ("Das ist schwierig",),
}


def cake(slices: Sequence[Slice], *, title: str = "Ampeltorte", key: str = "") -> Picture:
    """Three equal slices; the numbers are those of the cards in the table, the first being the most important.

    What finds no room in its slice is counted in a last dot ("+12").
    """
    drawing = Drawing(width=WIDTH, key=key)
    for slice_ in slices:
        drawing.area(_sector(slice_.light), *INKS[slice_.light])
    for slice_ in slices:
        _label(drawing, slice_)
        for (x, y), words in zip(_places(slice_.light, len(slice_.cards)), _numbers(len(slice_.cards)), strict=True):
            _dot(drawing, x, y, words)
    return drawing.picture(height=HEIGHT, title=title, description=_described(slices), table=_table(title, slices))


def _numbers(total: int) -> list[str]:
    if total <= ROOM:
        return [str(number) for number in range(1, total + 1)]
    return [*(str(number) for number in range(1, ROOM)), f"+{total - ROOM + 1}"]


def _at(angle: float, distance: float, middle: tuple[float, float]) -> tuple[float, float]:
    turned = math.radians(angle)
    return middle[0] + distance * math.cos(turned), middle[1] + distance * math.sin(turned)


def _middle(light: Light) -> tuple[float, float]:
    """The tip of the slice, a little off the centre, so that the slices lie apart like those of a cake."""
    return _at(STARTS[light] + SPAN / 2, 5, CENTRE)


def _sector(light: Light) -> str:
    tip = _middle(light)
    (x1, y1), (x2, y2) = _at(STARTS[light], RADIUS, tip), _at(STARTS[light] + SPAN, RADIUS, tip)
    return f"M{tip[0]:.1f} {tip[1]:.1f}L{x1:.1f} {y1:.1f}A{RADIUS:.0f} {RADIUS:.0f} 0 0 1 {x2:.1f} {y2:.1f}Z"


def _places(light: Light, total: int) -> list[tuple[float, float]]:
    """Where the dots lie, row by row: at the sides from top to bottom, below from left to right."""
    left, found = min(total, ROOM), []
    for distance, room in ROWS:
        number = min(left, room)
        apart = math.degrees((2 * DOT + 9) / distance)
        first = STARTS[light] + SPAN / 2 - apart * (number - 1) / 2
        row = [_at(first + apart * index, distance, _middle(light)) for index in range(number)]
        found += sorted(row, key=lambda place: place[0] if light == Light.RED else place[1])
        left -= number
    return found


def _dot(drawing: Drawing, x: float, y: float, words: str) -> None:
    drawing.disc(x, y, DOT)
    drawing.text(x, y + 5.5, words, size=SMALL if len(words) < 4 else 11, bold=True, anchor="middle")


def _label(drawing: Drawing, slice_: Slice) -> None:
    name = f"{slice_.light.label} ({len(slice_.cards)})"
    lines = LABELS[slice_.light]
    if slice_.light == Light.GREEN:
        drawing.text(0, 18, name, bold=True)
        for number, line in enumerate(lines):
            drawing.text(0, 38 + number * 19, line, size=SMALL)
    elif slice_.light == Light.YELLOW:
        drawing.text(WIDTH, 18, name, bold=True, anchor="end")
        for number, line in enumerate(lines):
            drawing.text(WIDTH, 38 + number * 19, line, size=SMALL, anchor="end")
    else:
        drawing.text(CENTRE[0], HEIGHT - 26, name, bold=True, anchor="middle")
        drawing.text(CENTRE[0], HEIGHT - 7, lines[0], size=SMALL, anchor="middle")


def _described(slices: Sequence[Slice]) -> str:
    if not any(slice_.cards for slice_ in slices):
        return "Drei gleich große Stücke, noch ohne Karten."
    numbers = ", ".join(f"{slice_.light.label} {count(len(slice_.cards), 'Karte', 'Karten')}" for slice_ in slices)
    return f"Drei gleich große Stücke: {numbers}."


def _table(title: str, slices: Sequence[Slice]) -> Table:
    return Table(
        caption=title,
        columns=[
            Column(label="Stück"),
            Column(label="Nummer", numeric=True),
            Column(label="Karte"),
            Column(label="Handlungsfeld"),
        ],
        rows=[_row(slice_.light, shown) for slice_ in slices for shown in slice_.cards],
        hidden_caption=True,
    )


def _row(light: Light, shown: Shown) -> list[str]:
    return [light.label, str(shown.number), shown.card.text, shown.field or "–"]
