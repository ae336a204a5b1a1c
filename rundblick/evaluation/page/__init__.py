"""A report as sentences, pictures and tables; the same for the screen and for paper."""

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from rundblick.evaluation.protection import Shown
from rundblick.evaluation.quotes import OutOfReach
from rundblick.web.parts import Table
from rundblick.web.pictures import Picture

Address = Callable[[int], str]
"""address(place) -> where the figure at this place is explained; "" on paper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A heading with what is said, drawn and listed below it. `figures`: all numbers of the block as a table."""

    heading: str
    sentences: Sequence[str] = ()
    pictures: Sequence[Picture] = ()
    figures: Table | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A section of the report with its Stichtag."""

    code: str
    heading: str
    as_of: dt.date
    blocks: Sequence[Block]


UNREACHABLE = "Gedruckt, aber nicht aus den Akten zu berechnen"
LOST = "Was in der Quelle verloren ging"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A whole report. `traps`: what is easily misread, each with a heading. `unreachable`: printed in the literature,
    but not to be had from records. `lost`: what the literature itself lost."""

    title: str
    subtitle: str
    as_of: dt.date
    parts: Sequence[Part]
    traps: Sequence[tuple[str, str]]
    unreachable: Sequence[OutOfReach]
    lost: Sequence[OutOfReach]
    legends: Sequence[str]

    @property
    def beyond(self) -> list[tuple[str, Sequence[OutOfReach]]]:
        """What is printed elsewhere and stands in no table here, under its headings."""
        both = ((UNREACHABLE, self.unreachable), (LOST, self.lost))
        return [(heading, entries) for heading, entries in both if entries]


@dataclass(slots=True)
class Figures:
    """The figures of one report, found by what they are called."""

    programme: str
    found: Sequence[Shown]
    address: Address = lambda place: ""
    _by_key: dict[tuple[str, str], Shown] = field(init=False)

    def __post_init__(self) -> None:
        self._by_key = {(one.figure.code, one.figure.subgroup): one for one in self.found}

    def get(self, code: str, subgroup: str = "") -> Shown | None:
        """The figure of that code (without the programme's name in front), None where the report has none."""
        return self._by_key.get((f"{self.programme}.{code}", subgroup))

    def below(self, prefix: str, section: str = "") -> list[Shown]:
        """All figures whose code begins like that, in order."""
        start = f"{self.programme}.{prefix}"
        return [
            one for one in self.found if one.figure.code.startswith(start) and (not section or one.section == section)
        ]

    def of(self, section: str) -> list[Shown]:
        """All figures of a section."""
        return [one for one in self.found if one.section == section]


def without(found: Iterable[Shown], others: Iterable[Shown]) -> list[Shown]:
    """The figures that are not among the others."""
    places = {one.place for one in others}
    return [one for one in found if one.place not in places]
