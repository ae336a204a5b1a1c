"""A transition as a bridge: the turning day in the middle, the steps before and after it on both banks. Pure."""

import datetime as dt

from rundblick.transitions.codes import State
from rundblick.transitions.rules import Point
from rundblick.transitions.shown import NOBODY, Line
from rundblick.web.german import count, german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture, wrap

WIDTH = 840.0
_EDGE = 28.0
_RADIUS = 15.0
_LEVEL = 36.0
_SPAN = 66.0
"""Half of the gap in the middle: the change itself."""
_MIDDLE = WIDTH / 2
_SIGNS = {State.DONE: "✓", State.NOT_NEEDED: "–", State.LATE: "!", State.DUE: "•", State.AHEAD: "", State.PASSED: ""}


def bridge(line: Line) -> Picture:
    """Steps as numbered marks over two banks; the gap between them closes once somebody is handed over or arrived."""
    points = line.told.course.points
    levels = _levels([_at(point.on, line) for point in points])
    deck = (max(levels, default=0) + 1) * _LEVEL + 26
    drawing = Drawing(width=WIDTH, key=str(line.row.pk))
    _banks(drawing, line, deck)
    for point, level in zip(points, levels, strict=True):
        x, y = _at(point.on, line), deck - (level + 0.5) * _LEVEL - 10
        drawing.line(x, y + _RADIUS, x, deck, ink="f" if point.state == State.LATE else "a", width=2)
    for number, (point, level) in enumerate(zip(points, levels, strict=True), 1):
        _mark(drawing, number, point, _at(point.on, line), deck - (level + 0.5) * _LEVEL - 10)
    height = _words(drawing, line, deck)
    return drawing.picture(
        height=height, title="Der Weg über die Brücke", description=_described(line), table=_table(line)
    )


def _at(day: dt.date, line: Line) -> float:
    """Each bank has its own scale, so that a long time before leaves room for the days after."""
    turn, points = line.row.turns_on, line.told.course.points
    if day < turn:
        start = min([line.row.begun_on, line.day, *(point.on for point in points)])
        share = (day - start).days / max((turn - start).days, 1)
        return _EDGE + share * (_MIDDLE - _SPAN - 2 * _EDGE)
    end = max([line.day, turn + dt.timedelta(days=7), *(point.on for point in points)])
    share = (day - turn).days / max((end - turn).days, 1)
    return _MIDDLE + _SPAN + _EDGE + share * (_MIDDLE - _SPAN - 2 * _EDGE)


def _levels(places: list[float]) -> list[int]:
    """The first height at which each mark does not touch its neighbours; places are in order."""
    ends: list[float] = []
    found = []
    for x in places:
        level = next((number for number, end in enumerate(ends) if end + 2 * _RADIUS + 22 <= x), len(ends))
        if level == len(ends):
            ends.append(0)
        ends[level] = x
        found.append(level)
    return found


def _banks(drawing: Drawing, line: Line, deck: float) -> None:
    left, right = _MIDDLE - _SPAN, _MIDDLE + _SPAN
    drawing.rect(8, deck, left - 8, 12, "ground")
    drawing.rect(right, deck, WIDTH - 8 - right, 12, "ground")
    drawing.line(8, deck, left, deck, ink="ink", width=3)
    drawing.line(right, deck, WIDTH - 8, deck, ink="ink", width=3)
    for x in (left, right):
        drawing.line(x, deck, x, deck + 46, ink="ink", width=3)
    if _closed(line):
        drawing.line(left, deck, right, deck, ink="b", width=6)
        arch = f"M{left:.0f} {deck + 46:.0f}Q{_MIDDLE:.0f} {deck - 22:.0f} {right:.0f} {deck + 46:.0f}"
        drawing.area(f"{arch}Q{_MIDDLE:.0f} {deck - 8:.0f} {left:.0f} {deck + 46:.0f}Z", "b")
    else:
        ink = "a" if line.row.named else "f"
        step = (right - left) / 9
        for number in range(0, 9, 2):
            drawing.line(left + number * step, deck, left + (number + 1) * step, deck, ink=ink, width=4)
    if line.row.ended_on is None or line.row.ended_on > line.day:
        x = _at(line.day, line)
        drawing.line(x, 20, x, deck + 12, ink="muted", width=1.5)
        drawing.text(
            x, 14, "heute", size=SMALL, bold=True, anchor="start" if x < 60 else "end" if x > WIDTH - 60 else "middle"
        )


