"""Dated rules about households: who belongs when, ages, and which dates cannot be right. No database.

Periods are half-open: `valid_from` is the first day, `valid_until` the first day no longer (None = open).
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

OLDEST_AGE = 120
TURNING_AGES = (15, 18, 25)


class Role(StrEnum):
    """A member's place in the household (Bedarfsgemeinschaft, § 7 Abs. 3 SGB II), in the order of lists.

    PARENT raises children together with somebody; PARTNER has no children in the household or raises those of
    the other; ADULT_CHILD is an unmarried child from 18 to 24.
    """

    SINGLE_PARENT = "single_parent"
    PARENT = "parent"
    PARTNER = "partner"
    SINGLE = "single"
    OTHER = "other"
    ADULT_CHILD = "adult_child"
    CHILD = "child"


ROLE_LABELS = {
    Role.SINGLE_PARENT: "alleinerziehend",
    Role.PARENT: "Elternteil",
    Role.PARTNER: "Partnerin / Partner",
    Role.SINGLE: "alleinstehend",
    Role.OTHER: "weitere Person",
    Role.ADULT_CHILD: "erwachsenes Kind",
    Role.CHILD: "Kind",
}
_ORDER = {role: place for place, role in enumerate(Role)}


@dataclass(frozen=True, slots=True)
class Period:
    """A half-open span of days; `valid_until` is exclusive, None means open."""

    valid_from: date
    valid_until: date | None = None

    def contains(self, day: date) -> bool:
        """Whether `day` lies in the period."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)

    def overlap(self, other: "Period") -> "Period | None":
        """The days both periods share, None if there are none (touching is not sharing)."""
        start = max(self.valid_from, other.valid_from)
        ends = [end for end in (self.valid_until, other.valid_until) if end is not None]
        end = min(ends, default=None)
        return Period(start, end) if end is None or start < end else None


@dataclass(frozen=True, slots=True)
class Member:
    """One membership as the rules see it; `person` and `household` are any hashable ids."""

    person: Hashable
    household: Hashable
    role: Role
    period: Period
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Conflict:
    """Something about memberships that cannot or should not be, with the days concerned and a German
    sentence.

    `blocking` conflicts are refused, the others are only shown.
    """

    message: str
    members: tuple[Member, ...]
    period: Period
    blocking: bool


@dataclass(frozen=True, slots=True)
class Turning:
    """The day `on` which somebody is `age` years old for the first time."""

    age: int
    on: date


def composition(members: Iterable[Member], *, as_of: date) -> tuple[Member, ...]:
    """The members on the day `as_of`: adults by role, then children, the older first, unknown age last."""
    present = [member for member in members if member.period.contains(as_of)]
    return tuple(
        sorted(
            present,
            key=lambda m: (_ORDER[m.role], m.birth_date or date.max, m.period.valid_from, str(m.person)),
        )
    )


def turns(birth_date: date, age: int) -> date:
    """First day on which somebody is `age` years old.

    A year of life is completed at the end of the day before the birthday (§ 187 Abs. 2, § 188 Abs. 2 BGB), so
    who is born on 29 February is a year older from 1 March in years without that day.
    """
    year = birth_date.year + age
    try:
        return birth_date.replace(year=year)
    except ValueError:
        return date(year, 3, 1)


def age_at(birth_date: date, as_of: date) -> int:
    """Age in completed years on the day `as_of`; negative before birth is refused with ValueError."""
    if as_of < birth_date:
        raise ValueError("as_of lies before the birth date")
    age = as_of.year - birth_date.year
    return age if turns(birth_date, age) <= as_of else age - 1


def next_turning(birth_date: date, *, as_of: date, ages: Sequence[int] = TURNING_AGES) -> Turning | None:
    """The next of `ages` somebody reaches on or after `as_of`; None when all are past.

    15: can work in the sense of the law (§ 7 Abs. 1 Nr. 1 SGB II). 18: of age (§ 2 BGB). 25: leaves the
    parents' household in the sense of the law (§ 7 Abs. 3 Nr. 4 SGB II).
    """
    ahead = (Turning(age, turns(birth_date, age)) for age in sorted(ages))
    return next((turning for turning in ahead if turning.on >= as_of), None)


