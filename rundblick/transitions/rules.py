"""Where a transition stands on a day, and what presses. Pure; days are Berlin's, `as_of` is inclusive."""

import datetime as dt
import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from rundblick.transitions.chains import Planned
from rundblick.transitions.codes import Outcome, Sort, State
from rundblick.web.german import MONTHS, german_date

RECEIVER_DAYS = 56
"""A receiver should be named eight weeks before the turning day; a proposal of this installation."""
SOON = dt.timedelta(days=14)
"""A step is due two weeks before its day; what comes after the turning day not before it."""
GRACE = dt.timedelta(days=7)
"""A step that should have been done before the transition was even begun is not late from the first day on."""
AGAIN = dt.timedelta(days=7)
"""After "not yet arrived" it is asked again; a proposal of this installation."""

_MONTH = re.compile(r"(?:(\d{1,2})\s*[./-]\s*|([a-zäöü]+)\s+)([12]\d{3})")
_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)}


@dataclass(frozen=True, slots=True)
class Turning:
    """The turning day; with `sure` False the month in which `first` lies. Steps reckon with the first possible day."""

    first: dt.date
    sure: bool = True

    @property
    def last(self) -> dt.date:
        """The last day on which it would still be as expected."""
        if self.sure:
            return self.first
        return self.first.replace(day=monthrange(self.first.year, self.first.month)[1])

    def __str__(self) -> str:
        return german_date(self.first) if self.sure else f"{german_date(self.first, 'month')}, noch unsicher"


