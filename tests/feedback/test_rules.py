"""The pure rules: when a course falls, quarters, and figures from which nobody can be worked out."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.feedback import rules
from rundblick.feedback.rules import Course, Said

DAY = dt.date(2026, 3, 2)


def said(*numbers: int | None, code: str = "today") -> list[Said]:
    """One talk a week, with one number each or none."""
    return [
        Said(DAY + dt.timedelta(days=7 * place), {} if number is None else {code: number})
        for place, number in enumerate(numbers)
    ]


@pytest.mark.parametrize(
    ("numbers", "course"),
    [
        ((), Course.FEW),
        ((9, 8, 9, 4), Course.FEW),
        ((9, 8, 9, 8, 9), Course.STEADY),
        ((8, 8, 8, 6, 6), Course.FALLING),
        ((8, 8, 8, 6, 7), Course.STEADY),
        ((8, None, 8, 8, 6, None, 6), Course.FALLING),
        ((6, 6, 6, 9, 9), Course.STEADY),
        ((9, 3, 3), Course.FALLING),
        ((3, 4, 3), Course.FEW),
    ],
)
def test_a_course_falls_only_when_the_last_two_answers_say_so(numbers: tuple[int | None, ...], course: Course) -> None:
    assert rules.trend(said(*numbers)).course is course


def test_one_statement_that_stays_low_is_named_although_the_mean_is_good() -> None:
    rows = [Said(DAY + dt.timedelta(days=n), {"heard": 2, "matter": 10, "way": 10}) for n in range(2)]
    found = rules.trend(rows)
    assert (found.course, found.low, found.before) == (Course.FALLING, ("heard",), None)


@given(st.lists(st.integers(0, 10), max_size=12), st.randoms())
def test_the_order_in_which_answers_are_read_does_not_matter(numbers: list[int], chance: object) -> None:
    rows = said(*numbers)
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert rules.trend(mixed) == rules.trend(rows)


@given(st.dates(dt.date(2020, 1, 1), dt.date(2040, 12, 31)))
def test_each_day_lies_in_one_quarter_and_quarters_follow_each_other(day: dt.date) -> None:
    first = rules.quarter_of(day)
    assert first <= day <= rules.last_day_of(first)
    assert rules.last_day_of(rules.quarter_before(first)) == first - dt.timedelta(days=1)


@given(st.lists(st.integers(0, 10), min_size=10, max_size=40), st.integers(0, 20))
def test_no_printed_cell_counts_one_or_two_and_the_sum_gives_none_away(numbers: list[int], missing: int) -> None:
    counts = Counter(numbers)
    found = rules.figure("today", counts, answers=len(numbers) + missing)
    cells = [*found.bands, found.missing]
    assert found.mean == pytest.approx(sum(numbers) / len(numbers))
    assert not {"1", "2"} & set(cells)
    assert cells.count("*") != 1, "a single hidden cell is the sum less the others"
    assert (found.given == "*") is (found.missing == "*")


def test_too_few_numbers_make_no_figure() -> None:
    assert rules.figure("today", None, answers=12).mean is None
