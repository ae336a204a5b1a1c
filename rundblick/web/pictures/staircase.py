"""Steps on the way up: what is done, where somebody stands, what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from rundblick.web.german import count
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, Picture

WIDTH = 440.0
_HEIGHT = 150.0
_FLAG = 20.0


@dataclass(frozen=True, kw_only=True)
class Stair:
    """One step of the staircase; `note` may carry a date or a reason."""

    label: str
    state: Literal["done", "now", "open"]
    note: str = ""


def staircase(
    *,
    title: str,
    stairs: Sequence[Stair],
    description: str = "",
    summit: str = "",
    done: str = "geschafft",
    now: str = "jetzt",
    ahead: str = "noch offen",
    key: str = "",
) -> Picture:
    """Rising steps: filled when done, patterned where one stands, only outlined when still open.

    The names stand below with their numbers, because German words do not fit on stairs. `summit`: where the stairs
    lead, written above with a flag on the last one. `done`, `now`, `ahead`: what the states are called.
    """
    said = {"done": done, "now": now, "open": ahead}
    drawing = Drawing(width=WIDTH, key=key)
    number = max(len(stairs), 1)
    width = WIDTH / number
    ground = _HEIGHT
    if summit:
        ground = _HEIGHT + 4 + drawing.lines(0, TEXT, summit, WIDTH - _FLAG - 12)
        pole = WIDTH - 3
        drawing.shape(f"M{pole:.1f} 4l-{_FLAG} 8l{_FLAG} 8z", "ink")
        drawing.line(pole, 3, pole, ground - 34 - (_HEIGHT - 60), ink="ink", width=2)
    for index, stair in enumerate(stairs):
        height = 34 + (_HEIGHT - 60) * (index + 1) / number
        x, y = index * width, ground - height
        if stair.state == "open":
            drawing.outline(x + 1, y, width - 2, height, dashed=True)
        else:
            drawing.bar(x + 1, y, width - 2, height, 0 if stair.state == "done" else 1)
        drawing.text(x + width / 2, y - 8, str(index + 1), anchor="middle", bold=stair.state == "now")
    drawing.line(0, ground, WIDTH, ground, ink="ink", width=2)
    y = ground + 14
    for index, stair in enumerate(stairs):
        drawing.text(20, y + TEXT, str(index + 1), bold=True, anchor="end")
        drawing.text(WIDTH, y + TEXT, said[stair.state], anchor="end", bold=stair.state == "now", ink="ink")
        y += drawing.lines(32, y + TEXT, stair.label, WIDTH - 140)
        if stair.note:
            y += drawing.lines(32, y + SMALL, stair.note, WIDTH - 140, ink="muted", size=SMALL)
        y += 6
    made = sum(stair.state == "done" for stair in stairs)
    here = next((stair.label for stair in stairs if stair.state == "now"), "")
    standing = f" Gerade dran: {here}." if here else ""
    aim = f" Das Ziel: {summit}" if summit else ""
    described = description or f"{count(made, 'Schritt', 'Schritte')} von {len(stairs)} {done}.{standing}{aim}"
    table = Table(
        caption=title,
        columns=[Column(label="Schritt"), Column(label="Stand"), Column(label="Hinweis")],
        rows=[[f"{index + 1}. {stair.label}", said[stair.state], stair.note] for index, stair in enumerate(stairs)],
        hidden_caption=True,
    )
    return drawing.picture(height=y, title=title, description=described, table=table)
