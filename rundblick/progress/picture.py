"""Then and now for each part of daily life, in both views. Pure."""

from collections.abc import Callable, Sequence

from rundblick.progress.dimensions import HIGHEST
from rundblick.progress.models import Rater
from rundblick.progress.rules import Course
from rundblick.web.german import german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Anchor, Drawing, Picture

WIDTH = 480.0
_LEFT, _RIGHT = 14.0, 14.0
_ROW = 36.0
_INKS = {Rater.PERSON: "a", Rater.COACH: "b"}


def then_and_now(*, title: str, courses: Sequence[Course], label: Callable[[str], str], description: str) -> Picture:
    """A scale from 0 to 10 per dimension: hollow where somebody began, filled where they are, a line between.

    The own view is a circle, that of the coach a square, so that paper without colours tells them apart.
    """
    drawing = Drawing(width=WIDTH)
    y = _legend(drawing)
    dimension = ""
    for course in courses:
        if course.dimension != dimension:
            dimension = course.dimension
            y += 46
            drawing.text(_LEFT - 8, y, label(dimension), bold=True)
            y += 8
        y += _ROW
        _scale(drawing, y)
        _mark(drawing, course, y)
    return drawing.picture(height=y + 26, title=title, description=description, table=_table(title, courses, label))


def _x(value: int) -> float:
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * value / HIGHEST


def _legend(drawing: Drawing) -> float:
    x = _LEFT
    for rater in Rater:
        _shape(drawing, x, 12, rater, filled=True)
        drawing.text(x + 16, 18, rater.label[0].upper() + rater.label[1:], size=SMALL)
        x += 160
    drawing.text(_LEFT - 8, 42, "hohl: am Anfang · gefüllt: zuletzt", size=SMALL, ink="muted")
    return 40.0


def _scale(drawing: Drawing, y: float) -> None:
    drawing.line(_x(0), y, _x(HIGHEST), y)
    for value in range(HIGHEST + 1):
        drawing.line(_x(value), y - 3, _x(value), y + 3)
    drawing.text(_x(0) - 4, y + 20, "0", size=12, ink="muted")
    drawing.text(_x(HIGHEST) + 4, y + 20, str(HIGHEST), size=12, ink="muted", anchor="end")


def _mark(drawing: Drawing, course: Course, y: float) -> None:
    ink = _INKS[Rater(course.rater)]
    if course.rated_again:
        drawing.line(_x(course.first), y, _x(course.latest), y, ink=ink, width=4)
        _shape(drawing, _x(course.first), y, course.rater, filled=False)
    _shape(drawing, _x(course.latest), y, course.rater, filled=True)
    side = -1 if course.rated_again and course.latest < course.first else 1
    inside = 14 <= _x(course.latest) + side * 26 <= WIDTH - 14
    side = side if inside else -side
    anchor: Anchor = "start" if side > 0 else "end"
    drawing.text(_x(course.latest) + side * 14, y - 6, str(course.latest), bold=True, size=SMALL, anchor=anchor)


def _shape(drawing: Drawing, x: float, y: float, rater: str, *, filled: bool) -> None:
    ink = _INKS[Rater(rater)]
    outer = _circle(x, y, 8) if rater == Rater.PERSON else _square(x, y, 7.5)
    drawing.shape(outer, ink)
    if not filled:
        drawing.shape(_circle(x, y, 4.5) if rater == Rater.PERSON else _square(x, y, 4), "paper")


def _circle(x: float, y: float, radius: float) -> str:
    arc = f"a{radius} {radius} 0 1 0"
    return f"M{x - radius:.1f} {y:.1f}{arc} {2 * radius} 0{arc} {-2 * radius} 0Z"


def _square(x: float, y: float, half: float) -> str:
    return f"M{x - half:.1f} {y - half:.1f}h{2 * half}v{2 * half}h{-2 * half}Z"


def _table(title: str, courses: Sequence[Course], label: Callable[[str], str]) -> Table:
    rows = [
        [
            label(course.dimension),
            Rater(course.rater).label,
            f"{course.first} ({german_date(course.first_on)})" if course.rated_again else "–",
            f"{course.latest} ({german_date(course.latest_on)})",
            f"{course.change:+d}".replace("-", "−") if course.rated_again else "–",
        ]
        for course in courses
    ]
    names = ("Bereich", "Wer", "Am Anfang", "Zuletzt", "Veränderung")
    return Table(caption=title, columns=[Column(label=name) for name in names], rows=rows, hidden_caption=True)
