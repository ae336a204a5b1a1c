"""Offers with a date: put into the directory, moved, cancelled."""

import uuid
from collections.abc import Mapping
from typing import Any

from rundblick.access.context import reason
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken
from rundblick.calendar.holding import held, save
from rundblick.directory.models import Event, Organization
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
        save(held(event, version=version), **content)


def cancel(event: Event) -> None:
    """It does not take place. It stays in the lists until it is over, marked as cancelled."""
    with reason("directory.event.cancel"):
        row = held(event)
        save(row, cancelled_at=row.cancelled_at or now())


def take_place(event: Event) -> None:
    """It takes place after all."""
    with reason("directory.event.take_place"):
        save(held(event), cancelled_at=None)


def _own(organization_id: uuid.UUID, content: Mapping[str, Any]) -> None:
    for name in ("service", "location"):
        given = content.get(name)
        if given is not None and given.organization_id != organization_id:
            raise Mistaken({name: "Das gehört zu einer anderen Stelle."})
