"""The six interests as a hexagon. Pure."""

import math
from collections.abc import Mapping

from rundblick.catalogue.working import working
from rundblick.profiles.rules import in_words, strongest
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Anchor, Drawing, Picture

WIDTH = 480.0
_RADIUS = 130.0
_CENTRE = (WIDTH / 2, 186.0)
_HEIGHT = 372.0
_SMALLEST = 6.0
"""An interest without any pull is drawn as a small share, so that the outline stays one."""


def hexagon(*, title: str, shares: Mapping[str, int | None], key: str = "") -> Picture:
    """The interests around a circle; what was not answered leaves a gap in the outline.

    `shares`: 0 to 100 by letter. Raises ValueError where nothing was answered.
    """
    if all(share is None for share in shares.values()):
        raise ValueError("A hexagon needs at least one answer.")
    drawing = Drawing(width=WIDTH, key=key)
    areas = working().interests
    for part in (1.0, 2 / 3, 1 / 3):
        drawing.course(_path([_at(place, 100 * part) for place in range(6)], closed=True), "line", 1.5)
    for place in range(6):
        drawing.line(*_CENTRE, *_at(place, 100))
    known = [(place, shares[area.code]) for place, area in enumerate(areas)]
    points = [_at(place, max(share, _SMALLEST)) for place, share in known if share is not None]
    if len(points) > 2:
        drawing.area(_path(points, closed=True), "b")
    for x, y in points:
        drawing.disc(x, y, 6)
    for place, area in enumerate(areas):
        _label(drawing, place, area.short, in_words(shares[area.code]))
    return drawing.picture(height=_HEIGHT, title=title, description=_described(shares), table=_table(title, shares))


def _at(place: int, share: float) -> tuple[float, float]:
    turn = math.radians(60 * place - 90)
    reach = _RADIUS * share / 100
    return _CENTRE[0] + reach * math.cos(turn), _CENTRE[1] + reach * math.sin(turn)


def _path(points: list[tuple[float, float]], *, closed: bool) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + ("Z" if closed else "")


def _label(drawing: Drawing, place: int, name: str, said: str) -> None:
    x, y = _at(place, 112)
    anchor: Anchor = "middle" if place in (0, 3) else "start" if place < 3 else "end"
    y += {0: -22.0, 3: 16.0}.get(place, 0.0)
    drawing.text(x, y, name, size=SMALL, bold=True, anchor=anchor)
    drawing.text(x, y + 19, said, size=SMALL, ink="muted", anchor=anchor)


def _described(shares: Mapping[str, int | None]) -> str:
    names: dict[str, str] = {area.code: area.label for area in working().interests}
    drawn = strongest(shares)
    if not drawn:
        return "Nichts davon zieht gerade besonders an."
    return "Am stärksten: " + ", dann ".join(names[letter] for letter in drawn) + "."


def _table(title: str, shares: Mapping[str, int | None]) -> Table:
    rows = [[area.label, in_words(shares[area.code])] for area in working().interests]
    columns = [Column(label="Was mich anzieht"), Column(label="Wie sehr")]
    return Table(caption=title, columns=columns, rows=rows, hidden_caption=True)
