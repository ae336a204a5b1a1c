"""Funnels of a journey per track and site: who got how far, why not further, and what is taken up."""

from collections import Counter
from collections.abc import Sequence

from rundblick.evaluation.cohort import JourneyRecords
from rundblick.evaluation.counted import Book, Record, Sums, listed
from rundblick.evaluation.sections import Task
from rundblick.evaluation.sections.subjects import UNITS, code_of
from rundblick.journeys import rules
from rundblick.journeys.definition import Track
from rundblick.statistics.funnel import Funnel, funnel
from rundblick.statistics.suppression import Arc

SEVERAL = "Mehrfachnennung möglich"


def compute(task: Task) -> Book:
    """All tracks of the journey at the Stichtag."""
    book = task.book("User Journeys")
    records = task.records()
    known = rules.states(task.journey, records.answers, records.subjects, task.members.as_of)
    for track in _asked(task, records):
        states = {subject: known[subject, track.code] for subject in records.subjects}
        groups = dict(task.sites(records))
        built = {label: _funnel(task, track, [states[s] for s in those]) for label, those in groups.items()}
        for label, one in built.items():
            _steps(task, book, records, track, label, one)
        located = {subject for label, those in groups.items() if label for subject in those}
        outside = _funnel(task, track, [states[s] for s in records.subjects if s not in located])
        book.sums.append(_sums(task, book, track, built, outside))
        everybody = list(states.values())
        _reasons(task, book, records, track, everybody)
        _kinds(task, book, records, track, everybody)
    return book


def _asked(task: Task, records: JourneyRecords) -> list[Track]:
    """The tracks the source describes, and of those only the law knows the ones somebody was asked about."""
    asked = {answer.track for answer in records.answers}
    return [track for track in task.journey.tracks if track.origin.law is None or track.code in asked]


def code_of_track(task: Task, track: Track) -> str:
    """The beginning of the codes of a track's figures."""
    return f"{task.programme}.{task.journey.id}.{track.code}"


def _funnel(task: Task, track: Track, states: Sequence[rules.State]) -> Funnel[str]:
    gates = task.journey.funnel_steps(track.code)
    return funnel(gates, {s.subject: [code for code in s.reached if code in gates] for s in states})


def _steps(task: Task, book: Book, records: JourneyRecords, track: Track, label: str, built: Funnel[str]) -> None:
    code, unit = code_of_track(task, track), UNITS[task.journey.subject]
    first = built.steps[0]
    everybody = book.cell(f"{task.programme}.{code_of(task)}", label)
    entrance = task.journey.step(first.code).label
    for place, step in enumerate(built.steps):
        note = "Nenner: alle." if place == 0 else f"Nenner: {unit} mit {entrance}."
        book.part(
            f"{code}.{step.code}",
            f"{track.label}: {task.journey.step(step.code).label}",
            records.records(step.reached),
            of=len(built.subjects) if place == 0 else len(first.reached),
            whole=everybody if place == 0 else book.cell(f"{code}.{first.code}", label),
            subgroup=label,
            note=note,
        )
        if place == 0:
            book.part(
                f"{code}.not_{step.code}",
                f"{track.label}: kein {entrance}",
                records.records(step.dropped),
                of=len(built.subjects),
                whole=everybody,
                subgroup=label,
                note=note,
            )


def _sums(task: Task, book: Book, track: Track, built: dict[str, Funnel[str]], outside: Funnel[str]) -> Sums:
    """All funnels of a track as one system: everybody's numbers are the sums of the sites'."""
    arcs: list[Arc] = []
    last = len(outside.steps)
    groups: list[tuple[str | None, Funnel[str]]] = [(label, one) for label, one in built.items() if label]
    for label, one in [*groups, (None, outside)]:
        numbers = _numbers(one)
        for place, value in enumerate(numbers):
            tail = ("all", -1) if place == 0 else ("group", label, place - 1)
            head = ("all", last) if place == last else ("group", label, place)
            arcs.append(Arc(_cell(task, book, track, label, place), tail, head, value))
        for place in range(last):
            lost = numbers[place] - numbers[place + 1]
            arcs.append(Arc(_lost(task, book, track, label, place), ("group", label, place), ("lost", place), lost))
    numbers = _numbers(built[""])
    for place, value in enumerate(numbers):
        arcs.append(Arc(_cell(task, book, track, "", place), ("all", place), ("all", place - 1), value))
    for place in range(last):
        lost = numbers[place] - numbers[place + 1]
        arcs.append(Arc(_lost(task, book, track, "", place), ("lost", place), ("all", place), lost))
    return Sums(tuple(arcs), dear=frozenset(_cell(task, book, track, label, 0) for label in built))


