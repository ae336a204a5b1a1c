"""The pure rules: phases, what is due, what changed, and what stays free of more earnings."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from rundblick.people.rules import Role
from rundblick.strategy import rules
from rundblick.strategy.catalogue import Catalogue, allowances, catalogue
from rundblick.strategy.codes import PhaseCode
from rundblick.strategy.rules import Due, Then

DAY = dt.timedelta(days=1)
TALK = dt.date(2026, 1, 15)
BOTH = rules.phases(TALK, 6, 6)
AMIRA, KARIM = uuid.uuid4(), uuid.uuid4()
LAW = allowances()[0]


def due(as_of: dt.date, **values: object) -> list[Due]:
    asked = {"contact_days": 56, "on_their_way": [AMIRA], "contacts": {}, "reviewed": ()} | values
    return rules.due(BOTH, as_of=as_of, **asked)  # type: ignore[arg-type]


def test_the_observation_phase_follows_the_action_phase_without_a_gap() -> None:
    action, observation = BOTH
    assert (action.start, action.until) == (TALK, dt.date(2026, 7, 15))
    assert (observation.start, observation.until) == (dt.date(2026, 7, 15), dt.date(2027, 1, 15))
    assert not action.holds(action.until) and observation.holds(action.until)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)), st.integers(1, 24), st.integers(0, 24))
def test_phases_touch_and_never_run_backwards(day: dt.date, action: int, observation: int) -> None:
    first, second = rules.phases(day, action, observation)
    assert first.start == day < first.until == second.start <= second.until


def test_a_contact_is_due_on_the_56th_day_so_that_the_57th_is_too_late() -> None:
    seen = dt.date(2026, 8, 1)
    (contact,) = [one for one in due(dt.date(2026, 9, 1), contacts={AMIRA: {seen}}) if one.person]
    assert contact.on == seen + 56 * DAY
    assert contact.until == BOTH[1].until - DAY


def test_nobody_is_late_before_the_observation_phase_begins() -> None:
    assert not [one for one in due(BOTH[1].start - DAY) if one.person]
    (contact,) = [one for one in due(BOTH[1].start) if one.person]
    assert contact.on == BOTH[1].start


def test_a_contact_that_would_fall_behind_the_end_is_not_asked_for() -> None:
    last = BOTH[1].until - 20 * DAY
    assert not [one for one in due(BOTH[1].until - DAY, contacts={AMIRA: {last}}) if one.person]
    assert not [one for one in due(BOTH[1].until) if one.person]


def test_a_contact_of_tomorrow_does_not_count_yet() -> None:
    day = BOTH[1].start + 10 * DAY
    (contact,) = [one for one in due(day, contacts={AMIRA: {day + DAY}}) if one.person]
    assert contact.on == BOTH[1].start


def test_each_phase_is_looked_back_on_once() -> None:
    assert due(TALK) == [Due("action", BOTH[0].until)]
    late = dt.date(2027, 3, 1)
    assert due(late) == [Due("action", BOTH[0].until), Due("observation", BOTH[1].until)]
    assert due(late, reviewed={"action"}) == [Due("observation", BOTH[1].until)]


def test_nothing_is_due_where_nobody_has_a_way() -> None:
    assert due(dt.date(2026, 9, 1), on_their_way=[]) == []


def test_without_an_observation_phase_one_review_remains() -> None:
    both = rules.phases(TALK, 6, 0)
    found = rules.due(both, contact_days=56, on_their_way=[AMIRA], contacts={}, reviewed=(), as_of=dt.date(2026, 12, 1))
    assert [one.code for one in found] == [PhaseCode.ACTION]


@pytest.mark.parametrize(
    ("role", "age", "offered"),
    [
        (Role.CHILD, 14, False),
        (Role.CHILD, 15, True),
        (Role.CHILD, None, False),
        (Role.PARENT, None, True),
        (Role.ADULT_CHILD, 19, True),
    ],
)
def test_children_are_not_asked(role: Role, age: int | None, offered: bool) -> None:
    assert rules.capable(role, age, from_age=catalogue().from_age) is offered


def test_changes_are_counted_with_what_is_not_known() -> None:
    figures = [Then(Decimal(10), Decimal(20)), Then(Decimal(10), Decimal(10)), Then(None, Decimal(5))]
    found = rules.counted([*figures, Then(Decimal(9), Decimal(8))])
    assert (found.of, found.known, found.more, found.same, found.fewer) == (4, 3, 1, 1, 1)


@pytest.mark.parametrize(
    ("gross", "with_minor", "free"),
    [
        ("0", False, "0.00"),
        ("99.99", False, "99.99"),
        ("100", False, "100.00"),
        ("100.05", False, "100.01"),
        ("520", False, "184.00"),
        ("521", False, "184.30"),
        ("1000", False, "328.00"),
        ("1001", False, "328.10"),
        ("1200", False, "348.00"),
        ("1201", False, "348.00"),
        ("1200", True, "348.00"),
        ("1500", True, "378.00"),
        ("1501", True, "378.00"),
        ("1500", False, "348.00"),
    ],
)
def test_what_stays_free_follows_the_steps_of_the_law(gross: str, with_minor: bool, free: str) -> None:
    assert rules.allowance(Decimal(gross), LAW, with_minor=with_minor) == Decimal(free)


@given(st.decimals(-100, 5000, places=2), st.decimals(0, 2000, places=2), st.booleans())
def test_more_earnings_never_leave_less_free_and_never_more_than_was_earned(
    gross: Decimal, more: Decimal, minor: bool
) -> None:
    before = rules.allowance(gross, LAW, with_minor=minor)
    after = rules.allowance(gross + more, LAW, with_minor=minor)
    assert before <= after <= max(gross + more, Decimal(0)) + Decimal("0.01")


def test_nothing_is_estimated_for_a_day_that_nobody_has_checked() -> None:
    assert rules.table_for(allowances(), LAW.valid_from) is LAW
    assert rules.table_for(allowances(), LAW.checked_until) is LAW
    assert rules.table_for(allowances(), LAW.valid_from - DAY) is None
    assert rules.table_for(allowances(), allowances()[-1].checked_until + DAY) is None


def test_changing_the_employer_comes_last_and_says_what_was_not_looked_at() -> None:
    last = catalogue().ways[-1]
    assert last.code == "change"
    assert rules.not_looked_at(last, {"change"}) == ["stay", "training"]
    assert rules.not_looked_at(last, {"stay", "training", "change"}) == []


def test_a_way_cannot_come_after_one_that_stands_further_down() -> None:
    given_ = catalogue().model_dump(mode="python")
    given_["ways"] = tuple(reversed(given_["ways"]))
    found = list(Catalogue.model_validate(given_).complaints())
    assert {complaint.at for complaint in found} == {("ways", 0, "after")}


def test_the_catalogue_speaks_of_no_suspicion() -> None:
    words = str(catalogue()).casefold()
    assert "verdacht" not in words and "schwarzarbeit" not in words


def test_a_length_of_no_months_is_a_mistake() -> None:
    with pytest.raises(ValidationError):
        Catalogue.model_validate(
            catalogue().model_dump() | {"phases": catalogue().phases.model_dump() | {"action_months": 0}}
        )
