"""A coach's day as a drawing: appointments in their hours, free times between them, and the same as a table."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor

from rundblick.calendar.slots import Span
from rundblick.web.clock import in_berlin
from rundblick.web.german import count, german_time
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, Drawing, Picture, text_width

WIDTH = 440.0
HOUR = 52.0
LEFT = 60.0
TOP = 14.0
USUAL_HOURS = (8, 16)
_SECONDS = 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """One meeting in the drawing."""

    start: dt.datetime
    end: dt.datetime
    words: str
    where: str
    done: bool = False


def day(blocks: Sequence[Block], free: Sequence[Span], *, start: dt.datetime, end: dt.datetime, title: str) -> Picture:
    """The day from `start` until `end` (its two midnights). Meetings at the same time stand side by side.

    What began before or goes on after midnight is drawn to the edge of the day. Hours are real ones: a day on which
    the clock is changed has 23 or 25 of them.
    """

    def place(moment: dt.datetime) -> float:
        return (min(max(moment, start), end) - start).total_seconds() / _SECONDS

    spans = [*((one.start, one.end) for one in blocks), *((one.start, one.end) for one in free)]
    edges = [place(moment) for span in spans for moment in span]
    top = floor(min([*edges, USUAL_HOURS[0]]))
    bottom = ceil(max([*edges, USUAL_HOURS[1]]))
    drawing = Drawing(width=WIDTH)

    def y(hours: float) -> float:
        return TOP + (hours - top) * HOUR

    for hour in range(top, bottom + 1):
        clock = in_berlin(start + dt.timedelta(hours=hour))
        drawing.line(LEFT - 6, y(hour), WIDTH, y(hour), width=1)
        drawing.text(LEFT - 12, y(hour) + 5, f"{clock:%H:%M}", ink="muted", size=SMALL, anchor="end")
    for one in free:
        upper, lower = y(place(one.start)), y(place(one.end))
        drawing.rect(LEFT + 2, upper + 2, WIDTH - LEFT - 4, lower - upper - 4, "paper")
        drawing.outline(LEFT + 2, upper + 2, WIDTH - LEFT - 4, lower - upper - 4, dashed=True)
        drawing.text(
            LEFT + 14, (upper + lower) / 2 + 5, f"frei, {_clocks(one.start, one.end)}", ink="muted", size=SMALL
        )
    for block, lane, lanes in _lanes(blocks):
        width = (WIDTH - LEFT) / lanes
        x, upper, lower = LEFT + lane * width, y(place(block.start)), y(place(block.end))
        _block(drawing, block, x + 2, upper + 1, width - 4, max(lower - upper - 2, 18))
    return drawing.picture(
        height=y(bottom) + TOP, title=title, description=_described(blocks, free), table=_table(title, blocks, free)
    )


def _block(drawing: Drawing, block: Block, x: float, y: float, width: float, height: float) -> None:
    drawing.rect(x, y, width, height, "ground")
    drawing.rect(x, y, 5, height, "e" if block.done else "a")
    lines = [_clocks(block.start, block.end), block.words, block.where]
    room = int((height - 2) // (SMALL * 1.2)) or 1
    if room == 1:
        both = ", ".join(lines[:2])
        drawing.text(x + 14, y + 15, both if _fits(both, width) else _cut(block.words, width), size=SMALL, bold=True)
        return
    for number, words in enumerate(lines[:room]):
        drawing.text(x + 14, y + 15 + number * SMALL * 1.2, _cut(words, width), size=SMALL, bold=number == 1)


def _fits(words: str, width: float) -> bool:
    return text_width(words, SMALL) <= width - 20


def _cut(words: str, width: float) -> str:
    kept = words
    while kept and not _fits(kept if kept == words else f"{kept}…", width):
        kept = kept[:-1]
    return words if kept == words else f"{kept.rstrip(' ,')}…"


def _lanes(blocks: Sequence[Block]) -> list[tuple[Block, int, int]]:
    """Each block with its lane and the number of lanes in its group of overlapping ones."""
    placed: list[tuple[Block, int, int]] = []
    group: list[tuple[Block, int]] = []
    ends: list[dt.datetime] = []
    for block in sorted(blocks, key=lambda one: (one.start, one.end)):
        if group and block.start >= max(ends):
            placed += [(one, lane, len(ends)) for one, lane in group]
            group, ends = [], []
        lane = next((number for number, end in enumerate(ends) if end <= block.start), len(ends))
        ends[lane : lane + 1] = [block.end]
        group.append((block, lane))
    return placed + [(one, lane, len(ends)) for one, lane in group]


def _clocks(start: dt.datetime, end: dt.datetime) -> str:
    return f"{german_time(start)}-{german_time(end)}"


def _described(blocks: Sequence[Block], free: Sequence[Span]) -> str:
    told = count(len(blocks), "Termin", "Termine") if blocks else "Kein Termin"
    times = ", ".join(f"{german_time(one.start)} bis {german_time(one.end)} Uhr" for one in free)
    return f"{told}. Frei: {times}." if times else f"{told}. Keine freie Zeit."


def _table(title: str, blocks: Sequence[Block], free: Sequence[Span]) -> Table:
    rows = [(one.start, one.end, one.words, one.where) for one in blocks]
    rows += [(one.start, one.end, "frei", "") for one in free]
    return Table(
        caption=title,
        columns=[Column(label=label) for label in ("Von", "Bis", "Was", "Wo")],
        rows=[(german_time(start), german_time(end), what, where) for start, end, what, where in sorted(rows)],
        hidden_caption=True,
    )
