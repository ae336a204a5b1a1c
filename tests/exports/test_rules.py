"""Small groups, coarse values and months of receipt."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.exports.rules import (
    AGES,
    LOOKED_AT,
    NEEDED,
    Received,
    anonymity,
    at_most,
    band,
    month,
    months_of_receipt,
    number_of,
    proposals,
    quarter,
)
from rundblick.programmes.days import add_months

STICHTAG = dt.date(2026, 11, 30)
ROWS = [(f"p{n}", {"age": "25–34", "town": "A" if n < 5 else "B", "exit": "x"}) for n in range(6)]


def test_a_number_is_stable_in_a_project_and_useless_across_projects() -> None:
    one, other = b"1" * 32, b"2" * 32
    assert number_of(one, "p1") == number_of(one, "p1") != number_of(other, "p1")
    assert number_of(one, "p1") != number_of(one, "p2")
    assert len(number_of(one, "p1")) == 16


def test_somebody_alone_in_a_group_is_found() -> None:
    found = anonymity(ROWS, quasi=["age", "town"], k=5)
    assert (found.people, found.smallest, found.small) == (6, 1, frozenset({"p5"}))
    assert not found.holds
    assert anonymity(ROWS, quasi=["age"], k=5).holds
    assert anonymity([], quasi=["age"], k=5).holds


def test_people_are_counted_and_not_rows() -> None:
    twice = [("p1", {"age": "x"}), ("p1", {"age": "x"}), ("p2", {"age": "x"})]
    found = anonymity(twice, quasi=["age"], k=2)
    assert (found.people, found.smallest) == (2, 1)
    assert found.small == {"p1", "p2"}, "two participations together make somebody recognisable"


def test_a_group_alike_in_a_sensitive_variable_is_named() -> None:
    found = anonymity(ROWS, quasi=["age", "town"], sensitive=["exit"], k=1)
    assert found.alike == {"exit": 1}
    mixed = [(who, {**row, "exit": who}) for who, row in ROWS]
    assert anonymity(mixed, quasi=["age"], sensitive=["exit"], k=1).alike == {"exit": 0}


def test_what_would_have_to_be_coarser_is_proposed_the_most_helpful_first() -> None:
    wide = [(who, {"district": "all"}) for who, _ in ROWS]
    found = proposals(ROWS, wide, quasi=["age", "town"], sisters={"town": "district"}, k=5)
    assert [(one.variable, one.instead, one.small) for one in found] == [("town", "district", 0), ("town", "", 0)]


@given(
    st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xyz")), max_size=30),
    st.integers(min_value=1, max_value=6),
)
def test_without_those_named_every_group_is_large_enough(drawn: list[tuple[str, str]], k: int) -> None:
    rows = [(who, {"v": value}) for who, value in drawn]
    found = anonymity(rows, quasi=["v"], k=k)
    rest = [(who, row) for who, row in rows if who not in found.small]
    again = anonymity(rest, quasi=["v"], k=k)
    assert again.holds
    assert again.people == found.people - len(found.small)


def test_days_ages_and_numbers_become_coarse() -> None:
    assert quarter(dt.date(2026, 5, 3)) == "2026-Q2"
    assert month(dt.date(2026, 5, 3)) == "2026-05"
    assert [band(age, AGES, "ab 67") for age in (14, 15, 66, 67, None)] == [
        "unter 15",
        "15–24",
        "55–66",
        "ab 67",
        None,
    ]
    assert (at_most(2, 3), at_most(7, 3)) == ("2", "3+")


def months(*periods: Received) -> tuple[int, int, bool | None]:
    found = months_of_receipt(periods, STICHTAG)
    return found.received, found.without, found.long_term


@pytest.mark.parametrize(("back", "expected"), [(20, True), (19, None)])
def test_twentyone_of_twentyfour_months_make_it_long_term(back: int, expected: bool | None) -> None:
    since = add_months(STICHTAG, -back)
    assert months(Received(True, since))[0] == back + 1
    assert months(Received(True, since))[2] is expected


def test_four_months_without_are_enough_to_know_that_it_is_not() -> None:
    gap = Received(False, add_months(STICHTAG, -3))
    assert months(Received(True, dt.date(2020, 1, 1), gap.valid_from), gap) == (20, 4, False)
    short = Received(False, add_months(STICHTAG, -2))
    assert months(Received(True, dt.date(2020, 1, 1), short.valid_from), short) == (21, 3, True)


def test_the_first_day_without_counts_as_without() -> None:
    assert months(Received(True, dt.date(2020, 1, 1), STICHTAG))[0] == 23
    assert months(Received(True, dt.date(2020, 1, 1), STICHTAG + dt.timedelta(days=1)))[0] == 24


def test_two_records_that_contradict_each_other_say_nothing() -> None:
    assert months(Received(True, dt.date(2020, 1, 1)), Received(False, dt.date(2020, 1, 1))) == (0, 0, None)


_DAYS = st.dates(dt.date(2024, 1, 1), dt.date(2027, 6, 30))


@given(st.lists(st.tuples(st.booleans(), _DAYS, st.none() | st.integers(1, 400)), max_size=6), _DAYS)
def test_known_and_unknown_months_are_always_twentyfour(
    drawn: list[tuple[bool, dt.date, int | None]], as_of: dt.date
) -> None:
    periods = [
        Received(yes, start, None if length is None else start + dt.timedelta(days=length))
        for yes, start, length in drawn
    ]
    found = months_of_receipt(periods, as_of)
    assert found.received + found.without + found.unknown == LOOKED_AT
    assert min(found.received, found.without, found.unknown) >= 0
    if found.long_term:
        assert found.received >= NEEDED
    if found.long_term is False:
        assert found.received + found.unknown < NEEDED
    if found.long_term is None:
        assert found.received < NEEDED <= found.received + found.unknown