def _numbers(one: Funnel[str]) -> list[int]:
    return [len(one.subjects), *(len(step.reached) for step in one.steps)]


def _cell(task: Task, book: Book, track: Track, label: str | None, place: int) -> str:
    gates = task.journey.funnel_steps(track.code)
    code = f"{code_of_track(task, track)}.{gates[place - 1]}" if place else f"{task.programme}.{code_of(task)}"
    return book.cell(code, label) if label is not None else f"{book.cell(code)}|rest"


def _lost(task: Task, book: Book, track: Track, label: str | None, place: int) -> str:
    if place == 0 and label is not None:
        return book.cell(f"{code_of_track(task, track)}.not_{task.journey.funnel_steps(track.code)[0]}", label)
    return f"{_cell(task, book, track, label, place + 1)}|lost"


def _reasons(task: Task, book: Book, records: JourneyRecords, track: Track, states: Sequence[rules.State]) -> None:
    """Why an offer is not taken up although it could be, as printed, and at which step."""
    journey, code = task.journey, code_of_track(task, track)
    gates = journey.funnel_steps(track.code)
    stopped = [s for s in states if s.stop in gates[1:]]
    given = rules.published_reasons(journey, track.code, states, after=gates[0])
    entitled, used = book.cell(f"{code}.{gates[0]}"), book.cell(f"{code}.{gates[-1]}")
    outside, stating, silent = (f"{entitled}|{name}" for name in ("stopped", "stating", "silent"))
    size = sum(1 for s in states if gates[0] in s.reached or s.stop is None)
    if len(gates) > 1:
        book.adds_up(entitled, {used: size - len(stopped), outside: len(stopped)}, size)
        book.adds_up(outside, {stating: given.respondents, silent: given.without_answer}, len(stopped))
    labels = dict(journey.published(track.code, reason.code) for reason in track.reasons)
    note = f"{SEVERAL}; Nenner: alle mit mindestens einem Grund."
    totals = {}
    for option in given.options:
        naming = [s for s in stopped if option.code in _published(task, track, s)]
        totals[option.code] = book.part(
            f"{code}.reason.{option.code}",
            f"{track.label}, nicht wahrgenommen: {labels[option.code]}",
            _own(records, naming),
            of=given.respondents,
            missing=given.without_answer,
            note=note,
            whole=stating,
            missing_cell=silent,
            rest_is_guarded=False,
        )
        at_steps = Counter(s.stop for s in naming)
        parts = {
            book.part(
                f"{code}.{step}.reason.{option.code}",
                f"{track.label}, vor „{journey.step(step).label}“ stehen geblieben: {labels[option.code]}",
                _own(records, [s for s in naming if s.stop == step]),
                of=option.mentions,
                whole=totals[option.code],
                note="Nenner: alle, die diesen Grund nennen.",
                quiet=True,
            ): at_steps[step]
            for step in gates[1:]
            if at_steps[step]
        }
        book.sums.append(listed(totals[option.code], parts, option.mentions, complete=False))
    if totals:
        mentions = {totals[option.code]: option.mentions for option in given.options}
        book.adds_up(f"{book.cell(code)}|mentions", mentions, given.mentions)


def _published(task: Task, track: Track, state: rules.State) -> set[str]:
    reasons = state.stopped_by.reasons if state.stopped_by else frozenset()
    return {task.journey.published(track.code, reason)[0] for reason in reasons}


def _kinds(task: Task, book: Book, records: JourneyRecords, track: Track, states: Sequence[rules.State]) -> None:
    """What exactly is taken up, by those who say so."""
    if not track.kinds_at:
        return
    code = code_of_track(task, track)
    taking = [s for s in states if track.kinds_at in s.reached]
    stating = [s for s in taking if s.cells[track.kinds_at].kinds]
    taken = book.cell(f"{code}.{track.kinds_at}")
    known, silent = f"{taken}|stating", f"{taken}|silent"
    cells = {}
    for kind in track.kinds:
        having = [s for s in stating if kind.code in s.cells[track.kinds_at].kinds]
        cell = book.part(
            f"{code}.detail.{kind.code}",
            f"{track.label}, wahrgenommen: {kind.label}",
            _own(records, having),
            of=len(stating),
            missing=len(taking) - len(stating),
            note=f"{SEVERAL}; Nenner: alle mit Angabe.",
            whole=known,
            missing_cell=silent,
            rest_is_guarded=False,
        )
        cells[cell] = len(having)
    book.adds_up(taken, {known: len(stating), silent: len(taking) - len(stating)}, len(taking))
    book.adds_up(f"{book.cell(code)}|kinds", cells, sum(cells.values()))


def _own(records: JourneyRecords, states: Sequence[rules.State]) -> list[Record]:
    return records.records([s.subject for s in states])
