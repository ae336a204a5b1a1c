"""When somebody is outside again, by Berlin's clock, also at midnight and when the clock is changed."""

import datetime as dt

import pytest

from rundblick.calendar.rules import NoSuchTime
from rundblick.visits.questions import questions
from rundblick.visits.rules import longer, next_moment
from rundblick.web.clock import BERLIN

UTC = dt.UTC


def berlin(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=BERLIN)  # type: ignore[misc,arg-type]


@pytest.mark.parametrize(
    ("at", "time", "expected"),
    [
        (berlin(2026, 11, 30, 14, 5), dt.time(15), dt.datetime(2026, 11, 30, 14, tzinfo=UTC)),
        (berlin(2026, 11, 30, 23, 30), dt.time(0, 30), dt.datetime(2026, 11, 30, 23, 30, tzinfo=UTC)),
        (berlin(2026, 11, 30, 14, 5), dt.time(14, 5), dt.datetime(2026, 12, 1, 13, 5, tzinfo=UTC)),
        # The clock goes back at three: the first pass of half past two is meant.
        (berlin(2026, 10, 25, 1, 30), dt.time(2, 30), dt.datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        (berlin(2027, 3, 28, 1, 30), dt.time(3, 30), dt.datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
    ],
)
def test_the_time_said_is_the_next_one_on_the_clock(at: dt.datetime, time: dt.time, expected: dt.datetime) -> None:
    assert next_moment(time, at=at.astimezone(UTC)) == expected


def test_an_hour_the_clock_skips_is_no_time_to_be_outside() -> None:
    with pytest.raises(NoSuchTime):
        next_moment(dt.time(2, 30), at=berlin(2027, 3, 28, 1, 30))


def test_half_an_hour_more_counts_from_now_when_the_time_is_over() -> None:
    said = dt.datetime(2026, 11, 30, 14, tzinfo=UTC)
    assert longer(said, at=said - dt.timedelta(minutes=5)) == said + dt.timedelta(minutes=30)
    assert longer(said, at=said + dt.timedelta(minutes=20)) == said + dt.timedelta(minutes=50)


def test_seven_questions_come_before_a_visit_and_none_asks_for_a_danger() -> None:
    asked = questions()
    assert (len(asked.before), len(asked.after)) == (7, 3)
    words = " ".join(f"{one.question} {one.help}" for one in (*asked.before, *asked.after)).casefold()
    for word in ("gefähr", "aggressiv", "verdacht", "vorstrafe", "sucht", "gewalt"):
        assert word not in words
    assert "4.3.2" in asked.source
