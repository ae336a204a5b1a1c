"""When answers may be told, what they come to, and when an open course falls. Pure; numbers run from 0 to 10."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from rundblick.statistics.suppression import suppress_counts

LOWEST, HIGHEST = 0, 10
LEAST_ANSWERS, LEAST_PEOPLE = 10, 5
"""Without a name: fewer answers, or answers of fewer people, are never told. The database holds it (`sql.py`)."""

EARLIER, LATEST = 3, 2
DROP = 2.0
LOW = 3
BANDS = ((0, 3), (4, 6), (7, 10))


class Course(StrEnum):
    """How open answers of one person go on."""

    FEW = "few"
    STEADY = "steady"
    FALLING = "falling"


@dataclass(frozen=True)
class Said:
    """One open answer: the day of the talk and the numbers by statement, without those left out."""

    on: dt.date
    answers: Mapping[str, int]

    @property
    def mean(self) -> float | None:
        """The mean of the numbers given; None without any."""
        return mean(list(self.answers.values()))


@dataclass(frozen=True)
class Trend:
    """A course and why. `before`, `after`: means that were compared; `low`: statements that stay low."""

    course: Course
    before: float | None = None
    after: tuple[float, ...] = ()
    low: tuple[str, ...] = ()

    @property
    def falling(self) -> bool:
        """Whether there is a reason to talk about it."""
        return self.course is Course.FALLING


def mean(numbers: Sequence[int] | Sequence[float]) -> float | None:
    """The arithmetic mean; None of nothing."""
    return sum(numbers) / len(numbers) if numbers else None


def trend(said: Sequence[Said]) -> Trend:
    """What open answers of one person to one coach come to; in any order.

    It falls when each of the last two answers lies at least two points under the mean of the three before, or when
    one statement was answered with 3 or less the last two times. Answers without a number do not count.
    """
    rows = sorted((one for one in said if one.answers), key=lambda one: one.on)
    means = [one.mean for one in rows if one.mean is not None]
    after = tuple(means[-LATEST:])
    before = mean(means[-EARLIER - LATEST : -LATEST]) if len(means) >= EARLIER + LATEST else None
    dropped = before is not None and all(value <= before - DROP for value in after)
    low = _low(rows)
    if dropped or low:
        return Trend(Course.FALLING, before if dropped else None, after, low)
    return Trend(Course.STEADY if before is not None else Course.FEW, before, after)


def _low(rows: Sequence[Said]) -> tuple[str, ...]:
    """Statements whose last two numbers are low."""
    given: dict[str, list[int]] = {}
    for row in rows:
        for code, number in row.answers.items():
            given.setdefault(code, []).append(number)
    last = {code: numbers[-LATEST:] for code, numbers in given.items() if len(numbers) >= LATEST}
    return tuple(code for code, numbers in last.items() if all(number <= LOW for number in numbers))


def quarter_of(day: dt.date) -> dt.date:
    """The first day of the quarter of that day."""
    return day.replace(month=day.month - (day.month - 1) % 3, day=1)


def quarter_before(first: dt.date) -> dt.date:
    """The first day of the quarter before one that begins then."""
    return quarter_of(first - dt.timedelta(days=1))


def last_day_of(first: dt.date) -> dt.date:
    """The last day of the quarter that begins then."""
    return quarter_of(first + dt.timedelta(days=100)) - dt.timedelta(days=1)


def enough(answers: int, people: int) -> bool:
    """Whether so many answers of so many people may be told."""
    return answers >= LEAST_ANSWERS and people >= LEAST_PEOPLE


@dataclass(frozen=True)
class Figure:
    """What the answers to one statement come to; `bands`: how many in each of `BANDS`, as printed.

    `given`: numbers, `missing`: answers without one, as printed. Without `mean` there are too few to tell.
    """

    code: str
    mean: float | None = None
    given: str = ""
    missing: str = ""
    bands: tuple[str, ...] = field(default=())


def figure(code: str, counts: Mapping[int, int] | None, *, answers: int) -> Figure:
    """The figure of one statement from how often each number was given; None where too few gave one.

    Cells under three are not printed, nor any from which they could be worked out; then neither is the number of
    those who gave one.
    """
    if not counts:
        return Figure(code)
    given = sum(counts.values())
    cells = [sum(counts.get(number, 0) for number in range(low, high + 1)) for low, high in BANDS]
    shown, _total = suppress_counts([*cells, answers - given])
    total = sum(number * times for number, times in counts.items())
    known = shown[-1].value is not None
    return Figure(
        code,
        mean=total / given,
        given=str(given) if known else "*",
        missing=shown[-1].text,
        bands=tuple(cell.text for cell in shown[:-1]),
    )
