"""The course of open answers as a line. Pure."""

import itertools
from collections.abc import Sequence

from rundblick.feedback.rules import HIGHEST, Said
from rundblick.web.german import german_date, german_number
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture

TITLE = "Rückmeldungen im Verlauf"
WIDTH = 640.0
_LEFT, _RIGHT, _TOP, _HEIGHT = 44.0, 24.0, 16.0, 180.0
_BELOW = _TOP + _HEIGHT + 26
MOST = 12


def course(said: Sequence[Said], labels: dict[str, str]) -> Picture | None:
    """The mean of each answer, the oldest left; the latest twelve. None with fewer than two."""
    rows = sorted((one for one in said if one.answers), key=lambda one: one.on)[-MOST:]
    if len(rows) < 2:
        return None
    drawing = Drawing(width=WIDTH)
    for number in (0, 5, HIGHEST):
        drawing.line(_LEFT, _y(number), WIDTH - _RIGHT, _y(number))
        drawing.text(_LEFT - 10, _y(number) + 5, str(number), size=SMALL, ink="muted", anchor="end")
    spots = [(_x(place, len(rows)), _y(row.mean or 0.0), row) for place, row in enumerate(rows)]
    for (x, y, _), (next_x, next_y, _next) in itertools.pairwise(spots):
        drawing.line(x, y, next_x, next_y, ink="a", width=3)
    for x, y, row in spots:
        drawing.shape(_circle(x, y, 6), "a")
        drawing.text(x, y - 12 if y > _TOP + 24 else y + 24, _number(row.mean), size=SMALL, bold=True, anchor="middle")
    first, last = (german_date(row.on) for row in (rows[0], rows[-1]))
    drawing.text(_LEFT + 8, _BELOW, first, size=SMALL, ink="muted")
    drawing.text(WIDTH - _RIGHT - 8, _BELOW, last, size=SMALL, ink="muted", anchor="end")
    means = f"{_number(rows[0].mean)} bis zuletzt {_number(rows[-1].mean)}"
    description = f"Mittel je Gespräch auf einer Skala von 0 bis 10, von {means}."
    return drawing.picture(height=_TOP + _HEIGHT + 40, title=TITLE, description=description, table=_table(rows, labels))


def _x(place: int, places: int) -> float:
    return _LEFT + 16 + (WIDTH - _LEFT - _RIGHT - 32) * place / (places - 1)


def _y(number: float) -> float:
    return _TOP + _HEIGHT * (1 - number / HIGHEST)


def _circle(x: float, y: float, radius: float) -> str:
    arc = f"a{radius} {radius} 0 1 0"
    return f"M{x - radius:.1f} {y:.1f}{arc} {2 * radius} 0{arc} {-2 * radius} 0Z"


def _number(value: float | None) -> str:
    return german_number(value, 1) if value is not None else "–"


def _table(rows: Sequence[Said], labels: dict[str, str]) -> Table:
    codes = list(dict.fromkeys(code for row in rows for code in (*labels, *row.answers)))
    columns = [Column(label="Gespräch am"), *(Column(label=labels.get(code, code)) for code in codes)]
    cells = [
        [
            german_date(row.on),
            *(str(row.answers[code]) if code in row.answers else "–" for code in codes),
            _number(row.mean),
        ]
        for row in rows
    ]
    return Table(caption=TITLE, columns=[*columns, Column(label="Mittel")], rows=cells, hidden_caption=True)
