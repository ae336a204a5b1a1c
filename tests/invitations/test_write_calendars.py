"""Calendars are read back as a calendar program does: the same moments, also when the clock changes."""

import datetime as dt
import uuid

from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from rundblick.invitations import ics
from rundblick.web.clock import BERLIN
from tests.invitations.inviting import events_of

STAMP = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)


def entry(starts_at: dt.datetime, minutes: int = 60, **values: object) -> ics.Entry:
    given_values: dict[str, object] = {"key": uuid.UUID(int=7), "sequence": 1, "where": "im Büro"}
    end = starts_at.astimezone(dt.UTC) + dt.timedelta(minutes=minutes)
    return ics.Entry(starts_at=starts_at, ends_at=end, **(given_values | values))  # type: ignore[arg-type]


def read(text: str) -> list[tuple[dt.datetime, dt.datetime]]:
    """(begin, end) of all events, as moments."""
    found = []
    for event in events_of(text):
        begin = event["DTSTART"].dt.astimezone(dt.UTC)
        found.append((begin, begin + event["DURATION"].dt))
    return found


@settings(max_examples=40, deadline=None)
@given(
    st.datetimes(dt.datetime(2026, 1, 1), dt.datetime(2027, 12, 31), timezones=st.just(dt.UTC)).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    st.integers(5, 600),
)
def test_what_is_written_is_read_back(starts_at: dt.datetime, minutes: int) -> None:
    (told,) = read(ics.published([entry(starts_at, minutes)], stamp=STAMP))
    assert told == (starts_at, starts_at + dt.timedelta(minutes=minutes))


def test_both_changes_of_the_clock_are_survived() -> None:
    days = [
        dt.datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN),  # ends at 3:30, an hour later
        dt.datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),  # ends at 2:30, an hour later
        dt.datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1),
    ]
    wanted = [(day.astimezone(dt.UTC), day.astimezone(dt.UTC) + dt.timedelta(hours=1)) for day in days]
    assert read(ics.published([entry(day) for day in days], stamp=STAMP)) == wanted


def test_berlin_stands_in_the_file_itself() -> None:
    text = ics.published([entry(dt.datetime(2026, 12, 2, 9, tzinfo=BERLIN))], stamp=STAMP)
    (zone,) = Calendar.from_ical(text).walk("VTIMEZONE")
    assert zone["TZID"] == "Europe/Berlin"
    assert "DTSTART;TZID=Europe/Berlin:20261202T090000" in text


def test_moving_keeps_the_id_and_counts_on_and_a_cancellation_says_so() -> None:
    start = dt.datetime(2026, 12, 2, 9, tzinfo=BERLIN)
    told = [
        Calendar.from_ical(ics.request(one, stamp=STAMP, organizer="haus@jc.example", attendee="a@post.example"))
        for one in (
            entry(start),
            entry(start + dt.timedelta(days=1), sequence=2),
            entry(start, sequence=3, cancelled=True),
        )
    ]
    events = [calendar.walk("VEVENT")[0] for calendar in told]
    assert [str(calendar["METHOD"]) for calendar in told] == ["REQUEST", "REQUEST", "CANCEL"]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [event["SEQUENCE"] for event in events] == [1, 2, 3]
    assert [str(event["STATUS"]) for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert {str(event["SUMMARY"]) for event in events} == {"Termin"}
