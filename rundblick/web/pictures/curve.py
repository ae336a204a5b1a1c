"""How long something lasts: the share still in, as stairs that go down."""

from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.web.german import NOTHING, percent
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture, text_width

WIDTH = 440.0
_LEFT = 62.0
_RIGHT = 12.0
_TOP = 12.0
_HEIGHT = 200.0


@dataclass(frozen=True, kw_only=True)
class CurveStep:
    """From `day` on this share (0 to 1) is still in; `low` and `high` are None where there is no interval."""

    day: int
    share: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class CurveMark:
    """A named day, such as "6 Monate": the share there, its interval, and how many were watched that long.

    `share` None: nobody was watched that long, or it is protected; `note` says which.
    """

    label: str
    day: int
    share: float | None
    low: float | None = None
    high: float | None = None
    watched: int | None = None
    note: str = ""


def duration_curve(
    *,
    title: str,
    steps: Sequence[CurveStep],
    marks: Sequence[CurveMark],
    last_day: int,
    description: str = "",
    key: str = "",
) -> Picture:
    """The curve with its interval in dashed lines, from the first day to `last_day`, and the named days below it.

    Half is marked by a line, because the day on which the curve crosses it is the middle duration.
    """
    drawing = Drawing(width=WIDTH, key=key)
    until = max([last_day, *(mark.day for mark in marks), 1])

    def x(day: float) -> float:
        return _LEFT + (WIDTH - _LEFT - _RIGHT) * min(day, until) / until

    for share in (0.0, 0.5, 1.0):
        drawing.line(_LEFT, _y(share), WIDTH - _RIGHT, _y(share), ink="ink" if share == 0 else "line")
        drawing.text(_LEFT - 8, _y(share) + 5, percent(share), size=SMALL, anchor="end")
    for bound in ("low", "high"):
        ends = [(step.day, getattr(step, bound)) for step in steps]
        drawing.course(_stairs([(x(day), value) for day, value in ends], x(last_day)), "muted", 1.5, dashes="4 4")
    shares = [(x(0), 1.0), *((x(step.day), step.share) for step in steps)]
    drawing.course(_stairs(shares, x(last_day)), "a", 3)
    _ticks(drawing, [(x(mark.day), mark.label) for mark in marks])
    y = _y(0) + 16 + SMALL * 1.6
    for mark in marks:
        drawing.text(_LEFT, y + SMALL, mark.label, size=SMALL)
        drawing.text(WIDTH - _RIGHT, y + SMALL, _told(mark), size=SMALL, bold=True, anchor="end")
        y += SMALL * 1.6
    described = description or " ".join(f"{mark.label}: {_told(mark)}." for mark in marks) or "Noch keine Angaben."
    table = Table(
        caption=title,
        columns=[
            Column(label="Nach"),
            Column(label="noch dabei", numeric=True),
            Column(label="Bereich", numeric=True),
            Column(label="beobachtet", numeric=True),
        ],
        rows=[[mark.label, _share(mark), _interval(mark), _watched(mark)] for mark in marks],
        hidden_caption=True,
    )
    return drawing.picture(height=y + 6, title=title, description=described, table=table)


def _ticks(drawing: Drawing, marks: Sequence[tuple[float, str]]) -> None:
    """Marks below the axis; a name that would run into the one before is left to the lines below."""
    free = 0.0
    for across, label in marks:
        drawing.line(across, _y(0), across, _y(0) + 6, ink="ink")
        half = text_width(label, SMALL) / 2
        start = min(across - half, WIDTH - 2 * half)
        if start >= free:
            drawing.text(start, _y(0) + 8 + SMALL, label, size=SMALL, ink="muted")
            free = start + 2 * half + 6


def _y(share: float) -> float:
    return _TOP + _HEIGHT * (1 - share)


def _stairs(ends: Sequence[tuple[float, float | None]], last: float) -> str:
    """Path of a step function; where there is no value the pen is lifted."""
    path = ""
    before: float | None = None
    for place, (x, value) in enumerate(ends):
        if value is None:
            before = None
            continue
        path += f"M{x:.1f} {_y(value):.1f}" if before is None else f"V{_y(value):.1f}"
        path += f"H{ends[place + 1][0] if place + 1 < len(ends) else last:.1f}"
        before = value
    return path or "M0 0"


def _share(mark: CurveMark) -> str:
    return mark.note or NOTHING if mark.share is None else percent(mark.share)


def _interval(mark: CurveMark) -> str:
    if mark.share is None or mark.low is None or mark.high is None:
        return NOTHING
    return f"{percent(mark.low)} bis {percent(mark.high)}"


def _watched(mark: CurveMark) -> str:
    return NOTHING if mark.watched is None else str(mark.watched)


def _told(mark: CurveMark) -> str:
    interval = _interval(mark)
    return _share(mark) if interval == NOTHING else f"{_share(mark)} ({interval})"
