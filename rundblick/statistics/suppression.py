"""Cells of fewer than three people are not printed, nor anything from which they could be worked out.

A table with its margins is read as a circulation: every cell is a flow along an arc, every sum is a node where what
flows in flows out again. A hidden cell cannot be recalculated exactly when other hidden cells let it move: one
person more here, one less there, all printed sums unchanged. So for every small cell the cheapest closed way
through other cells is hidden too (Gusfield, A Graph Theoretic Approach to Statistical Data Security, SIAM J.
Comput. 17, 1988). Cells may move down to 1 only, because a reader knows that zeros are printed.

What this cannot see: tables printed elsewhere that share cells with this one. Protect them together.
"""

import heapq
import itertools
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

THRESHOLD = 3
LEGEND = "* nicht ausgewiesen: weniger als 3 Personen oder daraus zu errechnen"
QUOTED_LEGEND = "† veröffentlichte Zahl, aus der Quelle zitiert"


class State(StrEnum):
    """Why a cell shows what it shows. Small and additionally hidden cells look the same on purpose."""

    SHOWN = "shown"
    SUPPRESSED = "suppressed"
    QUOTED = "quoted"


@dataclass(frozen=True, slots=True)
class Cell:
    """A protected cell; `value` is None when it is suppressed."""

    value: int | None
    state: State = State.SHOWN

    @property
    def text(self) -> str:
        """As printed: the number, "*" when suppressed, "†" behind a quoted number."""
        if self.value is None:
            return "*"
        return f"{self.value}†" if self.state is State.QUOTED else str(self.value)


@dataclass(frozen=True, slots=True)
class Arc:
    """One cell in a system of sums: its value flows from the node `tail` to the node `head`."""

    key: Hashable
    tail: Hashable
    head: Hashable
    value: int


@dataclass(frozen=True, slots=True)
class ProtectedTable:
    """Rows of cells with their margins."""

    cells: tuple[tuple[Cell, ...], ...]
    row_totals: tuple[Cell, ...]
    column_totals: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class ProtectedFunnel:
    """Numbers of one group: `reached[0]` started; `dropped[k]` is the loss from `reached[k]` to `reached[k + 1]`."""

    reached: tuple[Cell, ...]
    dropped: tuple[Cell, ...]


def quoted(value: int) -> Cell:
    """A number that a published source prints; it stays visible whatever its size, and says so."""
    return Cell(value, State.QUOTED)


def is_small(value: int, threshold: int = THRESHOLD) -> bool:
    """Whether a number of people is too small to be printed; zero is not."""
    return 1 <= value < threshold


def share_is_small(numerator: int, denominator: int, threshold: int = THRESHOLD) -> bool:
    """Whether a share gives away a small group: those in it, those not in it, or the whole group."""
    parts = (numerator, denominator - numerator, denominator)
    return any(is_small(part, threshold) for part in parts)


def suppress_counts(counts: Sequence[int], *, threshold: int = THRESHOLD) -> tuple[tuple[Cell, ...], Cell]:
    """Protect a list of exclusive counts that is printed with its sum: (cells, total)."""
    arcs = [Arc(place, "sum", "free", value) for place, value in enumerate(counts)]
    arcs.append(Arc("total", "free", "sum", sum(counts)))
    cells = _cells(arcs, threshold)
    return tuple(cells[place] for place in range(len(counts))), cells["total"]


def suppress_table(
    rows: Sequence[Sequence[int]], *, threshold: int = THRESHOLD, total_is_known: bool = False
) -> ProtectedTable:
    """Protect a table of exclusive counts that is printed with row sums, column sums and the total.

    Margins are computed here, so that they are what a reader would add up. `total_is_known`: the total stands elsewhere
    anyway and is never hidden. Raises ValueError when rows differ
    in length or a count is negative.
    """
    width = len(rows[0]) if rows else 0
    if any(len(row) != width for row in rows):
        raise ValueError("rows differ in length")
    arcs: list[Arc] = []
    for i, row in enumerate(rows):
        arcs += [Arc(("cell", i, j), ("row", i), ("column", j), value) for j, value in enumerate(row)]
        arcs.append(Arc(("row", i), "rows", ("row", i), sum(row)))
    columns = [sum(row[j] for row in rows) for j in range(width)]
    arcs += [Arc(("column", j), ("column", j), "columns", value) for j, value in enumerate(columns)]
    arcs.append(Arc("total", "columns", "rows", sum(columns)))
    cells = _cells(arcs, threshold, known=("total",) if total_is_known else ())
    return ProtectedTable(
        cells=tuple(tuple(cells["cell", i, j] for j in range(width)) for i in range(len(rows))),
        row_totals=tuple(cells["row", i] for i in range(len(rows))),
        column_totals=tuple(cells["column", j] for j in range(width)),
        total=cells["total"],
    )


