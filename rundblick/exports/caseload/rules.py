"""Counting a caseload: who was in it when, integrations, long-term receipt. Pure functions; days are inclusive."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rundblick.exports.rules import WIDE_AGES, Received, band, months_of_receipt
from rundblick.programmes.days import add_months
from rundblick.statistics.suppression import Cell, is_small, share_is_small, suppress_table

YOUNGEST, OLDEST = 15, 66
"""Of working age here; the rising age limit of § 7a SGB II is not followed, which the page says."""
GROUPS = ("unter 25", "25–54", "ab 55")
MOST_UNKNOWN = 5
"""One in so many may be unknown; beyond that the rest says nothing about all."""


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open period."""

    start: dt.date
    until: dt.date | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether the day lies in it."""
        return self.start <= day and (self.until is None or day < self.until)

    def touches(self, first: dt.date, last: dt.date) -> bool:
        """Whether any day from `first` to `last` lies in it."""
        return self.start <= last and (self.until is None or first < self.until)


@dataclass(frozen=True, slots=True)
class Known:
    """What the records say about one person: spells in the caseload, integrations, receipt of the household."""

    person: str
    born: dt.date | None
    spells: tuple[Span, ...]
    integrations: tuple[dt.date, ...] = ()
    receipt: tuple[Received, ...] = ()

    def age(self, day: dt.date) -> int | None:
        """Completed years on that day."""
        if self.born is None or self.born > day:
            return None
        return day.year - self.born.year - ((day.month, day.day) < (self.born.month, self.born.day))

    def in_stock(self, day: dt.date) -> bool:
        """Whether somebody of working age is in the caseload on that day."""
        age = self.age(day)
        return age is not None and YOUNGEST <= age <= OLDEST and any(one.holds(day) for one in self.spells)

    def in_stock_during(self, first: dt.date, last: dt.date) -> bool:
        """The same for any day of a time; the age is that of its last day."""
        age = self.age(last)
        return age is not None and YOUNGEST <= age <= OLDEST and any(one.touches(first, last) for one in self.spells)

    def long_term(self, day: dt.date) -> bool | None:
        """21 of the 24 months up to that day; None where it is not recorded."""
        return months_of_receipt(self.receipt, day).long_term


@dataclass(frozen=True, slots=True)
class Indicator:
    """One figure. `numerator` and `denominator` are None when they are hidden or there is nothing to say.

    `missing`: people of whom it is not known, in neither; None = too few. `status`: shown, suppressed or
    not_computable, and then `reason` is a code of the words.
    """

    code: str
    label: str
    section: str
    subgroup: str
    as_of: dt.date
    numerator: int | None
    denominator: int | None
    missing: int | None = 0
    status: str = "shown"
    reason: str = ""


@dataclass(slots=True)
class Counted:
    """Who of a group is in the numerator, who is not, and of whom nothing is known."""

    yes: list[str] = field(default_factory=list)
    no: list[str] = field(default_factory=list)
    unknown: list[str] = field(default_factory=list)

    def add(self, person: str, said: bool | None) -> None:
        """Enter a person."""
        (self.unknown if said is None else self.yes if said else self.no).append(person)


def indicators(people: Sequence[Known], as_of: dt.date) -> list[Indicator]:
    """All figures of a caseload at a Stichtag, small groups hidden."""
    before = add_months(as_of, -12)
    return [*_k2(people, as_of), *_k3(people, as_of, before)]


def _k2(people: Sequence[Known], as_of: dt.date) -> list[Indicator]:
    first = add_months(as_of, -12) + dt.timedelta(days=1)
    there = [one for one in people if one.in_stock_during(first, as_of)]
    counted = _by_group(there, as_of, lambda one: any(first <= day <= as_of for day in one.integrations))
    ageless = sum(one.born is None and any(s.touches(first, as_of) for s in one.spells) for one in people)
    found = _shares(counted, code="integration_rate", label="Eingegliedert", section="k2", as_of=as_of, missing=ageless)
    ends = [add_months(as_of, -back) for back in range(12)]
    stock = round(sum(one.in_stock(day) for one in people for day in ends) / len(ends))
    hidden = is_small(stock)
    return [
        *found,
        Indicator(
            "average_stock",
            "Durchschnittlicher Bestand",
            "k2",
            "",
            as_of,
            None if hidden else stock,
            None,
            status="suppressed" if hidden else "shown",
        ),
    ]


def _k3(people: Sequence[Known], as_of: dt.date, before: dt.date) -> list[Indicator]:
    now = _by_group([one for one in people if one.in_stock(as_of)], as_of, lambda one: one.long_term(as_of))
    then = _by_group([one for one in people if one.in_stock(before)], before, lambda one: one.long_term(before))
    both = [one for one in people if one.in_stock(as_of) and one.in_stock(before)]
    entered, left = Counted(), Counted()
    for one in both:
        was, is_now = one.long_term(before), one.long_term(as_of)
        if was is None or is_now is None:
            entered.unknown.append(one.person)
        else:
            entered.add(one.person, is_now and not was)
            if was:
                left.add(one.person, not is_now)
    left.unknown = entered.unknown
    return [
        *_shares(now, code="long_term", label="Im Langzeitleistungsbezug", section="k3", as_of=as_of),
        *_shares(then, code="long_term_before", label="Zwölf Monate davor", section="k3", as_of=before),
        *_shares({"": entered}, code="entries", label="Neu hineingeraten", section="k3", as_of=as_of),
        *_shares({"": left}, code="exits", label="Herausgekommen", section="k3", as_of=as_of),
    ]


def _by_group(people: Iterable[Known], day: dt.date, said: Callable[[Known], bool | None]) -> dict[str, Counted]:
    found = {name: Counted() for name in GROUPS}
    for one in people:
        found[band(one.age(day), WIDE_AGES, GROUPS[-1]) or GROUPS[-1]].add(one.person, said(one))
    return found


def _shares(
    counted: Mapping[str, Counted], *, code: str, label: str, section: str, as_of: dt.date, missing: int = 0
) -> list[Indicator]:
    """The figure for all, and for each group where there are several; hidden where somebody could be recognised."""
    unknown = sum(len(one.unknown) for one in counted.values())
    known = sum(len(one.yes) + len(one.no) for one in counted.values())
    if why := _why_not(known, unknown):
        gone = Indicator(code, label, section, "", as_of, None, None, unknown + missing, "not_computable", why)
        return [gone]
    # People of whom nothing is known stand in no printed sum, so they are no cell of the table.
    table = suppress_table([[len(one.yes), len(one.no)] for one in counted.values()])
    found = [_one(code, label, section, "", as_of, table.column_totals, unknown + missing)]
    if len(counted) > 1:
        for (name, one), cells in zip(counted.items(), table.cells, strict=True):
            found.append(_one(code, label, section, name, as_of, cells, len(one.unknown)))
    return found


def _why_not(known: int, unknown: int) -> str:
    if not known + unknown:
        return "nobody"
    if not known:
        return "nothing_recorded"
    return "too_little" if unknown * MOST_UNKNOWN > known + unknown else ""


def _one(
    code: str, label: str, section: str, subgroup: str, as_of: dt.date, cells: Sequence[Cell], missing: int
) -> Indicator:
    yes, no = (cell.value for cell in cells)
    if yes is None or no is None or share_is_small(yes, yes + no):
        return Indicator(code, label, section, subgroup, as_of, None, None, None, "suppressed")
    return Indicator(code, label, section, subgroup, as_of, yes, yes + no, None if is_small(missing) else missing)
