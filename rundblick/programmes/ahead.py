"""What the next weeks bring in one participation, computed from its rules; pure. Nothing of it is a promise yet."""

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rundblick.programmes.definition import Programme
from rundblick.programmes.due import rhythm_periods
from rundblick.programmes.duebook import Due
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.participation import Participation, phase_periods
from rundblick.web.german import german_date

WEEKS = 8
_CONTACT = "contact"


@dataclass(frozen=True, slots=True)
class Coming:
    """One thing on a day; `sure`: a rule has set it already, otherwise it follows if all goes as planned."""

    on: dt.date
    words: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class WeekAhead:
    """The days from a Monday on. An empty week is told too: nothing to do is good to know."""

    monday: dt.date
    title: str
    things: tuple[Coming, ...]


def weeks_ahead(
    facts: Iterable[Fact], programme: Programme, items: Collection[Due], today: dt.date, *, weeks: int = WEEKS
) -> list[WeekAhead]:
    """The weeks from this one on: what is due, the contacts that follow by the rhythm, phases that begin.

    What is overdue stands in the list of due items and not here. Empty while nobody takes part.
    """
    happened = known(facts, today)
    participation = Participation.of(happened, programme)
    if participation is None or participation.ended is not None or participation.resting is not None:
        return []
    monday = today - dt.timedelta(days=today.weekday())
    until = monday + dt.timedelta(weeks=weeks)
    things = [Coming(item.due_on, item.label) for item in items if today <= item.due_on < until]
    relevant = [fact for fact in happened if participation.concerns(fact)]
    ends = [item.due_on for item in items if item.kind == "end"]
    last = min([until, *(day + dt.timedelta(days=1) for day in ends)])
    things += _contacts(relevant, programme, participation, items, last)
    things += [
        Coming(one.starts, f"Phase „{one.phase.label}“ beginnt")
        for one in phase_periods(relevant, programme, participation)
        if today < one.starts < last
    ]
    by_week: dict[dt.date, list[Coming]] = defaultdict(list)
    for thing in things:
        by_week[thing.on - dt.timedelta(days=thing.on.weekday())].append(thing)
    return [
        WeekAhead(
            start,
            f"{german_date(start, 'day')} bis {german_date(start + dt.timedelta(days=6), 'day')}",
            tuple(sorted(by_week[start], key=lambda one: (one.on, one.words))),
        )
        for start in (monday + dt.timedelta(weeks=number) for number in range(weeks))
    ]


def _contacts(
    facts: list[Fact], programme: Programme, participation: Participation, items: Collection[Due], until: dt.date
) -> list[Coming]:
    """The contacts after the next one, each as far from the one before as the rhythm of its day asks."""
    day = min((item.due_on for item in items if item.kind == _CONTACT), default=None)
    found: list[Coming] = []
    steps = rhythm_periods(facts, programme, participation)
    while day is not None and day < until:
        held = [step for step, begins, ends in steps if begins <= day and (ends is None or day < ends)]
        if not held:
            break
        day = min(step.every.after(day, programme.state) for step in held)
        if day < until:
            found.append(Coming(day, "Nächster Kontakt", sure=False))
    return found