def suppress_funnels(
    groups: Mapping[str, Sequence[int]], *, threshold: int = THRESHOLD
) -> tuple[dict[str, ProtectedFunnel], ProtectedFunnel]:
    """Protect funnels of exclusive groups (sites) that are printed together with their sum.

    `groups` maps each group to how many started and how many reached each step. What was lost between two
    steps is a cell too, because everybody can subtract. Answers (funnel by group, funnel of all). Raises
    ValueError when groups differ in length or a number grows from one step to the next.
    """
    lengths = {len(reached) for reached in groups.values()}
    if len(lengths) != 1 or 0 in lengths:
        raise ValueError("groups need the same steps")
    last = lengths.pop() - 1
    arcs: list[Arc] = []
    for name, reached in groups.items():
        if any(later > earlier for earlier, later in itertools.pairwise(reached)):
            raise ValueError(f"{name}: more people at a later step than before")
        arcs += _funnel_arcs(name, reached)
    sums = [sum(reached[place] for reached in groups.values()) for place in range(last + 1)]
    for place in range(last + 1):
        arcs.append(Arc(("all", place), ("all", place), ("all", place - 1), sums[place]))
    for place in range(last):
        lost = sums[place] - sums[place + 1]
        arcs.append(Arc(("all lost", place), ("lost", place), ("all", place), lost))
    cells = _cells(arcs, threshold)

    def collect(reached_key: Sequence[Hashable], lost_key: Sequence[Hashable]) -> ProtectedFunnel:
        return ProtectedFunnel(
            reached=tuple(cells[*reached_key, place] for place in range(last + 1)),
            dropped=tuple(cells[*lost_key, place] for place in range(last)),
        )

    return {name: collect(("group", name), ("lost", name)) for name in groups}, collect(("all",), ("all lost",))


def _funnel_arcs(name: str, reached: Sequence[int]) -> Iterable[Arc]:
    # A group's people enter from the node behind the last sum, walk down the steps, and leave at a loss or at
    # the end; the sums of all groups lead them back.
    last = len(reached) - 1
    for place, value in enumerate(reached):
        tail: Hashable = ("all", -1) if place == 0 else ("group", name, place - 1)
        head: Hashable = ("all", last) if place == last else ("group", name, place)
        yield Arc(("group", name, place), tail, head, value)
    for place in range(last):
        yield Arc(("lost", name, place), ("group", name, place), ("lost", place), reached[place] - reached[place + 1])


def _cells(arcs: Sequence[Arc], threshold: int, *, known: Collection[Hashable] = ()) -> dict[Hashable, Cell]:
    hidden = protect(arcs, threshold=threshold, known=known)
    return {arc.key: Cell(None, State.SUPPRESSED) if arc.key in hidden else Cell(arc.value) for arc in arcs}


def protect(
    arcs: Sequence[Arc],
    *,
    threshold: int = THRESHOLD,
    known: Collection[Hashable] = (),
    hidden: Collection[Hashable] = (),
    unprinted: Collection[Hashable] = (),
    dear: Collection[Hashable] = (),
) -> frozenset[Hashable]:
    """Keys of all cells to hide in any system of sums that forms a circulation.

    Small cells are hidden, and with each of them a closed way along which it can move. Small extra cells are
    preferred, zeros are hidden last. `known`: cells the reader knows anyway (quoted literature, own cases); they
    and what follows from them are never hidden and hide nothing else, as far as that is possible. `hidden`: cells
    already hidden elsewhere, to be protected here like small ones. `unprinted`: sums that nobody prints. `dear`:
    cells many figures stand on, hidden as reluctantly as zeros.
    Deterministic. Raises ValueError when a value is negative or a sum does not hold.
    """
    _check_sums(arcs)
    given = worked_out(arcs, known)
    closed = {arc.key for arc in arcs if arc.key in hidden and arc.key not in given}
    closed |= {
        arc.key for arc in arcs if is_small(arc.value, threshold) and arc.key not in given and arc.key not in unprinted
    }
    prices = _Prices(arcs, given, unprinted, dear)
    for arc in (arc for arc in arcs if arc.key in frozenset(closed)):
        closed.update(key for key in _closed_way(arcs, arc, closed, prices) if prices.may_hide(key))
    return frozenset(closed)


