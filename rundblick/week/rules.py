"""When a child has nobody: pure rules over recurring blocks. No database.

The week is computed as a circle of two: an odd calendar week, then an even one, in minutes from Monday 0:00 of the
odd one. So night shifts run on into the next day and from Sunday into Monday. (After a year of 53 weeks two odd weeks
follow each other; that one night is taken like all others.)

A child in need is without anybody in a minute when it is in no care and every carer is held up. A carer is held up by
the way to a block as by the block itself, except while the child is on its own way to or from care: then somebody who
is only on the way takes it along (decision 16).
"""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

DAY = 24 * 60
WEEK = 7 * DAY
CYCLE = 2 * WEEK
WEEKDAYS = ("Mo", "Di", "Mi", "Do", "Fr", "Sa", "So")

Spans = tuple[tuple[int, int], ...]
"""Half-open stretches of minutes in the circle: in order, apart from each other, none over its seam."""

ALWAYS: Spans = ((0, CYCLE),)


@dataclass(frozen=True, slots=True)
class Time:
    """A recurring block of one member. Minutes of the day; `ends` not after `starts` means the next day.

    `care`: somebody looks after this member (a child). `today` and `planned`: whether it holds today, and once the plan
    has come true. `goal` is set where it belongs to a goal the members share.
    """

    key: uuid.UUID
    person: uuid.UUID
    weekdays: tuple[int, ...]
    starts: int
    ends: int
    way_before: int = 0
    way_after: int = 0
    weeks: str = "every"
    care: bool = False
    today: bool = True
    planned: bool = True
    goal: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Cause:
    """A block that opens or keeps a gap, and when. `leaves`: care that falls away with the plan."""

    time: Time
    spans: Spans
    leaves: bool = False


@dataclass(frozen=True, slots=True)
class Collision:
    """Two planned blocks of different members' shared goals that need the same time for one child."""

    first: Time
    second: Time
    spans: Spans


@dataclass(frozen=True, slots=True)
class Gaps:
    """When one child has nobody: today, and once the plan has come true, and what makes the difference."""

    child: uuid.UUID
    today: Spans
    planned: Spans
    causes: tuple[Cause, ...] = ()
    collisions: tuple[Collision, ...] = ()

    @property
    def opened(self) -> Spans:
        """What only the plan opens."""
        return minus(self.planned, self.today)

    @property
    def closed(self) -> Spans:
        """What the plan closes."""
        return minus(self.today, self.planned)


def joined(spans: Iterable[tuple[int, int]]) -> Spans:
    """Any stretches as `Spans`; those that begin before the seam or reach over it go on at the other end."""
    pieces = []
    for start, end in spans:
        if end - start >= CYCLE:
            return ALWAYS
        start, end = start % CYCLE, start % CYCLE + end - start
        pieces += [(start, min(end, CYCLE)), (0, end - CYCLE)]
    found: list[tuple[int, int]] = []
    for start, end in sorted(piece for piece in pieces if piece[0] < piece[1]):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return tuple(found)


def both(one: Spans, other: Spans) -> Spans:
    """Minutes in both."""
    cut = ((max(a, c), min(b, d)) for a, b in one for c, d in other)
    return joined(piece for piece in cut if piece[0] < piece[1])


def minus(one: Spans, other: Spans) -> Spans:
    """Minutes in the first and not in the second."""
    edges = [0, *(edge for span in other for edge in span), CYCLE]
    return both(one, tuple(zip(edges[::2], edges[1::2], strict=True)))


def core(times: Iterable[Time]) -> Spans:
    """When these blocks run, without their ways."""
    return joined(piece for time in times for piece in _runs(time, 0, 0))


def whole(times: Iterable[Time]) -> Spans:
    """When these blocks run, with the ways there and back."""
    return joined(piece for time in times for piece in _runs(time, time.way_before, time.way_after))


def _runs(time: Time, before: int, after: int) -> Iterable[tuple[int, int]]:
    length = (time.ends - time.starts) % DAY or DAY
    for week in {"odd": (0,), "even": (WEEK,)}.get(time.weeks, (0, WEEK)):
        for weekday in time.weekdays:
            start = week + weekday * DAY + time.starts
            yield start - before, start + length + after


@dataclass(frozen=True, slots=True)
class _State:
    """The blocks of all members, either today's or the plan's, as seen by one child."""

    times: tuple[Time, ...]
    in_care: Spans
    on_way: Spans

    @classmethod
    def of(cls, child: uuid.UUID, times: Iterable[Time]) -> "_State":
        found = tuple(times)
        care = [time for time in found if time.care and time.person == child]
        in_care = core(care)
        return cls(found, in_care, minus(whole(care), in_care))

    def held(self, times: Collection[Time]) -> Spans:
        """When these blocks keep a carer from the child."""
        return joined((*minus(whole(times), self.on_way), *both(core(times), self.on_way)))

    def of_person(self, person: uuid.UUID) -> Spans:
        return self.held([time for time in self.times if time.person == person])

    def gaps(self, carers: Iterable[uuid.UUID]) -> Spans:
        found = minus(ALWAYS, self.in_care)
        for carer in carers:
            found = both(found, self.of_person(carer))
        return found


