"""A reader who adds and subtracts must never get a hidden cell back."""

from collections.abc import Hashable, Sequence
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.statistics.suppression import (
    Arc,
    Cell,
    ProtectedTable,
    State,
    protect,
    quoted,
    share_is_small,
    suppress_counts,
    suppress_funnels,
    suppress_table,
    worked_out,
)

Equation = dict[Hashable, int]


def recalculated(cells: dict[Hashable, Cell], equations: Sequence[Equation]) -> set[Hashable]:
    """Hidden cells an attacker can work out with linear algebra (Gauss-Jordan over fractions)."""
    hidden = [key for key, cell in cells.items() if cell.value is None]
    rows = []
    for equation in equations:
        known = sum(sign * (cells[key].value or 0) for key, sign in equation.items())
        rows.append([Fraction(equation.get(key, 0)) for key in hidden] + [Fraction(-known)])
    pivots: list[int] = []
    for column in range(len(hidden)):
        row = next((i for i in range(len(pivots), len(rows)) if rows[i][column]), None)
        if row is None:
            continue
        top = len(pivots)
        rows[top], rows[row] = rows[row], rows[top]
        rows[top] = [x / rows[top][column] for x in rows[top]]
        for i in range(len(rows)):
            if i != top and rows[i][column]:
                factor = rows[i][column]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[top], strict=True)]
        pivots.append(column)
    solved = set()
    for top, column in enumerate(pivots):
        if not any(rows[top][j] for j in range(len(hidden)) if j != column):
            solved.add(hidden[column])
    return solved


def table_view(table: ProtectedTable) -> tuple[dict[Hashable, Cell], list[Equation]]:
    cells: dict[Hashable, Cell] = {"total": table.total}
    equations: list[Equation] = []
    height, width = len(table.cells), len(table.column_totals)
    for i in range(height):
        cells["r", i] = table.row_totals[i]
        for j in range(width):
            cells[i, j] = table.cells[i][j]
        equations.append({**{(i, j): 1 for j in range(width)}, ("r", i): -1})
    for j in range(width):
        cells["c", j] = table.column_totals[j]
        equations.append({**{(i, j): 1 for i in range(height)}, ("c", j): -1})
    equations.append({**{("r", i): 1 for i in range(height)}, "total": -1})
    equations.append({**{("c", j): 1 for j in range(width)}, "total": -1})
    return cells, equations


def rectangles(most: int, largest: int) -> st.SearchStrategy[list[list[int]]]:
    # Small numbers and zeros are where protection fails first, so they come up most.
    number = st.one_of(st.sampled_from([0, 0, 1, 1, 2, 3]), st.integers(0, largest))
    return st.integers(1, most).flatmap(
        lambda width: st.lists(st.lists(number, min_size=width, max_size=width), min_size=1, max_size=most)
    )


def test_a_lonely_small_cell_takes_the_three_cheapest_corners_with_it() -> None:
    table = suppress_table([[1, 9, 7], [8, 4, 9], [9, 9, 9]])
    texts = [[cell.text for cell in row] for row in table.cells]
    assert texts == [["*", "*", "7"], ["*", "*", "9"], ["9", "9", "9"]]
    assert [cell.text for cell in table.row_totals] == ["17", "21", "27"]
    assert table.total.text == "65"


def test_zeros_and_larger_numbers_are_printed() -> None:
    table = suppress_table([[0, 3], [40, 0]])
    assert [[cell.text for cell in row] for row in table.cells] == [["0", "3"], ["40", "0"]]


def test_small_and_additional_cells_look_the_same() -> None:
    table = suppress_table([[1, 9], [8, 4]])
    assert {cell for row in table.cells for cell in row} == {Cell(None, State.SUPPRESSED)}


def test_a_total_of_three_would_give_away_three_times_one() -> None:
    cells, total = suppress_counts([1, 1, 1, 0])
    assert [cell.text for cell in cells] == ["*", "*", "*", "0"]
    assert total.text == "*"


def test_one_and_five_hide_each_other_under_their_printed_sum() -> None:
    cells, total = suppress_counts([1, 5, 30])
    assert [cell.text for cell in cells] == ["*", "*", "30"]
    assert total.text == "36"


def test_quoted_literature_stays_visible_and_is_marked() -> None:
    assert quoted(1).text == "1†"
    assert quoted(1).state is State.QUOTED
    assert quoted(1) != Cell(1)


def test_a_share_gives_away_a_small_rest_as_well() -> None:
    assert share_is_small(37, 38)
    assert share_is_small(1, 38)
    assert share_is_small(0, 2)
    assert not share_is_small(38, 38)
    assert not share_is_small(13, 38)


def test_tables_that_are_no_tables_are_refused() -> None:
    with pytest.raises(ValueError, match="length"):
        suppress_table([[1, 2], [3]])
    with pytest.raises(ValueError, match="negative"):
        suppress_counts([1, -2])
    with pytest.raises(ValueError, match="add up"):
        protect([Arc("a", "x", "y", 5), Arc("b", "y", "x", 4)])


def test_an_empty_table_stays_empty() -> None:
    assert suppress_table([]).cells == ()
    assert suppress_counts([])[1].text == "0"


