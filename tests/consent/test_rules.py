"""Pure rules: how a consent stands on a day, how long it may last, who gives it."""

import datetime as dt
import uuid

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.consent.codes import CustodyKind
from rundblick.consent.rules import (
    STANDING,
    Asked,
    Holders,
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


BOTH = Holders(CustodyKind.JOINT, frozenset({MOTHER, FATHER}))
ONE = Holders(CustodyKind.ALONE, frozenset({MOTHER}))
APART = Holders(CustodyKind.JOINT, frozenset({MOTHER}), outside=True)
GUARDIAN = Holders(CustodyKind.GUARDIAN, outside=True)
UNKNOWN = Holders(CustodyKind.UNKNOWN)
ADULTS = {MOTHER: "Mutter", FATHER: "Vater"}


def problem(asked: Asked, *by: uuid.UUID, outside: bool = False, holders: Holders | None = None) -> str:
    return who_gives_problem(asked, by=by, adults=ADULTS, outside=outside, day=NOW, holders=holders)


@pytest.mark.parametrize(
    ("asked", "by", "outside", "fine"),
    [
        (Asked(ME, dt.date(1980, 1, 1), False), [ME], False, True),
        (Asked(ME, None, False), [ME], False, True),
        (Asked(ME, dt.date(1980, 1, 1), False), [MOTHER], False, False),
        (Asked(ME, dt.date(1980, 1, 1), False), [], True, True),
        (Asked(ME, dt.date(1980, 1, 1), False), [], False, False),
        (child(18), [MOTHER], False, False),
        (Asked(ME, None, True), [MOTHER], False, False),
    ],
)
def test_somebody_of_age_consents_themself(asked: Asked, by: list[uuid.UUID], outside: bool, fine: bool) -> None:
    assert (problem(asked, *by, outside=outside, holders=ONE) == "") is fine


@pytest.mark.parametrize(
    ("holders", "by", "outside", "missing"),
    [
        (BOTH, [MOTHER, FATHER], False, ""),
        (BOTH, [MOTHER, FATHER, ME], False, ""),
        (BOTH, [MOTHER], False, "Es fehlt noch: Vater."),
        (BOTH, [ME], False, "Es fehlt noch: Mutter, Vater."),
        (ONE, [MOTHER], False, ""),
        (ONE, [MOTHER, FATHER], False, "hat es nicht: Vater"),
        (ONE, [MOTHER], True, "hat es nicht: wer außerhalb"),
        (APART, [MOTHER], True, ""),
        (APART, [MOTHER], False, "Es fehlt noch: wer außerhalb des Haushalts"),
        (APART, [], True, "Es fehlt noch: Mutter."),
        (GUARDIAN, [], True, ""),
        (GUARDIAN, [ME], False, "Es fehlt noch: wer außerhalb"),
        (ONE, [STRANGER], False, "hat es nicht: jemand"),
        (Holders(CustodyKind.ALONE, frozenset({STRANGER})), [MOTHER], False, "gehört nicht mehr zum Haushalt"),
        (UNKNOWN, [MOTHER], False, "§ 58 SGB VIII"),
        (None, [MOTHER], False, "wer das Sorgerecht hat"),
        (BOTH, [], False, "wer eingewilligt hat"),
    ],
)
def test_for_a_child_all_who_have_custody_consent_and_it_is_said_who_is_missing(
    holders: Holders | None, by: list[uuid.UUID], outside: bool, missing: str
) -> None:
    said = problem(child(8), *by, outside=outside, holders=holders)
    assert missing in said and bool(said) is bool(missing)


@pytest.mark.parametrize(("age", "asked"), [(14, False), (15, True), (17, True)])
def test_from_fifteen_on_the_young_person_says_yes_too(age: int, asked: bool) -> None:
    alone = problem(child(age), MOTHER, holders=ONE)
    assert ("die jugendliche Person selbst" in alone) is asked
    assert problem(child(age), MOTHER, ME, holders=ONE) == ""


@settings(deadline=None)
@given(
    kind=st.sampled_from(CustodyKind),
    members=st.sets(st.sampled_from([MOTHER, FATHER, STRANGER])),
    outside=st.booleans(),
    by=st.sets(st.sampled_from([ME, MOTHER, FATHER])),
    from_outside=st.booleans(),
    age=st.integers(0, 17),
)
def test_a_minors_consent_stands_only_with_everybody_who_has_custody_and_nobody_else(
    kind: CustodyKind,
    members: set[uuid.UUID],
    outside: bool,
    by: set[uuid.UUID],
    from_outside: bool,
    age: int,
) -> None:
    holders = Holders(kind, frozenset(members), outside)
    if holders.problem:
        return
    fine = problem(child(age), *by, outside=from_outside, holders=holders) == ""
    wanted = kind != CustodyKind.UNKNOWN and by - {ME} == members and from_outside is outside
    assert fine is (wanted and (age < 15 or ME in by))


@pytest.mark.parametrize(
    ("kind", "members", "outside", "fine"),
    [
        (CustodyKind.JOINT, 2, False, True),
        (CustodyKind.JOINT, 1, True, True),
        (CustodyKind.JOINT, 1, False, False),
        (CustodyKind.JOINT, 2, True, False),
        (CustodyKind.ALONE, 1, False, True),
        (CustodyKind.ALONE, 0, True, True),
        (CustodyKind.ALONE, 2, False, False),
        (CustodyKind.GUARDIAN, 0, True, True),
        (CustodyKind.GUARDIAN, 0, False, False),
        (CustodyKind.UNKNOWN, 0, False, True),
        (CustodyKind.UNKNOWN, 1, False, False),
    ],
)
def test_as_many_have_custody_as_its_kind_says(kind: CustodyKind, members: int, outside: bool, fine: bool) -> None:
    held = Holders(kind, frozenset([MOTHER, FATHER][:members]), outside)
    assert (held.problem == "") is fine


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
