"""When a participation rests. Clocks that count from its start wait meanwhile; nobody is asked for a contact."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.programmes.facts import Fact

PAUSED = "participation.paused"
RESUMED = "participation.resumed"

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rest:
    """A stretch of days; half-open, `until` is the day it goes on again, None while it rests.

    `fact`: what began the pause, None for days on which a member does not take part at all.
    """

    since: dt.date
    until: dt.date | None
    fact: Fact | None = None

    def shared_with(self, other: "Rest") -> "Rest | None":
        """The days of both, None where they do not meet."""
        since = max(self.since, other.since)
        until = min((day for day in (self.until, other.until) if day is not None), default=None)
        facts = [rest.fact for rest in (self, other) if rest.fact is not None]
        return Rest(since, until, max(facts, key=_steady, default=None)) if until is None or since < until else None


def member_rests(facts: Iterable[Fact], started: dt.date, ended: dt.date | None) -> list[Rest]:
    """The days on which one member does not take part: pauses, and everything outside of the participation.

    Told again while it rests, a pause goes on; one that is taken up again on its first day was none. With the last
    day (inclusive) a pause is over.
    """
    over = ended + _ONE_DAY if ended is not None else None
    inside = Rest(started, over)
    pauses = [within for rest in _pauses(facts) if (within := rest.shared_with(inside)) is not None]
    return [Rest(dt.date.min, started), *pauses, *([Rest(over, None)] if over is not None else [])]


def shared_rests(members: Iterable[Sequence[Rest]]) -> tuple[Rest, ...]:
    """The days on which all who take part rest, in order; days on which nobody takes part are no pause."""
    common = [Rest(dt.date.min, None)]
    for rests in members:
        common = [both for one in common for other in rests if (both := one.shared_with(other)) is not None]
    return tuple(sorted((rest for rest in common if rest.fact is not None), key=lambda rest: rest.since))


def put_off(day: dt.date, rests: Iterable[Rest]) -> dt.date | None:
    """The day a clock is over when it would have been `day` without these pauses, given in order.

    None while it rests: nobody knows yet how long. What was over before a pause began stays where it was.
    """
    for rest in rests:
        if day < rest.since:
            break
        if rest.until is None:
            return None
        day += rest.until - rest.since
    return day


def _pauses(facts: Iterable[Fact]) -> list[Rest]:
    days: dict[dt.date, dict[str, Fact]] = defaultdict(dict)
    for fact in sorted((f for f in facts if f.code in {PAUSED, RESUMED}), key=_steady):
        days[fact.valid_from].setdefault(fact.code, fact)
    found: list[Rest] = []
    begun: Fact | None = None
    for day, heard in sorted(days.items()):
        if begun is None:
            begun = heard.get(PAUSED) if RESUMED not in heard else None
        elif RESUMED in heard:
            found.append(Rest(begun.valid_from, day, begun))
            begun = heard.get(PAUSED)
    return [*found, Rest(begun.valid_from, None, begun)] if begun is not None else found


def _steady(fact: Fact) -> tuple[dt.date, str, str, str, str]:
    return fact.valid_from, fact.code, fact.key, str(fact.subject or ""), str(fact.value)