def read_month(text: str) -> Turning | None:
    """A month as people write it (03/2027, 3.2027, März 2027); None for anything else."""
    match = _MONTH.fullmatch(text.strip().casefold())
    if match is None:
        return None
    number = int(match[1]) if match[1] else _NUMBERS.get(match[2], 0)
    return Turning(dt.date(int(match[3]), number, 1), sure=False) if 1 <= number <= 12 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """Something done. `at`: orders what was written on one day. `outcome`: of a handover or arrival, else ""."""

    step: str
    on: dt.date
    at: dt.datetime
    not_needed: bool = False
    outcome: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A step on a day. `on`: when it should be done. `done`: what settled it. `tried`: the last try that did not."""

    step: Planned
    on: dt.date
    state: State
    done: Happened | None
    tried: Happened | None

    @property
    def open(self) -> bool:
        """Whether it is still to be done."""
        return self.done is None


@dataclass(frozen=True, slots=True)
class Course:
    """A transition on a day. `points` in the order of their days. `other`: done, but in no step of the chain today."""

    points: tuple[Point, ...]
    other: tuple[Happened, ...]

    @property
    def next(self) -> Point | None:
        """The first open step that can still press; None when there is none."""
        return next((point for point in self.points if point.open and point.state != State.PASSED), None)

    @property
    def late(self) -> int:
        """How many steps are late."""
        return sum(point.state == State.LATE for point in self.points)

    @property
    def settled(self) -> int:
        """How many steps are done or were not needed."""
        return sum(not point.open for point in self.points)

    @property
    def arrival(self) -> Point:
        """The step of arriving."""
        return next(point for point in self.points if point.step.kind == Sort.ARRIVAL)

    @property
    def arrived_on(self) -> dt.date | None:
        """The day on which somebody had arrived; None = not confirmed."""
        return self.arrival.done.on if self.arrival.done else None

    @property
    def handover(self) -> Point | None:
        """The step of handing over; None when the chain has none any more."""
        return next((point for point in self.points if point.step.kind == Sort.HANDOVER), None)


def course(
    turning: Turning, steps: Iterable[Planned], happened: Iterable[Happened], *, begun_on: dt.date, as_of: dt.date
) -> Course:
    """What is done, due, late, and what comes next, whatever order it was written in.

    A step is planned for its day from the turning day, but never before the transition was begun: moving the turning
    day moves all open steps. The latest word settles a step, if it settles it: a handover and an arrival take a yes.
    """
    steps = sorted(steps, key=lambda step: step.day)
    told = sorted((one for one in happened if one.on <= as_of), key=lambda one: (one.on, one.at))
    known = {step.code for step in steps}
    points = tuple(_point(step, turning, told, begun_on, as_of) for step in steps)
    arrival = next(point for point in points if point.step.kind == Sort.ARRIVAL)
    if not arrival.open:
        points = tuple(_passed(point) if point.step.day <= arrival.step.day else point for point in points)
    return Course(points, tuple(one for one in told if one.step not in known))


def _point(step: Planned, turning: Turning, told: Sequence[Happened], begun_on: dt.date, as_of: dt.date) -> Point:
    day = _shifted(turning.first, step.day)
    on = max(day, begun_on)
    own = [one for one in told if one.step == step.code]
    last = own[-1] if own else None
    if last and settles(step, last):
        state = State.NOT_NEEDED if last.not_needed else State.DONE
        return Point(step, on, state, last, None)
    late_after = max(on, begun_on + GRACE) if day < begun_on else on
    if step.day >= 0 and not turning.sure:
        late_after = _shifted(turning.last, step.day)
    too_early = step.day > 0 and as_of < turning.first
    soon = on <= as_of + SOON and not too_early
    state = State.LATE if as_of > late_after else State.DUE if soon else State.AHEAD
    return Point(step, on, state, None, last)


def _passed(point: Point) -> Point:
    """Once somebody has arrived, what was left open before does not press any more; it can still be noted."""
    return replace(point, state=State.PASSED) if point.open else point


def settles(step: Planned, happened: Happened) -> bool:
    """Whether this word closes the step. Arriving cannot be "not needed", and not yet decided is not done."""
    if step.kind == Sort.STEP or (happened.not_needed and step.kind == Sort.HANDOVER):
        return True
    return happened.outcome == Outcome.YES


def _shifted(day: dt.date, days: int) -> dt.date:
    return day + dt.timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Press:
    """Something that presses from a day on: "receiver", "arrival" or "step"."""

    on: dt.date
    why: str
    step: str = ""


def presses(now: Course, *, turning: Turning, named: bool, begun_on: dt.date) -> list[Press]:
    """What presses while the transition is open, the earliest first.

    The next step on its day; a receiver eight weeks before the turning day while nobody is named; the arrival on its
    day and again a week after each "not yet", until it is confirmed: so nobody falls between.
    """
    found = []
    if not named and now.arrived_on is None:
        found.append(Press(max(_shifted(turning.first, -RECEIVER_DAYS), begun_on), "receiver"))
    if now.arrived_on is None:
        tried = now.arrival.tried
        day = _shifted(turning.last, now.arrival.step.day)
        found.append(Press(max(day, tried.on + AGAIN) if tried else max(day, begun_on), "arrival"))
    if (following := _next_step(now)) is not None:
        found.append(Press(following.on, "step", following.step.code))
    return sorted(found, key=lambda press: (press.on, press.why))


def _next_step(now: Course) -> Point | None:
    waiting = (point for point in now.points if point.open and point.state != State.PASSED)
    return next((point for point in waiting if point.step.kind != Sort.ARRIVAL), None)


def problem(turning: Turning, *, sort: Sort, on: dt.date, today: dt.date) -> str:
    """German sentence why something cannot have been done on that day; "" when it can."""
    if on > today:
        return "Dieser Tag liegt in der Zukunft."
    if sort == Sort.ARRIVAL and on < turning.first:
        return "Ankommen kann die Person erst ab dem Tag des Wechsels. Ist er schon früher, ändern Sie zuerst den Tag."
    return ""


def distance(day: dt.date, as_of: dt.date) -> str:
    """How far away a day is, in plain words."""
    days = (day - as_of).days
    if days == 0:
        return "heute"
    amount, unit = (abs(days), "Tag") if abs(days) < 21 else (round(abs(days) / 7), "Woche")
    words = f"{amount}\u00a0{unit}" + ("" if amount == 1 else "en" if unit == "Tag" else "n")
    return f"in {words}" if days > 0 else f"vor {words}"
