"""Who belongs to a household on a day, how old they are, and what cannot be."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.people.rules import (
    ROLE_LABELS,
    Member,
    Period,
    Role,
    Turning,
    age_at,
    birth_date_problem,
    composition,
    conflicts,
    next_turning,
    period_problem,
    role_hint,
    turns,
)

TODAY = date(2026, 11, 20)
DAYS = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def member(
    person: str,
    role: Role = Role.CHILD,
    start: date = date(2026, 1, 1),
    end: date | None = None,
    *,
    household: str = "BG 1",
    born: date | None = None,
) -> Member:
    """A membership in a household, open-ended unless told otherwise."""
    return Member(person, household, role, Period(start, end), born)


def test_the_last_day_of_a_membership_is_the_one_before_its_end() -> None:
    moved = member("Mia", end=date(2026, 3, 1))
    assert composition([moved], as_of=date(2026, 2, 28)) == (moved,)
    assert composition([moved], as_of=date(2026, 3, 1)) == ()
    assert composition([moved], as_of=date(2025, 12, 31)) == ()


def test_adults_come_first_and_the_oldest_child_before_the_others() -> None:
    mother = member("mother", Role.SINGLE_PARENT)
    grown = member("grown", Role.ADULT_CHILD, born=date(2007, 1, 1))
    young = member("young", born=date(2020, 1, 1))
    old = member("old", born=date(2012, 1, 1))
    unknown = member("unknown")
    assert composition([unknown, young, old, grown, mother], as_of=TODAY) == (mother, grown, old, young, unknown)


def test_every_role_has_a_german_label() -> None:
    assert set(ROLE_LABELS) == set(Role)


def test_who_is_born_on_29_february_is_older_from_1_march() -> None:
    leap = date(2008, 2, 29)
    assert turns(leap, 18) == date(2026, 3, 1)
    assert age_at(leap, date(2026, 2, 28)) == 17
    assert age_at(leap, date(2026, 3, 1)) == 18
    assert turns(leap, 20) == date(2028, 2, 29)
    assert age_at(leap, date(2028, 2, 28)) == 19


@given(DAYS, st.integers(0, 40_000))
def test_age_grows_by_one_on_the_day_it_turns(born: date, days: int) -> None:
    as_of = born + timedelta(days=days)
    age = age_at(born, as_of)
    assert turns(born, age) <= as_of < turns(born, age + 1)


def test_nobody_has_an_age_before_birth() -> None:
    with pytest.raises(ValueError, match="before the birth"):
        age_at(date(2026, 11, 21), TODAY)


def test_the_next_birthday_that_matters() -> None:
    assert next_turning(date(2012, 5, 4), as_of=TODAY) == Turning(15, date(2027, 5, 4))
    assert next_turning(date(2008, 11, 20), as_of=TODAY) == Turning(18, TODAY)
    assert next_turning(date(2008, 11, 19), as_of=TODAY) == Turning(25, date(2033, 11, 19))
    assert next_turning(date(1990, 1, 1), as_of=TODAY) is None
    assert next_turning(date(2025, 1, 1), as_of=TODAY, ages=(3, 1)) == Turning(3, date(2028, 1, 1))


def test_birth_dates_nobody_can_have_are_explained() -> None:
    assert birth_date_problem(date(2026, 11, 21), today=TODAY) == "Das Geburtsdatum liegt in der Zukunft."
    assert birth_date_problem(date(1905, 11, 20), today=TODAY) == "Das Geburtsdatum liegt mehr als 120 Jahre zurück."
    assert birth_date_problem(date(1905, 11, 21), today=TODAY) == ""
    assert birth_date_problem(TODAY, today=TODAY) == ""


def test_periods_that_cannot_be_are_explained() -> None:
    start = date(2026, 5, 1)
    assert period_problem(start, None) == ""
    assert period_problem(start, date(2026, 5, 2)) == ""
    assert period_problem(start, date(2026, 4, 30)) == "Das Ende liegt vor dem Beginn."
    assert "Tag des Beginns" in period_problem(start, start)
    assert period_problem(start, None, birth_date=date(2026, 5, 2)) == "Der Beginn liegt vor der Geburt."
    assert period_problem(start, None, birth_date=start) == ""


def test_the_same_person_cannot_be_twice_in_a_household_at_once() -> None:
    first, again = member("Mia", end=date(2026, 6, 1)), member("Mia", start=date(2026, 5, 1))
    (conflict,) = conflicts([first, again])
    assert conflict.blocking
    assert conflict.period == Period(date(2026, 5, 1), date(2026, 6, 1))


def test_coming_back_later_is_no_conflict() -> None:
    assert conflicts([member("Mia", end=date(2026, 5, 1)), member("Mia", start=date(2026, 5, 1))]) == ()


def test_a_child_in_two_households_is_shown_but_allowed() -> None:
    (conflict,) = conflicts([member("Mia"), member("Mia", household="BG 2")])
    assert not conflict.blocking


def test_a_single_parent_beside_a_partner_is_pointed_out() -> None:
    mother, partner = member("mother", Role.SINGLE_PARENT), member("partner", Role.PARTNER, date(2026, 7, 1))
    (conflict,) = conflicts([mother, partner, member("child")])
    assert (conflict.blocking, conflict.period) == (False, Period(date(2026, 7, 1)))
    assert conflicts([member("one", Role.PARENT), member("two", Role.PARENT)]) == ()


PERIODS = st.builds(
    lambda start, days: Period(start, None if days is None else start + timedelta(days=days)),
    DAYS,
    st.none() | st.integers(1, 9000),
)


@given(PERIODS, PERIODS, DAYS)
def test_overlap_is_symmetric_and_holds_exactly_the_common_days(one: Period, other: Period, day: date) -> None:
    common = one.overlap(other)
    assert common == other.overlap(one)
    assert (one.contains(day) and other.contains(day)) == (common is not None and common.contains(day))


def test_a_role_that_no_longer_fits_the_age_is_pointed_out() -> None:
    assert "volljährig" in role_hint(Role.CHILD, date(2008, 11, 20), as_of=TODAY)
    assert "eigene Bedarfsgemeinschaft" in role_hint(Role.ADULT_CHILD, date(2001, 11, 20), as_of=TODAY)
    assert "noch nicht" in role_hint(Role.ADULT_CHILD, date(2008, 11, 21), as_of=TODAY)
    assert role_hint(Role.CHILD, date(2008, 11, 21), as_of=TODAY) == ""
    assert role_hint(Role.PARENT, date(1980, 1, 1), as_of=TODAY) == ""
    assert role_hint(Role.CHILD, None, as_of=TODAY) == ""