@given(rectangles(most=5, largest=60))
def test_no_hidden_cell_of_a_table_can_be_recalculated(rows: list[list[int]]) -> None:
    table = suppress_table(rows)
    cells, equations = table_view(table)
    assert recalculated(cells, equations) == set()


@given(rectangles(most=5, largest=60))
def test_every_small_cell_and_margin_is_hidden(rows: list[list[int]]) -> None:
    table = suppress_table(rows)
    margins = zip(table.row_totals, [sum(row) for row in rows], strict=True)
    inner = [pair for cells, row in zip(table.cells, rows, strict=True) for pair in zip(cells, row, strict=True)]
    for cell, value in [*inner, *margins]:
        assert cell.value in (None, value)
        if value in (1, 2):
            assert cell.value is None


@given(rectangles(most=5, largest=60))
def test_tables_without_small_numbers_lose_nothing(rows: list[list[int]]) -> None:
    larger = [[value + 3 if value else 0 for value in row] for row in rows]
    cells, _ = table_view(suppress_table(larger))
    assert all(cell.value is not None for cell in cells.values())


def _possible(cells: dict[Hashable, Cell], rows: list[list[int]], lowest: int) -> dict[tuple[int, int], set[int]]:
    """Values each hidden inner cell can have in any table of counts that fits everything printed."""
    height, width = len(rows), len(rows[0])
    places = [(i, j) for i in range(height) for j in range(width)]
    choices = [range(lowest, 7) if cells[place].value is None else [cells[place].value] for place in places]
    seen: dict[tuple[int, int], set[int]] = {place: set() for place in places if cells[place].value is None}
    for values in product(*choices):
        guess = dict(zip(places, values, strict=True))
        sums: dict[Hashable, int] = {"total": sum(v for v in values if v is not None)}
        for i in range(height):
            sums["r", i] = sum(guess[i, j] or 0 for j in range(width))
        for j in range(width):
            sums["c", j] = sum(guess[i, j] or 0 for i in range(height))
        if all(cells[key].value in (None, number) for key, number in sums.items()):
            for place in seen:
                seen[place].add(guess[place] or 0)
    return seen


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 3).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 4), min_size=width, max_size=width), min_size=1, max_size=2)
    )
)
def test_counting_through_all_tables_never_leaves_one_value_only(rows: list[list[int]]) -> None:
    cells, _ = table_view(suppress_table(rows))
    for values in _possible(cells, rows, lowest=0).values():
        assert len(values) >= 2


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(1, 4), min_size=3, max_size=3), min_size=1, max_size=2))
def test_knowing_that_zeros_are_printed_does_not_help(rows: list[list[int]]) -> None:
    cells, _ = table_view(suppress_table(rows))
    for values in _possible(cells, rows, lowest=1).values():
        assert len(values) >= 2


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_no_hidden_cell_of_a_list_can_be_recalculated(counts: list[int]) -> None:
    cells, total = suppress_counts(counts)
    view: dict[Hashable, Cell] = {**dict(enumerate(cells)), "total": total}
    assert recalculated(view, [{**{i: 1 for i in range(len(counts))}, "total": -1}]) == set()


def funnel_view(groups: dict[str, list[int]]) -> tuple[dict[Hashable, Cell], list[Equation]]:
    by_group, everybody = suppress_funnels(groups)
    cells: dict[Hashable, Cell] = {}
    equations: list[Equation] = []
    for name, part in [*by_group.items(), ("all", everybody)]:
        cells |= {("reached", name, k): cell for k, cell in enumerate(part.reached)}
        cells |= {("lost", name, k): cell for k, cell in enumerate(part.dropped)}
        for k in range(len(part.dropped)):
            equations.append({("reached", name, k): 1, ("reached", name, k + 1): -1, ("lost", name, k): -1})
    for what, length in (("reached", len(everybody.reached)), ("lost", len(everybody.dropped))):
        for k in range(length):
            equations.append({**{(what, name, k): 1 for name in groups}, (what, "all", k): -1})
    return cells, equations


def test_a_funnel_with_a_small_loss_hides_the_step_as_well() -> None:
    # Two of 20 are lost; printing 20 and 18 would print the two.
    by_site, everybody = suppress_funnels({"Ennigerloh": [20, 18, 9], "Everswinkel": [30, 21, 12]})
    assert by_site["Ennigerloh"].dropped[0].text == "*"
    assert "*" in {by_site["Ennigerloh"].reached[0].text, by_site["Ennigerloh"].reached[1].text}
    assert by_site["Everswinkel"].reached[2].text == "12"
    assert everybody.reached[0].text == "50"


@given(
    st.integers(1, 3).flatmap(
        lambda groups: st.integers(1, 6).flatmap(
            lambda steps: st.lists(
                st.lists(st.integers(0, 40), min_size=steps, max_size=steps).map(lambda x: sorted(x, reverse=True)),
                min_size=groups,
                max_size=groups,
            )
        )
    )
)
def test_no_hidden_number_of_a_funnel_can_be_recalculated(groups: list[list[int]]) -> None:
    cells, equations = funnel_view({f"site {i}": reached for i, reached in enumerate(groups)})
    assert recalculated(cells, equations) == set()


