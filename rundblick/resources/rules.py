"""Pure rules of the Ressourcenkarte: comparing three views, looking near before far, shares of levels. No database."""

import calendar
import datetime as dt
import unicodedata
import uuid
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from rundblick.resources.codes import BEFORE_STATE, COLUMNS, NEAR, HelpState, Level, Perspective, Section

SMALLEST_BASE = 3
"""Reports print no share of fewer helps than this."""


class Entry(Protocol):
    """What the rules need of a resource."""

    @property
    def pk(self) -> uuid.UUID: ...
    @property
    def perspective(self) -> str: ...
    @property
    def section(self) -> str: ...
    @property
    def level(self) -> int: ...
    @property
    def text(self) -> str: ...
    @property
    def same_as(self) -> uuid.UUID: ...


def normalised(text: str) -> str:
    """A text without what does not make a difference: case, spaces, the full stop."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(" .,;!")


class Kind:
    """How the views on one resource relate."""

    SEEN = "seen"
    BLIND = "blind"
    SURPRISE = "surprise"
    FORESEEN = "foreseen"
    MISSED = "missed"


@dataclass(frozen=True)
class Line:
    """One resource as the three perspectives see it; each may have several entries for it."""

    key: uuid.UUID
    coach: tuple[Entry, ...]
    guess: tuple[Entry, ...]
    person: tuple[Entry, ...]

    @property
    def kind(self) -> str:
        """seen: coach and person. blind: coach only (with or without a guess). surprise: nobody but the person.

        foreseen: guessed and said by the person, not named by the coach. missed: guessed only.
        """
        if self.coach:
            return Kind.SEEN if self.person else Kind.BLIND
        if self.person:
            return Kind.FORESEEN if self.guess else Kind.SURPRISE
        return Kind.MISSED

    @property
    def guess_was_right(self) -> bool | None:
        """Whether the person says what the coach guessed; None where nothing was guessed."""
        return bool(self.person) if self.guess else None

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All entries of the line, the person's own words first."""
        return (*self.person, *self.coach, *self.guess)

    @property
    def text(self) -> str:
        """What the line is called: in the person's words where there are any."""
        return self.entries[0].text

    @property
    def level(self) -> int:
        """The level of the entry that names the line."""
        return self.entries[0].level

    @property
    def section(self) -> str:
        """The section of the entry that names the line."""
        return self.entries[0].section


def lines(entries: Iterable[Entry]) -> list[Line]:
    """One line for each resource, in the order in which they were first named. The institutional field is left out."""
    found: dict[uuid.UUID, dict[str, list[Entry]]] = {}
    for entry in entries:
        if entry.perspective in COLUMNS:
            found.setdefault(entry.same_as, {}).setdefault(entry.perspective, []).append(entry)
    return [
        Line(
            key=key,
            coach=tuple(by.get(Perspective.COACH, ())),
            guess=tuple(by.get(Perspective.GUESS, ())),
            person=tuple(by.get(Perspective.PERSON, ())),
        )
        for key, by in found.items()
    ]


@dataclass(frozen=True)
class Comparison:
    """The views side by side."""

    lines: tuple[Line, ...]

    def of(self, kind: str) -> list[Line]:
        """Lines of one kind."""
        return [line for line in self.lines if line.kind == kind]

    @property
    def missing(self) -> list[Perspective]:
        """Views without which a comparison would say something false: coach and person."""
        return [
            view
            for view, entries in (
                (Perspective.COACH, [line.coach for line in self.lines if line.coach]),
                (Perspective.PERSON, [line.person for line in self.lines if line.person]),
            )
            if not entries
        ]

    @property
    def guessed(self) -> int:
        """How many resources the coach guessed the person would name."""
        return sum(bool(line.guess) for line in self.lines)

    @property
    def guessed_rightly(self) -> int:
        """How many of those the person names."""
        return sum(line.guess_was_right is True for line in self.lines)


_ORDER = (Kind.SEEN, Kind.BLIND, Kind.SURPRISE, Kind.FORESEEN, Kind.MISSED)


def compare(entries: Iterable[Entry]) -> Comparison:
    """Coach, guess and person side by side: what both see first, then what only one of them does."""
    return Comparison(tuple(sorted(lines(entries), key=lambda line: _ORDER.index(line.kind))))


def twin(text: str, entries: Iterable[Entry]) -> Entry | None:
    """The first entry that says the same in the same words."""
    wanted = normalised(text)
    return next((entry for entry in entries if normalised(entry.text) == wanted), None)


def perspective_in(section: str, wanted: str) -> str:
    """The perspective of an entry in that section; "" where somebody has to say whose words they are."""
    if section == Section.INSTITUTION:
        return Perspective.JOINT
    return wanted if wanted in COLUMNS else ""


class Help(Protocol):
    """What the rules need of a planned help."""

    @property
    def pk(self) -> uuid.UUID: ...
    @property
    def level(self) -> int: ...
    @property
    def state(self) -> str: ...
    @property
    def hint_overruled(self) -> bool: ...


def levels_named(entries: Iterable[Entry]) -> list[int]:
    """Levels on which somebody names a resource. What is only guessed is not there."""
    held = list(entries)
    joint = [entry.level for entry in held if entry.perspective == Perspective.JOINT]
    return joint + [line.level for line in lines(held) if line.kind != Kind.MISSED]


def not_looked_at(entries: Iterable[int], helps: Iterable[int], looks: Iterable[int]) -> list[Level]:
    """Levels 1 to 3 in which nothing is entered, planned or recorded as looked at without a find (levels given)."""
    known = {*entries, *helps, *looks}
    return [level for level in BEFORE_STATE if level not in known]


@dataclass(frozen=True)
class Hint:
    """One help of the fourth level that is planned although nearer levels have not been looked at."""

    help: Help
    levels: list[Level]


def hint(helps: Iterable[Help], unseen: Sequence[Level]) -> Hint | None:
    """The one hint to show, or None: for the first planned help of level 4 that nobody has overruled.

    A help that runs already is not questioned. A hint, never a block (ANNA 3.1; design rule 9).
    """
    if not unseen:
        return None
    for one in helps:
        if one.level == Level.STATE and one.state == HelpState.PLANNED and not one.hint_overruled:
            return Hint(one, list(unseen))
    return None


@dataclass(frozen=True)
class Spread:
    """How many helps stood on each level at the end of `day`."""

    day: dt.date
    counts: tuple[int, int, int, int]

    @property
    def total(self) -> int:
        """Denominator: all helps of that day."""
        return sum(self.counts)

    @property
    def near(self) -> int:
        """Numerator: helps on the levels 1 and 2."""
        return sum(self.counts[level - 1] for level in NEAR)

    def share(self, level: Level) -> float | None:
        """The share of one level between 0 and 1 for reports; None under a base of three helps."""
        return self.counts[level - 1] / self.total if self.total >= SMALLEST_BASE else None


def spread(levels: Iterable[int], day: dt.date) -> Spread:
    """The counts of a day."""
    found = Counter(levels)
    return Spread(day, (found[1], found[2], found[3], found[4]))


def month_ends(until: dt.date, months: int = 12) -> list[dt.date]:
    """The last days of the `months` months before that day's month, oldest first, and `until` itself."""
    days = [until]
    year, month = until.year, until.month
    for _ in range(months):
        year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        days.append(dt.date(year, month, calendar.monthrange(year, month)[1]))
    return days[::-1]
