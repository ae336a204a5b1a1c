"""Events of the directory in the calendar of coaches: what takes place on the days they look at."""

import datetime as dt

from django.urls import reverse

from rundblick.calendar.links import Beside
from rundblick.calendar.rules import day_span
from rundblick.directory import meetings, queries
from rundblick.directory.models import Event


def on_days(since: dt.date, until: dt.date) -> list[Beside]:
    """Events that begin on these days and are not called off. One statement."""
    start, end = day_span(since)[0], day_span(until)[0]
    return [
        Beside(one.starts_at.date(), one.times, one.event.name, one.event.organization.name, _page(one.event))
        for one in meetings.between(queries.public_events(start), start, end)
        if not one.cancelled and one.starts_at >= start
    ]


def _page(event: Event) -> str:
    if event.service_id is not None:
        return reverse("directory:service", args=[event.service_id])
    return reverse("directory:organization", args=[event.organization_id]) + "#termine"