def test_funnels_that_are_no_funnels_are_refused() -> None:
    with pytest.raises(ValueError, match="same steps"):
        suppress_funnels({"a": [3, 2], "b": [3]})
    with pytest.raises(ValueError, match="same steps"):
        suppress_funnels({})
    with pytest.raises(ValueError, match="later step"):
        suppress_funnels({"a": [3, 4]})


def table_arcs(rows: Sequence[Sequence[int]]) -> tuple[list[Arc], list[Equation]]:
    arcs: list[Arc] = []
    equations: list[Equation] = []
    width = len(rows[0])
    for i, row in enumerate(rows):
        arcs += [Arc((i, j), ("row", i), ("column", j), value) for j, value in enumerate(row)]
        arcs.append(Arc(("r", i), "rows", ("row", i), sum(row)))
        equations.append({**{(i, j): 1 for j in range(width)}, ("r", i): -1})
    for j in range(width):
        arcs.append(Arc(("c", j), ("column", j), "columns", sum(row[j] for row in rows)))
        equations.append({**{(i, j): 1 for i in range(len(rows))}, ("c", j): -1})
    arcs.append(Arc("total", "columns", "rows", sum(map(sum, rows))))
    equations.append({**{("r", i): 1 for i in range(len(rows))}, "total": -1})
    equations.append({**{("c", j): 1 for j in range(width)}, "total": -1})
    return arcs, equations


def seen(arcs: Sequence[Arc], hidden: frozenset[Hashable]) -> dict[Hashable, Cell]:
    return {arc.key: Cell(None if arc.key in hidden else arc.value) for arc in arcs}


def test_a_cell_the_reader_knows_is_shown_and_protects_nothing() -> None:
    arcs, _ = table_arcs([[1, 9, 7], [8, 4, 9], [9, 9, 9]])
    hidden = protect(arcs, known={(1, 1)})
    assert (1, 1) not in hidden
    assert hidden == {(0, 0), (0, 2), (1, 0), (1, 2)}


def test_what_follows_from_known_cells_is_known_too() -> None:
    arcs, _ = table_arcs([[1, 9], [8, 4]])
    margins = {("r", 0), ("r", 1), ("c", 0), ("c", 1), "total"}
    assert worked_out(arcs, {(0, 0), *margins}) == {arc.key for arc in arcs}
    assert protect(arcs, known={(0, 0), *margins}) == frozenset()


def test_a_cell_hidden_in_another_table_is_protected_here_too() -> None:
    arcs, _ = table_arcs([[5, 9, 7], [8, 4, 9]])
    assert protect(arcs) == frozenset()
    assert protect(arcs, hidden={(0, 0)}) == {(0, 0), (0, 1), (1, 0), (1, 1)}


def test_a_sum_that_nobody_prints_lets_a_small_cell_move_alone() -> None:
    arcs = [Arc("a", "s", "t", 2), Arc("b", "s", "t", 9), Arc("sum", "t", "s", 11)]
    assert protect(arcs, unprinted={"sum"}) == {"a"}
    assert protect(arcs) == {"a", "b"}


@settings(max_examples=150, deadline=None)
@given(rectangles(4, 20), st.data())
def test_nobody_recalculates_a_small_cell_from_known_ones(rows: list[list[int]], data: st.DataObject) -> None:
    arcs, equations = table_arcs(rows)
    known = data.draw(st.sets(st.sampled_from([arc.key for arc in arcs])))
    hidden = protect(arcs, known=known)
    given_away = worked_out(arcs, known)
    small = {arc.key for arc in arcs if 1 <= arc.value < 3}
    assert small - given_away <= hidden
    assert not hidden & given_away
    assert not recalculated(seen(arcs, hidden), equations) & small


@settings(max_examples=150, deadline=None)
@given(rectangles(4, 20), st.data())
def test_nobody_recalculates_what_another_table_hides(rows: list[list[int]], data: st.DataObject) -> None:
    arcs, equations = table_arcs(rows)
    elsewhere = data.draw(st.sets(st.sampled_from([arc.key for arc in arcs]), max_size=2))
    hidden = protect(arcs, hidden=elsewhere)
    assert elsewhere <= hidden
    assert not recalculated(seen(arcs, hidden), equations) & elsewhere


@given(st.lists(st.lists(st.integers(0, 9), min_size=3, max_size=3), min_size=2, max_size=4))
def test_a_total_that_stands_elsewhere_is_never_hidden_and_gives_nothing_away(rows: list[list[int]]) -> None:
    table = suppress_table(rows, total_is_known=True)
    assert table.total.value == sum(map(sum, rows))
    for own, cells in zip(rows, table.cells, strict=True):
        assert all(cell.value is None for number, cell in zip(own, cells, strict=True) if number in (1, 2))
    # No margin is left with one hidden part beside it, which could be subtracted.
    for parts, whole in (*zip(table.cells, table.row_totals, strict=True), (table.row_totals, table.total)):
        assert whole.value is None or sum(part.value is None for part in parts) != 1
