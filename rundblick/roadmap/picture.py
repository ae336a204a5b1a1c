"""The path and the line: pictures for screen, paper and the own page. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from rundblick.roadmap.catalogue import HIGHEST
from rundblick.roadmap.codes import State
from rundblick.web.german import count, german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture, wrap

WIDTH = 480.0
_ROAD = 26.0
_RADIUS = 15.0
_TEXT_AT = 60.0


@dataclass(frozen=True)
class Stop:
    """A step as it is drawn. `note`: day, or what it follows from."""

    label: str
    state: State
    note: str = ""
    here: bool = False


def path(stops: Sequence[Stop], *, title: str = "Mein Weg") -> Picture:
    """A road from top to bottom with a stop for each step.

    Filled: done; half: under way; hollow: open; a bow around it: left out. So paper without colours tells them apart.
    """
    drawing = Drawing(width=WIDTH)
    places: list[float] = []
    y = _RADIUS + 8
    for number, stop in enumerate(stops, start=1):
        places.append(y)
        drawing.text(_TEXT_AT, y + 6, f"{number}. ", bold=True)
        room = WIDTH - _TEXT_AT - 30
        height = drawing.lines(_TEXT_AT + 30, y + 6, stop.label, room)
        said = stop.state.label + (f", {stop.note}" if stop.note else "") + (" · hier bin ich" if stop.here else "")
        drawing.text(_TEXT_AT + 30, y + 6 + height, said, size=SMALL, ink="muted", bold=stop.here)
        y += height + SMALL * 1.3 + 18
    road = Drawing(width=WIDTH)
    for number, (above, below) in enumerate(pairwise(places)):
        gone = stops[number].state in (State.DONE, State.SKIPPED)
        road.line(_ROAD, above, _ROAD, below, ink="a" if gone else "line", width=6 if gone else 3)
    for place, stop in zip(places, stops, strict=True):
        _stop(road, place, stop)
    drawing.shapes = road.shapes + drawing.shapes
    return drawing.picture(height=y, title=title, description=_described(stops), table=_table(title, stops))


def _stop(drawing: Drawing, y: float, stop: Stop) -> None:
    match stop.state:
        case State.DONE:
            drawing.shape(_circle(y, _RADIUS), "a")
            drawing.course(f"M{_ROAD - 6:.1f} {y:.1f}l4.5 5l8 -9", "paper", 3)
        case State.UNDER_WAY:
            drawing.shape(_circle(y, _RADIUS), "a")
            drawing.shape(_circle(y, _RADIUS - 3), "paper")
            drawing.shape(f"M{_ROAD:.1f} {y - 8:.1f}a8 8 0 0 0 0 16Z", "a")
        case State.SKIPPED:
            drawing.shape(_circle(y, _RADIUS), "paper")
            drawing.course(_circle(y, _RADIUS - 1.5), "line", 3, dashes="4 4")
        case _:
            drawing.shape(_circle(y, _RADIUS), "line")
            drawing.shape(_circle(y, _RADIUS - 3), "paper")


def _circle(y: float, radius: float) -> str:
    arc = f"a{radius} {radius} 0 1 0"
    return f"M{_ROAD - radius:.1f} {y:.1f}{arc} {2 * radius} 0{arc} {-2 * radius} 0Z"


def _described(stops: Sequence[Stop]) -> str:
    done = sum(stop.state == State.DONE for stop in stops)
    skipped = sum(stop.state == State.SKIPPED for stop in stops)
    here = next((stop.label for stop in stops if stop.here), "")
    said = f"{done} von {count(len(stops), 'Schritt', 'Schritten')} erledigt"
    said += f", {skipped} ausgelassen" if skipped else ""
    return f"{said}. Jetzt: {here}" if here else f"{said}."


def _table(title: str, stops: Sequence[Stop]) -> Table:
    rows = [[f"{number}. {stop.label}", stop.state.label, stop.note or "–"] for number, stop in enumerate(stops, 1)]
    names = ("Schritt", "Stand", "Tag")
    return Table(caption=title, columns=[Column(label=name) for name in names], rows=rows, hidden_caption=True)


@dataclass(frozen=True)
class Point:
    """Where the person stands at a moment; `on` as a date in words."""

    moment: str
    value: int
    word: str
    on: str


_LEFT, _RIGHT = 18.0, 18.0


def line(points: Sequence[Point], *, low: str, high: str, title: str = "Wie nah ist Arbeit für mich?") -> Picture:
    """A line from far to near: a ring where the person stood first, a disc where they stand now.

    Both can be told apart on paper without colours, and also where they lie on one number.
    """
    drawing = Drawing(width=WIDTH)
    last = len(points) - 1
    y = 20.0
    for number, point in enumerate(points):
        _standing(drawing, _LEFT, y, ring=number < last)
        drawing.text(_LEFT + 24, y + 6, f"{point.value}: {point.word}", bold=True)
        drawing.text(_LEFT + 24, y + 25, f"{point.moment}, {point.on}", size=SMALL, ink="muted")
        y += 50
    y += 14
    drawing.line(_LEFT, y, WIDTH - _RIGHT, y, width=4)
    for value in range(HIGHEST + 1):
        drawing.line(_x(value), y - 6, _x(value), y + 6)
    for number, point in enumerate(points):
        _standing(drawing, _x(point.value), y, ring=number < last)
    drawing.text(_LEFT - 6, y + 34, "0", bold=True, size=SMALL)
    drawing.text(WIDTH - _RIGHT + 8, y + 34, str(HIGHEST), bold=True, size=SMALL, anchor="end")
    room = WIDTH / 2 - 24
    used = drawing.lines(_LEFT - 6, y + 56, low, room, size=SMALL, ink="muted")
    for row, words in enumerate(wrap(high, room, SMALL)):
        drawing.text(WIDTH - _RIGHT + 8, y + 56 + row * SMALL * 1.3, words, size=SMALL, ink="muted", anchor="end")
        used = max(used, (row + 1) * SMALL * 1.3)
    told = "; ".join(f"{one.moment} {one.value} von {HIGHEST}, {one.word}" for one in points)
    rows = [[one.moment, f"{one.value} von {HIGHEST}", one.word, one.on] for one in points]
    names = ("Wann", "Zahl", "In Worten", "Tag")
    table = Table(caption=title, columns=[Column(label=name) for name in names], rows=rows, hidden_caption=True)
    return drawing.picture(height=y + 56 + used, title=title, description=f"{told}.", table=table)


def _standing(drawing: Drawing, x: float, y: float, *, ring: bool) -> None:
    drawing.shape(_dot(x, y, 12 if ring else 7), "a")
    if ring:
        drawing.shape(_dot(x, y, 8.5), "paper")


def _x(value: int) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * value / HIGHEST


def _dot(x: float, y: float, radius: float) -> str:
    arc = f"a{radius} {radius} 0 1 0"
    return f"M{x - radius:.1f} {y:.1f}{arc} {2 * radius} 0{arc} {-2 * radius} 0Z"


def day(value: object) -> str:
    """A day for a note; "" without one."""
    return german_date(value) if value else ""  # type: ignore[arg-type]
