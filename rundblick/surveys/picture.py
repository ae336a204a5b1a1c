"""Then and now for each score, in both views. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rundblick.surveys.codes import Respondent
from rundblick.web.german import german_number
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture

WIDTH = 480.0
_LEFT, _RIGHT = 14.0, 14.0
_INKS = {Respondent.SELF: "a", Respondent.COACH: "b"}


@dataclass(frozen=True)
class Value:
    """A score in one wave; no value where too little was answered."""

    wave: str
    value: Fraction | None


@dataclass(frozen=True, kw_only=True)
class Course:
    """A score in one view, over the waves in their order."""

    title: str
    view: str
    low: str
    high: str
    lowest: int
    highest: int
    values: tuple[Value, ...]

    @property
    def known(self) -> list[Value]:
        """Waves with a value."""
        return [one for one in self.values if one.value is not None]


def then_and_now(*, title: str, description: str, courses: Sequence[Course], waves: Sequence[str]) -> Picture:
    """A scale per score: hollow where somebody began, filled where they are, small in between.

    The own view is a circle, that of the coach a square, so that paper without colours tells them apart.
    """
    drawing = Drawing(width=WIDTH)
    y = _legend(drawing, {course.view for course in courses})
    before = ""
    for course in courses:
        if course.title != before:
            before = course.title
            y += 44
            drawing.text(_LEFT - 8, y, course.title, bold=True)
        y += 34
        _scale(drawing, course, y)
        _marks(drawing, course, y)
        y += 16
    return drawing.picture(height=y + 18, title=title, description=description, table=_table(title, courses, waves))


def number(value: Fraction) -> str:
    """A value in words: whole, or with one decimal."""
    return german_number(float(value), 0 if value.denominator == 1 else 1)


def _legend(drawing: Drawing, views: set[str]) -> float:
    x = _LEFT
    for view in Respondent:
        if view in views:
            _shape(drawing, x, 12, view, filled=True)
            drawing.text(x + 16, 18, view.label[0].upper() + view.label[1:], size=SMALL)
            x += 170
    drawing.text(_LEFT - 8, 42, "hohl: zuerst · gefüllt: zuletzt", size=SMALL, ink="muted")
    return 40.0


def _x(course: Course, value: Fraction) -> float:
    share = float(value - course.lowest) / (course.highest - course.lowest)
    return _LEFT + (WIDTH - _LEFT - _RIGHT) * share


def _scale(drawing: Drawing, course: Course, y: float) -> None:
    drawing.line(_LEFT, y, WIDTH - _RIGHT, y)
    for value in range(course.lowest, course.highest + 1):
        x = _x(course, Fraction(value))
        drawing.line(x, y - 3, x, y + 3)
    drawing.text(_LEFT - 8, y + 22, f"{course.lowest} {course.low}", size=12, ink="muted")
    drawing.text(WIDTH - _RIGHT + 8, y + 22, f"{course.highest} {course.high}", size=12, ink="muted", anchor="end")


def _marks(drawing: Drawing, course: Course, y: float) -> None:
    known = course.known
    if not known:
        drawing.text(WIDTH / 2, y - 8, "zu wenig beantwortet", size=12, ink="muted", anchor="middle")
        return
    places = [_x(course, one.value) for one in known if one.value is not None]
    ink = _INKS[Respondent(course.view)]
    if len(places) > 1:
        drawing.line(places[0], y, places[-1], y, ink=ink, width=4)
        _shape(drawing, places[0], y, course.view, filled=False)
    for x in places[1:-1]:
        drawing.shape(_circle(x, y, 4), ink)
    _shape(drawing, places[-1], y, course.view, filled=True)
    last = known[-1].value
    assert last is not None
    right = len(places) == 1 or places[-1] >= places[0]
    inside = places[-1] + 44 < WIDTH if right else places[-1] - 44 > 0
    side = 1 if right == inside else -1
    drawing.text(
        places[-1] + side * 14, y - 8, number(last), bold=True, size=SMALL, anchor="start" if side > 0 else "end"
    )


def _shape(drawing: Drawing, x: float, y: float, view: str, *, filled: bool) -> None:
    own = view == Respondent.SELF
    ink = _INKS[Respondent(view)]
    drawing.shape(_circle(x, y, 8) if own else _square(x, y, 7.5), ink)
    if not filled:
        drawing.shape(_circle(x, y, 4.5) if own else _square(x, y, 4), "paper")


def _circle(x: float, y: float, radius: float) -> str:
    arc = f"a{radius} {radius} 0 1 0"
    return f"M{x - radius:.1f} {y:.1f}{arc} {2 * radius} 0{arc} {-2 * radius} 0Z"


def _square(x: float, y: float, half: float) -> str:
    return f"M{x - half:.1f} {y - half:.1f}h{2 * half}v{2 * half}h{-2 * half}Z"


def _table(title: str, courses: Sequence[Course], waves: Sequence[str]) -> Table:
    rows = []
    for course in courses:
        values = {one.wave: one.value for one in course.values}
        known = [one.value for one in course.known if one.value is not None]
        change = known[-1] - known[0] if len(known) > 1 else None
        told = [number(value) if (value := values.get(wave)) is not None else "–" for wave in waves]
        moved = "–" if change is None else (("+" if change > 0 else "−" if change < 0 else "±") + number(abs(change)))
        span = f"{course.lowest} bis {course.highest}"
        rows.append([course.title, str(Respondent(course.view).label), span, *told, moved])
    names = ("Bereich", "Wer", "Skala", *waves, "Veränderung")
    return Table(caption=title, columns=[Column(label=name) for name in names], rows=rows, hidden_caption=True)
