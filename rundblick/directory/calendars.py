"""Events of the directory as iCalendar (RFC 5545): one to keep, all of them as a feed. No database.

A series is one entry with a rule; its beginning stands in Berlin's time, so that it stays at the same hour when the
clock is changed.
"""

import datetime as dt
from collections.abc import Iterable
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar
from icalendar import Event as Entry

from rundblick.directory.models import Event
from rundblick.directory.paper.address import page_of
from rundblick.web.clock import BERLIN

PRODUCT = "-//Rundblick//Wegweiser//DE"
CONTENT_TYPE = "text/calendar; charset=utf-8"


def written(events: Iterable[Event], *, stamp: dt.datetime, name: str = "") -> str:
    """These events; `name`: of a calendar to subscribe to."""
    calendar, told = Calendar(), list(events)
    for key, value in (("prodid", PRODUCT), ("version", "2.0"), ("calscale", "GREGORIAN"), ("method", "PUBLISH")):
        calendar.add(key, value)
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("refresh-interval", dt.timedelta(hours=6), parameters={"VALUE": "DURATION"})
    for event in told:
        calendar.add_component(_entry(event, stamp))
    if told:
        days = [event.starts_at.astimezone(BERLIN).date() for event in told]
        spare = dt.timedelta(weeks=106)
        calendar.add_missing_timezones(first_date=min(days) - spare, last_date=max(days) + spare)
    return calendar.to_ical().decode()


def _entry(event: Event, stamp: dt.datetime) -> Entry:
    entry = Entry()
    entry.add("uid", f"{event.pk}@{urlsplit(settings.RUNDBLICK.public_base_url).hostname}")
    entry.add("dtstamp", stamp.astimezone(dt.UTC).replace(microsecond=0))
    entry.add("dtstart", event.starts_at.astimezone(BERLIN).replace(microsecond=0))
    entry.add("duration", dt.timedelta(minutes=event.minutes))
    if event.weeks > 1:
        entry.add("rrule", {"freq": "weekly", "count": event.weeks})
    entry.add("summary", event.name)
    entry.add("description", "\n".join(one for one in (event.plain or event.description, event.signup) if one))
    entry.add("location", place(event))
    if event.service_id:
        entry.add("url", page_of(event.service_id))
    entry.add("sequence", event.version)
    entry.add("status", "CANCELLED" if event.cancelled_at else "CONFIRMED")
    return entry


def place(event: Event) -> str:
    """Where it is, on one line; the organisation where no place is named."""
    return str(event.location) if event.location else event.organization.name
