"""A small picture of who is inside: one row per open door, one column per topic."""

from collections.abc import Sequence

from rundblick.access.doorbook import Line
from rundblick.access.doors import TOPICS
from rundblick.access.words import TOPIC_WORDS
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import INKS, SMALL, Drawing, Picture, text_width, wrap

LEFT = 190
STEP = 30
HEAD = 128
SIDE = 18
WIDTH = LEFT + STEP * len(TOPICS) + 84
MOST_ROWS = 12


def who_sees_what(lines: Sequence[Line]) -> Picture | None:
    """Rows are the open doors, a filled square means the topic is open, a small one that it is open for one member
    only. None without doors; long books show their first dozen and say so."""
    if not lines:
        return None
    drawing = Drawing(width=WIDTH)
    for number, topic in enumerate(TOPICS):
        _slanted(drawing, LEFT + number * STEP + 14, HEAD - 12, TOPIC_WORDS[topic])
    y = float(HEAD)
    for line in lines[:MOST_ROWS]:
        y = _row(drawing, y, line)
    if len(lines) > MOST_ROWS:
        drawing.text(0, y + SMALL, f"und {len(lines) - MOST_ROWS} weitere", ink="muted", size=SMALL)
        y += 2 * SMALL
    return drawing.picture(
        height=y + 4,
        title="Wer sieht was?",
        description=f"{len(lines)} offene Türen. Ein gefülltes Feld heißt: Dieses Thema ist offen.",
        table=_table(lines),
    )


def _name(line: Line) -> str:
    return ", ".join(part for part in (line.who or line.basis, line.organisation) if part)


def _row(drawing: Drawing, y: float, line: Line) -> float:
    words = wrap(line.who or line.basis, LEFT - 12, SMALL)
    used = len(words) * SMALL * 1.25
    drawing.lines(0, y + SMALL, line.who or line.basis, LEFT - 12, size=SMALL)
    used += drawing.lines(0, y + used + SMALL, line.organisation, LEFT - 12, ink="muted", size=SMALL - 2)
    height = max(used + 10, STEP + 4)
    for number, topic in enumerate(TOPICS):
        x = LEFT + number * STEP
        if topic not in line.grant.topics:
            drawing.outline(x + 5, y + 6, SIDE, SIDE, dashed=True)
        elif line.grant.subject_id:
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


def _table(lines: Sequence[Line]) -> Table:
    return Table(
        caption="Wer sieht was?",
        columns=[Column(label="Wer"), Column(label="Warum"), Column(label="Was"), Column(label="Für wen")],
        rows=[[_name(line), line.basis, line.topics, line.member or "alle im Haushalt"] for line in lines],
    )
