"""Pure rules: who may sit at a table, who reads what, what comes next, and figures that count persons."""

import datetime as dt
import secrets
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rundblick.conferences.types import NEEDED, Type, part_of

REMIND_BEFORE = dt.timedelta(days=2)
"""So long before the last day a house is reminded once of its preparation."""
REVIEW_AFTER = dt.timedelta(weeks=4)
"""After so long one looks whether everything is done, unless a day was named."""
PROTOCOL_WITHIN = dt.timedelta(days=3)
"""The protocol is closed and distributed within so many days."""
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""What a code is made of: nothing that is read as something else."""


@dataclass(frozen=True, slots=True)
class Held:
    """One open door of a house or colleague: its topics, and the one member it is limited to (None = all)."""

    topics: frozenset[str]
    subject: uuid.UUID | None

    def opens(self, person: uuid.UUID | None, topic: str) -> bool:
        """Whether a row of that topic about this person (None = about nobody named) stands open."""
        return topic in self.topics and self.subject in (None, person)


def opens(doors: Iterable[Held], person: uuid.UUID | None, topic: str) -> bool:
    """Whether any of the doors opens it."""
    return any(door.opens(person, topic) for door in doors)


def missing(doors: Collection[Held], persons: Iterable[uuid.UUID], needed: Iterable[str] = NEEDED) -> list[uuid.UUID]:
    """The persons whose consent is lacking before somebody from outside can be invited."""
    return [person for person in persons if not all(opens(doors, person, topic) for topic in needed)]


def topics_open(doors: Iterable[Held], persons: Collection[uuid.UUID]) -> frozenset[str]:
    """Topics that these doors open for at least one of the persons."""
    return frozenset(
        topic for door in doors if door.subject is None or door.subject in persons for topic in door.topics
    )


def empty_parts(kind: Type, filled: Collection[str]) -> list[str]:
    """Parts that must be there and are not yet, in words."""
    lacking = [part_of(code) for code in kind.must if code not in filled]
    return [part.label for part in lacking if part is not None]


def code_word() -> str:
    """What stands for a household on a sheet without names; drawn, so that it tells nothing."""
    return "H-" + "".join(secrets.choice(LETTERS) for _ in range(5))


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """What is known of a conference when asking what comes next. `open_until`: days of decisions not done yet."""

    starts_on: dt.date
    prepare_until: dt.date | None
    prepared: bool
    closed_on: dt.date | None
    uninformed: bool
    open_until: Sequence[dt.date] = ()
    review_on: dt.date | None = None
    outcome_waits: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """What comes next and by when. `code`: prepare, protocol, inform or review."""

    code: str
    on: dt.date


def next_step(state: State) -> Step | None:
    """The one thing that comes next for whoever leads it; None when everything is done."""
    if state.closed_on is None:
        if state.prepare_until and not state.prepared and state.prepare_until < state.starts_on:
            return Step("prepare", state.prepare_until)
        return Step("protocol", state.starts_on + PROTOCOL_WITHIN)
    if state.uninformed:
        return Step("inform", state.closed_on + PROTOCOL_WITHIN)
    if state.open_until:
        return Step("review", state.review_on or min(max(state.open_until), state.closed_on + REVIEW_AFTER))
    if state.outcome_waits and state.review_on:
        return Step("review", state.review_on)
    return None


def consecutive(first: dt.datetime, *, minutes: int, pause: int, number: int) -> list[tuple[dt.datetime, dt.datetime]]:
    """Beginning and end of so many talks in a row, with a pause after each."""
    length, apart = dt.timedelta(minutes=minutes), dt.timedelta(minutes=minutes + pause)
    return [(first + place * apart, first + place * apart + length) for place in range(number)]


@dataclass(frozen=True, slots=True)
class Talk:
    """A conference that took place, as figures see it: what it counts as, whom it was about, on which day."""

    figure: str
    person: uuid.UUID
    on: dt.date


@dataclass(frozen=True, slots=True)
class Reach:
    """How many persons a format reached by a day: `persons` of `of`, in `talks` talks."""

    persons: int
    of: int
    talks: int


def reach(talks: Iterable[Talk], everybody: Collection[uuid.UUID], *, as_of: dt.date) -> Mapping[str, Reach]:
    """Persons reached, per format. Talks are told beside it: many talks of one person are one person reached.

    Talks after `as_of` and about anybody else do not count. PRO AKTIV 5.1.1 counts talks only and therefore can make no
    exact statement about how many were reached; this figure says both.
    """
    known = set(everybody)
    counted: dict[str, list[uuid.UUID]] = {}
    for talk in talks:
        if talk.on <= as_of and talk.person in known:
            counted.setdefault(talk.figure, []).append(talk.person)
    return {figure: Reach(len(set(found)), len(known), len(found)) for figure, found in counted.items()}
