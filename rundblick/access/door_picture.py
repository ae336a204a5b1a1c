"""A small picture of who is inside: one row per open door, one column per topic."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rundblick.access.doorbook import Line
from rundblick.access.doors import TOPICS
from rundblick.access.words import TOPIC_WORDS
from rundblick.web.parts import Cell, Column, Table
from rundblick.web.pictures.drawing import INKS, SMALL, Drawing, Picture, text_width, wrap

LEFT = 190
STEP = 30
HEAD = 128
SIDE = 18
WIDTH = LEFT + STEP * len(TOPICS) + 84
MOST_ROWS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One open door: who stands behind it, a line below that, why, which topics as codes and in words. `whom`: the one
    member it is limited to, where that is worth saying.
    """

    who: str
    detail: str
    why: str
    topics: Collection[str]
    sees: str
    whom: str = ""


def who_sees_what(lines: Sequence[Line]) -> Picture | None:
    """The door book of a household: a small square means that the topic is open for one member only."""
    rows = [
        Row(
            who=line.who or line.basis,
            detail=line.organisation,
            why=line.basis,
            topics=line.grant.topics,
            sees=line.topics,
            whom=line.member,
        )
        for line in lines
    ]
    return draw(rows, topics=TOPIC_WORDS, household=True)


def draw(rows: Sequence[Row], *, topics: Mapping[str, str], household: bool = False) -> Picture | None:
    """Rows are the open doors, columns the topics with these words; a filled square means the topic is open. None
    without doors; long books show their first dozen and say so. `household`: the table says for whom a door is.
    """
    if not rows:
        return None
    drawing = Drawing(width=WIDTH)
    for number, topic in enumerate(TOPICS):
        _slanted(drawing, LEFT + number * STEP + 14, HEAD - 12, topics[topic])
    y = float(HEAD)
    for row in rows[:MOST_ROWS]:
        y = _row(drawing, y, row)
    if len(rows) > MOST_ROWS:
        drawing.text(0, y + SMALL, f"und {len(rows) - MOST_ROWS} weitere", ink="muted", size=SMALL)
        y += 2 * SMALL
    doors = "1 offene Tür" if len(rows) == 1 else f"{len(rows)} offene Türen"
    return drawing.picture(
        height=y + 4,
        title="Wer sieht was?",
        description=f"{doors}. Ein gefülltes Feld heißt: Dieses Thema ist offen.",
        table=_table(rows, household=household),
    )


def _row(drawing: Drawing, y: float, row: Row) -> float:
    used = len(wrap(row.who, LEFT - 12, SMALL)) * SMALL * 1.25
    drawing.lines(0, y + SMALL, row.who, LEFT - 12, size=SMALL)
    used += drawing.lines(0, y + used + SMALL, row.detail, LEFT - 12, ink="muted", size=SMALL - 2)
    height = max(used + 10, STEP + 4)
    for number, topic in enumerate(TOPICS):
        x = LEFT + number * STEP
        if topic not in row.topics:
            drawing.outline(x + 5, y + 6, SIDE, SIDE, dashed=True)
        elif row.whom:
            drawing.outline(x + 5, y + 6, SIDE, SIDE)
            drawing.rect(x + 10, y + 11, SIDE - 10, SIDE - 10, "a")
        else:
            drawing.rect(x + 5, y + 6, SIDE, SIDE, "a")
    drawing.line(0, y + height, WIDTH - 84, y + height, width=1)
    return y + height + 4


def _slanted(drawing: Drawing, x: float, y: float, words: str) -> None:
    assert text_width(words, SMALL) < 170
    drawing.shapes.append(
        f'<text class="rb-pic-muted" x="{x:.0f}" y="{y:.0f}" font-size="{SMALL}" fill="{INKS["muted"]}" '
        f'transform="rotate(-45 {x:.0f} {y:.0f})">{words}</text>'
    )


def _table(rows: Sequence[Row], *, household: bool) -> Table:
    names = [", ".join(part for part in (row.who, row.detail) if part) for row in rows]
    columns = [Column(label="Wer"), Column(label="Warum"), Column(label="Was")]
    cells: list[list[str | Cell]] = [[name, row.why, row.sees] for name, row in zip(names, rows, strict=True)]
    if household:
        columns.append(Column(label="Für wen"))
        for line, row in zip(cells, rows, strict=True):
            line.append(row.whom or "alle im Haushalt")
    return Table(caption="Wer sieht was?", columns=columns, rows=cells)
