"""The frame of one participation: when it began and ended, its phases, and what happened within it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.programmes.days import add_working_days
from rundblick.programmes.definition import Phase, Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.pauses import Rest, member_rests, put_off, shared_rests
from rundblick.programmes.timing import Duration, Start

STARTED = "participation.started"
ENDED = "participation.ended"
WITHDRAWN = "participation.withdrawn"

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Participation:
    """The frame of one participation: its first start, and the end, None while it runs.

    A household takes part as long as one of its members does, and rests while all who take part do. `subject`: the
    person in programmes for persons, None in programmes for households. `rests`: its pauses, in order; empty where
    the definition knows none.
    """

    started: Fact
    ended: Fact | None
    subject: uuid.UUID | None
    rests: tuple[Rest, ...] = ()

    @classmethod
    def of(cls, facts: Iterable[Fact], definition: Programme) -> "Participation | None":
        """Read from the facts of one participation; None before it has started."""
        ordered = sorted(facts, key=chronological)
        starts = [f for f in ordered if f.code == STARTED]
        if not starts:
            return None
        first = starts[0]
        subject = first.subject if definition.unit != "household" else None
        members = {f.subject: f for f in reversed(starts) if subject is None or f.subject == subject}
        ends = [
            next((e for e in ordered if e.code == ENDED and e.subject in {None, who} and not_before(e, start)), None)
            for who, start in members.items()
        ]
        over = [end for end in ends if end is not None]
        ended = max(over, key=chronological) if len(over) == len(ends) else None
        rests: tuple[Rest, ...] = ()
        if definition.time.pause is not None:
            rests = shared_rests(
                member_rests(
                    (f for f in ordered if f.subject in {None, who}), start.valid_from, end.valid_from if end else None
                )
                for (who, start), end in zip(members.items(), ends, strict=True)
            )
        return cls(first, ended, subject, rests)

    def concerns(self, fact: Fact) -> bool:
        """Whether a fact belongs here: in programmes for persons only what is about this person or all."""
        return self.subject is None or fact.subject in {None, self.subject}

    def covers(self, day: dt.date) -> bool:
        """Whether the participation was running on that day, first and last day included."""
        return self.started.valid_from <= day and (self.ended is None or day <= self.ended.valid_from)

    @property
    def resting(self) -> Rest | None:
        """The pause nobody has ended yet."""
        return next((rest for rest in self.rests if rest.until is None), None)

    def not_resting(self, day: dt.date) -> dt.date | None:
        """That day, or the day the last pause was over if that is later; None while it rests."""
        if self.resting is not None:
            return None
        return max([day, *(rest.until for rest in self.rests if rest.until is not None)])

    def counted(self, span: Duration, anchor: Fact, definition: Programme) -> dt.date | None:
        """The day on which `span`, counted from `anchor`, is over; None while a pause holds it up.

        Only what counts from the start waits for pauses, by as many days as they last.
        """
        day = span.after(anchor.valid_from, definition.state)
        moved = put_off(day, self.rests) if anchor.code == STARTED else day
        if moved is None or moved == day or span.working_days is None:
            return moved
        return add_working_days(moved - _ONE_DAY, 1, definition.state)


@dataclass(frozen=True, slots=True)
class PhasePeriod:
    """When a phase holds; half-open."""

    phase: Phase
    starts: dt.date
    ends: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether it is this phase on that day."""
        return self.starts <= day and (self.ends is None or day < self.ends)


def phase_periods(
    facts: Iterable[Fact], definition: Programme, participation: Participation | None
) -> list[PhasePeriod]:
    """The phases with their dates, in order. Those that wait for an event are missing until it happened."""
    relevant = list(facts)
    starts = [(begin_of(p.starts, relevant, definition, participation), p) for p in definition.time.phases]
    begun = sorted(((day, phase) for day, phase in starts if day), key=lambda pair: (pair[0], pair[1].code))
    ends = [*(day for day, _ in begun[1:]), None][: len(begun)]
    runs = {run.code: run.valid_until for run in definition.runs}
    return [
        PhasePeriod(phase, day, _earlier(end, runs.get(phase.run or "")))
        for (day, phase), end in zip(begun, ends, strict=True)
    ]


def occurrences(code: str, where: tuple[str, ...], facts: list[Fact], participation: Participation) -> list[Fact]:
    """Each time an event happened during the participation, first and last day included, in order.

    `where`: only with one of these values, all when empty. Told twice under one key it counts from the first time.
    """
    if code == STARTED:
        return [participation.started]
    if code == ENDED:
        return [participation.ended] if participation.ended else []
    found: dict[tuple[str, str], Fact] = {}
    for fact in sorted(facts, key=chronological):
        wanted = fact.code == code and (not where or fact.value in where)
        if wanted and participation.covers(fact.valid_from):
            found.setdefault((occurrence_key(fact), str(fact.subject or "")), fact)
    return list(found.values())


def begin_of(
    start: Start, facts: list[Fact], definition: Programme, participation: Participation | None
) -> dt.date | None:
    """The day something begins, None while the event it waits for has not happened."""
    if start.on is not None:
        return start.on
    if participation is None or start.after is None:
        return None
    first = next(iter(occurrences(start.after, (), facts, participation)), None)
    if first is None:
        return None
    return participation.counted(start.by, first, definition) if start.by else first.valid_from


def occurrence_key(anchor: Fact) -> str:
    """What tells this occurrence from others of its kind: its key, else its (planned) day."""
    day = anchor.value if isinstance(anchor.value, dt.date) else anchor.valid_from
    return anchor.key or day.isoformat()


def chronological(fact: Fact) -> tuple[dt.date, str, str, str, str, str]:
    """Sort key by day; beyond it the order has no meaning and only makes results independent of the input's."""
    return fact.valid_from, fact.code, fact.key, str(fact.subject or ""), str(fact.value), str(fact.valid_until or "")


def not_before(event: Fact, anchor: Fact) -> bool:
    """Whether something happened on the day of the anchor or later."""
    return event.valid_from >= anchor.valid_from


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min((day for day in (one, other) if day is not None), default=None)
