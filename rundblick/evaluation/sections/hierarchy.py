"""Tables whose rows are a tree and whose columns exclude each other: what adds up in them, as one circulation."""

from collections.abc import Callable, Mapping, Sequence

from rundblick.evaluation.counted import Book, Sums
from rundblick.statistics.suppression import Arc

REST = "|rest"
"""Those in no column that is printed: anybody can work them out by subtracting."""

Numbers = Mapping[str, int]
CellOf = Callable[[str, str], str]
"""cell(row, column) -> its name; column "" is the sum of all."""


def by_label(book: Book) -> CellOf:
    """The cells of a table whose rows are codes of figures and whose columns are subgroups."""
    return lambda row, column: f"{book.cell(row)}{REST}" if column == REST else book.cell(row, column)


def sums(
    children: Mapping[str, Sequence[str]],
    root: str,
    *,
    columns: Mapping[str, Numbers],
    everybody: Numbers,
    cell: CellOf,
) -> Sums:
    """The circulation of such a table: every row is the sum of its children, and of its cells in all columns.

    `columns`: column -> row -> number, without the rest; that is what is missing to `everybody`. A table without
    columns is a plain tree.
    """
    rows = _below(children, root)
    if not columns:
        return Sums(tuple(_tree(children, root, everybody, lambda row: cell(row, ""), "outside", "outside")))
    rest = {row: everybody[row] - sum(numbers[row] for numbers in columns.values()) for row in rows}
    parts = dict(columns) | ({REST: rest} if any(rest.values()) else {})
    arcs: list[Arc] = []
    for column, numbers in parts.items():
        arcs += _down(children, root, numbers, column, cell)
    arcs += [Arc(cell(root, ""), ("all", root), "start", everybody[root])]
    for row in rows:
        for child in children.get(row, ()):
            tail = ("all", child) if children.get(child) else ("leaf", child)
            arcs.append(Arc(cell(child, ""), tail, ("all", row), everybody[child]))
    return Sums(tuple(arcs), dear=frozenset({cell(root, "")}))


def _down(children: Mapping[str, Sequence[str]], root: str, numbers: Numbers, column: str, cell: CellOf) -> list[Arc]:
    arcs = [Arc(cell(root, column), "start", (column, root), numbers[root])]
    for row in _below(children, root):
        for child in children.get(row, ()):
            head = (column, child) if children.get(child) else ("leaf", child)
            arcs.append(Arc(cell(child, column), (column, row), head, numbers[child]))
    return arcs


def _tree(
    children: Mapping[str, Sequence[str]],
    root: str,
    numbers: Numbers,
    name: Callable[[str], str],
    start: str,
    end: str,
) -> list[Arc]:
    arcs = [Arc(name(root), start, ("row", root), numbers[root])]
    for row in _below(children, root):
        for child in children.get(row, ()):
            head = ("row", child) if children.get(child) else end
            arcs.append(Arc(name(child), ("row", row), head, numbers[child]))
    return arcs


def _below(children: Mapping[str, Sequence[str]], root: str) -> list[str]:
    found = [root]
    for row in found:
        found += children.get(row, ())
    return found
