"""What a report is made of before anybody sees it: figures, the records behind them, and which cells add up."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from rundblick.statistics.figures import Figure, count, share
from rundblick.statistics.suppression import Arc


@dataclass(frozen=True, slots=True)
class Record:
    """One record in the numerator of a figure. `topic` is what a door must carry to open it."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID | None
    topic: str
    kind: str
    object_id: uuid.UUID


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure with the records of its numerator.

    `cell` names the numerator among the cells that add up, `whole` the cell its denominator is (empty when the
    denominator is no cell of its own), `missing_cell` those without a statement. `rest_is_guarded`: the cells that
    add up include what is missing to the whole. `list_of`: for labels that people typed freely, the cell that all of
    them add up to. `quiet`: left out rather than starred when it is hidden. `after`: cells this figure follows from
    besides its own; it is printed only where all of them are.
    """

    figure: Figure
    section: str
    cell: str
    records: tuple[Record, ...] = ()
    whole: str = ""
    rest_is_guarded: bool = True
    missing_cell: str = ""
    list_of: str = ""
    quiet: bool = False
    after: tuple[str, ...] = ()

    @property
    def cells(self) -> tuple[str, ...]:
        """All cells that must be printed for this to be."""
        return (self.cell, *self.after)


@dataclass(frozen=True, slots=True)
class Sums:
    """Cells of a table that add up, as a circulation (statistics.suppression).

    `unprinted`: sums nobody prints. `dear`: cells many figures stand on, such as the number of all children.
    """

    arcs: tuple[Arc, ...]
    unprinted: frozenset[str] = frozenset()
    dear: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Computed:
    """All figures of a report, in order, and the tables they stand in. Not for anybody's eyes yet."""

    figures: tuple[Counted, ...]
    sums: tuple[Sums, ...]


@dataclass(slots=True)
class Book:
    """Collects the figures of one section: one Stichtag (inclusive), one source."""

    section: str
    day: dt.date
    source: str
    figures: list[Counted] = field(default_factory=list)
    sums: list[Sums] = field(default_factory=list)

    def cell(self, code: str, subgroup: str = "") -> str:
        """The name of a cell."""
        return f"{code}|{subgroup}|{self.day.isoformat()}"

    def number(
        self,
        code: str,
        label: str,
        records: Sequence[Record],
        *,
        subgroup: str = "",
        note: str = "",
        **place: Any,
    ) -> str:
        """Enter a plain number of records; answers its cell. `place` as in `enter`."""
        figure = count(
            code=code,
            label=label,
            number=len(records),
            as_of=self.day,
            subgroup=subgroup,
            source=self.source,
            note=note,
        )
        return self.enter(figure, records, **place)

    def part(
        self,
        code: str,
        label: str,
        records: Sequence[Record],
        *,
        of: int,
        subgroup: str = "",
        missing: int = 0,
        note: str = "",
        number: int | None = None,
        **place: Any,
    ) -> str:
        """Enter a share of records; answers the cell of its numerator. `place` as in `enter`.

        `number`: how many there are, where it is not kept who.
        """
        figure = share(
            code=code,
            label=label,
            numerator=len(records) if number is None else number,
            denominator=of,
            as_of=self.day,
            subgroup=subgroup,
            source=self.source,
            missing=missing,
            note=note,
        )
        return self.enter(figure, records, **place)

    def enter(self, figure: Figure, records: Sequence[Record] = (), *, cell: str = "", **place: Any) -> str:
        """Enter a figure; answers its cell. `place`: whole, rest_is_guarded and so on, as in `Counted`."""
        name = cell or f"{figure.code}|{figure.subgroup}|{figure.as_of.isoformat()}"
        self.figures.append(Counted(figure, self.section, name, tuple(records), **place))
        return name

    def adds_up(self, total: str, parts: Mapping[str, int], whole: int) -> None:
        """The parts (cell -> number) and their total are printed. What is missing to the total is a cell too."""
        self.sums.append(listed(total, parts, whole))

    def alone(self, parts: Mapping[str, int]) -> None:
        """Numbers printed side by side whose sum nobody prints."""
        arcs = [Arc(name, "sum", "free", value) for name, value in parts.items()]
        total = f"{next(iter(parts), '')}|sum"
        self.sums.append(Sums((*arcs, Arc(total, "free", "sum", sum(parts.values()))), unprinted=frozenset({total})))


def listed(total: str, parts: Mapping[str, int], whole: int, *, complete: bool = True) -> Sums:
    """A list of exclusive numbers that is printed with its total; what is missing to it is one more cell.

    `complete=False`: a reader cannot tell whether there are parts that are not printed.
    """
    arcs = [Arc(name, "sum", "free", value) for name, value in parts.items()]
    rest = f"{total}|rest"
    if not complete or sum(parts.values()) != whole:
        arcs.append(Arc(rest, "sum", "free", whole - sum(parts.values())))
    return Sums((*arcs, Arc(total, "free", "sum", whole)), unprinted=frozenset() if complete else frozenset({rest}))
