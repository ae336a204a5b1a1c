"""How much a person does alone, together with the coach, or lets do: assisting services by quarter. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.cases.codes import OwnAction
from rundblick.web.german import count, minutes
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture, text_width

WIDTH = 720.0
_BAR = 28.0
_ROW = 62.0
_GAP = 4.0


@dataclass(frozen=True)
class Done:
    """One service: on which day, who acted, how long it took if that was noted."""

    on: dt.date
    own_action: str
    minutes: int | None


@dataclass(frozen=True)
class Quarter:
    """A quarter of a year with its services. `minutes`: those of `timed` services."""

    year: int
    number: int
    counts: dict[str, int]
    minutes: int
    timed: int

    @property
    def total(self) -> int:
        """The denominator: all services of the quarter."""
        return sum(self.counts.values())

    @property
    def label(self) -> str:
        """Such as "2. Quartal 2026"."""
        return f"{self.number}. Quartal {self.year}"


def quarters(rows: Iterable[Done]) -> list[Quarter]:
    """Quarters in which there was any service, the earliest first."""
    found: dict[tuple[int, int], list[Done]] = {}
    for row in rows:
        found.setdefault((row.on.year, (row.on.month + 2) // 3), []).append(row)
    return [
        Quarter(
            year=year,
            number=number,
            counts={code: sum(row.own_action == code for row in held) for code in OwnAction.values},
            minutes=sum(row.minutes or 0 for row in held),
            timed=sum(row.minutes is not None for row in held),
        )
        for (year, number), held in sorted(found.items())
    ]


def in_words(found: Sequence[Quarter]) -> str:
    """First and last quarter compared, each with its denominator."""
    if not found:
        return ""
    ends = [found[0], found[-1]] if len(found) > 1 else [found[0]]
    return " ".join(
        f"{quarter.label}: bei {quarter.counts[OwnAction.SELF]} von {count(quarter.total, 'Hilfe', 'Hilfen')} "
        f"selbst gehandelt, bei {quarter.counts[OwnAction.TOGETHER]} gemeinsam."
        for quarter in ends
    )


def picture(found: Sequence[Quarter], *, title: str) -> Picture:
    """One bar per quarter, as wide as all services of that quarter; the number of services stands beside its name."""
    drawing = Drawing(width=WIDTH)
    y = _legend(drawing)
    for quarter in found:
        y += _ROW
        drawing.text(0, y - 8, quarter.label, bold=True)
        beside = text_width(quarter.label) + 16
        drawing.text(beside, y - 8, count(quarter.total, "Hilfe", "Hilfen"), size=SMALL, ink="muted")
        x = 0.0
        for series, code in enumerate(OwnAction.values):
            wide = WIDTH * quarter.counts[code] / quarter.total
            if wide:
                drawing.bar(x, y, max(wide - _GAP, 1), _BAR, series)
                if wide > 34:
                    drawing.disc(x + wide / 2, y + _BAR / 2, 12)
                    drawing.text(
                        x + wide / 2,
                        y + _BAR / 2 + 5,
                        str(quarter.counts[code]),
                        size=SMALL,
                        bold=True,
                        anchor="middle",
                    )
            x += wide
    return drawing.picture(height=y + _BAR + 8, title=title, description=in_words(found), table=_table(found, title))


def _legend(drawing: Drawing) -> float:
    x = 0.0
    for series, action in enumerate(OwnAction):
        drawing.bar(x, 2, 22, 16, series)
        drawing.text(x + 30, 16, action.label, size=SMALL)
        x += 56 + text_width(action.label, SMALL)
    return 0.0


def _table(found: Sequence[Quarter], title: str) -> Table:
    names = ("Quartal", "Hilfen", *(action.label for action in OwnAction), "Zeit")
    rows = [
        [
            quarter.label,
            str(quarter.total),
            *(str(quarter.counts[code]) for code in OwnAction.values),
            f"{minutes(quarter.minutes)} (bei {quarter.timed} von {quarter.total} notiert)" if quarter.timed else "–",
        ]
        for quarter in found
    ]
    return Table(caption=title, columns=[Column(label=name) for name in names], rows=rows, hidden_caption=True)
