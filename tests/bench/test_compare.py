"""What the bench says about numbers."""

import pytest

from tools.bench import frozen, load

FROZEN = {"home": {"statements": 10, "buffers": {"full-2500": 1000}}}


def cost(statements: int, buffers: int) -> dict[str, dict[str, int]]:
    return {"home": {"statements": statements, "buffers": buffers}}


def test_as_frozen_or_better_is_fine() -> None:
    assert frozen.worse(FROZEN, {"full-2500": cost(10, 1000)}) == []
    assert frozen.worse(FROZEN, {"full-2500": cost(8, 400)}) == []
    assert frozen.worse(FROZEN, {"full-2500": cost(10, 1100 + frozen.A_FEW)}) == []


def test_one_statement_more_is_told() -> None:
    assert frozen.worse(FROZEN, {"full-2500": cost(11, 1000)}) == ["home takes 11 statements instead of 10 (full-2500)"]


def test_a_tenth_more_blocks_is_told() -> None:
    assert frozen.worse(FROZEN, {"full-2500": cost(10, 1101 + frozen.A_FEW)}) == [
        "home touches 1131 blocks instead of 1000 (full-2500)"
    ]


def test_a_page_nobody_froze_is_told() -> None:
    assert frozen.worse({}, {"full-2500": cost(1, 1)}) == ["home is not frozen for full-2500"]


def test_ten_times_the_house_may_cost_three_tenths_more() -> None:
    assert frozen.grown(cost(1, 1000), cost(1, 1300 + frozen.FREE)) == []
    assert frozen.grown(cost(1, 1000), cost(1, 1301 + frozen.FREE)) == ["home grows from 1000 to 1401 blocks"]


def test_a_case_page_keeps_to_fifteen_statements() -> None:
    page = {"case_page": {"statements": 16, "buffers": 1}}
    assert frozen.over_the_bar({"full-2500": page}) == ["case_page takes 16 statements, 15 are allowed (full-2500)"]


def test_ninety_five_of_a_hundred_are_not_slower_than_the_percentile() -> None:
    hundred = [float(number) for number in range(1, 101)]
    assert load.percentile(hundred, 0.95) == 95
    assert load.percentile(hundred, 0.5) == 50
    assert load.percentile([3.0, 1.0, 2.0], 0.5) == 2
    assert load.percentile([7.0], 0.95) == 7
    with pytest.raises(ValueError, match="no values"):
        load.percentile([], 0.5)
