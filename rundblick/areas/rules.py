"""Which area an address belongs to: the most precise line wins. Pure (E20.1: by street, one contact per household)."""

import datetime as dt
from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from rundblick.areas.codes import Kind, Side
from rundblick.areas.spelling import HouseNumber, house_number, postcode_key, split_line, street_key, town_key

_FIRST, _LAST = HouseNumber(1), HouseNumber(10**9)
_BEHIND_ALL_LETTERS = "~"
_PARITY = {Side.ODD: 1, Side.EVEN: 0}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """One line of an area as it is compared; keys as `spelling` makes them.

    `first` and `last` are both included; an end without a letter includes all letters of that number. `since` is
    inclusive, `until` exclusive, None = open. `area` is whatever tells areas apart.
    """

    area: Hashable
    kind: str
    town: str = ""
    postcode: str = ""
    street: str = ""
    district: str = ""
    first: HouseNumber | None = None
    last: HouseNumber | None = None
    side: str = Side.ALL
    since: dt.date = dt.date.min
    until: dt.date | None = None

    @property
    def limited(self) -> bool:
        """Whether only some house numbers of the street are meant."""
        return self.first is not None or self.last is not None or self.side != Side.ALL

    @property
    def bounds(self) -> tuple[HouseNumber, HouseNumber]:
        """The lowest and the highest house number."""
        low, high = self.first or _FIRST, self.last or _LAST
        return low, high if high.letter else HouseNumber(high.number, _BEHIND_ALL_LETTERS)

    def holds(self, day: dt.date) -> bool:
        """Whether it holds on that day."""
        return self.since <= day and (self.until is None or day < self.until)

    def has(self, number: HouseNumber) -> bool:
        """Whether the house number is among those meant."""
        low, high = self.bounds
        parity = _PARITY.get(Side(self.side))
        return low <= number <= high and (parity is None or number.number % 2 == parity)


