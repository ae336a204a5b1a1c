"""Offers with a date: put into the directory, moved, cancelled."""

import uuid
from collections.abc import Mapping
from typing import Any

from rundblick.access.context import reason
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken, Refused, Stale
from rundblick.directory.models import Event, Organization
from rundblick.directory.services.entries import GONE
from rundblick.web.clock import now


def add(*, organization: Organization, token: uuid.UUID, content: Mapping[str, Any]) -> Event:
    """A further event. A form sent twice makes one."""
    _own(organization.pk, content)
    with reason("directory.event.add"):
        return insert_once(Event(id=token, organization=organization, **content), within="organization_id")


def change(*, event: Event, version: int, content: Mapping[str, Any]) -> None:
    """Say anew what takes place and when. Raises Stale when it was changed meanwhile."""
    _own(event.organization_id, content)
    with reason("directory.event.change"):
        row = _held(event)
        if row.version != version:
            raise Stale(row)
        for name, value in content.items():
            setattr(row, name, value)
        row.version += 1
        row.save()


def cancel(event: Event) -> None:
    """It does not take place. It stays in the lists until it is over, marked as cancelled."""
    with reason("directory.event.cancel"):
        row = _held(event)
        row.cancelled_at = row.cancelled_at or now()
        row.version += 1
        row.save()


def take_place(event: Event) -> None:
    """It takes place after all."""
    with reason("directory.event.take_place"):
        row = _held(event)
        row.cancelled_at = None
        row.version += 1
        row.save()


def _own(organization_id: uuid.UUID, content: Mapping[str, Any]) -> None:
    for name in ("service", "location"):
        given = content.get(name)
        if given is not None and given.organization_id != organization_id:
            raise Mistaken({name: "Das gehört zu einer anderen Stelle."})


def _held(event: Event) -> Event:
    found: Event | None = Event.objects.select_for_update(of=("self",)).filter(pk=event.pk).first()
    if found is None:
        raise Refused(GONE)
    return found
