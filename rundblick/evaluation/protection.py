"""Which figures of a report somebody may see: small cells and what they could be computed from stay hidden.

Pure: takes what was computed, the quoted literature, and the cells whose records are all open to the reader.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from typing import Any

from rundblick.catalogue.quoted import Published
from rundblick.evaluation.counted import Computed, Counted, Sums, listed
from rundblick.statistics.figures import Figure, count
from rundblick.statistics.suppression import is_small, protect

WITHHELD = "Nicht ausgewiesen: weniger als 3 Personen oder daraus zu errechnen."
MISSING_WITHHELD = "Fehlende Angaben sind nicht ausgewiesen."
WHOLE_WITHHELD = "Der Nenner ist nicht ausgewiesen: weniger als 3 Personen oder daraus zu errechnen."
OTHERS = "weitere Bezeichnungen oder ohne Angabe"


class Status(StrEnum):
    """Why a figure shows what it shows. A small cell and one hidden for its sake look the same on purpose."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"
    QUOTED = "quoted"
    OPENED = "opened"


@dataclass(frozen=True, slots=True)
class Shown:
    """A figure as a reader gets it.

    `place`: its position in the report, for drilling down. `quotation`: how the same number is printed in the
    literature, also where it is not small. `printed`: that number when it differs from ours.
    """

    place: int
    section: str
    figure: Figure
    status: Status
    quotation: str = ""
    printed: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types."""
        return self.figure.as_dict() | {
            "section": self.section,
            "status": self.status.value,
            "quoted": self.quotation,
            "place": self.place,
        }


def prepared(computed: Computed, literature: Iterable[Published] = ()) -> Computed:
    """The same report without the labels that people typed for fewer than three, which become one group.

    Such a label could name somebody. Quoted ones keep their own line. Must come before `protected`, and before
    anything is stored.
    """
    printed = {(number.code, number.as_of): number.value for number in literature if number.unit == "count"}
    kept: list[Counted] = []
    rare: dict[str, list[Counted]] = {}
    parts: dict[str, dict[str, int]] = {}
    for counted in computed.figures:
        figure, number = counted.figure, len(counted.records)
        speakable = bool(_typed(figure)) and (
            not is_small(number) or printed.get((figure.code, figure.as_of)) == number
        )
        if not counted.list_of or speakable:
            kept.append(counted)
        if counted.list_of and speakable:
            parts.setdefault(counted.list_of, {})[counted.cell] = number
        elif counted.list_of:
            rare.setdefault(counted.list_of, []).append(counted)
    others = {whole: _others(group) for whole, group in rare.items()}
    for whole, group in others.items():
        # Behind the last title of the same list, or where its section ends.
        last = max(place for place, c in enumerate(kept) if c.list_of == whole or c.section == group.section)
        own = [place for place, c in enumerate(kept) if c.list_of == whole]
        kept.insert((own[-1] if own else last) + 1, group)
        parts.setdefault(whole, {})[group.cell] = len(group.records)
    lists = tuple(listed(whole, cells, sum(cells.values())) for whole, cells in parts.items())
    return Computed(tuple(kept), (*computed.sums, *lists))


def _typed(figure: Figure) -> str:
    return figure.code.partition(".title.")[2]


def _others(rare: list[Counted]) -> Counted:
    first = rare[0]
    code = f"{first.figure.code.rpartition('.title.')[0]}.title"
    label = f"{first.figure.label.partition(': ')[0]}: {OTHERS}"
    records = tuple(record for counted in rare for record in counted.records)
    figure = count(code=code, label=label, number=len(records), as_of=first.figure.as_of, source=first.figure.source)
    return replace(first, figure=figure, cell=f"{code}||{figure.as_of.isoformat()}", records=records)


def protected(computed: Computed, literature: Iterable[Published] = (), opened: Collection[str] = ()) -> list[Shown]:
    """The report for a reader. `opened`: names of cells whose records are all open to them."""
    quotes = _quotes(computed, literature)
    quoted_cells = {
        counted.cell for counted, quote in quotes.values() if quote.unit == "count" and _same(counted, quote)
    }
    bare = _hidden(computed, frozenset())
    unquoted = _hidden(computed, frozenset(quoted_cells))
    hidden = _hidden(computed, frozenset(opened) | quoted_cells) if opened else unquoted
    found = []
    for place, counted in enumerate(computed.figures):
        quote = quotes[place][1] if place in quotes else None
        is_quoted = quote is not None and _same(counted, quote)
        if not hidden.isdisjoint(counted.cells) and not is_quoted:
            if counted.quiet:
                continue
            shown, status = _withheld(counted, hidden), Status.SUPPRESSED
        else:
            shown = _shown(counted, hidden)
            status = Status.SHOWN
            if not unquoted.isdisjoint(counted.cells) and not is_quoted:
                status = Status.OPENED
            elif not bare.isdisjoint(counted.cells):
                status = Status.QUOTED
        found.append(
            Shown(
                place=place,
                section=counted.section,
                figure=shown,
                status=status,
                quotation=quote.quotation if quote and is_quoted else "",
                printed=quote.value if quote and not is_quoted and status is not Status.SUPPRESSED else None,
            )
        )
    return found


def _hidden(computed: Computed, known: frozenset[str]) -> frozenset[str]:
    """Names of the cells to hide. Tables share cells, so what one hides the others protect too, until all agree."""
    in_sums = {str(arc.key) for sums in computed.sums for arc in sums.arcs}
    hidden = {c.cell for c in computed.figures if c.cell not in known and _stands_alone_small(c, in_sums)}
    while True:
        before = len(hidden)
        for sums in computed.sums:
            hidden |= _hidden_in(sums, known, hidden)
        if len(hidden) == before:
            return frozenset(hidden)


def _hidden_in(sums: Sums, known: frozenset[str], hidden: set[str]) -> set[str]:
    found = protect(sums.arcs, known=known, hidden=hidden, unprinted=sums.unprinted, dear=sums.dear)
    return {str(key) for key in found}


def _stands_alone_small(counted: Counted, in_sums: Collection[str]) -> bool:
    """Whether a figure gives a small group away by itself: its number, its rest, or the group it is taken from."""
    figure = counted.figure
    if figure.numerator is None:
        return False
    if counted.cell not in in_sums and is_small(figure.numerator):
        return True
    if figure.denominator is None or figure.inferred_denominator:
        return False
    if is_small(figure.denominator) and counted.whole not in in_sums:
        return True
    rest = figure.denominator - figure.numerator
    return is_small(rest) and not counted.rest_is_guarded


def _quotes(computed: Computed, literature: Iterable[Published]) -> Mapping[int, tuple[Counted, Published]]:
    """Place of a figure -> the figure and the printed number of the same code, subgroup and Stichtag."""
    by_key: dict[tuple[str, str, dt.date], list[Published]] = {}
    for number in literature:
        by_key.setdefault((number.code, number.subgroup, number.as_of), []).append(number)
    found = {}
    for place, counted in enumerate(computed.figures):
        figure = counted.figure
        candidates = by_key.get((figure.code, figure.subgroup, figure.as_of), [])
        # Where number and share are both printed, the number is the one that protects.
        best = min(candidates, key=lambda n: (n.unit != "count", n.unit), default=None)
        if best is not None:
            found[place] = (counted, best)
    return found


def _same(counted: Counted, quote: Published) -> bool:
    figure = counted.figure
    ours = figure.numerator if quote.unit == "count" else figure.value
    return ours is not None and Decimal(ours) == quote.value


def _withheld(counted: Counted, hidden: Collection[str]) -> Figure:
    figure = counted.figure
    denominator = None if counted.whole in hidden else figure.denominator
    bare = replace(figure, numerator=None, denominator=denominator, value=None, missing=0, low=None, high=None)
    return replace(bare, note=WITHHELD)


def _shown(counted: Counted, hidden: Collection[str]) -> Figure:
    figure = counted.figure
    if counted.whole in hidden:
        bare = replace(figure, denominator=None, value=None, low=None, high=None)
        figure = replace(bare, note=f"{figure.note} {WHOLE_WITHHELD}".strip())
    if counted.missing_cell in hidden:
        figure = replace(figure, missing=0, note=f"{figure.note} {MISSING_WITHHELD}".strip())
    return figure
