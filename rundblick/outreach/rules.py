"""Where the search for somebody stands, and what comes next. Pure."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from rundblick.outreach.codes import Channel, Kind, Result
from rundblick.outreach.ladder import HouseLadder, Step

_DAY = dt.timedelta(days=1)


class Told(Protocol):
    """An entry as the rules read it: the fields of `models.Entry` that they ask about."""

    @property
    def kind(self) -> str: ...
    @property
    def on(self) -> dt.date: ...
    @property
    def channel(self) -> str: ...
    @property
    def result(self) -> str: ...


@dataclass(frozen=True)
class Standing:
    """What holds after all entries: the attempts since somebody was last reached, and since when none are wanted."""

    attempts: Sequence[Told] = field(default_factory=tuple)
    stopped_on: dt.date | None = None

    @property
    def since(self) -> dt.date | None:
        """The day of the first attempt."""
        return self.attempts[0].on if self.attempts else None

    @property
    def seeking(self) -> bool:
        """Whether a next step makes sense."""
        return bool(self.attempts) and self.stopped_on is None


@dataclass(frozen=True)
class Next:
    """The next step of the ladder; `step` is None when all attempts are made and people look at it together."""

    number: int
    step: Step | None
    label: str
    why: str
    due_on: dt.date


def standing(entries: Iterable[Told], *, talked_on: dt.date | None = None) -> Standing:
    """What holds after these entries, given in their order. `talked_on`: the day of the latest talk.

    Being reached, being back and a talk begin anew; a wish for quiet holds until one of them.
    """
    attempts: list[Told] = []
    stopped_on: dt.date | None = None
    for entry in entries:
        if entry.kind == Kind.BACK or entry.result == Result.REACHED:
            attempts, stopped_on = [], None
        elif entry.kind == Kind.STOPPED:
            stopped_on = entry.on
        else:
            attempts.append(entry)
    if talked_on is not None:
        attempts = [one for one in attempts if one.on > talked_on]
        stopped_on = None if stopped_on is not None and stopped_on < talked_on else stopped_on
    return Standing(tuple(attempts), stopped_on)


def next_step(ladder: HouseLadder, attempts: Sequence[Told], *, today: dt.date) -> Next:
    """What comes after these attempts. Without any, the first step, due `today`."""
    number = len(attempts)
    last = attempts[-1].on if attempts else today
    if number < len(ladder.steps):
        step = ladder.steps[number]
        due_on = last + step.after_days * _DAY if attempts else today
        return Next(number + 1, step, step.label, step.why, due_on)
    closing = ladder.closing
    return Next(number + 1, None, closing.label, closing.why, last + closing.after_days * _DAY)


def untried(attempts: Iterable[Told]) -> list[Channel]:
    """Ways nobody has gone yet, in their usual order."""
    gone = {one.channel for one in attempts}
    return [channel for channel in Channel if channel not in gone]
