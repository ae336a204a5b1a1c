"""The sheet as it is drawn: who, which benefit, which step, with footnotes numbered in reading order. No database."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from rundblick.journeys import codes, rules, standing, trail
from rundblick.journeys.definition import Journey, Step, Track
from rundblick.journeys.models import Cell
from rundblick.web.german import german_date


class Person(NamedTuple):
    """Whose row it is."""

    id: uuid.UUID
    name: str
    detail: str


@dataclass(frozen=True)
class Choice:
    """One answer that can be tapped. `value` is what the form sends: person, track, step and answer."""

    value: str
    label: str
    title: str
    pressed: bool
    mark: str


@dataclass(frozen=True)
class Box:
    """One cell. `place` is its id on the page; `words` says everything it shows, for those who hear it."""

    place: str
    label: str
    state: str
    text: str
    on: dt.date | None
    kinds: str
    footnote: int | None
    beyond: bool
    counts: bool
    choices: tuple[Choice, ...]
    words: str
    address: tuple[uuid.UUID, str, str]
    day: "DayField | None" = None

    @property
    def answers(self) -> str:
        """The answers a key may give here."""
        return " ".join(choice.value.rpartition(".")[2] for choice in self.choices)


@dataclass(frozen=True)
class DayField:
    """A field to type a day into. `value`: as it stands there now; `ahead`: it has not come yet."""

    label: str
    value: str
    ahead: bool


@dataclass(frozen=True)
class ShownHint:
    """The one hint of a row, and what the button sends to set it aside."""

    text: str
    value: str


@dataclass(frozen=True)
class Line:
    """One benefit of one person. `reached` says in words how far it got."""

    key: str
    label: str
    boxes: tuple[Box, ...]
    reached: str
    hint: ShownHint | None


@dataclass(frozen=True)
class Rows:
    """All benefits of one person."""

    person: Person
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class Footnote:
    """A numbered footnote below the grid."""

    number: int
    text: str


@dataclass(frozen=True)
class Grid:
    """The whole sheet on a day."""

    steps: tuple[Step, ...]
    people: tuple[Rows, ...]
    footnotes: tuple[Footnote, ...]
    legend: str

    @property
    def wide(self) -> bool:
        """Whether the columns need more room than seven with a yes and a no; a day takes more than those."""
        return len(self.steps) > 7 or len(self.steps) + sum(step.day for step in self.steps) > 8

    @property
    def days(self) -> list[str]:
        """The places that are answered by a day."""
        return [box.place for rows in self.people for line in rows.lines for box in line.boxes if box.day is not None]

    def line(self, person_id: uuid.UUID, track: str) -> Line | None:
        """The row of a person and track."""
        wanted = f"{person_id}.{track}"
        return next((line for rows in self.people for line in rows.lines if line.key == wanted), None)


@dataclass
class _Notes:
    """Numbers footnotes as they come; the same words share a number."""

    numbers: dict[str, int] = field(default_factory=dict)

    def number(self, text: str) -> int | None:
        return self.numbers.setdefault(text, len(self.numbers) + 1) if text else None


def build(
    journey: Journey,
    people: Sequence[Person],
    cells: Iterable[Cell],
    *,
    as_of: dt.date,
    aside: Mapping[tuple[uuid.UUID, str, str, str], int] | None = None,
    with_hints: bool = False,
) -> Grid:
    """Draw the sheet as of a day. `aside`: hints set aside, with the row they were about."""
    places = trail.by_place(cells)
    answers = trail.given(cell for rows in places.values() for cell in rows)
    plain = [standing.plain(cell) for cell in answers]
    known = rules.states(journey, plain, [str(person.id) for person in people], as_of)
    valid = {place: trail.valid(rows, as_of) for place, rows in places.items()}
    newest = {place: max(cell.sequence for cell in rows) for place, rows in places.items()}
    notes = _Notes()
    drawn = []
    for person in people:
        lines = []
        for track in journey.tracks:
            state = known[str(person.id), track.code]
            hint = _hint(journey, person, track, state, newest, aside or {}) if with_hints else None
            boxes = tuple(
                _box(journey, person, track, step, state, valid.get((person.id, track.code, step.code)), notes, as_of)
                for step in journey.steps
            )
            lines.append(Line(f"{person.id}.{track.code}", track.label, boxes, reached_words(journey, state), hint))
        drawn.append(Rows(person, tuple(lines)))
    footnotes = tuple(Footnote(number, text) for text, number in notes.numbers.items())
    return Grid(journey.steps, tuple(drawn), footnotes, scale_legend(journey))


def reached_words(journey: Journey, state: rules.State) -> str:
    """How far somebody got, in words: "bis Angebot bekannt", "am Ziel", "kein Anspruch" or "noch offen"."""
    if state.stop is None:
        return "am Ziel"
    if state.stopped_by is not None and state.stopped_by.answer == "no":
        return f"nein bei „{journey.step(state.stopped_by.step).label}“"
    return f"bis „{journey.step(state.furthest).label}“" if state.furthest else "noch offen"


def scale_legend(journey: Journey) -> str:
    """1 = selbstständig / 2 = …, as the source prints it above the grid; "" without a scale."""
    points = next((step.scale for step in journey.steps if step.scale), ())
    return " / ".join(f"{point.value} = {point.label}" for point in points)


def _box(
    journey: Journey,
    person: Person,
    track: Track,
    step: Step,
    state: rules.State,
    cell: Cell | None,
    notes: _Notes,
    as_of: dt.date,
) -> Box:
    place = f"{person.id}.{track.code}.{step.code}"
    code = codes.code_of(cell)
    text = codes.said_at(cell)
    number = notes.number(codes.footnote_text(journey, cell)) if cell else None
    kinds = codes.kind_labels(track, cell) if cell else ""
    answered = cell is not None and (cell.answer != "open" or number is not None)
    beyond = code == "open" and _beyond(journey, state, step)
    said = f"{text}, seit {german_date(cell.answered_on)}" if answered and cell else "offen"
    words = ", ".join(part for part in (f"{step.label}: {said}", kinds, f"Fußnote {number}" if number else "") if part)
    whose = f"{step.label}, {track.label}, {person.name}"
    return Box(
        place=place,
        label=step.label,
        state="ahead" if cell and cell.day and cell.day > as_of else cell.answer if answered and cell else "none",
        text=text if answered else "",
        on=cell.answered_on if answered and cell else None,
        kinds=kinds,
        footnote=number,
        beyond=beyond,
        counts=step.code in journey.funnel_steps(track.code),
        choices=tuple(
            Choice(
                value=f"{place}.{option}",
                label=option[1:] if step.scale else label,
                title=f"{whose}: {label}",
                pressed=option == code,
                mark=option if option in ("yes", "no") else "point",
            )
            for option, label in codes.choices_of(step)
            if option not in ("open", codes.DAY)
        ),
        words=words,
        address=(person.id, track.code, step.code),
        day=_day_field(step, whose, cell, as_of),
    )


def _day_field(step: Step, whose: str, cell: Cell | None, as_of: dt.date) -> DayField | None:
    if not step.day:
        return None
    day = cell.day if cell is not None and cell.answer == "yes" else None
    return DayField(whose, german_date(day) if day else "", day is not None and day > as_of)


def _beyond(journey: Journey, state: rules.State, step: Step) -> bool:
    """Whether a step lies behind a no and therefore need not be asked."""
    if state.stopped_by is None or state.stopped_by.answer != "no":
        return False
    order = [known.code for known in journey.steps]
    return order.index(step.code) > order.index(state.stopped_by.step)


def _hint(
    journey: Journey,
    person: Person,
    track: Track,
    state: rules.State,
    newest: Mapping[trail.Key, int],
    aside: Mapping[tuple[uuid.UUID, str, str, str], int],
) -> ShownHint | None:
    """The first hint of a row that nobody has set aside since its answer changed; at most one (design rule 9)."""
    for hint in rules.hints(journey, [state]):
        place = (person.id, track.code, hint.step)
        if aside.get((*place, hint.kind)) != newest.get(place, 0):
            return ShownHint(hint.text, f"{person.id}.{track.code}.{hint.step}.{hint.kind}")
    return None
