"""Pure rules of contacts: what a rhythm asked for, what came of it, when the next contact is due. No database."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from rundblick.programmes.days import State, add_months
from rundblick.programmes.timing import Duration
from rundblick.web.german import german_date

ONE_DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
WEEKS_BACK, WEEKS_AHEAD = 26, 4
REVIEW_MONTHS = 3

IN_THE_FILE = ("contact.talk", "contact.home_visit", "contact.phone", "contact.video")
"""What the file tells as a contact, in words of the vocabulary."""
IN_PROGRAMMES = ("contact.three_way", "contact.group", "contact.household", "contact.accompanied")
"""Talks with the person that are recorded with a programme."""
SPOKEN = frozenset(IN_THE_FILE + IN_PROGRAMMES)
"""What counts where no programme says otherwise: every talk with the person, wherever it took place."""

Days = tuple[dt.date, dt.date | None]
"""Half-open; None = open."""


@dataclass(frozen=True)
class Step:
    """A distance that held from `start` until `end` (exclusive, None = still)."""

    every: Duration
    start: dt.date
    end: dt.date | None = None


@dataclass(frozen=True)
class Window:
    """A stretch of days in which one contact was expected; half-open. `over`: it had ended by the Stichtag."""

    start: dt.date
    end: dt.date
    met: bool
    over: bool
    every: Duration


def first_week(as_of: dt.date) -> dt.date:
    """The Monday with which the picture begins: the week of `as_of` is the last of twenty-six."""
    return monday(as_of) - (WEEKS_BACK - 1) * WEEK


def monday(day: dt.date) -> dt.date:
    """The Monday of that day's week."""
    return day - day.weekday() * ONE_DAY


def windows(
    steps: Iterable[Step],
    *,
    gaps: Sequence[Days],
    contacts: Collection[dt.date],
    since: dt.date,
    as_of: dt.date,
    state: State | None = None,
) -> list[Window]:
    """The stretches that end after `since` and have begun by `as_of` (inclusive), in order.

    Each step is laid out from its first day, and anew after each gap (a pause, a closed case). A stretch that a gap or
    the next step cuts short is left out: nobody is asked to keep half of a rhythm. The one that still runs is the
    last and not `over`.
    """
    found = []
    for step in steps:
        for start, end in _without(step.start, step.end, gaps):
            for first, after in _laid_out(start, step.every, state):
                if first > as_of or (end is not None and after > end):
                    break
                if after > since:
                    met = any(first <= day < after for day in contacts)
                    found.append(Window(first, after, met, after <= as_of + ONE_DAY, step.every))
    return sorted(found, key=lambda one: one.start)


def next_contact(every: Duration, *, since: dt.date, last: dt.date | None, state: State | None = None) -> dt.date:
    """The day by which the next contact is due. `since`: the first day of the rhythm; `last`: of the last contact.

    As in programmes: a closer rhythm never dates back before it began.
    """
    return max(every.after(last, state), since) if last is not None else every.after(since, state)


def reasons(
    *,
    next_on: dt.date | None,
    rests_until: dt.date | None,
    rests_since: dt.date | None,
    due_on: dt.date | None,
    opened_on: dt.date,
    last_on: dt.date | None,
    day: dt.date,
) -> list[str]:
    """Why it is no gap that nobody has spoken with somebody for a while; empty where nothing explains it.

    `rests_until`: agreed with the person; `rests_since`: their programme rests. `due_on`: by when the rhythm asks.
    """
    said = [f"Termin am {german_date(next_on, 'day')}"] if next_on else []
    said += [f"ruht bis {german_date(rests_until)}, so vereinbart"] if rests_until else []
    said += [f"das Programm ruht seit {german_date(rests_since)}"] if rests_since else []
    said += [f"nach dem Rhythmus bis {german_date(due_on)}"] if due_on and due_on >= day else []
    said += ["der Fall hat gerade erst begonnen"] if day - opened_on <= WEEK else []
    said += ["in den letzten sieben Tagen gesprochen"] if last_on and day - last_on <= WEEK else []
    return said


def latest_review(day: dt.date) -> dt.date:
    """The last day on which a rhythm set on `day` must be looked at again."""
    return add_months(day, REVIEW_MONTHS)


def _laid_out(start: dt.date, every: Duration, state: State | None) -> Iterator[tuple[dt.date, dt.date]]:
    first, number = start, 0
    while True:
        number += 1
        # Months do not add up (31 January, 28 February): they count from the start.
        after = add_months(start, number * every.months) if every.months else every.after(first, state)
        yield first, after
        first = after


def _without(start: dt.date, end: dt.date | None, gaps: Sequence[Days]) -> Iterator[Days]:
    for since, until in sorted(gaps, key=lambda gap: gap[0]):
        if until is not None and until <= start:
            continue
        if end is not None and since >= end:
            break
        if since > start:
            yield start, since
        if until is None:
            return
        start = until
    if end is None or start < end:
        yield start, end
