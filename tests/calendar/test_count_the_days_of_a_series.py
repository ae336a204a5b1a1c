"""Which days a series has: rhythm, holidays, absences, the clock. No database."""

import datetime as dt
from itertools import islice, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.calendar.rules import NoSuchTime
from rundblick.calendar.series import AWAY, MONTHLY, MOST, Rhythm, days, moved, planned
from rundblick.web.clock import BERLIN

TEN = dt.time(10)


def test_a_series_over_christmas_leaves_the_holidays_out_and_still_has_its_number() -> None:
    found = planned(dt.date(2026, 12, 11), TEN, 60, Rhythm(1, times=3), state="NW")
    assert [(f"{one.day:%d.%m.}", one.why) for one in found] == [
        ("11.12.", ""),
        ("18.12.", ""),
        ("25.12.", "1. Weihnachtstag"),
        ("01.01.", "Neujahr"),
        ("08.01.", ""),
    ]


def test_the_land_decides_about_its_holidays() -> None:
    corpus_christi = dt.date(2027, 5, 27)
    (here,) = planned(corpus_christi, TEN, 60, Rhythm(1, until=corpus_christi), state="NW")
    (there,) = planned(corpus_christi, TEN, 60, Rhythm(1, until=corpus_christi), state="BE")
    assert (here.why, there.why) == ("Fronleichnam", "")


def test_days_of_an_absence_are_left_out_up_to_the_last() -> None:
    away = [(dt.date(2026, 12, 8), dt.date(2026, 12, 15))]
    found = planned(dt.date(2026, 12, 1), TEN, 60, Rhythm(1, until=dt.date(2026, 12, 15)), state=None, away=away)
    assert [one.why for one in found] == ["", AWAY, ""]


def test_monthly_means_the_same_weekday_and_a_fifth_one_the_last() -> None:
    second = list(islice(days(dt.date(2026, 12, 8), MONTHLY), 3))
    assert second == [dt.date(2026, 12, 8), dt.date(2027, 1, 12), dt.date(2027, 2, 9)]
    last = list(islice(days(dt.date(2026, 12, 29), MONTHLY), 4))
    assert last == [dt.date(2026, 12, 29), dt.date(2027, 1, 26), dt.date(2027, 2, 23), dt.date(2027, 3, 30)]


def test_the_wall_clock_stays_when_the_clock_is_changed() -> None:
    found = planned(dt.date(2027, 3, 26), TEN, 60, Rhythm(1, times=3), state=None)
    stand = [one for one in found if not one.why]
    assert {one.starts_at.astimezone(BERLIN).time() for one in stand} == {TEN}
    assert len({one.starts_at.time() for one in stand} | {one.starts_at.utcoffset() for one in stand}) > 1


def test_an_hour_the_clock_skips_is_said_and_not_possible() -> None:
    found = planned(dt.date(2027, 3, 21), dt.time(2, 30), 60, Rhythm(1, until=dt.date(2027, 4, 4)), state=None)
    assert [one.possible for one in found] == [True, False, True]
    with pytest.raises(NoSuchTime):
        moved(found[0].starts_at, by_days=7, time=dt.time(2, 30), minutes=60)


def test_a_meeting_over_midnight_ends_on_the_next_day() -> None:
    (one,) = planned(dt.date(2026, 12, 1), dt.time(23, 30), 60, Rhythm(1, times=1), state=None)
    assert one.ends_at.astimezone(BERLIN) == dt.datetime(2026, 12, 2, 0, 30, tzinfo=BERLIN)


@settings(max_examples=40, deadline=None)
@given(
    first=st.integers(0, 1094).map(lambda n: dt.date(2025, 1, 1) + dt.timedelta(days=n)),
    weeks=st.sampled_from([MONTHLY, 1, 2, 3, 8]),
    minute=st.integers(0, 24 * 60 - 1),
    minutes=st.integers(5, 600),
    times=st.integers(1, 30),
)
def test_every_series_is_in_order_on_one_weekday_at_one_time(
    first: dt.date, weeks: int, minute: int, minutes: int, times: int
) -> None:
    time = dt.time(minute // 60, minute % 60)
    found = planned(first, time, minutes, Rhythm(weeks, times=times), state="BY")
    assert found[0].day == first
    assert len([one for one in found if not one.why]) == times or len(found) == MOST
    assert {one.day.weekday() for one in found} == {first.weekday()}
    for one, following in pairwise(found):
        gap = (following.day - one.day).days
        assert gap in ((28, 35) if weeks == MONTHLY else (7 * weeks,))
    for one in found:
        assert one.ends_at - one.starts_at == dt.timedelta(minutes=minutes)
        if one.possible:
            local = one.starts_at.astimezone(BERLIN)
            assert (local.date(), local.time().replace(tzinfo=None)) == (one.day, time)
