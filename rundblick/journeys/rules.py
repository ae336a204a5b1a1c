"""How far somebody got, where a group loses people and why. Pure functions over dated answers.

All functions take `as_of`, valid time, that day included: an answer counts from its date on, and a later
answer to the same question replaces the earlier one without erasing it.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from rundblick.journeys.definition import Journey, Step
from rundblick.statistics.funnel import Funnel, funnel
from rundblick.statistics.responses import Responses, count_responses

Answer = Literal["yes", "no", "open"]
HintKind = Literal["yes_after_no", "gap", "no_reason", "needs_note", "kind_missing"]

ALL = ""
"""The subgroup of everybody."""

NOT_STATED = "(ohne Angabe)"
"""The subgroup of those whose attribute is not known."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One dated answer: subject, track (benefit), step. On a scale `answer` is yes and `point` says which.

    Where a step asks for a day, `answer` is yes and `day` says which; it may lie ahead. `reasons` and `kinds` are codes
    of the track, several allowed. `sequence` orders answers of the same day.
    """

    subject: str
    track: str
    step: str
    answer: Answer
    on: dt.date
    reasons: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    point: int | None = None
    note: str = ""
    sequence: int = 0
    day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where one subject stands in one track.

    `cells`: the valid answer per step; a day that lies ahead leaves its step open. `reached`: the steps got to, in
    order; no step after a "no" of the funnel is among them. `furthest`: the last of them. `stop`: the step of the
    funnel that comes next and was not reached, None at the end of it. `stopped_by`: the cell that says why, the "no" or
    an open one with reasons; None when it simply has not come to that.
    """

    subject: str
    track: str
    cells: Mapping[str, Cell]
    reached: tuple[str, ...]
    furthest: str | None
    stop: str | None
    stopped_by: Cell | None

    def answer(self, step: str) -> Answer:
        """The answer at a step; open where nothing was said."""
        cell = self.cells.get(step)
        return cell.answer if cell else "open"


@dataclass(frozen=True, slots=True)
class TrackFunnel:
    """The funnel of one track for one subgroup (ALL or a value of the attribute), with its Stichtag.

    `steps`: who reached and who dropped out where, with reasons (multiple response). `said_no`: of those who
    dropped out at a step, the ones with a no; the others are open. `kinds`: what is taken up by those who
    got to the step where that is asked.
    """

    journey: str
    track: str
    subgroup: str
    as_of: dt.date
    steps: Funnel[str]
    said_no: Mapping[str, tuple[str, ...]]
    kinds: Responses