def birth_date_problem(birth_date: date, *, today: date) -> str:
    """German sentence why nobody alive can have been born on this day; empty if all is well."""
    if birth_date > today:
        return "Das Geburtsdatum liegt in der Zukunft."
    if turns(birth_date, OLDEST_AGE + 1) <= today:
        return f"Das Geburtsdatum liegt mehr als {OLDEST_AGE} Jahre zurück."
    return ""


def period_problem(valid_from: date, valid_until: date | None, *, birth_date: date | None = None) -> str:
    """German sentence why a membership cannot have these dates; empty if all is well.

    `valid_until` is the first day no longer. An end on the day of the beginning would be a period without a
    day.
    """
    if valid_until is not None and valid_until < valid_from:
        return "Das Ende liegt vor dem Beginn."
    if valid_until == valid_from:
        return "Das Ende ist der Tag des Beginns. Bitte den ersten Tag danach eingeben."
    if birth_date is not None and valid_from < birth_date:
        return "Der Beginn liegt vor der Geburt."
    return ""


def conflicts(members: Iterable[Member]) -> tuple[Conflict, ...]:
    """What does not fit together: a person twice in one household, a single parent beside another parent.

    A person in two households at the same time is shown but allowed, since children may live with both
    parents in turn (temporary Bedarfsgemeinschaft).
    """
    members = list(members)
    return (*_person_conflicts(members), *_role_conflicts(members))


def _person_conflicts(members: Iterable[Member]) -> list[Conflict]:
    found = []
    for same_person in _grouped(members, "person"):
        for one, other in combinations(same_person, 2):
            if days := one.period.overlap(other.period):
                twice = one.household == other.household
                message = (
                    "Die Person gehört in dieser Zeit schon zu diesem Haushalt."
                    if twice
                    else "Die Person gehört in dieser Zeit auch zu einem anderen Haushalt."
                )
                found.append(Conflict(message, (one, other), days, blocking=twice))
    return found


def _role_conflicts(members: Iterable[Member]) -> list[Conflict]:
    found = []
    message = "Alleinerziehend, obwohl in dieser Zeit ein weiterer Elternteil zum Haushalt gehört."
    parents = {Role.SINGLE_PARENT, Role.PARENT, Role.PARTNER}
    for household in _grouped(members, "household"):
        raising = [member for member in household if member.role in parents]
        for one, other in combinations(raising, 2):
            days = one.period.overlap(other.period)
            if days and one.person != other.person and Role.SINGLE_PARENT in (one.role, other.role):
                found.append(Conflict(message, (one, other), days, blocking=False))
    return found


def _grouped(members: Iterable[Member], attribute: str) -> list[list[Member]]:
    groups: dict[Hashable, list[Member]] = defaultdict(list)
    for member in members:
        groups[getattr(member, attribute)].append(member)
    return list(groups.values())


def raises_children(role: Role, children: int) -> bool | None:
    """Whether somebody in this role has children in a household with so many children; None where roles do not tell.

    A partner may raise those of the other, or not; a parent without a child in the household waits for an entry.
    """
    if role in (Role.SINGLE_PARENT, Role.PARENT):
        return True if children else None
    if role is Role.PARTNER:
        return None if children else False
    return False


def role_hint(role: Role, birth_date: date | None, *, as_of: date) -> str:
    """German sentence when a child's role does not fit the age on `as_of`; empty otherwise. Never blocks."""
    if birth_date is None or birth_date > as_of or role not in (Role.CHILD, Role.ADULT_CHILD):
        return ""
    age = age_at(birth_date, as_of)
    if age >= 25:
        return "Ab 25 Jahren bildet ein Kind eine eigene Bedarfsgemeinschaft (§ 7 Abs. 3 Nr. 4 SGB II)."
    if role is Role.CHILD and age >= 18:
        return "Das Kind ist volljährig; die Rolle „erwachsenes Kind“ passt besser."
    if role is Role.ADULT_CHILD and age < 18:
        return "Das Kind ist noch nicht volljährig."
    return ""