def worked_out(arcs: Sequence[Arc], known: Collection[Hashable]) -> frozenset[Hashable]:
    """The known cells of a system and all that follow from them by adding and subtracting.

    A cell follows exactly when no closed way of other unknown cells leads back to its beginning.
    """
    found = {arc.key for arc in arcs if arc.key in known}
    unknown = [arc for arc in arcs if arc.key not in found]
    while True:
        solved = {arc.key for arc in unknown if not _connected(unknown, arc)} - found
        if not solved:
            return frozenset(found)
        found |= solved
        unknown = [arc for arc in unknown if arc.key not in solved]


def _connected(arcs: Sequence[Arc], left_out: Arc) -> bool:
    ways: dict[Hashable, list[Hashable]] = {}
    for arc in arcs:
        if arc.key != left_out.key:
            ways.setdefault(arc.tail, []).append(arc.head)
            ways.setdefault(arc.head, []).append(arc.tail)
    reached, waiting = {left_out.tail}, [left_out.tail]
    while waiting:
        for node in ways.get(waiting.pop(), ()):
            if node not in reached:
                reached.add(node)
                waiting.append(node)
    return left_out.head in reached


class _Prices:
    """What it costs to let a cell move: nothing for what is hidden anyway, most for what the reader knows."""

    def __init__(
        self,
        arcs: Sequence[Arc],
        known: Collection[Hashable],
        unprinted: Collection[Hashable],
        dear: Collection[Hashable],
    ) -> None:
        self.known = known
        self.unprinted = unprinted
        self.dear = dear
        self.dearest = sum(arc.value for arc in arcs) + len(arcs) + 1

    def of(self, arc: Arc, hidden: Collection[Hashable]) -> int:
        if arc.key in hidden or arc.key in self.unprinted:
            return 0
        if arc.key in self.known:
            return self.dearest**3
        extra = self.dearest if arc.key in self.dear else 0
        return (arc.value or self.dearest) + extra + 1

    def of_shrinking(self, arc: Arc, hidden: Collection[Hashable]) -> int | None:
        """None where it cannot: zeros are printed, so a hidden cell is at least one; sums nobody prints may be zero.

        Where known cells stand in every other way, one that only adding and subtracting cannot see through is taken.
        """
        if arc.value >= (1 if arc.key in self.unprinted else 2):
            return self.of(arc, hidden)
        return self.dearest**2 + self.of(arc, hidden) if self.known else None

    def may_hide(self, key: Hashable) -> bool:
        return key not in self.known and key not in self.unprinted


def _check_sums(arcs: Sequence[Arc]) -> None:
    balance: dict[Hashable, int] = {}
    for arc in arcs:
        if arc.value < 0:
            raise ValueError("counts must not be negative")
        balance[arc.tail] = balance.get(arc.tail, 0) - arc.value
        balance[arc.head] = balance.get(arc.head, 0) + arc.value
    if any(balance.values()):
        raise ValueError("the cells do not add up")


def _closed_way(arcs: Sequence[Arc], start: Arc, hidden: set[Hashable], prices: _Prices) -> list[Hashable]:
    """The cheapest set of cells through which `start` can grow by one, or else shrink by one."""
    ways: dict[Hashable, list[tuple[Hashable, int, Hashable]]] = {}
    for arc in arcs:
        if arc.key == start.key:
            continue
        cost = prices.of(arc, hidden)
        ways.setdefault(arc.tail, []).append((arc.head, cost, arc.key))
        if (back := prices.of_shrinking(arc, hidden)) is not None:
            ways.setdefault(arc.head, []).append((arc.tail, back, arc.key))
    found = [_cheapest(ways, start.head, start.tail)]
    if start.value >= 2:
        found.append(_cheapest(ways, start.tail, start.head))
    possible = [way for way in found if way is not None]
    # Growing is always possible: a circulation consists of closed ways, and one of them leads through `start`.
    return min(possible, key=lambda way: way[0])[1]


def _cheapest(
    ways: Mapping[Hashable, Sequence[tuple[Hashable, int, Hashable]]], start: Hashable, goal: Hashable
) -> tuple[int, list[Hashable]] | None:
    # Dijkstra; the running number keeps ties in the order of the cells and nodes out of comparisons.
    number = 0
    queue: list[tuple[int, int, Hashable, list[Hashable]]] = [(0, number, start, [])]
    done: set[Hashable] = set()
    while queue:
        cost, _, node, keys = heapq.heappop(queue)
        if node == goal:
            return cost, keys
        if node in done:
            continue
        done.add(node)
        for neighbour, extra, key in ways.get(node, ()):
            if neighbour not in done:
                number += 1
                heapq.heappush(queue, (cost + extra, number, neighbour, [*keys, key]))
    return None
