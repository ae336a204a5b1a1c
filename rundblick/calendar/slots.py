"""Pure rules of free time: working hours, breaks and ways, and which times to offer. No database."""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rundblick.calendar.codes import Setting
from rundblick.calendar.rules import end_after, wall
from rundblick.web.clock import BERLIN

NOON = dt.time(12)
STEP = 15
"""Offers begin at full quarters of an hour; so does a free time that is shown."""

SHORTEST_FREE = dt.timedelta(minutes=30)
MOST_OFFERS = 3
DAYS_AHEAD = 60


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` until `end` (exclusive), both in UTC. `setting` where an appointment takes the time."""

    start: dt.datetime
    end: dt.datetime
    setting: str = ""


@dataclass(frozen=True, slots=True)
class Hours:
    """When a coach takes appointments, on Berlin's wall clock.

    `week`: ISO weekday -> (from, until). `lunch`: (from, until) or None. `buffers`: setting -> minutes (before, after)
    that stay free next to another appointment.
    """

    week: Mapping[int, tuple[dt.time, dt.time]]
    lunch: tuple[dt.time, dt.time] | None = None
    buffers: Mapping[str, tuple[int, int]] = field(default_factory=dict)

    def buffer(self, setting: str) -> tuple[dt.timedelta, dt.timedelta]:
        """Time to keep free before and after an appointment in this setting."""
        before, after = self.buffers.get(setting, (0, 0))
        return dt.timedelta(minutes=before), dt.timedelta(minutes=after)


USUAL = Hours(
    week=dict.fromkeys(range(1, 6), (dt.time(8), dt.time(16))),
    lunch=(dt.time(12), dt.time(12, 30)),
    buffers={Setting.HOME_VISIT: (20, 20), Setting.COMPANY: (20, 20), Setting.NEIGHBOURHOOD: (15, 15)},
)
"""What holds until a coach says otherwise."""


def working(hours: Hours, day: dt.date) -> list[Span]:
    """The day's working time without lunch, in order."""
    times = hours.week.get(day.isoweekday())
    if times is None:
        return []
    whole = [Span(wall(day, times[0]), wall(day, times[1]))]
    if hours.lunch is None:
        return whole
    return without(whole, [Span(wall(day, hours.lunch[0]), wall(day, hours.lunch[1]))])


def without(spans: Iterable[Span], taken: Collection[Span]) -> list[Span]:
    """What remains of `spans` when `taken` is cut out; nothing empty remains."""
    remaining = [span for span in spans if span.start < span.end]
    for hole in taken:
        cut: list[Span] = []
        for span in remaining:
            if hole.end <= span.start or span.end <= hole.start:
                cut.append(span)
                continue
            cut += [Span(span.start, hole.start)] if span.start < hole.start else []
            cut += [Span(hole.end, span.end)] if hole.end < span.end else []
        remaining = cut
    return remaining


def free(hours: Hours, day: dt.date, taken: Collection[Span]) -> list[Span]:
    """Free time of a day worth showing: working time without appointments and their ways."""
    widened = []
    for span in taken:
        before, after = hours.buffer(span.setting)
        widened.append(Span(span.start - before, span.end + after))
    return [span for span in without(working(hours, day), widened) if span.end - span.start >= SHORTEST_FREE]


def fits(hours: Hours, start: dt.datetime, end: dt.datetime, setting: str, taken: Iterable[Span]) -> bool:
    """Whether an appointment may stand there: between two of them lies the longer of both ways."""
    before, after = hours.buffer(setting)
    for span in taken:
        others_before, others_after = hours.buffer(span.setting)
        if start < span.end + max(others_after, before) and span.start < end + max(after, others_before):
            return False
    return True


def offers(
    hours: Hours,
    days: Iterable[dt.date],
    taken: Sequence[Span],
    *,
    minutes: int,
    setting: str,
    not_before: dt.datetime,
    most: int = MOST_OFFERS,
) -> list[dt.datetime]:
    """The next beginnings at which `minutes` fit into working time, at most one per half day. In UTC, in order.

    `days` leaves out days off, absences and holidays; `taken` are the appointments that stand.
    """
    found: list[dt.datetime] = []
    for day in days:
        halves: set[bool] = set()
        for start in _beginnings(working(hours, day), minutes):
            morning = start.astimezone(BERLIN).time() < NOON
            if start < not_before or morning in halves:
                continue
            if fits(hours, start, end_after(start, minutes), setting, taken):
                halves.add(morning)
                found.append(start)
                if len(found) == most:
                    return found
    return found


def _beginnings(spans: Iterable[Span], minutes: int) -> Iterator[dt.datetime]:
    length, step = dt.timedelta(minutes=minutes), dt.timedelta(minutes=STEP)
    for span in spans:
        start = span.start + dt.timedelta(minutes=-span.start.minute % STEP)
        while start + length <= span.end:
            yield start
            start += step