def _closed(line: Line) -> bool:
    handover = line.told.course.handover
    return line.told.course.arrived_on is not None or (handover is not None and not handover.open)


def _mark(drawing: Drawing, number: int, point: Point, x: float, y: float) -> None:
    if point.state == State.LATE:
        drawing.shape(f"M{x - 19:.1f} {y + 15:.1f}L{x:.1f} {y - 20:.1f}L{x + 19:.1f} {y + 15:.1f}Z", "f")
        drawing.text(x, y + 12, str(number), size=SMALL, bold=True, anchor="middle", ink="paper")
        return
    if point.state == State.DUE:
        drawing.disc(x, y, _RADIUS + 4)
    drawing.disc(x, y, _RADIUS)
    if not point.open:
        drawing.shape(_circle(x, y, _RADIUS), "a" if point.state == State.DONE else "e")
        drawing.text(x + _RADIUS + 2, y - 6, _SIGNS[point.state], size=SMALL, bold=True)
    ink = "ink" if point.open else "paper"
    drawing.text(x, y + SMALL / 3, str(number), size=SMALL, bold=True, anchor="middle", ink=ink)


def _circle(x: float, y: float, radius: float) -> str:
    arc = f"A{radius:.1f} {radius:.1f} 0 1 0"
    return f"M{x - radius:.1f} {y:.1f}{arc} {x + radius:.1f} {y:.1f}{arc} {x - radius:.1f} {y:.1f}Z"


def _words(drawing: Drawing, line: Line, deck: float) -> float:
    """The turning day below the gap, the receiver below the far bank. Answers the height of the whole."""
    turning = line.row.turning
    drawing.text(
        _MIDDLE,
        deck + 70,
        str(german_date(turning.first, "short" if turning.sure else "month")),
        bold=True,
        anchor="middle",
    )
    y = deck + 92
    for words in wrap(line.row.chain.turn if not line.row.chain.sensitive else "Tag des Wechsels", 240, SMALL):
        drawing.text(_MIDDLE, y, words, size=SMALL, ink="muted", anchor="middle")
        y += 20
    if not turning.sure:
        drawing.text(_MIDDLE, y, "noch unsicher", size=SMALL, ink="muted", anchor="middle")
        y += 20
    x, low = _MIDDLE + _SPAN + 24, deck + 36
    if line.row.named:
        drawing.text(x, low, "Dort übernimmt:", size=SMALL, ink="muted")
        low += 22
        drawing.lines(x, low, line.receiver, WIDTH - x - 8)
        low += 22 * len(wrap(line.receiver, WIDTH - x - 8))
    else:
        drawing.shape(f"M{x:.0f} {low + 2:.0f}L{x + 9:.0f} {low - 14:.0f}L{x + 18:.0f} {low + 2:.0f}Z", "f")
        drawing.text(x + 26, low, NOBODY, ink="f", bold=True)
    return max(y, low) + 12


def _described(line: Line) -> str:
    course = line.told.course
    who = f"Es übernimmt: {line.receiver}." if line.row.named else "Wer übernimmt, steht noch nicht fest."
    late = f" {count(course.late, 'Schritt ist', 'Schritte sind')} überfällig." if course.late else ""
    return f"Der Wechsel ist {line.when}. {course.settled} von {line.total} Schritten sind erledigt.{late} {who}"


def _table(line: Line) -> Table:
    return Table(
        caption="Alle Schritte",
        columns=[Column(label=name) for name in ("Nr.", "Tag", "Was", "Wer", "Stand")],
        rows=[
            [
                str(step.number),
                german_date(step.point.done.on if step.point.done else step.point.on),
                step.point.step.label,
                step.doer,
                step.point.state.label,
            ]
            for step in line.steps
        ],
        hidden_caption=True,
    )
