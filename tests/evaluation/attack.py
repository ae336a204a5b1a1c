"""What somebody finds out who has a whole report and adds and subtracts."""

from collections.abc import Hashable
from fractions import Fraction

from rundblick.evaluation.counted import Computed
from rundblick.evaluation.protection import protected


def found_out(report: Computed) -> set[str]:
    """Small cells (1 or 2) that are hidden, and follow from what is printed, over all tables of the report at once."""
    printed = _printed(report)
    names: list[str] = []
    rows: dict[tuple[int, Hashable], dict[str, int]] = {}
    small = set()
    for place, sums in enumerate(report.sums):
        for arc in sums.arcs:
            key = str(arc.key)
            names.append(key)
            small |= {key} if arc.value in (1, 2) and arc.key not in sums.unprinted else set()
            for node, sign in ((arc.head, 1), (arc.tail, -1)):
                row = rows.setdefault((place, node), {})
                row[key] = row.get(key, 0) + sign
    unknown = [name for name in dict.fromkeys(names) if name not in printed]
    matrix = [[Fraction(row.get(name, 0)) for name in unknown] for row in rows.values()]
    return {unknown[column] for column in _solved(matrix, len(unknown))} & small


def shown_small(report: Computed) -> list[str]:
    """Figures that print one or two people, or are taken of as few."""
    return [
        f"{one.figure.code} {one.figure.subgroup}"
        for one in protected(report)
        if one.figure.numerator in (1, 2) or one.figure.denominator in (1, 2)
    ]


def _printed(report: Computed) -> set[str]:
    found = set()
    for one in protected(report):
        counted = report.figures[one.place]
        found |= {counted.cell} if one.figure.numerator is not None else set()
        found |= {counted.whole} if one.figure.denominator is not None else set()
        if one.figure.missing and one.figure.numerator is not None:
            # Whoever has a value and whoever has none are the whole.
            found.add(counted.whole)
    return found - {""}


def _solved(matrix: list[list[Fraction]], width: int) -> set[int]:
    """Columns a system of sums leaves no freedom to (Gauss over fractions)."""
    top, pivots = 0, {}
    for column in range(width):
        row = next((i for i in range(top, len(matrix)) if matrix[i][column]), None)
        if row is None:
            continue
        matrix[top], matrix[row] = matrix[row], matrix[top]
        first = matrix[top][column]
        matrix[top] = [value / first for value in matrix[top]]
        for other in range(len(matrix)):
            factor = matrix[other][column]
            if other != top and factor:
                matrix[other] = [a - factor * b for a, b in zip(matrix[other], matrix[top], strict=True)]
        pivots[column] = top
        top += 1
    return {c for c, row in pivots.items() if not any(matrix[row][j] for j in range(width) if j != c)}
