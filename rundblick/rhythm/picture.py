"""Contacts week by week against what the rhythm asks for. Pure."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rundblick.rhythm.rules import ONE_DAY, WEEK, Window, monday
from rundblick.web.german import MONTHS, count, german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture

CELL, HIGH = 16.0, 26.0
_GAP = 2.0
_TOP = 26.0
_BAR = 12.0


@dataclass(frozen=True, kw_only=True)
class Strip:
    """What is drawn of one person: days of talks that count, of others, of appointments, and what was expected."""

    first: dt.date
    weeks: int
    as_of: dt.date
    counting: Collection[dt.date] = ()
    others: Collection[dt.date] = ()
    planned: Collection[dt.date] = ()
    windows: Sequence[Window] = ()

    def number(self, days: Collection[dt.date], week: dt.date) -> int:
        """How many of these days lie in the week that begins on that Monday."""
        return sum(week <= day < week + WEEK for day in days)

    @property
    def mondays(self) -> list[dt.date]:
        """The weeks shown."""
        return [self.first + number * WEEK for number in range(self.weeks)]


def strip(shown: Strip, *, title: str, key: str) -> Picture:
    """A cell per week, and below it the stretches in which the rhythm expected a contact, with a legend."""
    drawing = Drawing(width=shown.weeks * CELL, key=key)
    _months(drawing, shown)
    _cells(drawing, shown, _TOP)
    y = _TOP + HIGH + 8
    if shown.windows:
        _windows(drawing, shown, y)
        y += _BAR + 8
    _today(drawing, shown, y)
    height = _legend(drawing, y + 20, with_windows=bool(shown.windows))
    return drawing.picture(height=height, title=title, description=described(shown), table=_table(shown, title))


def small(shown: Strip, *, title: str, key: str) -> Picture:
    """The same without months, stretches and legend, for one line on the page of a case."""
    drawing = Drawing(width=shown.weeks * CELL, key=key)
    _cells(drawing, shown, 2)
    _today(drawing, shown, HIGH + 4, top=0)
    return drawing.picture(height=HIGH + 6, title=title, description=described(shown), table=_table(shown, title))


def described(shown: Strip) -> str:
    """The main point in words."""
    past = [week for week in shown.mondays if week <= shown.as_of]
    spoken = sum(shown.number(shown.counting, week) > 0 for week in past)
    words = f"In {spoken} von {count(len(past), 'Woche', 'Wochen')} gab es ein Gespräch, das zählt"
    other = sum(shown.number(shown.others, week) > 0 and not shown.number(shown.counting, week) for week in past)
    words += f", in {other} nur eines, das hier nicht zählt" if other else ""
    ahead = sorted(day for day in shown.planned if day >= shown.as_of)
    return f"{words}. " + (f"Nächster Termin: {german_date(ahead[0])}." if ahead else "Kein Termin geplant.")


def _x(shown: Strip, day: dt.date) -> float:
    inside = min(max(day, shown.first), shown.first + shown.weeks * WEEK)
    return (inside - shown.first).days / 7 * CELL


def _months(drawing: Drawing, shown: Strip) -> None:
    last = -100.0
    for week in shown.mondays:
        begun = next((day for day in (week + n * ONE_DAY for n in range(7)) if day.day == 1), None)
        x = _x(shown, week)
        if begun is not None and x - last > 3 * CELL and x < (shown.weeks - 2) * CELL:
            year = f" {begun:%y}" if begun.month == 1 else ""
            drawing.text(x, 15, f"{MONTHS[begun.month - 1][:3]}{year}", ink="muted", size=SMALL)
            last = x


def _cells(drawing: Drawing, shown: Strip, y: float) -> None:
    for week in shown.mondays:
        x, width = _x(shown, week) + _GAP / 2, CELL - _GAP
        counting, others = shown.number(shown.counting, week), shown.number(shown.others, week)
        if counting:
            drawing.bar(x, y, width, HIGH, 0)
            if counting > 1:
                drawing.text(x + width / 2, y + 18, str(counting), ink="paper", size=SMALL, anchor="middle", bold=True)
        elif others:
            drawing.bar(x, y + HIGH / 2, width, HIGH / 2, 2)
            drawing.outline(x, y, width, HIGH)
        else:
            drawing.outline(x, y, width, HIGH, dashed=week > shown.as_of)
        if shown.number(shown.planned, week):
            _diamond(drawing, x + width / 2, y + HIGH / 2)


def _windows(drawing: Drawing, shown: Strip, y: float) -> None:
    for one in shown.windows:
        left, right = _x(shown, one.start) + _GAP / 2, _x(shown, one.end) - _GAP / 2
        if right <= left:
            continue
        if one.met:
            drawing.bar(left, y, right - left, _BAR, 1)
        else:
            drawing.outline(left, y, right - left, _BAR, dashed=not one.over)


def _today(drawing: Drawing, shown: Strip, bottom: float, *, top: float = 20.0) -> None:
    x = _x(shown, shown.as_of) + CELL / 14
    drawing.line(x, top, x, bottom, ink="ink", width=2)
    if top:
        drawing.text(x, bottom + 14, "heute", size=SMALL, anchor="middle")


def _legend(drawing: Drawing, y: float, *, with_windows: bool) -> float:
    """The signs with their words; the height used."""
    entries = ["counting", "others", *(["met", "open"] if with_windows else []), "planned"]
    words = {
        "counting": "Gespräch, das zählt",
        "others": "Gespräch, das hier nicht zählt",
        "planned": "Termin",
        "met": "Abschnitt mit Gespräch",
        "open": "Abschnitt ohne Gespräch",
    }
    places = {"counting": (0, 0), "others": (210, 0), "met": (0, 1), "open": (210, 1), "planned": (0, 2)}
    for name in entries:
        left, line = places[name]
        top = y + 12 + (line if with_windows else min(line, 1)) * 26
        match name:
            case "counting":
                drawing.bar(left, top, 16, 16, 0)
            case "others":
                drawing.bar(left, top + 8, 16, 8, 2)
                drawing.outline(left, top, 16, 16)
            case "planned":
                _diamond(drawing, left + 8, top + 8)
            case "met":
                drawing.bar(left, top + 2, 22, _BAR, 1)
            case _:
                drawing.outline(left, top + 2, 22, _BAR)
        drawing.text(left + 30, top + 13, words[name], size=SMALL)
    return y + 12 + 26 * (3 if with_windows else 2)


def _diamond(drawing: Drawing, x: float, y: float) -> None:
    for size, ink in ((8, "paper"), (6, "ink")):
        drawing.shape(
            f"M{x:.1f} {y - size:.1f}L{x + size:.1f} {y:.1f}L{x:.1f} {y + size:.1f}L{x - size:.1f} {y:.1f}Z", ink
        )


def _table(shown: Strip, title: str) -> Table:
    columns = ["Woche ab", "Gespräche, die zählen", "andere Gespräche", "Termine", "Erwartet"]
    return Table(
        caption=title,
        columns=[Column(label=name) for name in columns],
        rows=[
            [
                german_date(week),
                *(str(shown.number(days, week)) for days in (shown.counting, shown.others, shown.planned)),
                _expected(shown, week),
            ]
            for week in shown.mondays
        ],
        hidden_caption=True,
    )


def _expected(shown: Strip, week: dt.date) -> str:
    """What the stretch says that ends in this week."""
    ending = [one for one in shown.windows if week == monday(one.end - ONE_DAY)]
    words = ["läuft noch" if not one.over else "mit Gespräch" if one.met else "ohne Gespräch" for one in ending]
    return ", ".join(words) or "–"
