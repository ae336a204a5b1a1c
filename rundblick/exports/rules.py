"""Pure rules of the room: small groups, coarse values, months of receipt, what a table asks for. No database."""

import datetime as dt
import hashlib
import hmac
from base64 import b32encode
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rundblick.programmes.days import add_months

Row = Mapping[str, Hashable]
"""One line of a file: code of a variable -> value."""


def number_of(key: bytes, person: str) -> str:
    """The number of a person in one project: the same for the same key, without it not to be computed.

    HMAC-SHA-256 of the person's id under the project's key, 16 letters and digits (80 bits).
    """
    return b32encode(hmac.new(key, person.encode(), hashlib.sha256).digest()[:10]).decode()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What would help: leave a variable out, or take its coarser sister; `small` people would still stand out."""

    variable: str
    instead: str
    small: int


@dataclass(frozen=True, slots=True)
class Anonymity:
    """How many people share what could make somebody recognisable.

    `smallest`: size of the smallest group, 0 without people. `small`: people in groups below `k`, by their id.
    `alike`: groups of at least two people that are all alike in a sensitive variable: who is in the group is known by
    it (variable -> number of such groups).
    """

    k: int
    people: int
    smallest: int
    small: frozenset[str]
    alike: Mapping[str, int]

    @property
    def holds(self) -> bool:
        """Whether every group is large enough. Nobody at all is fine too: there is nothing to recognise."""
        return not self.small


def anonymity(
    rows: Sequence[tuple[str, Row]], *, quasi: Sequence[str], sensitive: Sequence[str] = (), k: int
) -> Anonymity:
    """Check rows of (person, values). A person's group is what all of their rows show together, in order.

    k-anonymity (Sweeney 2002) over people, not rows: somebody with two participations is recognisable by both.
    `quasi`: variables somebody outside may know; `sensitive`: what must not follow from belonging to a group.
    """
    profiles, told = _profiles(rows, quasi), _profiles(rows, sensitive)
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for person, profile in profiles.items():
        groups[profile].append(person)
    sizes = [len(members) for members in groups.values()]
    small = frozenset(person for members in groups.values() if len(members) < k for person in members)
    alike = {}
    for place, name in enumerate(sensitive):
        same = (
            {tuple(row[place] for row in told[person]) for person in members}
            for members in groups.values()
            if len(members) > 1
        )
        alike[name] = sum(len(values) == 1 for values in same)
    return Anonymity(k, len(profiles), min(sizes, default=0), small, alike)


def _profiles(rows: Sequence[tuple[str, Row]], names: Sequence[str]) -> dict[str, tuple[tuple[Hashable, ...], ...]]:
    found: dict[str, list[tuple[Hashable, ...]]] = defaultdict(list)
    for person, values in rows:
        found[person].append(tuple(values.get(name) for name in names))
    return {person: tuple(own) for person, own in found.items()}


def proposals(
    rows: Sequence[tuple[str, Row]],
    coarser: Sequence[tuple[str, Row]],
    *,
    quasi: Sequence[str],
    sisters: Mapping[str, str],
    k: int,
) -> list[Proposal]:
    """What would have to be coarser, the most helpful first; only what helps at all.

    `sisters`: variable -> coarser variable; `coarser` holds the same rows with the values of these.
    """
    before = len(anonymity(rows, quasi=quasi, k=k).small)
    joined = [(person, {**wide, **fine}) for (person, fine), (_, wide) in zip(rows, coarser, strict=True)]
    found = []
    for name in quasi:
        rest = [one for one in quasi if one != name]
        for instead in filter(None, (sisters.get(name), "-")):
            taken = rest if instead == "-" or instead in rest else [*rest, instead]
            small = len(anonymity(joined, quasi=taken, k=k).small)
            if small < before:
                found.append(Proposal(name, "" if instead == "-" else instead, small))
    return sorted(found, key=lambda one: (one.small, one.instead == "", one.variable))


AGES = ((15, "unter 15"), (25, "15–24"), (35, "25–34"), (45, "35–44"), (55, "45–54"), (67, "55–66"))
WIDE_AGES = ((25, "unter 25"), (55, "25–54"))


def band(age: int | None, bands: Sequence[tuple[int, str]], oldest: str) -> str | None:
    """The age band; None where the age is not known."""
    if age is None:
        return None
    return next((label for until, label in bands if age < until), oldest)


def quarter(day: dt.date) -> str:
    """2026-Q2."""
    return f"{day.year}-Q{(day.month + 2) // 3}"


def month(day: dt.date) -> str:
    """2026-05."""
    return f"{day:%Y-%m}"


def at_most(number: int, most: int) -> str:
    """A number of which everything from `most` on is one group: "3+"."""
    return f"{most}+" if number >= most else str(number)


@dataclass(frozen=True, slots=True)
class Received:
    """Something recorded about receipt of benefits: `yes` or no, from a day until another (exclusive, None = open)."""

    yes: bool
    valid_from: dt.date
    valid_until: dt.date | None = None


LOOKED_AT, NEEDED = 24, 21
"""21 of the last 24 months (BLAG E26; the same numbers as in the regulation to § 48a SGB II)."""


@dataclass(frozen=True, slots=True)
class Months:
    """Of the last 24 months: how many with receipt, how many without, and of how many nothing is recorded."""

    received: int
    without: int

    @property
    def unknown(self) -> int:
        """Months of which nothing is recorded."""
        return LOOKED_AT - self.received - self.without

    @property
    def long_term(self) -> bool | None:
        """Whether at least 21 of 24 months are with receipt; None where what is not recorded decides."""
        if self.received >= NEEDED:
            return True
        return False if self.without > LOOKED_AT - NEEDED else None


def months_of_receipt(periods: Iterable[Received], as_of: dt.date) -> Months:
    """The 24 months that end with the Stichtag (inclusive), each by the state of its last day.

    A month runs from the day after the Stichtag's day in the month before. Where two records contradict each other
    on a day, nothing is known of it.
    """
    known = list(periods)
    days = [add_months(as_of, -back) for back in range(LOOKED_AT)]
    said = [{one.yes for one in known if _holds(one, day)} for day in days]
    return Months(sum(one == {True} for one in said), sum(one == {False} for one in said))


def _holds(one: Received, day: dt.date) -> bool:
    return one.valid_from <= day and (one.valid_until is None or day < one.valid_until)