def gaps(child: uuid.UUID, carers: Collection[uuid.UUID], times: Sequence[Time]) -> Gaps:
    """When this child has nobody. Without carers every minute without care is one.

    A cause is a planned block of a carer who is free in that minute today, or care that falls away with the plan. Two
    causes of different members that belong to shared goals of theirs and meet in a minute collide.
    """
    today = _State.of(child, (time for time in times if time.today))
    planned = _State.of(child, (time for time in times if time.planned))
    found = Gaps(child, today.gaps(carers), planned.gaps(carers))
    causes = []
    for time in times:
        leaves = time.care and time.person == child and time.today and not time.planned
        if leaves:
            spans = both(found.opened, whole([time]))
        elif time.planned and not time.today and time.person in carers:
            spans = minus(both(found.opened, planned.held([time])), today.of_person(time.person))
        else:
            continue
        if spans:
            causes.append(Cause(time, spans, leaves))
    return Gaps(child, found.today, found.planned, tuple(causes), tuple(_collisions(causes)))


def _collisions(causes: Iterable[Cause]) -> Iterable[Collision]:
    for one, other in combinations([cause for cause in causes if cause.time.goal and not cause.leaves], 2):
        spans = both(one.spans, other.spans)
        if spans and one.time.person != other.time.person:
            yield Collision(one.time, other.time, spans)


@dataclass(frozen=True, slots=True)
class Slot:
    """The same stretch on several days of the circle (0 to 13). Minutes of the day and length in minutes."""

    days: frozenset[int]
    starts: int
    length: int

    @property
    def words(self) -> str:
        """The stretch in German, such as "Mo bis Fr 5:30–8:00 Uhr"."""
        if self.length >= CYCLE:
            return "die ganze Woche"
        end = self.starts + self.length
        if self.length > DAY:
            until = sorted((day + end // DAY) % 14 for day in self.days)
            return f"{day_words(self.days)} ab {clock(self.starts)} bis {day_words(until)} {clock(end % DAY)} Uhr"
        return f"{day_words(self.days)} {clock(self.starts)}–{clock(end % DAY or DAY)} Uhr"


def slots(spans: Spans) -> list[Slot]:
    """Stretches as a person would say them: equal ones of several days together, by their first day."""
    if not spans:
        return []
    pieces = [(start, end - start) for start, end in spans]
    if len(pieces) > 1 and spans[0][0] == 0 and spans[-1][1] == CYCLE:
        pieces[-1] = (pieces[-1][0], pieces[-1][1] + pieces.pop(0)[1])
    grouped: dict[tuple[int, int], set[int]] = defaultdict(set)
    for start, length in pieces:
        grouped[start % DAY, length].add(start // DAY)
    found = [Slot(frozenset(days), starts, length) for (starts, length), days in grouped.items()]
    return sorted(found, key=lambda slot: (min(day % 7 for day in slot.days), slot.starts, min(slot.days)))


def day_words(days: Iterable[int]) -> str:
    """Days of the circle in German: "Mo bis Fr", "Mo, Mi (ungerade Wochen)"."""
    asked = set(days)
    always = {day for day in range(7) if {day, day + 7} <= asked}
    parts = [_row(always)] if always else []
    for week, name in ((0, "ungerade Wochen"), (7, "gerade Wochen")):
        only = {day - week for day in asked if week <= day < week + 7} - always
        if only:
            parts.append(f"{_row(only)} ({name})")
    return "; ".join(parts)


def _row(days: Collection[int]) -> str:
    ordered = sorted(days)
    if len(ordered) > 2 and ordered[-1] - ordered[0] == len(ordered) - 1:
        return f"{WEEKDAYS[ordered[0]]} bis {WEEKDAYS[ordered[-1]]}"
    return ", ".join(WEEKDAYS[day] for day in ordered)


def clock(minute: int) -> str:
    """Minutes of a day as 7:30; 24:00 stays 24:00."""
    return f"{minute // 60}:{minute % 60:02}"


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of one member's day, in minutes of that day. `time` is None for a gap."""

    starts: int
    ends: int
    time: Time | None
    way: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Days of the circle that look alike, with the bars of each member."""

    days: tuple[int, ...]
    lanes: tuple[tuple[uuid.UUID, tuple[Bar, ...]], ...]


def days_alike(persons: Sequence[uuid.UUID], times: Sequence[Time], missing: Mapping[uuid.UUID, Spans]) -> list[Group]:
    """The two weeks as few groups of equal days, by their first day. Members in the order given."""
    bars: dict[uuid.UUID, list[tuple[Spans, Time | None, bool]]] = {person: [] for person in persons}
    for time in times:
        if time.person in bars:
            inner = core([time])
            bars[time.person] += [(inner, time, False), (minus(whole([time]), inner), time, True)]
    for child, spans in missing.items():
        if child in bars:
            bars[child].append((spans, None, False))
    alike: dict[tuple[tuple[uuid.UUID, tuple[Bar, ...]], ...], list[int]] = defaultdict(list)
    for day in range(14):
        window: Spans = ((day * DAY, (day + 1) * DAY),)
        lanes = tuple(
            (
                person,
                tuple(
                    sorted(
                        (
                            Bar(start - day * DAY, end - day * DAY, time, way)
                            for spans, time, way in rows
                            for start, end in both(spans, window)
                        ),
                        key=lambda bar: (bar.starts, bar.ends, bar.time is None),
                    )
                ),
            )
            for person, rows in bars.items()
        )
        alike[lanes].append(day)
    found = [Group(tuple(days), lanes) for lanes, days in alike.items()]
    return sorted(found, key=lambda group: (group.days[0] % 7, group.days[0]))