@dataclass(frozen=True, slots=True)
class Tally:
    """The answers at one step: the subjects behind each. `points` by value of the scale, empty without one."""

    step: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    open: tuple[str, ...]
    points: Mapping[int, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Hint:
    """Something that does not fit together or says too little. Never an error, always dismissible."""

    kind: HintKind
    subject: str
    track: str
    step: str
    text: str


def state(journey: Journey, track: str, subject: str, cells: Iterable[Cell], as_of: dt.date) -> State:
    """Where a subject stands in a track on that day. Raises KeyError for an unknown track."""
    valid = _valid(cells, as_of).get((subject, track), {})
    return _state(journey, track, subject, valid)


def states(
    journey: Journey, cells: Iterable[Cell], subjects: Iterable[str], as_of: dt.date
) -> dict[tuple[str, str], State]:
    """The state of every subject in every track, also of those nobody has asked yet: (subject, track) -> State."""
    valid = _valid(cells, as_of)
    tracks = [track.code for track in journey.tracks]
    return {
        (subject, track): _state(journey, track, subject, valid.get((subject, track), {}))
        for subject in subjects
        for track in tracks
    }


def furthest(journey: Journey, attempts: Iterable[State]) -> State:
    """Of several attempts of one subject in one track, in their order, the one that got furthest; the later of equals.

    Raises ValueError without any attempt.
    """
    known = list(attempts)
    if not known:
        raise ValueError("no attempt")
    _, state = max(enumerate(known), key=lambda one: (height(journey, one[1]), len(one[1].reached), one[0]))
    return state


def height(journey: Journey, known: State) -> int:
    """How many steps of its funnel a state has passed."""
    gates = journey.funnel_steps(known.track)
    return gates.index(known.stop) if known.stop is not None else len(gates)


def funnels(
    journey: Journey,
    track: str,
    cells: Iterable[Cell],
    subjects: Mapping[str, Mapping[str, str]],
    as_of: dt.date,
    *,
    by: str | None = None,
) -> list[TrackFunnel]:
    """The funnel of a track for all subjects, and with `by` for each value of that attribute as well.

    `subjects`: everybody who is counted, with attribute values; somebody without any answer counts too. Values
    come in the order of the definition's choices, then alphabetically, those without a statement last.
    Raises KeyError for an unknown track and ValueError for an attribute that must not form subgroups.
    """
    groups: dict[str, list[str]] = {ALL: list(subjects)}
    if by is not None:
        groups |= _groups(journey, subjects, by)
    valid = _valid(cells, as_of)
    known = {s: _state(journey, track, s, valid.get((s, track), {})) for s in subjects}
    return [_track_funnel(journey, track, name, [known[s] for s in members], as_of) for name, members in groups.items()]


def published_reasons(journey: Journey, track: str, known: Iterable[State], *, after: str) -> Responses:
    """Why an offer is not taken up, under the labels of the source (codes of `Journey.published`).

    Counts everybody who passed `after` (as a rule the entitlement) and did not reach the end; a person with two
    reasons under one printed label counts once for it. Multiple response. Raises ValueError when `after` is no
    step of the funnel.
    """
    behind = journey.funnel_steps(track)[journey.funnel_steps(track).index(after) + 1 :]
    stopped = [s for s in known if s.track == track and s.stop in behind]
    answers = [
        {journey.published(track, reason)[0] for reason in (s.stopped_by.reasons if s.stopped_by else ())}
        for s in stopped
    ]
    order = dict.fromkeys(
        journey.published(track, reason.code)[0] for reason in journey.track(track).reasons if not reason.steps
    )
    given = frozenset().union(*answers) if answers else frozenset()
    return count_responses(answers, [code for code in order if code in given])


def tally(journey: Journey, track: str, step: str, known: Iterable[State]) -> Tally:
    """The answers at any step of a track, also one outside the funnel. Raises KeyError for an unknown step."""
    here = [s for s in known if s.track == track]
    points: dict[int, tuple[str, ...]] = {
        point.value: tuple(s.subject for s in here if step in s.cells and s.cells[step].point == point.value)
        for point in journey.step(step).scale
    }

    def those(answer: Answer) -> tuple[str, ...]:
        return tuple(s.subject for s in here if s.answer(step) == answer)

    return Tally(step, those("yes"), those("no"), those("open"), points)


def hints(journey: Journey, known: Iterable[State]) -> list[Hint]:
    """What somebody may want to look at again, in the order of subjects, tracks and steps."""
    return [hint for s in known for hint in _hints(journey, s)]


def cell_problems(journey: Journey, cell: Cell) -> list[str]:
    """Why a cell cannot be stored, in German: unknown codes, a point off the scale, reasons where none belong.

    An empty list means it can. Contradictions between cells are hints, not problems.
    """
    track = next((t for t in journey.tracks if t.code == cell.track), None)
    step = next((s for s in journey.steps if s.code == cell.step), None)
    if track is None:
        return [f"Unbekannte Zeile: {cell.track}"]
    if step is None:
        return [f"Unbekannter Schritt: {cell.step}"]
    problems = _scale_problems(step, cell)
    for code in sorted(cell.reasons):
        reason = track.reason(code)
        if reason is None:
            problems.append(f"Unbekannter Grund: {code}")
        elif reason.steps and cell.step not in reason.steps:
            problems.append(f"„{reason.label}“ ist hier kein möglicher Grund")
    if cell.answer == "yes" and cell.reasons:
        problems.append("Gründe gehören zu einem Nein oder zu einem offenen Schritt")
    kinds = {kind.code for kind in track.kinds} if track.kinds_at == cell.step else set()
    problems += [f"Unbekannte Angabe: {code}" for code in sorted(cell.kinds - kinds)]
    if cell.kinds and cell.answer != "yes":
        problems.append("Was wahrgenommen wird, gehört zu einem Ja")
    return problems


def _scale_problems(step: Step, cell: Cell) -> list[str]:
    if cell.day is not None and not step.day:
        return ["Dieser Schritt fragt nicht nach einem Tag"]
    if step.day and (cell.answer == "yes") != (cell.day is not None):
        return ["Ein Tag fehlt" if cell.day is None else "Ein Tag gehört zu einem Ja"]
    if not step.scale:
        return ["Dieser Schritt hat keine Skala"] if cell.point is not None else []
    points = [point.value for point in step.scale]
    if cell.answer == "no":
        return ["Auf einer Skala gibt es kein Nein"]
    if (cell.answer == "yes") != (cell.point in points):
        return [f"Ein Wert der Skala fehlt: {', '.join(map(str, points))}"]
    return []


def _valid(cells: Iterable[Cell], as_of: dt.date) -> dict[tuple[str, str], dict[str, Cell]]:
    found: dict[tuple[str, str], dict[str, Cell]] = {}
    for cell in cells:
        if cell.on <= as_of:
            steps = found.setdefault((cell.subject, cell.track), {})
            before = steps.get(cell.step)
            if before is None or _recency(before) < _recency(cell):
                steps[cell.step] = cell
    return {place: {code: _as_of(cell, as_of) for code, cell in steps.items()} for place, steps in found.items()}


def _as_of(cell: Cell, as_of: dt.date) -> Cell:
    """What lies ahead has not been reached yet."""
    return replace(cell, answer="open") if cell.day is not None and cell.day > as_of else cell


def _recency(cell: Cell) -> tuple[dt.date, int, str, int, list[str], list[str], str, str]:
    # Beyond date and sequence the order has no meaning; it only keeps the result independent of the input's.
    point = -1 if cell.point is None else cell.point
    day = cell.day.isoformat() if cell.day else ""
    return cell.on, cell.sequence, cell.answer, point, sorted(cell.reasons), sorted(cell.kinds), cell.note, day


def _state(journey: Journey, track: str, subject: str, cells: Mapping[str, Cell]) -> State:
    gates = journey.funnel_steps(track)
    reached: list[str] = []
    for step in journey.steps:
        cell = cells.get(step.code)
        if cell is None or cell.answer == "open":
            continue
        if cell.answer == "yes":
            reached.append(step.code)
        elif step.code in gates:
            break
    passed = max((place + 1 for place, code in enumerate(gates) if code in reached), default=0)
    stop = gates[passed] if passed < len(gates) else None
    ahead = [cells[code] for code in gates[passed:] if code in cells]
    refused = next((cell for cell in ahead if cell.answer == "no"), None)
    waiting = next((cell for cell in ahead if cell.answer == "open" and cell.reasons), None)
    return State(subject, track, cells, tuple(reached), reached[-1] if reached else None, stop, refused or waiting)


def _groups(journey: Journey, subjects: Mapping[str, Mapping[str, str]], by: str) -> dict[str, list[str]]:
    attribute = next((a for a in journey.subgroups(also_on_request=True) if a.code == by), None)
    if attribute is None:
        raise ValueError(f"{journey.id}: „{by}“ bildet keine Teilgruppen")
    choices = [choice.code for choice in attribute.choices]
    values = {subject: values.get(by) or NOT_STATED for subject, values in subjects.items()}

    def place(value: str) -> tuple[bool, int, str]:
        return value == NOT_STATED, choices.index(value) if value in choices else len(choices), value

    ordered = sorted(set(values.values()), key=place)
    return {value: [s for s in subjects if values[s] == value] for value in ordered}


def _track_funnel(journey: Journey, track: str, subgroup: str, members: list[State], as_of: dt.date) -> TrackFunnel:
    gates = journey.funnel_steps(track)
    own = journey.track(track)
    built = funnel(
        gates,
        {s.subject: [code for code in s.reached if code in gates] for s in members},
        {s.subject: {s.stop: s.stopped_by.reasons} for s in members if s.stop and s.stopped_by},
    )
    said_no = {
        code: tuple(s.subject for s in members if s.stop == code and s.stopped_by and s.stopped_by.answer == "no")
        for code in gates
    }
    taken = [s.cells[own.kinds_at].kinds for s in members if own.kinds_at and own.kinds_at in s.reached]
    kinds = count_responses(taken, [kind.code for kind in own.kinds])
    return TrackFunnel(journey.id, track, subgroup, as_of, built, said_no, kinds)


def _hints(journey: Journey, known: State) -> Iterator[Hint]:
    gates = journey.funnel_steps(known.track)
    refused: Step | None = None
    for step in journey.steps:
        answer = known.answer(step.code)
        if answer == "yes" and refused is not None:
            text = f"„{step.label}“ steht auf Ja, „{refused.label}“ davor auf Nein."
            yield Hint("yes_after_no", known.subject, known.track, step.code, text)
        if answer == "no" and refused is None and step.code in gates:
            refused = step
        if answer == "open" and step.code in gates and _passed(gates, step.code, known):
            text = f"„{step.label}“ ist offen, ein späterer Schritt steht auf Ja."
            yield Hint("gap", known.subject, known.track, step.code, text)
        if step.code in known.cells:
            yield from _cell_hints(journey, known.cells[step.code])


def _passed(gates: tuple[str, ...], step: str, known: State) -> bool:
    later = gates[gates.index(step) + 1 :]
    return any(code in known.reached for code in later)


def _cell_hints(journey: Journey, cell: Cell) -> Iterator[Hint]:
    track, step = journey.track(cell.track), journey.step(cell.step)

    def hint(kind: HintKind, text: str) -> Hint:
        return Hint(kind, cell.subject, cell.track, cell.step, text)

    reasons = [reason for code in sorted(cell.reasons) if (reason := track.reason(code))]
    if cell.answer == "no" and track.reasons and not cell.reasons and not cell.note:
        yield hint("no_reason", f"„{step.label}“ steht auf Nein, ein Grund fehlt.")
    if any(reason.needs_note for reason in reasons) and not cell.note:
        yield hint("needs_note", f"„{step.label}“: eine Fußnote würde den Grund erklären.")
    if step.explain_from is not None and cell.point is not None and cell.point >= step.explain_from and not cell.note:
        yield hint("needs_note", f"„{step.label}“: welche Unterstützung war nötig?")
    if cell.step == track.kinds_at and cell.answer == "yes" and not cell.kinds:
        yield hint("kind_missing", f"„{step.label}“: was genau?")
