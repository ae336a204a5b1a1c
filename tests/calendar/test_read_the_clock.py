"""Moments on Berlin's clock, weeks, and what may become of an appointment. No database."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.rules import (
    NoSuchTime,
    Week,
    end_after,
    may_follow,
    minutes_between,
    moment,
    needs_consent,
    other_settings,
    overlapping,
)
from rundblick.web.clock import BERLIN, in_berlin


def test_an_hour_the_clock_skips_does_not_exist() -> None:
    with pytest.raises(NoSuchTime):
        moment(dt.date(2027, 3, 28), dt.time(2, 30))
    assert moment(dt.date(2027, 3, 28), dt.time(3, 0)) == dt.datetime(2027, 3, 28, 1, 0, tzinfo=dt.UTC)


def test_an_hour_that_comes_twice_means_its_first_pass() -> None:
    start = moment(dt.date(2026, 10, 25), dt.time(2, 30))
    assert start == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)


def test_an_appointment_across_the_change_of_the_clock_keeps_its_length() -> None:
    start = moment(dt.date(2026, 10, 25), dt.time(1, 30))
    end = end_after(start, 120)
    assert minutes_between(start, end) == 120
    assert in_berlin(end).time() == dt.time(2, 30)


def test_touching_is_not_overlapping() -> None:
    class Slot:
        def __init__(self, first: int, last: int) -> None:
            self.starts_at = dt.datetime(2026, 11, 20, first, tzinfo=BERLIN)
            self.ends_at = dt.datetime(2026, 11, 20, last, tzinfo=BERLIN)

    slots = [Slot(8, 9), Slot(9, 10), Slot(10, 11), Slot(8, 11)]
    nine, ten = slots[1].starts_at, slots[1].ends_at
    assert overlapping(nine, ten, slots) == [slots[1], slots[3]]


def test_a_cancelled_appointment_stays_cancelled_but_a_missed_one_may_have_been_held_after_all() -> None:
    assert may_follow(Status.HELD, Status.MISSED)
    assert may_follow(Status.MISSED, Status.HELD)
    assert not any(may_follow(target, Status.CANCELLED) for target in Status)


def test_only_a_home_visit_needs_a_consent() -> None:
    assert [setting for setting in Setting if needs_consent(setting)] == [Setting.HOME_VISIT]


@pytest.mark.parametrize("setting", Setting)
def test_another_setting_is_never_the_same_one(setting: Setting) -> None:
    assert setting not in other_settings(setting)
    assert 1 <= len(other_settings(setting)) <= 4


@given(st.dates(min_value=dt.date(1000, 1, 8), max_value=dt.date(9998, 12, 20)))
def test_a_week_is_read_as_it_is_written(day: dt.date) -> None:
    week = Week.of(day)
    assert Week.read(week.code, today=dt.date(2026, 11, 20)) == week
    assert day in set(week.days())
    assert week.moved(1).moved(-1) == week


@pytest.mark.parametrize("text", ["", "2026-W54", "2026-W00", "heute", "0000-W01", "2026-47", "9999-W99"])
def test_a_week_nobody_can_read_is_this_one(text: str) -> None:
    today = dt.date(2026, 11, 20)
    assert Week.read(text, today=today) == Week.of(today)


def test_the_first_and_the_last_week_lead_nowhere_further() -> None:
    first, last = Week(dt.date(1, 1, 1)), Week(dt.date(9999, 12, 27))
    assert first.moved(-1) == first
    assert last.moved(1) == last
