"""Dates, numbers and lengths on the screen read as people write them here."""

from datetime import UTC, date, datetime, time
from decimal import Decimal

import pytest
import time_machine

from rundblick.web import clock, german

FRIDAY = date(2026, 11, 20)


@pytest.mark.parametrize(
    ("style", "written"),
    [
        ("short", "20.11.2026"),
        ("weekday", "Fr,\u00a020.11.2026"),
        ("long", "20.\u00a0November\u00a02026"),
        ("full", "Freitag, 20.\u00a0November\u00a02026"),
        ("day", "Fr,\u00a020.11."),
        ("month", "November\u00a02026"),
    ],
)
def test_a_date_has_six_ways_to_be_written(style: str, written: str) -> None:
    assert german.german_date(FRIDAY, style) == written


def test_an_unknown_style_is_a_mistake_of_the_programmer() -> None:
    with pytest.raises(ValueError, match="Unknown date style"):
        german.german_date(FRIDAY, "kurz")


def test_what_is_not_known_is_a_dash_and_never_a_zero() -> None:
    unknown = [
        german.german_date(None),
        german.german_time(None),
        german.german_datetime(None),
        german.relative_day(None, today=FRIDAY),
        german.german_number(None),
        german.percent(None),
        german.minutes(None),
    ]
    assert set(unknown) == {"–"}


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 18), "vorgestern"),
        (date(2026, 11, 19), "gestern"),
        (FRIDAY, "heute"),
        (date(2026, 11, 21), "morgen"),
        (date(2026, 11, 22), "übermorgen"),
        (date(2026, 11, 23), "in 3\u00a0Tagen"),
        (date(2026, 11, 7), "vor 13\u00a0Tagen"),
        (date(2026, 12, 4), "in 2\u00a0Wochen"),
        (date(2026, 12, 10), "in 2\u00a0Wochen"),
        (date(2026, 9, 25), "vor 8\u00a0Wochen"),
        (date(2026, 9, 24), "24.09.2026"),
        (date(2027, 3, 1), "01.03.2027"),
    ],
)
def test_near_days_are_told_in_words_and_far_ones_as_dates(day: date, words: str) -> None:
    assert german.relative_day(day, today=FRIDAY) == words


def test_a_moment_shortly_after_midnight_belongs_to_the_day_in_berlin() -> None:
    late = datetime(2026, 11, 19, 23, 30, tzinfo=UTC)
    assert german.german_datetime(late) == "20.11.2026, 00:30\u00a0Uhr"
    assert german.relative_day(late, today=FRIDAY) == "heute"


def test_summer_time_counts() -> None:
    assert german.german_time(datetime(2026, 7, 1, 12, 0, tzinfo=UTC)) == "14:00"
    assert german.german_time(time(9, 5)) == "09:05"


def test_a_moment_without_a_zone_is_refused_instead_of_guessed() -> None:
    with pytest.raises(ValueError, match="without a time zone"):
        german.german_date(datetime(2026, 11, 20, 9, 0))


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (1234567, None, "1.234.567"),
        (1234.5, None, "1.234,5"),
        (Decimal("0.125"), 2, "0,13"),
        (2.5, 0, "3"),
        (-3, None, "\u22123"),
        (Decimal("1E+3"), None, "1.000"),
        (0, None, "0"),
    ],
)
def test_numbers_have_points_for_thousands_and_a_decimal_comma(
    value: float | Decimal, decimals: int | None, written: str
) -> None:
    assert german.german_number(value, decimals) == written


def test_shares_are_rounded_the_way_people_check_them() -> None:
    assert german.percent(0.345) == "35\u00a0%"
    assert german.percent(Decimal("0.3333"), 1) == "33,3\u00a0%"
    assert german.percent(0) == "0\u00a0%"


def test_lengths_are_hours_and_minutes() -> None:
    assert german.minutes(45) == "45\u00a0Min."
    assert german.minutes(60) == "1\u00a0Std."
    assert german.minutes(95) == "1\u00a0Std. 35\u00a0Min."
    assert german.minutes(0) == "0\u00a0Min."


def test_counted_nouns_follow_the_number() -> None:
    counted = [german.count(number, "Termin", "Termine") for number in (0, 1, 2, 1200)]
    assert counted == ["keine Termine", "1\u00a0Termin", "2\u00a0Termine", "1.200\u00a0Termine"]


def test_today_is_berlins_date_while_the_database_still_lives_in_yesterday() -> None:
    with time_machine.travel(datetime(2026, 11, 19, 23, 30, tzinfo=UTC), tick=False):
        assert clock.today() == FRIDAY
        assert clock.now().isoformat() == "2026-11-20T00:30:00+01:00"
