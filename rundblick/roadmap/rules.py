"""What follows from rows: stations of the path, agreement of tickets, what is due. Pure; knows no database."""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, TypeVar

from rundblick.roadmap.codes import Choice, State, Voice

DECIDE_WITHIN = dt.timedelta(days=14)
"""Time to decide after the Fahrplan was explained (PRO AKTIV 2.5, step 3)."""

WORDS = ("motivation", "occupations", "care", "ideas")
"""Questions of a ticket that are answered in words, one thing a line."""
HOURS = "hours"


class Dated(Protocol):
    """Something that happened on a day and was written at a moment."""

    @property
    def on(self) -> dt.date: ...

    @property
    def written_at(self) -> dt.datetime: ...


class Decided(Dated, Protocol):
    """A decision as the rules need it."""

    @property
    def choice(self) -> str: ...

    @property
    def review_on(self) -> dt.date | None: ...


D = TypeVar("D", bound=Dated)
C = TypeVar("C", bound=Decided)


def latest(rows: Iterable[D]) -> D | None:
    """The row of the latest day; of two on one day the one written last."""
    return max(rows, key=lambda row: (row.on, row.written_at), default=None)


@dataclass(frozen=True)
class Station:
    """One step of the path as it stands. `on`: when it happened, or is planned. `told`: follows from other entries."""

    code: str
    state: State
    on: dt.date | None = None
    told: bool = False


@dataclass(frozen=True)
class Facts:
    """Days that say a step has happened, although nobody ticked it. None = not yet."""

    wished: dt.date | None = None
    decided: dt.date | None = None
    ticket: dt.date | None = None
    before: dt.date | None = None
    after: dt.date | None = None


def stations(codes: Sequence[str], noted: Mapping[str, tuple[str, dt.date | None]], facts: Facts) -> list[Station]:
    """The path in its order. What somebody noted goes before what follows from other entries."""
    follows = {
        "talk": (State.DONE, facts.wished),
        "decide": (State.DONE, facts.decided),
        "tickets": (State.UNDER_WAY, facts.ticket),
        "before": (State.DONE, facts.before),
        "after": (State.DONE, facts.after),
    }
    found = []
    for code in codes:
        state, on = follows.get(code, (State.OPEN, None))
        if code in noted:
            found.append(Station(code, State(noted[code][0]), noted[code][1]))
        elif on is not None:
            found.append(Station(code, state, on, told=True))
        else:
            found.append(Station(code, State.OPEN))
    return found


def next_station(path: Sequence[Station]) -> Station | None:
    """Where the person is: the furthest step under way, else the first open one; None at the end."""
    under_way = [station for station in path if station.state == State.UNDER_WAY]
    if under_way:
        return under_way[-1]
    return next((station for station in path if station.state == State.OPEN), None)


class Due(Enum):
    """What the Fahrplan waits for."""

    DECISION = "decision"
    REVIEW = "review"


def due(*, wish: bool, informed_on: dt.date | None, decisions: Iterable[Decided]) -> tuple[Due, dt.date] | None:
    """What is due when; None while nothing is.

    Two weeks after the Fahrplan was explained the person is asked, unless they decided since that day. Who waits is
    asked on the day they named. Who does not want to, or goes on, is not asked.
    """
    last = latest(decisions)
    if last is not None and last.choice == Choice.LATER and (informed_on is None or last.on >= informed_on):
        return (Due.REVIEW, last.review_on) if last.review_on else None
    if not wish or informed_on is None or (last is not None and last.on >= informed_on):
        return None
    return Due.DECISION, informed_on + DECIDE_WITHIN


class Said(Protocol):
    """A ticket as the rules need it."""

    @property
    def voice(self) -> str: ...

    @property
    def valid_from(self) -> dt.date: ...

    @property
    def written_at(self) -> dt.datetime: ...

    @property
    def hours_from(self) -> int | None: ...

    @property
    def hours_until(self) -> int | None: ...


S = TypeVar("S", bound=Said)