@dataclass(frozen=True, slots=True)
class Spot:
    """An address as it is compared; `number` None where it has none, `district` "" where nobody knows it."""

    street: str
    number: HouseNumber | None
    postcode: str
    town: str
    district: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an address belongs.

    `areas`: exactly one where it is clear; none where no line fits; several where lines contradict each other, or where
    the house number would decide and is `number_missing`. `by`: the lines that say so.
    """

    areas: tuple[Hashable, ...] = ()
    by: tuple[Reach, ...] = ()
    number_missing: bool = False

    @property
    def area(self) -> Hashable | None:
        """The area, None where it is not clear."""
        return self.areas[0] if len(self.areas) == 1 and not self.number_missing else None


def spot(*, street: str, postcode: str, town: str, district: str = "") -> Spot:
    """An address from what people wrote."""
    name, number = split_line(street)
    return Spot(street_key(name), number, postcode_key(postcode), town_key(town), town_key(district))


class Atlas:
    """The lines of one house that hold on a day, ready to be asked many times."""

    def __init__(self, reaches: Iterable[Reach], day: dt.date) -> None:
        found: dict[tuple[str, ...], list[Reach]] = defaultdict(list)
        for reach in reaches:
            if reach.holds(day):
                found[_place(reach)].append(reach)
        self._found = dict(found)
        districts = [place for place in found if place[0] == Kind.DISTRICT]
        self._joined = {f"{town} {district}": (kind, town, district) for kind, town, district in districts}
        """Districts by how they are written as one with their town: "Ennigerloh-Ostfeld"."""
        self.has_districts = bool(districts)

    def area_of(self, asked: Spot) -> Answer:
        """The area of the most precise line that fits."""
        street = [one for one in self._found.get((Kind.STREET, asked.town, asked.street), ()) if _posted(one, asked)]
        limited = [one for one in street if one.limited]
        wider = self._wider(asked, [one for one in street if not one.limited])
        if asked.number is not None:
            return _answer([one for one in limited if one.has(asked.number)] or wider)
        if not limited:
            return _answer(wider)
        every = _answer([*limited, *wider])
        whole = every.area is not None and bool(wider)
        return _answer(wider) if whole else Answer(every.areas, every.by, number_missing=True)

    def _wider(self, asked: Spot, street: list[Reach]) -> list[Reach]:
        if street:
            return street
        places: list[tuple[str, ...]] = [(Kind.DISTRICT, asked.town, asked.district), self._joined.get(asked.town, ())]
        places += [(Kind.POSTCODE, asked.postcode), (Kind.TOWN, asked.town)]
        return next((found for place in places if (found := self._found.get(place)) and place[-1]), [])


def _place(reach: Reach) -> tuple[str, ...]:
    match reach.kind:
        case Kind.STREET:
            return Kind.STREET, reach.town, reach.street
        case Kind.DISTRICT:
            return Kind.DISTRICT, reach.town, reach.district
        case Kind.POSTCODE:
            return Kind.POSTCODE, reach.postcode
    return Kind.TOWN, reach.town


def _posted(reach: Reach, asked: Spot) -> bool:
    """A street of the same name may be in a town twice; then the postal code tells them apart."""
    return not reach.postcode or reach.postcode == asked.postcode


def _answer(found: Sequence[Reach]) -> Answer:
    return Answer(tuple(dict.fromkeys(one.area for one in found)), tuple(found))


def area_of(asked: Spot, reaches: Iterable[Reach], day: dt.date) -> Answer:
    """The area an address belongs to on that day."""
    return Atlas(reaches, day).area_of(asked)


def contradict(one: Reach, other: Reach) -> bool:
    """Whether two lines, equally precise, name the same door on the same day."""
    if _place(one) != _place(other) or one.limited != other.limited or not _together(one, other):
        return False
    if one.postcode and other.postcode and one.postcode != other.postcode:
        return False
    return not one.limited or _share_a_number(one, other)


def _together(one: Reach, other: Reach) -> bool:
    return (one.until is None or other.since < one.until) and (other.until is None or one.since < other.until)


def _share_a_number(one: Reach, other: Reach) -> bool:
    low, high = max(one.bounds[0], other.bounds[0]), min(one.bounds[1], other.bounds[1])
    if low > high:
        return False
    wanted = {_PARITY[Side(side)] for side in (one.side, other.side) if side != Side.ALL}
    if len(wanted) == 2:
        return False
    parity = next(iter(wanted), None)
    return parity is None or low.number % 2 == parity or low.number + 1 <= high.number


def contradictions(reaches: Iterable[Reach]) -> Iterator[tuple[Reach, Reach]]:
    """All pairs of lines that contradict each other, also within one area, in the order given."""
    places: dict[tuple[str, ...], list[Reach]] = defaultdict(list)
    for reach in reaches:
        places[_place(reach)].append(reach)
    for found in places.values():
        yield from ((one, other) for one, other in combinations(found, 2) if contradict(one, other))


def problems(
    *, kind: str, town: str, postcode: str, street: str, district: str, first: str, last: str, side: str
) -> Iterator[tuple[str, str]]:
    """What does not fit in what is said about a line: field and words."""
    if kind == Kind.STREET and not street_key(street):
        yield "street", "Bitte schreiben Sie, welche Straße."
    if kind == Kind.DISTRICT and not town_key(district):
        yield "district", "Bitte schreiben Sie, welcher Ortsteil."
    if kind == Kind.POSTCODE and len(postcode_key(postcode)) != 5:
        yield "postcode", "Eine Postleitzahl hat fünf Ziffern."
    if kind == Kind.STREET and postcode and len(postcode_key(postcode)) != 5:
        yield "postcode", "Eine Postleitzahl hat fünf Ziffern."
    if kind != Kind.POSTCODE and not town_key(town):
        yield "town", "Bitte schreiben Sie, in welcher Gemeinde."
    yield from _number_problems(kind, first, last, side)


def _number_problems(kind: str, first: str, last: str, side: str) -> Iterator[tuple[str, str]]:
    if kind != Kind.STREET:
        if first or last or side != Side.ALL:
            yield "first", "Hausnummern gibt es nur zu einer Straße."
        return
    numbers = {name: house_number(text) for name, text in (("first", first), ("last", last)) if text}
    for name, number in numbers.items():
        if number is None:
            yield name, "Bitte schreiben Sie eine Hausnummer wie 12 oder 12a."
    low, high = numbers.get("first"), numbers.get("last")
    if low and high and low > Reach(area=0, kind=Kind.STREET, last=high).bounds[1]:
        yield "last", "Die letzte Hausnummer liegt vor der ersten."
