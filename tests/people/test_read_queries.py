"""What the search box makes of what people type."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.people.query import (
    household_number,
    household_number_keys,
    parse_birth_date,
    parse_query,
    phone_digits,
)

TODAY = date(2026, 11, 20)
FIRST_OF_FEBRUARY = date(1990, 2, 1)


@pytest.mark.parametrize(
    "typed",
    ["1.2.1990", "01.02.90", "01.02.1990", "1990-02-01", "1/2/1990", "1. Februar 1990", "1. Feb. 90", "01 . 02 . 1990"],
)
def test_birth_dates_are_read_in_every_usual_form(typed: str) -> None:
    query = parse_query(f"Anna {typed} Müller", today=TODAY)
    assert query.names == "Anna Müller"
    assert [reading.birth_dates for reading in query.readings] == [(FIRST_OF_FEBRUARY,)]


def test_two_digit_years_mean_every_century_somebody_can_be_born_in() -> None:
    assert parse_birth_date("12.3.25", today=TODAY) == (date(2025, 3, 12), date(1925, 3, 12))
    assert parse_birth_date("12.12.26", today=TODAY) == (date(1926, 12, 12),)
    assert parse_birth_date("29.02.00", today=TODAY) == (date(2000, 2, 29),)


@pytest.mark.parametrize(
    ("typed", "problem"),
    [
        ("31.02.1990", "Den 31.02.1990 gibt es nicht."),
        ("1990-13-01", "Den 1990-13-01 gibt es nicht."),
        ("29.2.2023", "Den 29.2.2023 gibt es nicht."),
        ("01.01.2031", "Der 01.01.2031 liegt in der Zukunft."),
        ("01.01.1850", "Der 01.01.1850 liegt mehr als 120 Jahre zurück."),
    ],
)
def test_days_that_cannot_be_are_explained(typed: str, problem: str) -> None:
    query = parse_query(f"Müller {typed}", today=TODAY)
    assert (query.names, query.readings, query.problems) == ("Müller", (), (problem,))
    with pytest.raises(ValueError, match=r"^De[nr] "):
        parse_birth_date(typed, today=TODAY)


def test_what_is_no_day_is_refused_as_birth_date() -> None:
    for typed in ("", "gestern", "1.2.1990 Anna", "0251 123456"):
        with pytest.raises(ValueError, match="Bitte ein Datum"):
            parse_birth_date(typed, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    ["0251 12 34 56", "0251/123456", "+49 251 123456", "0049 251 123456", "0049 (0)251-123456", "+49(0)251123456"],
)
def test_phone_numbers_agree_in_every_form(typed: str) -> None:
    assert phone_digits(typed) == "49251123456"
    query = parse_query(f"Meier {typed}", today=TODAY)
    assert query.names == "Meier"
    assert [reading.phone for reading in query.readings] == ["49251123456"]


def test_foreign_phone_numbers_keep_their_country() -> None:
    assert phone_digits("+380 50 123 45 67") == phone_digits("00380501234567") == "380501234567"


def test_a_number_that_can_be_phone_or_household_is_read_as_both() -> None:
    (reading,) = parse_query("0251/123456", today=TODAY).readings
    assert (reading.phone, reading.number) == ("49251123456", "0251123456")
    (reading,) = parse_query("123456", today=TODAY).readings
    assert (reading.phone, reading.number) == ("123456", "123456")


@pytest.mark.parametrize("typed", ["36502BG0012345", "36502bg0012345", "BG-Nr. 36502BG0012345"])
def test_household_numbers_are_compared_without_signs(typed: str) -> None:
    (reading,) = parse_query(typed, today=TODAY).readings
    assert reading.number == "36502BG0012345"
    assert reading.number in household_number_keys("36502//BG//0012345")


def test_the_running_number_is_enough() -> None:
    assert household_number_keys("36502BG0012345") == {"36502BG0012345", "36502", "0012345", "12345"}
    assert household_number("4711/12") in household_number_keys("4711-12")


def test_a_year_beside_a_name_is_a_birth_year() -> None:
    query = parse_query("Olena 1990", today=TODAY)
    assert (query.names, query.readings[0].birth_year) == ("Olena", 1990)


@pytest.mark.parametrize("typed", ["", "  ", "+", "-", "\x00", "😀", "%_%", "..."])
def test_signs_alone_mean_nothing(typed: str) -> None:
    assert not parse_query(typed, today=TODAY)


@given(st.text(max_size=400))
def test_nothing_that_can_be_typed_breaks_the_box(text: str) -> None:
    query = parse_query(text, today=TODAY)
    assert all(reading.text for reading in query.readings)
    assert not any(sign < " " for sign in query.names)


@given(st.dates(date(1910, 1, 1), TODAY))
def test_every_german_date_is_read_back(day: date) -> None:
    assert parse_birth_date(f"{day:%d.%m.%Y}", today=TODAY) == (day,)
    assert day in parse_birth_date(f"{day.day}.{day.month}.{day:%y}", today=TODAY)
