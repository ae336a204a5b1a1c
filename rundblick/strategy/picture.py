"""The two phases after a talk as a line, with the contacts, the reviews and today."""

import datetime as dt
from collections.abc import Collection, Mapping

from rundblick.strategy.codes import PhaseCode
from rundblick.strategy.rules import DAY, Phase
from rundblick.web.german import count, german_date
from rundblick.web.parts import Column, Table
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, Picture, text_width

WIDTH = 720.0
_EDGE = 10.0
_BAR = 30.0
_DOT = 6.0


def phases(
    both: tuple[Phase, Phase], *, contacts: Collection[dt.date], reviews: Mapping[str, dt.date], today: dt.date
) -> Picture:
    """Both phases as bars on one line; each contact a dot on it, each review a mark below, today a line through."""
    start, until = both[0].start, both[1].until
    whole = (until - start).days

    def at(day: dt.date) -> float:
        return _EDGE + min(max((day - start).days / whole, 0), 1) * (WIDTH - 2 * _EDGE)

    drawing = Drawing(width=WIDTH)
    top = 2 * TEXT + 16
    for series, phase in enumerate(both):
        if phase.start < phase.until:
            left, right = at(phase.start), at(phase.until)
            drawing.text(left, TEXT, PhaseCode(phase.code).label, bold=True)
            drawing.text(left, TEXT + SMALL + 6, f"bis {german_date(phase.until - DAY)}", size=SMALL, ink="muted")
            drawing.bar(left, top, right - left, _BAR, series + 1)
    for day in contacts:
        drawing.disc(at(day), top + _BAR / 2, _DOT)
    base = top + _BAR
    for day in reviews.values():
        x = at(day)
        drawing.shape(f"M{x:.1f} {base + 3:.1f}L{x - 8:.1f} {base + 17:.1f}L{x + 8:.1f} {base + 17:.1f}Z", "ink")
    height = base + 22 if reviews else base + 6
    if start <= today < until:
        x, words = at(today), f"heute, {german_date(today)}"
        half = text_width(words, SMALL) / 2
        drawing.line(x, top - 4, x, height + 2, ink="ink", width=2)
        drawing.text(min(max(x, half), WIDTH - half), height + SMALL + 4, words, size=SMALL, anchor="middle")
        height += SMALL + 8
    if contacts:
        drawing.disc(_EDGE + _DOT, height + TEXT, _DOT)
        drawing.text(_EDGE + 20, height + TEXT + 5, "ein Gespräch", size=SMALL)
    if reviews:
        x = _EDGE + 150
        drawing.shape(f"M{x:.1f} {height + 9:.1f}L{x - 8:.1f} {height + 23:.1f}L{x + 8:.1f} {height + 23:.1f}Z", "ink")
        drawing.text(x + 16, height + TEXT + 5, "ein Rückblick", size=SMALL)
    return drawing.picture(
        height=height + 2 * TEXT,
        title="Die Zeit nach dem Gespräch",
        description=_described(both, contacts, reviews),
        table=_table(both, contacts, reviews),
    )


def _described(both: tuple[Phase, Phase], contacts: Collection[dt.date], reviews: Mapping[str, dt.date]) -> str:
    action, observation = both
    words = [
        f"Handlungsphase vom {german_date(action.start)} bis {german_date(action.until - DAY)}",
        f"Beobachtungsphase bis {german_date(observation.until - DAY)}"
        if observation.start < observation.until
        else "keine Beobachtungsphase",
        count(len(contacts), "Gespräch", "Gespräche"),
    ]
    words += [f"Rückblick auf die {PhaseCode(code).label} am {german_date(day)}" for code, day in reviews.items()]
    return f"{', '.join(words)}."


def _table(both: tuple[Phase, Phase], contacts: Collection[dt.date], reviews: Mapping[str, dt.date]) -> Table:
    rows = [(phase.start, f"{PhaseCode(phase.code).label} beginnt") for phase in both if phase.start < phase.until]
    rows += [(day, "Gespräch") for day in contacts]
    rows += [(day, f"Rückblick auf die {PhaseCode(code).label}") for code, day in reviews.items()]
    return Table(
        caption="Die Zeit nach dem Gespräch",
        columns=[Column(label="Tag"), Column(label="Was")],
        rows=[[german_date(day), words] for day, words in sorted(rows)],
        hidden_caption=True,
    )
