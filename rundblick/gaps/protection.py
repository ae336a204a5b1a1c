"""Which cells of a report stay hidden: those about fewer than three people, and those that would give them away. Pure.

All tables of a report share margins. Each is protected as a circulation (`statistics.suppression`) until all agree;
then everything that is printed is read as one system of equations, and a hidden cell that still follows from it takes
further cells with it.
"""

from collections.abc import Collection, Hashable, Iterable, Sequence

from rundblick.gaps.codes import Reason
from rundblick.gaps.counting import GAP, LEFT, NEED, OPEN, QUARTER, REST, TOTAL, WHY, Counts, Key
from rundblick.statistics.suppression import Arc, is_small, protect

PRIME = 2**61 - 1
"""Equations are solved modulo a large prime: exact, and quick."""

System = list[Arc]
WHOLE = frozenset((kind, TOTAL, TOTAL) for kind in (NEED, GAP, REST))


def hidden(counts: Counts) -> frozenset[Key]:
    """Cells that are not shown. Needs that are no gap are a cell too, since everybody subtracts."""
    tables = systems(counts)
    small = {key for key, number in counts.cells.items() if is_small(number.people) or is_small(number.value)}
    if is_small(counts.people):
        small.add((GAP, TOTAL, TOTAL))
    closed: set[Hashable] = set(small)
    while True:
        _agree(tables, closed)
        given_away = follows(tables, closed)
        if not given_away:
            return frozenset(key for key in counts.cells if key in closed)
        closed |= _further(tables, closed, given_away)


def systems(counts: Counts) -> list[System]:
    """The tables of the report: topics by places with their denominators, topics by reasons, quarters."""
    return [_places(counts), _reasons(counts), _total(counts), *(_quarter(counts, day) for day in _days(counts))]


def _arc(counts: Counts, key: Key, tail: Hashable, head: Hashable) -> Arc:
    return Arc(key, tail, head, counts.value(key))


def _places(counts: Counts) -> System:
    # Needs of a place split into gaps, which flow on to their topics, and the rest; topics collect both again.
    arcs = []
    for place in counts.places:
        arcs.append(_arc(counts, (NEED, TOTAL, place), "all", ("place", place)))
        arcs.append(_arc(counts, (GAP, TOTAL, place), ("place", place), ("gaps at", place)))
        arcs.append(_arc(counts, (REST, TOTAL, place), ("place", place), "rest"))
    for topic in counts.topics:
        for place in counts.places:
            arcs.append(_arc(counts, (GAP, topic, place), ("gaps at", place), ("gaps of", topic)))
        arcs.append(_arc(counts, (GAP, topic, TOTAL), ("gaps of", topic), ("topic", topic)))
        arcs.append(_arc(counts, (REST, topic, TOTAL), "rest of all", ("topic", topic)))
        arcs.append(_arc(counts, (NEED, topic, TOTAL), ("topic", topic), "end"))
    arcs.append(_arc(counts, (REST, TOTAL, TOTAL), "rest", "rest of all"))
    arcs.append(_arc(counts, (NEED, TOTAL, TOTAL), "end", "all"))
    return arcs


def _reasons(counts: Counts) -> System:
    arcs = []
    for topic in counts.topics:
        arcs.append(_arc(counts, (GAP, topic, TOTAL), "all", ("topic", topic)))
        arcs += [_arc(counts, (WHY, topic, one.value), ("topic", topic), ("reason", one.value)) for one in Reason]
    arcs += [_arc(counts, (WHY, TOTAL, one.value), ("reason", one.value), "end") for one in Reason]
    return [*arcs, _arc(counts, (GAP, TOTAL, TOTAL), "end", "all")]


def _total(counts: Counts) -> System:
    return [
        _arc(counts, (GAP, TOTAL, TOTAL), "all", "end"),
        _arc(counts, (REST, TOTAL, TOTAL), "all", "end"),
        _arc(counts, (NEED, TOTAL, TOTAL), "end", "all"),
    ]


