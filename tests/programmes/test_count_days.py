"""Months, working days and holidays, checked against dates people know."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.programmes.days import State, add_months, add_working_days, easter, holidays, is_working_day
from rundblick.programmes.timing import Duration
from tests.programmes.build import day

days = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2024-01-31", 2, "2024-03-31"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2023-12-31", 2, "2024-02-29"),
        ("2023-10-31", 1, "2023-11-30"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-01-15", -1, "2023-12-15"),
        ("2024-03-01", 6, "2024-09-01"),
        ("2024-05-05", 0, "2024-05-05"),
    ],
)
def test_months_end_on_the_same_day_or_on_the_last_one(start: str, months: int, expected: str) -> None:
    assert add_months(day(start), months) == day(expected)


def test_months_are_counted_from_the_start_and_not_step_by_step() -> None:
    start = day("2024-01-31")
    assert add_months(add_months(start, 1), 1) == day("2024-03-29")
    assert add_months(start, 2) == day("2024-03-31")


@given(days, st.integers(-240, 240))
def test_adding_months_moves_the_month_by_that_many(start: dt.date, months: int) -> None:
    moved = add_months(start, months)
    assert (moved.year * 12 + moved.month) - (start.year * 12 + start.month) == months
    assert moved.day <= start.day


@given(days, days, st.integers(0, 60))
def test_a_later_start_never_ends_earlier(one: dt.date, other: dt.date, months: int) -> None:
    first, second = sorted([one, other])
    assert add_months(first, months) <= add_months(second, months)


@pytest.mark.parametrize(
    ("year", "sunday"),
    [
        (1961, "1961-04-02"),
        (2000, "2000-04-23"),
        (2008, "2008-03-23"),
        (2011, "2011-04-24"),
        (2016, "2016-03-27"),
        (2019, "2019-04-21"),
        (2022, "2022-04-17"),
        (2024, "2024-03-31"),
        (2026, "2026-04-05"),
        (2038, "2038-04-25"),
    ],
)
def test_easter_falls_on_the_known_sundays(year: int, sunday: str) -> None:
    assert easter(year) == day(sunday)


def test_north_rhine_westphalia_has_two_holidays_more_than_all_of_germany() -> None:
    everywhere, there = holidays(2022), holidays(2022, "NW")
    assert {there[d] for d in set(there) - set(everywhere)} == {"Fronleichnam", "Allerheiligen"}
    assert there[day("2022-06-16")] == "Fronleichnam"
    assert there[day("2022-11-01")] == "Allerheiligen"
    assert everywhere[day("2022-05-26")] == "Christi Himmelfahrt"
    assert everywhere[day("2022-06-06")] == "Pfingstmontag"
    assert len(everywhere) == 9


def test_reformation_day_was_a_holiday_everywhere_once() -> None:
    assert day("2017-10-31") in holidays(2017)
    assert day("2018-10-31") not in holidays(2018, "NW")


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [
        ("2022-04-14", 1, "2022-04-19"),  # Thursday before Easter: Friday and Monday are holidays
        ("2022-06-15", 1, "2022-06-17"),  # Fronleichnam in between
        ("2022-12-23", 2, "2022-12-28"),  # both days of Christmas; the 24th was a Saturday
        ("2022-05-09", 5, "2022-05-16"),
        ("2022-05-14", 1, "2022-05-16"),  # counted from a Saturday
        ("2022-05-16", -5, "2022-05-09"),
        ("2022-04-19", -1, "2022-04-14"),
        ("2022-05-14", 0, "2022-05-14"),
    ],
)
def test_working_days_leave_out_weekends_and_holidays(start: str, number: int, expected: str) -> None:
    assert add_working_days(day(start), number, "NW") == day(expected)


def test_corpus_christi_is_an_ordinary_thursday_without_a_state() -> None:
    assert is_working_day(day("2022-06-16"))
    assert not is_working_day(day("2022-06-16"), "NW")


@given(days, st.integers(1, 60))
def test_counting_working_days_forth_lands_on_one_and_counts_right(start: dt.date, number: int) -> None:
    end = add_working_days(start, number, "NW")
    between = [start + dt.timedelta(days=n) for n in range(1, (end - start).days + 1)]
    assert is_working_day(end, "NW")
    assert sum(is_working_day(d, "NW") for d in between) == number


@pytest.mark.parametrize(
    ("span", "after", "before", "words", "rhythm"),
    [
        ({"days": 1}, "2022-11-02", "2022-10-31", "1 Tag", "jeden Tag"),
        ({"weeks": 1}, "2022-11-08", "2022-10-25", "1 Woche", "jede Woche"),
        ({"weeks": 8}, "2022-12-27", "2022-09-06", "8 Wochen", "alle 8 Wochen"),
        ({"months": 3}, "2023-02-01", "2022-08-01", "3 Monate", "alle 3 Monate"),
        ({"working_days": 5}, "2022-11-08", "2022-10-25", "5 Arbeitstage", "alle 5 Arbeitstage"),
    ],
)
def test_a_span_knows_its_end_its_beginning_and_its_words(
    span: dict[str, int], after: str, before: str, words: str, rhythm: str
) -> None:
    duration = Duration.model_validate(span)
    assert duration.after(day("2022-11-01"), "NW") == day(after)
    assert duration.before(day("2022-11-01"), "NW") == day(before)
    assert (duration.words(), duration.rhythm()) == (words, rhythm)


@pytest.mark.parametrize(
    ("state", "year", "added"),
    [
        ("HE", 2026, {"Fronleichnam": "2026-06-04"}),
        ("NI", 2017, {"Reformationstag": "2017-10-31"}),
        ("NI", 2018, {"Reformationstag": "2018-10-31"}),
        ("NI", 2016, {}),
        ("SN", 2026, {"Reformationstag": "2026-10-31", "Buß- und Bettag": "2026-11-18"}),
        ("SN", 2023, {"Reformationstag": "2023-10-31", "Buß- und Bettag": "2023-11-22"}),
        ("BE", 2018, {}),
        ("BE", 2019, {"Internationaler Frauentag": "2019-03-08"}),
        ("MV", 2022, {"Reformationstag": "2022-10-31"}),
        ("TH", 2026, {"Weltkindertag": "2026-09-20", "Reformationstag": "2026-10-31"}),
        (
            "BY",
            2026,
            {"Heilige Drei Könige": "2026-01-06", "Fronleichnam": "2026-06-04", "Allerheiligen": "2026-11-01"},
        ),
        (
            "SL",
            2026,
            {"Fronleichnam": "2026-06-04", "Mariä Himmelfahrt": "2026-08-15", "Allerheiligen": "2026-11-01"},
        ),
    ],
)
def test_every_land_adds_its_own(state: State, year: int, added: dict[str, str]) -> None:
    everywhere = holidays(year) if year != 2017 else holidays(2016)
    there = holidays(year, state)
    assert {name: date.isoformat() for date, name in there.items() if name not in everywhere.values()} == added
