"""What became of people, by where they started: better, equal, worse."""

from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.web.german import count, percent
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, Picture, text_width

WIDTH = 440.0
_BAR = 22.0
# Better is filled, equal and worse are patterned: three that differ in black and white.
_SERIES = (0, 4, 2)


@dataclass(frozen=True, kw_only=True)
class MovesFrom:
    """People who started alike. A number of None is protected; then none of the three is drawn as a length."""

    label: str
    better: int | None
    same: int | None
    worse: int | None

    @property
    def numbers(self) -> tuple[int | None, int | None, int | None]:
        return self.better, self.same, self.worse


def moves_by_start(
    *,
    title: str,
    rows: Sequence[MovesFrom],
    words: tuple[str, str, str] = ("besser", "gleich", "schlechter"),
    hidden: str = "nicht ausgewiesen",
    description: str = "",
    key: str = "",
) -> Picture:
    """One bar of full width per start, divided into those who improved, stayed and got worse, with counts below.

    Bars show shares, so that small groups can be compared with large ones; the number of people stands beside it.
    """
    drawing = Drawing(width=WIDTH, key=key)
    x, y = 0.0, 0.0
    for word, series in zip(words, _SERIES, strict=True):
        drawing.bar(x, y, 16, 16, series)
        drawing.text(x + 24, y + SMALL, word, size=SMALL)
        x += 24 + text_width(word, SMALL) + 24
    y += 34
    for row in rows:
        known = [number for number in row.numbers if number is not None]
        whole = sum(known) if len(known) == len(row.numbers) else None
        label = row.label if whole is None else f"{row.label} ({count(whole, 'Mensch', 'Menschen')})"
        y += drawing.lines(0, y + TEXT, label, WIDTH) + 4
        _bar(drawing, y, row, whole)
        y += _BAR + 6
        y += drawing.lines(0, y + SMALL, _told(row, whole, words, hidden), WIDTH, ink="muted", size=SMALL) + 14
    table = Table(
        caption=title,
        columns=[Column(label="Beginn"), *(Column(label=word, numeric=True) for word in words)],
        rows=[[row.label, *(hidden if number is None else str(number) for number in row.numbers)] for row in rows],
        hidden_caption=True,
    )
    return drawing.picture(
        height=max(y - 8, 1), title=title, description=description or _described(rows, words, hidden), table=table
    )


def _bar(drawing: Drawing, y: float, row: MovesFrom, whole: int | None) -> None:
    if not whole:
        drawing.outline(0.75, y, 60 if whole is None else WIDTH - 2, _BAR - 1, dashed=True)
        return
    x = 0.0
    for number, series in zip(row.numbers, _SERIES, strict=True):
        width = WIDTH * (number or 0) / whole
        if width:
            drawing.bar(x, y, width, _BAR, series)
        x += width


def _told(row: MovesFrom, whole: int | None, words: tuple[str, str, str], hidden: str) -> str:
    parts = []
    for word, number in zip(words, row.numbers, strict=True):
        share = f" ({percent(number / whole)})" if whole and number is not None else ""
        parts.append(f"{word} {hidden if number is None else number}{share}")
    return " · ".join(parts)


def _described(rows: Sequence[MovesFrom], words: tuple[str, str, str], hidden: str) -> str:
    if not rows:
        return "Noch keine Angaben."
    told = []
    for row in rows:
        numbers = zip(words, row.numbers, strict=True)
        told.append(
            f"{row.label}: " + ", ".join(f"{word} {hidden if number is None else number}" for word, number in numbers)
        )
    return ". ".join(told) + "."
