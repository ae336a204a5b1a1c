"""Pure rules: how a consent stands on a day, how long it may last, who gives it."""

import datetime as dt
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.consent.rules import (
    STANDING,
    Asked,
    State,
    latest_end,
    state_of,
    turning_hint,
    who_gives_problem,
)
from rundblick.people.rules import turns

DAY = dt.timedelta(days=1)
NOW = dt.date(2026, 11, 28)
days = st.dates(dt.date(2000, 1, 1), dt.date(2040, 12, 31))
ME, MOTHER, FATHER, STRANGER = (uuid.uuid4() for _ in range(4))


def child(age: int, *, on: dt.date = NOW) -> Asked:
    """Somebody who has been this old for a day."""
    return Asked(ME, (on - DAY).replace(year=on.year - age), child=True)


@settings(deadline=None)
@given(withdrawn=st.booleans(), superseded=st.booleans(), until=days, opened=st.booleans(), day=days)
def test_a_consent_that_was_taken_back_or_is_over_never_holds(
    withdrawn: bool, superseded: bool, until: dt.date, opened: bool, day: dt.date
) -> None:
    state = state_of(withdrawn=withdrawn, superseded=superseded, valid_until=until, door_open=opened, as_of=day)
    assert (state in STANDING) is (not withdrawn and not superseded and opened and day < until)
    if withdrawn:
        assert state is State.WITHDRAWN, "whatever else happened, people read that it was withdrawn"


@settings(deadline=None)
@given(until=days)
def test_it_ends_soon_thirty_days_before(until: dt.date) -> None:
    def at(day: dt.date) -> State:
        return state_of(withdrawn=False, superseded=False, valid_until=until, door_open=True, as_of=day)

    assert at(until - 31 * DAY) is State.HOLDS
    assert at(until - 30 * DAY) is at(until - DAY) is State.ENDS_SOON
    assert at(until) is State.EXPIRED


@settings(deadline=None)
@given(
    born=st.dates(dt.date(2008, 1, 1), dt.date(2030, 1, 1)),
    on=days,
    longest=st.integers(1, 1098),
    own=st.booleans(),
    working=st.none() | days,
)
def test_no_consent_lasts_longer_than_anything_it_rests_on(
    born: dt.date, on: dt.date, longest: int, own: bool, working: dt.date | None
) -> None:
    asked = Asked(ME, born, child=True)
    end = latest_end(asked, given_on=on, longest_days=longest, own=own, working_until=working)
    assert end <= on + longest * DAY
    assert working is None or end <= working
    if asked.minor(on) and not own and born <= on:
        assert end <= turns(born, 18), "what parents allowed ends on the 18th birthday"


def test_what_the_young_person_allowed_too_goes_on_after_the_birthday() -> None:
    asked = Asked(ME, dt.date(2009, 1, 10), child=True)
    ends = [latest_end(asked, given_on=NOW, longest_days=365, own=own, working_until=None) for own in (True, False)]
    assert ends == [NOW + 365 * DAY, dt.date(2027, 1, 10)]


def test_born_on_the_29th_of_february_somebody_is_of_age_on_the_first_of_march() -> None:
    asked = Asked(ME, dt.date(2008, 2, 29), child=True)
    given_on = dt.date(2026, 2, 27)
    assert latest_end(asked, given_on=given_on, longest_days=365, own=False, working_until=None) == dt.date(2026, 3, 1)
    assert asked.minor(dt.date(2026, 2, 28)) and not asked.minor(dt.date(2026, 3, 1))


@pytest.mark.parametrize(
    ("asked", "by", "outside", "fine"),
    [
        (Asked(ME, dt.date(1980, 1, 1), False), [ME], False, True),
        (Asked(ME, None, False), [ME], False, True),
        (Asked(ME, dt.date(1980, 1, 1), False), [MOTHER], False, False),
        (Asked(ME, dt.date(1980, 1, 1), False), [], True, True),
        (Asked(ME, dt.date(1980, 1, 1), False), [], False, False),
        (child(8), [ME], False, False),
        (child(8), [MOTHER], False, True),
        (child(8), [MOTHER, FATHER, ME], False, True),
        (child(8), [], True, True),
        (child(8), [STRANGER], False, False),
        (child(14), [ME], False, False),
        (child(15), [ME], False, True),
        (child(15), [MOTHER], False, True),
        (child(17), [], False, False),
        (child(18), [MOTHER], False, False),
        (Asked(ME, None, True), [MOTHER], False, False),
    ],
)
def test_who_can_consent(asked: Asked, by: list[uuid.UUID], outside: bool, fine: bool) -> None:
    problem = who_gives_problem(asked, by=by, adults=[MOTHER, FATHER], outside=outside, day=NOW)
    assert (problem == "") is fine


@pytest.mark.parametrize(
    ("turning", "expected"),
    [(15, "Bitte fragen Sie dann auch"), (18, "endet an diesem Tag"), (25, "")],
)
def test_a_birthday_that_matters_is_said(turning: int, expected: str) -> None:
    soon = NOW + 40 * DAY
    asked = Asked(ME, soon.replace(year=soon.year - turning), child=True)
    assert expected in turning_hint(asked, until=NOW + 365 * DAY, day=NOW)
    assert bool(turning_hint(asked, until=NOW + 365 * DAY, day=NOW)) is bool(expected)


def test_a_birthday_after_the_end_is_not_said() -> None:
    soon = NOW + 40 * DAY
    asked = Asked(ME, soon.replace(year=soon.year - 15), child=True)
    assert turning_hint(asked, until=NOW + 20 * DAY, day=NOW) == ""
