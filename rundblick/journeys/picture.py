"""How far everybody got, as a picture: one row per person and benefit, one field per step, and the same as a table."""

from collections.abc import Sequence

from rundblick.journeys.definition import Journey
from rundblick.journeys.grid import Person, reached_words
from rundblick.journeys.rules import State
from rundblick.web.parts import Column, Table
from rundblick.web.pictures import Picture
from rundblick.web.pictures.drawing import SMALL, TEXT, Drawing, text_width, wrap

WIDTH = 440.0
_LABEL = 232.0
_ROW = 26.0
_FIELD = 16.0


def furthest_steps(
    journey: Journey, people: Sequence[Person], states: dict[tuple[str, str], State], *, key: str = ""
) -> Picture:
    """Filled fields for steps that were reached, a patterned one at a no, empty ones for what is open or behind it.

    Steps outside of a track's funnel are left out of its row. Numbers above the fields name the steps below.
    """
    drawing = Drawing(width=WIDTH, key=key)
    number = len(journey.steps)
    wide = (WIDTH - _LABEL) / number
    for index in range(number):
        drawing.text(_LABEL + wide * (index + 0.5), SMALL, str(index + 1), size=SMALL, ink="muted", anchor="middle")
    y = 24.0
    for person in people:
        if len(people) > 1 or len(journey.tracks) > 1:
            drawing.text(0, y + TEXT, person.name, bold=True)
            y += 26
        for track in journey.tracks:
            state = states[str(person.id), track.code]
            label = track.label if len(journey.tracks) > 1 else person.name
            height = _row(drawing, journey, track.code, label, state, y, wide)
            y += height
        y += 8
    drawing.line(0, y, WIDTH, y)
    y += 8
    for index, step in enumerate(journey.steps, start=1):
        drawing.text(16, y + SMALL, str(index), size=SMALL, bold=True, anchor="end")
        y += drawing.lines(26, y + SMALL, step.label, WIDTH - 26, size=SMALL, ink="muted") + 2
    y += _key(drawing, y + 6)
    return drawing.picture(
        height=y,
        title="Wie weit es gekommen ist",
        description=_description(journey, people, states),
        table=_table(journey, people, states),
    )


def _row(drawing: Drawing, journey: Journey, track: str, label: str, state: State, y: float, wide: float) -> float:
    lines = wrap(label, _LABEL - 12, SMALL)
    for place, line in enumerate(lines):
        drawing.text(0, y + SMALL + place * SMALL * 1.3, line, size=SMALL)
    counted = journey.funnel_steps(track)
    refused = state.stopped_by.step if state.stopped_by and state.stopped_by.answer == "no" else ""
    top = y + 3
    for index, step in enumerate(journey.steps):
        if step.code not in counted:
            continue
        x = _LABEL + wide * index + 2
        if step.code in state.reached or _passed(counted, step.code, state):
            drawing.bar(x, top, wide - 4, _FIELD, 0)
        elif step.code == refused:
            drawing.bar(x, top, wide - 4, _FIELD, 2)
        else:
            drawing.outline(x, top, wide - 4, _FIELD, dashed=True)
    return max(_ROW, len(lines) * SMALL * 1.3 + 4)


def _passed(counted: tuple[str, ...], step: str, state: State) -> bool:
    """A step that was not asked, but a later one was reached."""
    return any(code in state.reached for code in counted[counted.index(step) + 1 :])


def _key(drawing: Drawing, y: float) -> float:
    """What the fields mean."""
    x = 0.0
    for series, word in ((0, "erreicht"), (2, "nein"), (None, "offen")):
        if series is None:
            drawing.outline(x, y, 22, _FIELD, dashed=True)
        else:
            drawing.bar(x, y, 22, _FIELD, series)
        drawing.text(x + 30, y + SMALL - 1, word, size=SMALL)
        x += 30 + text_width(word, SMALL) + 28
    return 30.0


def _description(journey: Journey, people: Sequence[Person], states: dict[tuple[str, str], State]) -> str:
    whole = len(people) * len(journey.tracks)
    done = sum(1 for person in people for track in journey.tracks if states[str(person.id), track.code].stop is None)
    return f"{done} von {whole} am Ziel." if whole else "Noch niemand auf dem Bogen."


def _table(journey: Journey, people: Sequence[Person], states: dict[tuple[str, str], State]) -> Table:
    rows = []
    for person in people:
        for track in journey.tracks:
            state = states[str(person.id), track.code]
            why = ""
            if state.stopped_by:
                why = "; ".join(r.label for r in track.reasons if r.code in state.stopped_by.reasons)
            rows.append([person.name, track.label, reached_words(journey, state), why])
    return Table(
        caption="Wie weit es gekommen ist",
        columns=[Column(label="Wer"), Column(label="Was"), Column(label="Stand"), Column(label="Gründe")],
        rows=rows,
        hidden_caption=True,
    )
