"""How far a referral is, what may follow, when to ask, and who is connected. Pure; days are Berlin's."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from rundblick.referrals.codes import State

_OPEN = frozenset(State) - {State.ENDED}

BEFORE: dict[State, frozenset[State]] = {
    State.PREPARED: frozenset({State.BEGUN, State.PREPARED}),
    State.CONTACTED: frozenset({State.BEGUN, State.PREPARED, State.CONTACTED, State.WAITING}),
    State.WAITING: frozenset({State.BEGUN, State.PREPARED, State.CONTACTED, State.WAITING}),
    State.FIRST: frozenset({State.BEGUN, State.PREPARED, State.CONTACTED, State.WAITING}),
    State.RUNNING: _OPEN,
    State.ENDED: _OPEN,
}
"""Target state -> the states it may follow. Asking again while somebody waits leaves them waiting."""

MANY_ATTEMPTS = 5
"""After so many attempts in vain it is time to think anew, together (BLAG E10: five attempts)."""

PREPARE_DAYS = 14

ENDED_ALREADY = "Diese Vermittlung ist beendet."
OUT_OF_ORDER = "An diesem Tag passt das nicht in den Verlauf: vorher oder nachher steht schon etwas anderes."


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """One step. `at`: orders steps of one day. `reached`: of an attempt, whether anybody answered; None = not said."""

    state: State
    on: dt.date
    at: dt.datetime
    reached: bool | None = None
    expected_on: dt.date | None = None
    result: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """A referral on a day. `since`: in this state since. `last_on`: the last thing that happened, None = nothing yet.

    `attempts`, `in_vain`: how often somebody asked, and how often without being answered since the last answer.
    `connected_on`: the first day on which the person was there (row 94), None = not yet. `waited`: days from the first
    asking until then, or so far; None before anybody asked.
    """

    state: State
    since: dt.date
    last_on: dt.date | None
    attempts: int
    in_vain: int
    asked_on: dt.date | None
    expected_on: dt.date | None
    connected_on: dt.date | None
    result: str

    @property
    def open(self) -> bool:
        """Whether it still goes on."""
        return self.state != State.ENDED

    @property
    def tired(self) -> bool:
        """Whether it was tried so often in vain that it is time to think anew."""
        return self.open and self.in_vain >= MANY_ATTEMPTS

    def waited(self, day: dt.date) -> int | None:
        """Days from the first asking until somebody was there, or until `day`; None before anybody asked."""
        if self.asked_on is None:
            return None
        until = self.connected_on or (self.since if not self.open else day)
        return max((until - self.asked_on).days, 0)


def course(begun_on: dt.date, steps: Iterable[Happened]) -> Course:
    """What the steps say together, whatever order they were written in.

    A step that may not follow what stands before it counts as an attempt or a day, and leaves the state as it was: an
    agency answers without knowing the rest.
    """
    found = Course(
        state=State.BEGUN,
        since=begun_on,
        last_on=None,
        attempts=0,
        in_vain=0,
        asked_on=None,
        expected_on=None,
        connected_on=None,
        result="",
    )
    for step in ordered(steps):
        found = _after(found, step)
    return found


def ordered(steps: Iterable[Happened]) -> list[Happened]:
    """In the order of their days, those of one day in the order they were written."""
    return sorted(steps, key=lambda step: (step.on, step.at))


def _after(before: Course, step: Happened) -> Course:
    now = replace(before, last_on=step.on)
    if step.state == State.CONTACTED:
        vain = now.in_vain + 1 if step.reached is False else 0
        now = replace(now, attempts=now.attempts + 1, in_vain=vain, asked_on=now.asked_on or step.on)
    if before.state not in BEFORE[step.state]:
        return now
    if step.state == State.WAITING:
        now = replace(now, expected_on=step.expected_on, in_vain=0, asked_on=now.asked_on or step.on)
    if step.state in (State.FIRST, State.RUNNING):
        now = replace(now, connected_on=now.connected_on or step.on, expected_on=None, in_vain=0)
        now = replace(now, asked_on=now.asked_on or step.on)
    stays = (step.state == State.CONTACTED and before.state == State.WAITING) or step.state == before.state
    if stays:
        return now
    return replace(now, state=step.state, since=step.on, result=step.result)


def problem(steps: Sequence[Happened], new: Happened) -> str:
    """German sentence why `new` does not fit into the course; "" when it does.

    Counted are the steps that do not follow what stands before them: one that makes no more of them fits.
    """
    if _misfits([*steps, new]) <= _misfits(steps):
        return ""
    last = ordered(steps)[-1] if steps else None
    return ENDED_ALREADY if last and last.state == State.ENDED and new.on >= last.on else OUT_OF_ORDER


def _misfits(steps: Iterable[Happened]) -> int:
    state, found = State.BEGUN, 0
    for step in ordered(steps):
        if state not in BEFORE[step.state]:
            found += 1
        elif not (step.state == State.CONTACTED and state == State.WAITING):
            state = step.state
    return found


def next_states(state: State) -> list[State]:
    """What may be noted next, in the order of the way."""
    return [target for target, before in BEFORE.items() if state in before]


@dataclass(frozen=True, slots=True)
class Nudge:
    """When to look after a referral, and why: "prepare", "ask" or "look"."""

    on: dt.date
    why: str


def nudge(
    now: Course, *, begun_on: dt.date, ask_after: int, look_after: int, looked_on: dt.date | None
) -> Nudge | None:
    """The next day on which somebody should look; None when it is over.

    Before anybody asked: after two weeks. While no answer came: the day after the one expected, or `ask_after` days
    after the last that happened. While it runs: `look_after` days after both sides were asked last, or after the start.
    """
    if not now.open:
        return None
    if now.state in (State.FIRST, State.RUNNING):
        start = max(filter(None, (looked_on, now.connected_on)), default=now.since)
        return Nudge(start + dt.timedelta(days=look_after), "look")
    if now.state in (State.BEGUN, State.PREPARED):
        return Nudge((now.last_on or begun_on) + dt.timedelta(days=PREPARE_DAYS), "prepare")
    if now.expected_on is not None and now.expected_on >= (now.last_on or begun_on):
        return Nudge(now.expected_on + dt.timedelta(days=1), "ask")
    return Nudge((now.last_on or begun_on) + dt.timedelta(days=ask_after), "ask")


@dataclass(frozen=True, slots=True)
class Link:
    """One connection of a person with a help (PRO AKTIV 2.2.2, Abb. 27)."""

    person: uuid.UUID
    group: str
    on: dt.date


@dataclass(frozen=True, slots=True)
class Connected:
    """How many people are connected, and by how many connections; `groups`: connections by group of kinds.

    `persons`: everybody who is counted, whether or not anything was ever tried for them.
    """

    persons: int
    connected: int
    links: int
    groups: tuple[tuple[str, int], ...]


def connected(
    links: Iterable[Link], *, persons: Collection[uuid.UUID], as_of: dt.date, order: Sequence[str]
) -> Connected:
    """Count by person and by connection (row 94); of these persons alone, up to `as_of` inclusive.

    A person counts once, however many connections they have; each connection counts, also with the same kind of help.
    """
    known = frozenset(persons)
    found = [link for link in links if link.person in known and link.on <= as_of]
    counted = tuple((group, sum(link.group == group for link in found)) for group in order)
    return Connected(
        persons=len(known), connected=len({link.person for link in found}), links=len(found), groups=counted
    )
