"""A map without tiles: outlines, streets and water of the region as a drawing, a letter for each place of an offer.

Pure functions; the outlines are a file of the installation (`outline`), and without it the letters stand on paper.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from math import cos, hypot, radians
from pathlib import Path
from string import ascii_uppercase

import yaml

from rundblick.directory.tongues.book import say, say_count
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture, text_width

WIDTH, HEIGHT = 480.0, 400.0
_MARGIN = 0.12
_DISC = 15.0
_LEAST_METRES = 1_200
"""So much of the region is shown at least, so that one place has something around it."""
_TOUCHING = 30.0
"""Places nearer than this on the drawing share a letter."""
_METRES_A_DEGREE = 111_195
_BARS = (100, 200, 500, 1_000, 2_000, 5_000, 10_000)
_NAMES = 14

Point = tuple[float, float]
"""Latitude and longitude."""


@dataclass(frozen=True)
class Mark:
    """An offer at a place."""

    name: str
    where: str
    at: Point


@dataclass(frozen=True)
class Ring:
    """The outline of a municipality or district."""

    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Course:
    """A road, railway or river."""

    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Outline:
    """What a map shows beside the offers."""

    municipalities: tuple[Ring, ...] = ()
    districts: tuple[Ring, ...] = ()
    courses: tuple[Course, ...] = ()


@dataclass
class _Group:
    x: float
    y: float
    marks: list[Mark] = field(default_factory=list)


class _Taken:
    """What is written on already, so that words do not lie on each other: boxes as left, top, right, bottom."""

    def __init__(self) -> None:
        self.boxes: list[tuple[float, float, float, float]] = []

    def disc(self, x: float, y: float) -> None:
        self.boxes.append((x - _DISC, y - _DISC, x + _DISC, y + _DISC))

    def words(self, x: float, y: float, text: str) -> bool:
        """Take the room of a text in the middle of `x` above the line `y`; False where there is none."""
        half = text_width(text, SMALL) / 2
        box = x - half, y - SMALL, x + half, y + 4
        if box[0] < 4 or box[1] < 4 or box[2] > WIDTH - 4 or box[3] > HEIGHT - 4:
            return False
        for left, top, right, bottom in self.boxes:
            if box[0] < right and left < box[2] and box[1] < bottom and top < box[3]:
                return False
        self.boxes.append(box)
        return True


@dataclass(frozen=True)
class _Sheet:
    """Turns points into places on the drawing; `scale`: units per metre."""

    north: float
    west: float
    scale: float
    narrow: float

    def place(self, at: Point) -> tuple[float, float]:
        return (
            (at[1] - self.west) * _METRES_A_DEGREE * self.narrow * self.scale,
            (self.north - at[0]) * _METRES_A_DEGREE * self.scale,
        )


@cache
def outline(path: Path) -> Outline:
    """The outlines of a file as `demo/outline.yaml`. Raises OSError, or ValueError for another kind of file."""
    found = yaml.safe_load(path.read_text("utf-8"))
    try:
        return Outline(
            municipalities=tuple(Ring(one["name"], _points(one)) for one in found.get("municipalities", ())),
            districts=tuple(Ring(one["name"], _points(one)) for one in found.get("districts", ())),
            courses=tuple(Course(one["kind"], _points(one)) for one in found.get("lines", ())),
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError(f"{path.name} holds no outlines") from error


def sketch(marks: Sequence[Mark], around: Outline, *, start: Mark | None = None) -> Picture | None:
    """The drawing and its table, or None where no offer has a position. `start`: from where somebody sets out."""
    if not marks:
        return None
    sheet = _sheet([one.at for one in (*marks, *([start] if start else ()))])
    drawing = Drawing(width=WIDTH, key="karte")
    drawing.rect(0, 0, WIDTH, HEIGHT, "paper")
    groups, taken = _grouped(marks, sheet), _Taken()
    for group in groups:
        taken.disc(group.x, group.y)
    _ground(drawing, sheet, around)
    _scale(drawing, sheet, taken)
    if start is not None:
        _start(drawing, sheet.place(start.at), start.name, taken)
    _names(drawing, sheet, around, taken, but=start.name if start else "")
    for sign, group in zip(_signs(), groups, strict=False):
        drawing.disc(group.x, group.y, _DISC)
        drawing.text(group.x, group.y + 6, sign, bold=True, anchor="middle")
    drawing.outline(0.75, 0.75, WIDTH - 1.5, HEIGHT - 1.5)
    count = len({mark.name for mark in marks})
    return drawing.picture(
        height=HEIGHT,
        title=say("Karte der Angebote"),
        description=say(
            "{offers} an {places} der Karte. Norden ist oben.",
            offers=say_count(count, "{n} Angebot", "{n} Angebote"),
            places=say_count(len(groups), "{n} Stelle", "{n} Stellen"),
        ),
        table=_table(groups),
    )


def _sheet(points: Sequence[Point]) -> _Sheet:
    """A sheet that shows all these points with some room around."""
    south, north = min(at[0] for at in points), max(at[0] for at in points)
    west, east = min(at[1] for at in points), max(at[1] for at in points)
    narrow = cos(radians((south + north) / 2))
    high = max((north - south) * _METRES_A_DEGREE, _LEAST_METRES * HEIGHT / WIDTH)
    wide = max((east - west) * _METRES_A_DEGREE * narrow, _LEAST_METRES)
    scale = min(HEIGHT * (1 - 2 * _MARGIN) / high, WIDTH * (1 - 2 * _MARGIN) / wide)
    return _Sheet(
        north=(north + south) / 2 + HEIGHT / scale / 2 / _METRES_A_DEGREE,
        west=(west + east) / 2 - WIDTH / scale / 2 / _METRES_A_DEGREE / narrow,
        scale=scale,
        narrow=narrow,
    )


def _ground(drawing: Drawing, sheet: _Sheet, around: Outline) -> None:
    """Areas first, then water, roads and rails."""
    for ring in around.municipalities:
        drawing.shape(f"{_path(sheet, ring.points)}Z", "ground")
    for ring in around.districts:
        drawing.course(f"{_path(sheet, ring.points)}Z", "line", 1, dashes="3 4")
    for course in around.courses:
        match course.kind:
            case "river":
                drawing.course(_path(sheet, course.points), "a", 2.5)
            case "railway":
                drawing.course(_path(sheet, course.points), "e", 3, dashes="10 5")
            case _:
                drawing.course(_path(sheet, course.points), "line", 4)


def _names(drawing: Drawing, sheet: _Sheet, around: Outline, taken: _Taken, *, but: str) -> None:
    """Names of districts as long as there are few, else of municipalities, where there is room."""
    seen = [ring for ring in around.districts if _visible(sheet, ring)]
    for ring in seen if 0 < len(seen) <= _NAMES else around.municipalities:
        x, y = sheet.place(_middle(ring.points))
        if ring.name != but and taken.words(x, y, ring.name):
            drawing.text(x, y, ring.name, ink="muted", size=SMALL, anchor="middle")


def _scale(drawing: Drawing, sheet: _Sheet, taken: _Taken) -> None:
    """How long so many metres are, at the bottom left."""
    metres = max((bar for bar in _BARS if bar * sheet.scale <= WIDTH / 4), default=_BARS[0])
    length = metres * sheet.scale
    words = f"{metres} m" if metres < 1_000 else f"{metres // 1_000} km"
    wide = length + text_width(words, SMALL) + 26
    taken.boxes.append((10, HEIGHT - 40, 10 + wide, HEIGHT - 10))
    drawing.rect(10, HEIGHT - 40, wide, 30, "paper")
    drawing.line(20, HEIGHT - 20, 20 + length, HEIGHT - 20, "ink", 2)
    drawing.text(26 + length, HEIGHT - 15, words, size=SMALL)


def _start(drawing: Drawing, at: tuple[float, float], name: str, taken: _Taken) -> None:
    """A red square on its corner, with its name on the side where there is room."""
    x, y = at
    taken.boxes.append((x - 9, y - 9, x + 9, y + 9))
    drawing.shape(f"M{x:.1f} {y - 9:.1f}L{x + 9:.1f} {y:.1f}L{x:.1f} {y + 9:.1f}L{x - 9:.1f} {y:.1f}Z", "f")
    aside = text_width(name, SMALL) / 2 + 16
    for right, down in ((0.0, 28.0), (0.0, -16.0), (aside, 5.0), (-aside, 5.0)):
        if taken.words(x + right, y + down, name):
            drawing.text(x + right, y + down, name, size=SMALL, bold=True, anchor="middle")
            return


def _grouped(marks: Iterable[Mark], sheet: _Sheet) -> list[_Group]:
    """Places that would cover each other are one group, the first of them its middle; groups from north to south."""
    groups: list[_Group] = []
    for mark in marks:
        x, y = sheet.place(mark.at)
        near = next((group for group in groups if hypot(group.x - x, group.y - y) < _TOUCHING), None)
        if near is None:
            near = _Group(x, y)
            groups.append(near)
        near.marks.append(mark)
    return sorted(groups, key=lambda group: (round(group.y), group.x))


def _signs() -> list[str]:
    return [*ascii_uppercase, *(f"{one}{other}" for one in ascii_uppercase for other in ascii_uppercase)]


def _table(groups: Sequence[_Group]) -> Table:
    rows = [
        (sign, mark.name, mark.where) for sign, group in zip(_signs(), groups, strict=False) for mark in group.marks
    ]
    return Table(
        caption=say("Was auf der Karte steht"),
        columns=[Column(label=say("Zeichen")), Column(label=say("Angebot")), Column(label=say("Wo"))],
        rows=rows,
    )


def _visible(sheet: _Sheet, ring: Ring) -> bool:
    x, y = sheet.place(_middle(ring.points))
    return 0 < x < WIDTH and 0 < y < HEIGHT


def _middle(points: Sequence[Point]) -> Point:
    return sum(at[0] for at in points) / len(points), sum(at[1] for at in points) / len(points)


def _path(sheet: _Sheet, points: Sequence[Point]) -> str:
    places = [sheet.place(at) for at in points]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


def _points(record: dict[str, list[list[float]]]) -> tuple[Point, ...]:
    return tuple((float(latitude), float(longitude)) for latitude, longitude in record["points"])
