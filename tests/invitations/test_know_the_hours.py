"""When reminders go out: before quiet hours, never later than the appointment, on Berlin's clock."""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.invitations.codes import Kind
from rundblick.invitations.rules import (
    LONGEST_SHIFT,
    Quiet,
    mobile_number,
    remind_at,
    reminder_due,
    speaks_of_consequences,
)
from rundblick.invitations.words import SETTINGS, mail, short
from rundblick.post.sms import fits
from rundblick.web.clock import BERLIN

NIGHT = Quiet(20, 8, "NW")
moments = st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2028, 1, 1), timezones=st.just(dt.UTC))
few = settings(max_examples=60, deadline=None)


def berlin(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=BERLIN)  # type: ignore[arg-type, misc]


@pytest.mark.parametrize(
    ("starts_at", "hours", "wanted"),
    [
        # Wednesday 9:00, a day before: Tuesday 9:00.
        (berlin(2026, 12, 2, 9), 24, berlin(2026, 12, 1, 9)),
        # Two hours before 9:00 is too early in the morning: the evening before.
        (berlin(2026, 12, 2, 9), 2, berlin(2026, 12, 1, 19, 30)),
        # Monday: a day before is a Sunday, so Saturday.
        (berlin(2026, 11, 30, 10), 24, berlin(2026, 11, 28, 19, 30)),
        # Easter Tuesday: Monday, Sunday and Friday are quiet, Saturday is not.
        (berlin(2026, 4, 7, 10), 24, berlin(2026, 4, 4, 19, 30)),
        # The day after Corpus Christi, a holiday in some Länder.
        (berlin(2026, 6, 5, 10), 24, berlin(2026, 6, 3, 19, 30)),
        # The clock is put back on 25 October: 24 real hours.
        (berlin(2026, 10, 26, 10), 48, berlin(2026, 10, 24, 11)),
    ],
)
def test_the_reminder_goes_out_before_what_is_quiet(starts_at: dt.datetime, hours: int, wanted: dt.datetime) -> None:
    assert remind_at(starts_at, hours, NIGHT) == wanted


def test_where_no_land_is_named_only_german_holidays_are_quiet() -> None:
    assert not Quiet(20, 8).holds(berlin(2026, 6, 4, 10)) and NIGHT.holds(berlin(2026, 6, 4, 10))


@few
@given(moments, st.integers(1, 168))
def test_a_reminder_never_falls_into_quiet_hours_nor_behind_its_time(starts_at: dt.datetime, hours: int) -> None:
    moment = remind_at(starts_at, hours, NIGHT)
    assert not NIGHT.holds(moment)
    usual = starts_at - dt.timedelta(hours=hours)
    assert usual - LONGEST_SHIFT <= moment <= usual < starts_at


@few
@given(moments)
def test_the_next_morning_is_not_quiet_and_nothing_loud_lies_between(at: dt.datetime) -> None:
    morning = NIGHT.next_after(at)
    assert at <= morning and not NIGHT.holds(morning)
    assert morning == at or NIGHT.holds(morning - dt.timedelta(minutes=1))


@few
@given(moments, st.integers(0, 72), st.integers(0, 200), st.integers(-10, 200))
def test_nobody_is_reminded_of_what_is_over_or_was_heard_later(
    starts_at: dt.datetime, hours: int, known: int, ago: int
) -> None:
    at, heard = starts_at - dt.timedelta(hours=ago), starts_at - dt.timedelta(hours=known)
    if reminder_due(starts_at=starts_at, hours=hours, known_at=heard, quiet=NIGHT, at=at):
        assert hours > 0 and heard < at < starts_at and not NIGHT.holds(at)


def test_a_reminder_that_was_late_follows_while_there_is_time() -> None:
    start, known = berlin(2026, 12, 2, 11), berlin(2026, 11, 20, 9)
    due = [
        reminder_due(starts_at=start, hours=24, known_at=known, quiet=NIGHT, at=at)
        for at in (
            berlin(2026, 12, 1, 10),
            berlin(2026, 12, 1, 18),
            berlin(2026, 12, 1, 22),
            berlin(2026, 12, 2, 9),
            start,
        )
    ]
    assert due == [False, True, False, True, False]


@pytest.mark.parametrize("kind", list(Kind))
@pytest.mark.parametrize("phone", ["", "02524 555 0100", "+49 (2524) 555-0100 / 555-0199 oder 0"])
def test_every_text_message_is_one_message_and_every_text_is_neutral(kind: Kind, phone: str) -> None:
    longest = berlin(2026, 12, 31, 16, 30)
    for code in SETTINGS:
        text = short(kind, starts_at=longest, code=code, phone=phone)
        whole = mail(kind, starts_at=longest, minutes=90, code=code, house="Lindenallee 12", phone=phone)
        assert fits(text), text
        assert not speaks_of_consequences(text + whole)
        assert not {"Jobcenter", "Maßnahme", "Programm", "Coaching"} & set((text + whole).split())


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0170 1234567", "+491701234567"),
        ("+49 (0)170/12 34-567", "+491701234567"),
        ("0048 601 234 567", "+48601234567"),
        ("1234", ""),
        ("amira@post.example", ""),
        ("", ""),
    ],
)
def test_a_number_is_written_for_the_gateway(text: str, number: str) -> None:
    assert mobile_number(text) == number


def test_words_of_a_legal_notice_are_known() -> None:
    bad = ("§ 32 SGB II", "Rechtsfolgenbelehrung", "Minderung", "Sanktion", "Sie sind verpflichtet", "Leistungskürzung")
    good = ("Bewerbung für die Küche", "in Kürze", "Kinder und Kita", "Minijob", "Was wünschen Sie sich?")
    assert all(map(speaks_of_consequences, bad))
    assert not any(map(speaks_of_consequences, good))