def side_by_side(tickets: Iterable[S]) -> list[S]:
    """Tickets as they are compared: the person first and once, then the others in the order of the voices.

    The person has one view, whoever wrote it down: the latest counts.
    """
    rows = sorted(tickets, key=lambda row: (row.valid_from, row.written_at))
    own = [row for row in rows if row.voice == Voice.PERSON][-1:]
    order = list(Voice.values)
    return own + sorted(
        (row for row in rows if row.voice != Voice.PERSON),
        key=lambda row: (order.index(row.voice), row.valid_from, row.written_at),
    )


class Agreement(Enum):
    """How views on one question stand to each other."""

    NOBODY = ""
    ONE = "eine Sicht"
    ALIKE = "alle gleich"
    PARTLY = "zum Teil gleich"
    DIFFERENT = "verschieden"


@dataclass(frozen=True)
class Thing:
    """One line of an answer; `common`: somebody else says it too."""

    text: str
    common: bool


@dataclass(frozen=True)
class Compared:
    """One question: an answer per ticket, how they stand to each other, and what that means in a sentence."""

    question: str
    cells: tuple[tuple[Thing, ...], ...]
    agreement: Agreement
    sentence: str = ""


def things(text: str | None) -> list[str]:
    """The lines of an answer, without bullets and empty ones."""
    lines = (re.sub(r"^[\s\-–•*]+", "", line).strip() for line in (text or "").splitlines())
    return [line for line in lines if line]


def _plain(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()


def compare_words(question: str, answers: Sequence[str | None]) -> Compared:
    """Mark what two authors say in the same words, whatever their capitals and punctuation."""
    lines = [things(answer) for answer in answers]
    plain = [{_plain(line) for line in one} for one in lines]
    cells = tuple(
        tuple(
            Thing(line, any(_plain(line) in other for place, other in enumerate(plain) if place != here))
            for line in one
        )
        for here, one in enumerate(lines)
    )
    given = [one for one in plain if one]
    return Compared(question, cells, _agreement(given, common=any(thing.common for cell in cells for thing in cell)))


def _agreement(given: Collection[set[str]], *, common: bool) -> Agreement:
    if len(given) < 2:
        return Agreement.ONE if given else Agreement.NOBODY
    if len({frozenset(one) for one in given}) == 1:
        return Agreement.ALIKE
    return Agreement.PARTLY if common else Agreement.DIFFERENT


def compare_hours(ranges: Sequence[tuple[int, int] | None]) -> Compared:
    """Where ranges of hours a week meet; ends are inclusive."""
    given = [one for one in ranges if one is not None]
    cells = tuple((Thing(hours(one), sum(other == one for other in given) > 1),) if one else () for one in ranges)
    if len(given) < 2:
        return Compared(HOURS, cells, Agreement.ONE if given else Agreement.NOBODY)
    low, high = max(one[0] for one in given), min(one[1] for one in given)
    if len(set(given)) == 1:
        return Compared(HOURS, cells, Agreement.ALIKE)
    if low <= high:
        return Compared(HOURS, cells, Agreement.PARTLY, f"Gemeinsam möglich: {hours((low, high))}.")
    least, most = min(one[0] for one in given), max(one[1] for one in given)
    return Compared(HOURS, cells, Agreement.DIFFERENT, f"Die Angaben liegen zwischen {least} und {most} Stunden.")


def hours(span: tuple[int, int]) -> str:
    """A range of hours a week in words."""
    low, high = span
    said = f"{low}" if low == high else f"{low} bis {high}"
    return f"{said} {'Stunde' if said == '1' else 'Stunden'}"


@dataclass(frozen=True)
class Moved:
    """Before and after coaching. `settled` and `open`: codes of what was to be settled, and what still is."""

    change: int
    settled: tuple[str, ...]
    open: tuple[str, ...]


def moved(before: tuple[int, Sequence[str]], after: tuple[int, Sequence[str]]) -> Moved:
    """What became of a position: (number, what is to be settled) then and now."""
    still = tuple(after[1])
    return Moved(after[0] - before[0], tuple(code for code in before[1] if code not in still), still)
