"""When a series takes place: every week at the same time on Berlin's clock, in summer and winter. No database."""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rundblick.calendar.rules import wall
from rundblick.directory.models import Event
from rundblick.directory.tongues import dates
from rundblick.directory.tongues.book import say
from rundblick.web.clock import BERLIN, in_berlin

WEEK = dt.timedelta(weeks=1)


@dataclass(frozen=True)
class Meeting:
    """One time of an event, on Berlin's clock. `series`: how it goes on, in words; empty for a single one.

    `again`: an earlier time of the same event stands before it in the list.
    """

    event: Event
    starts_at: dt.datetime
    ends_at: dt.datetime
    series: str = ""
    again: bool = False

    @property
    def times(self) -> str:
        """From when to when: "09:00 bis 12:00 Uhr"."""
        return say("{since} bis {until} Uhr", since=dates.clock(self.starts_at), until=dates.clock(self.ends_at))

    @property
    def cancelled(self) -> bool:
        """Whether it does not take place."""
        return self.event.cancelled_at is not None


def starts(first: dt.datetime, weeks: int) -> Iterator[dt.datetime]:
    """All beginnings of a series, on Berlin's clock: `first`, and the same wall-clock time in the weeks that follow.

    A time that the clock skips begins when the clock goes on; of one that it runs through twice the first is meant.
    """
    local = in_berlin(first)
    yield local
    for number in range(1, weeks):
        yield wall(local.date() + number * WEEK, local.time().replace(tzinfo=None, fold=0)).astimezone(BERLIN)


def between(events: Iterable[Event], since: dt.datetime, until: dt.datetime | None = None) -> list[Meeting]:
    """What is not over at `since` and begins before `until`, the first one first."""
    found: list[Meeting] = []
    for event in events:
        length = dt.timedelta(minutes=event.minutes)
        words, again = series(event), False
        for begins in starts(event.starts_at, event.weeks):
            ends = (begins.astimezone(dt.UTC) + length).astimezone(BERLIN)
            if ends.astimezone(dt.UTC) > since.astimezone(dt.UTC) and (until is None or begins < until):
                found.append(Meeting(event, begins, ends, words, again))
                again = True
    return sorted(found, key=lambda one: (one.starts_at.astimezone(dt.UTC), one.event.name, str(one.event.pk)))


def series(event: Event) -> str:
    """How a series goes on: "jeden Dienstag bis 12.01.2027"."""
    if event.weeks == 1:
        return ""
    first = in_berlin(event.starts_at)
    last = first.date() + (event.weeks - 1) * WEEK
    return say("jeden {weekday} bis {day}", weekday=dates.weekday(first.weekday()), day=dates.date(last))
