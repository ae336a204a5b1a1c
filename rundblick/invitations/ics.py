"""iCalendar (RFC 5545, 5546): one appointment for whom it concerns, and all of a coach's as a feed. No database.

The beginning stands in Berlin's time, the length as a duration: an end would be read wrongly where the clock is put
back in between. The second pass of a doubled hour stands in UTC, since a wall-clock time means the first.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event, vCalAddress, vText

from rundblick.calendar.rules import minutes_between
from rundblick.invitations.words import SUMMARY
from rundblick.web.clock import BERLIN

PRODUCT = "-//Rundblick//Termine//DE"
CONTENT_TYPE = "text/calendar; charset=utf-8"


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One appointment as a calendar shows it. `key` stays the same when it is moved, `sequence` grows."""

    key: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    sequence: int
    where: str
    cancelled: bool = False


def request(entry: Entry, *, stamp: dt.datetime, organizer: str, attendee: str) -> str:
    """An invitation or its update (METHOD:REQUEST), or its cancellation (METHOD:CANCEL)."""
    calendar = _calendar(method=method_of(entry.cancelled))
    event = _event(entry, stamp)
    event.add("organizer", vCalAddress(f"mailto:{organizer}"))
    guest = vCalAddress(f"mailto:{attendee}")
    guest.params["RSVP"] = vText("FALSE")
    event.add("attendee", guest)
    calendar.add_component(event)
    return _written(calendar, [entry])


def published(entries: Iterable[Entry], *, stamp: dt.datetime, name: str = "") -> str:
    """Appointments to look at (METHOD:PUBLISH): a coach's feed, or one for the person's own calendar."""
    calendar, told = _calendar(method="PUBLISH"), list(entries)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", dt.timedelta(minutes=30), parameters={"VALUE": "DURATION"})
    for entry in told:
        calendar.add_component(_event(entry, stamp))
    return _written(calendar, told)


def method_of(cancelled: bool) -> str:
    """The method of a message about one appointment."""
    return "CANCEL" if cancelled else "REQUEST"


def attached(cancelled: bool) -> Mapping[str, str]:
    """Parameters of the part that carries it in a mail."""
    return {"method": method_of(cancelled)}


def _calendar(*, method: str) -> Calendar:
    calendar = Calendar()
    for name, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", method)):
        calendar.add(name, value)
    return calendar


def _event(entry: Entry, stamp: dt.datetime) -> Event:
    event = Event()
    local = entry.starts_at.astimezone(BERLIN)
    event.add("uid", f"{entry.key}@{urlsplit(settings.RUNDBLICK.public_base_url).hostname}")
    event.add("dtstamp", stamp.astimezone(dt.UTC).replace(microsecond=0))
    event.add("dtstart", entry.starts_at.astimezone(dt.UTC) if local.fold else local.replace(microsecond=0))
    event.add("duration", dt.timedelta(minutes=minutes_between(entry.starts_at, entry.ends_at)))
    event.add("summary", SUMMARY)
    event.add("location", entry.where)
    event.add("sequence", entry.sequence)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    return event


def _written(calendar: Calendar, entries: list[Entry]) -> str:
    if entries:
        days = [entry.starts_at.astimezone(BERLIN).date() for entry in entries]
        year = dt.timedelta(days=366)
        calendar.add_missing_timezones(first_date=min(days) - year, last_date=max(days) + year)
    return calendar.to_ical().decode()