def _quarter(counts: Counts, day: str) -> System:
    # The last quarter ends on the Stichtag, so its gaps are those of the tables above.
    last = day == counts.last
    total: Key = (GAP, TOTAL, TOTAL) if last else (QUARTER, TOTAL, day)
    parts: list[Key] = [(GAP, topic, TOTAL) if last else (QUARTER, topic, day) for topic in counts.topics]
    return [
        *(_arc(counts, key, "all", "gaps") for key in parts),
        _arc(counts, total, "gaps", "end"),
        _arc(counts, (LEFT, TOTAL, day), "all", "end"),
        _arc(counts, (OPEN, TOTAL, day), "end", "all"),
    ]


def _days(counts: Counts) -> list[str]:
    return [ends.isoformat() for _, ends in counts.spans]


def _agree(tables: Sequence[System], closed: set[Hashable]) -> None:
    """Hide in each table what the others need, until nothing is added."""
    before = -1
    while before != len(closed):
        before = len(closed)
        for arcs in tables:
            own = {arc.key for arc in arcs}
            closed |= protect(arcs, hidden=closed & own, known=_whole(arcs) - closed, dear=_dear(arcs))


def _whole(arcs: Iterable[Arc]) -> set[Hashable]:
    """Numbers of the whole house: they stay, wherever something else can be hidden instead."""
    return {key for arc in arcs if isinstance(key := arc.key, tuple) and key in WHOLE}


def _dear(arcs: Iterable[Arc]) -> list[Hashable]:
    """Margins, on which much stands: hidden as late as possible."""
    return [key for arc in arcs if isinstance(key := arc.key, tuple) and TOTAL in key[1:] and key[0] != REST]


def follows(tables: Sequence[System], closed: Collection[Hashable]) -> set[Hashable]:
    """Hidden cells that follow from all that is shown, in all tables together.

    A cell follows exactly when some combination of the sums contains it and no other hidden cell.
    """
    rows: list[dict[Hashable, int]] = []
    for arcs in tables:
        nodes: dict[Hashable, dict[Hashable, int]] = {}
        for arc in arcs:
            if arc.key in closed and arc.tail != arc.head:
                nodes.setdefault(arc.tail, {})[arc.key] = PRIME - 1
                nodes.setdefault(arc.head, {})[arc.key] = 1
        rows += nodes.values()
    return {next(iter(row)) for row in _reduced(rows) if len(row) == 1}


def _reduced(rows: Iterable[dict[Hashable, int]]) -> list[dict[Hashable, int]]:
    """The reduced echelon form of sparse rows, modulo PRIME."""
    done: dict[Hashable, dict[Hashable, int]] = {}
    for given in rows:
        row = dict(given)
        for pivot in [key for key in row if key in done]:
            _subtract(row, done[pivot], row[pivot])
        if not row:
            continue
        pivot = next(iter(row))
        inverse = pow(row[pivot], -1, PRIME)
        row = {key: value * inverse % PRIME for key, value in row.items()}
        for other in done.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        done[pivot] = row
    return list(done.values())


def _subtract(row: dict[Hashable, int], other: dict[Hashable, int], factor: int) -> None:
    for key, value in other.items():
        left = (row.get(key, 0) - factor * value) % PRIME
        if left:
            row[key] = left
        else:
            row.pop(key, None)


def _further(tables: Sequence[System], closed: Collection[Hashable], given_away: Collection[Hashable]) -> set[Hashable]:
    """For each cell that still follows, the cheapest shown cell that meets it in a sum; small numbers first."""
    found: set[Hashable] = set()
    for key in sorted(given_away, key=str):
        if (chosen := _neighbour(tables, closed, key)) is not None:
            found.add(chosen)
    # Where nothing is left to hide beside it, everything that meets anything hidden goes.
    return found or {arc.key for arcs in tables for arc in arcs} - set(closed)


def _neighbour(tables: Sequence[System], closed: Collection[Hashable], key: Hashable) -> Hashable | None:
    offered = []
    for arcs in tables:
        ends = next(({arc.tail, arc.head} for arc in arcs if arc.key == key), None)
        if ends is not None:
            dear = _dear(arcs)
            offered += [
                (arc.value == 0, arc.key in dear, arc.value, str(arc.key), arc.key)
                for arc in arcs
                if arc.key not in closed and ends & {arc.tail, arc.head}
            ]
    return min(offered, key=lambda one: one[:4])[4] if offered else None
