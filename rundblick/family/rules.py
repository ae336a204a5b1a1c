"""Pure rules of the household view: deadlines that follow from birth dates, and goals for one week. No database."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from rundblick.family.calendar_of_law import RuleOfLaw
from rundblick.people.rules import Role, turns
from rundblick.programmes.days import add_months
from rundblick.web.clock import monday_of

SCHOOL_STARTS = (8, 1)
SCHOOL_CUTOFF = (9, 30)
SCHOOL_MONEY = ((2, 1), (8, 1))


@dataclass(frozen=True, slots=True)
class Relative:
    """A member of today as the deadlines see them. `protected`: their contact is protected."""

    person: uuid.UUID
    name: str
    role: Role
    birth_date: dt.date | None
    protected: bool = False


class Reason(Protocol):
    """Why something comes up, in words; see `RuleOfLaw`."""

    @property
    def code(self) -> str: ...
    @property
    def label(self) -> str: ...
    @property
    def sentence(self) -> str: ...
    @property
    def late(self) -> str | None: ...
    @property
    def law(self) -> str: ...
    @property
    def status(self) -> str: ...
    @property
    def shown_to_family(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Deadline:
    """What comes up on a day, for whom, and where that is written. `late`: the day to remember has passed."""

    rule: Reason
    on: dt.date
    relatives: tuple[Relative, ...]
    late: bool = False

    @property
    def names(self) -> str:
        """Whom it concerns."""
        *first, last = [relative.name for relative in self.relatives]
        return f"{', '.join(first)} und {last}" if first else last

    @property
    def sentence(self) -> str:
        """The German sentence."""
        return self.rule.late if self.late and self.rule.late else self.rule.sentence

    @property
    def unsure(self) -> bool:
        """Whether the law of the Land or the single case decides."""
        return self.rule.status != "belegt"


def deadlines(relatives: Iterable[Relative], day: dt.date, law: Iterable[RuleOfLaw]) -> list[Deadline]:
    """What the law ties to ages from `day` for twelve months (exclusive), soonest first, per day in order of the law.

    Brothers and sisters with the same day share one entry. Nothing is said about who has no birth date.
    """
    until, people = turns(day, 1), list(relatives)
    found: list[Deadline] = []
    for rule in law:
        together: dict[tuple[dt.date, bool], list[Relative]] = defaultdict(list)
        for one in people:
            if one.birth_date and rule.concerns(one.role):
                for on, late in _days(rule, one.birth_date, day, until):
                    together[on, late].append(one)
        found += [
            Deadline(rule, on, tuple(concerned), late) for (on, late), concerned in together.items() if rule.holds(on)
        ]
    return sorted(found, key=lambda one: one.on)


def _days(rule: RuleOfLaw, born: dt.date, day: dt.date, until: dt.date) -> list[tuple[dt.date, bool]]:
    """The days of a rule from `day` until `until` (exclusive), each with whether it is a reminder that comes late."""
    if rule.on == "birthday":
        birthday = turns(born, rule.age)
        on = add_months(birthday, -rule.months_before)
        if rule.late and on < day < birthday:
            return [(day, True)]
        days = [on]
    elif rule.on == "school_start":
        days = [school_start(born, rule.age)]
    else:
        first, last = school_start(born, rule.age), turns(born, rule.until_age or rule.age)
        years = range(day.year, until.year + 1)
        days = [one for year in years for md in SCHOOL_MONEY if first <= (one := dt.date(year, *md)) < last]
    return [(on, False) for on in days if day <= on < until]


def school_start(born: dt.date, age: int) -> dt.date:
    """1 August of the year in which the child is `age` by 30 September (assumed; the Land decides)."""
    year = born.year + age
    return dt.date(year if turns(born, age) <= dt.date(year, *SCHOOL_CUTOFF) else year + 1, *SCHOOL_STARTS)


@dataclass(frozen=True, slots=True)
class DeadlineDay:
    """All that comes up on one day; `number` marks it in the picture."""

    number: int
    on: dt.date
    deadlines: tuple[Deadline, ...]


def by_day(found: Iterable[Deadline], *, together: bool = False) -> list[DeadlineDay]:
    """The deadlines grouped by day, numbered from 1.

    With `together` (all look at one screen) only what is about the children of the household, and nothing about
    somebody whose contact is protected.
    """
    grouped: dict[dt.date, list[Deadline]] = defaultdict(list)
    for one in found:
        shown = tuple(relative for relative in one.relatives if not (together and relative.protected))
        if shown and (one.rule.shown_to_family or not together):
            grouped[one.on].append(Deadline(one.rule, one.on, shown, one.late))
    return [DeadlineDay(number, on, tuple(grouped[on])) for number, on in enumerate(sorted(grouped), 1)]


@dataclass(frozen=True, slots=True)
class Planned:
    """A shared goal with a day. Rows of members who carry one goal together have the same `goal`."""

    person: uuid.UUID
    goal: Hashable
    due_on: dt.date


@dataclass(frozen=True, slots=True)
class SameWeek:
    """Members who have set themselves something for the week that begins on `monday`."""

    monday: dt.date
    planned: tuple[Planned, ...]

    @property
    def sentence(self) -> str:
        """The hint in words: it says what is, and judges nothing."""
        both = "Beide" if len({one.person for one in self.planned}) == 2 else "Mehrere"
        return f"{both} haben sich für dieselbe Woche etwas vorgenommen."


def same_week(planned: Sequence[Planned], day: dt.date) -> list[SameWeek]:
    """Weeks (Monday to Sunday) from that of `day` in which different goals of different members end.

    A goal carried together is one goal, so alone it is no hint.
    """
    weeks: dict[dt.date, list[Planned]] = defaultdict(list)
    for one in planned:
        weeks[monday_of(one.due_on)].append(one)
    return [
        SameWeek(monday, tuple(rows))
        for monday, rows in sorted(weeks.items())
        if monday >= monday_of(day) and any(a.person != b.person and a.goal != b.goal for a, b in combinations(rows, 2))
    ]
