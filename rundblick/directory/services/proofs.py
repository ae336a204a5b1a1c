"""What is known of an entry, since when and from where: confirmations of all or of parts, free places."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken
from rundblick.calendar.holding import held, save
from rundblick.directory.codes import Capacity, Part, Way
from rundblick.directory.models import Proof, Service
from rundblick.web.clock import today

AHEAD = "Dieser Tag liegt in der Zukunft."


@dataclass(frozen=True)
class Source:
    """Who found something out, how and when."""

    user: User
    way: str
    on: dt.date


def confirm(*, service: Service, source: Source, parts: Collection[str] = (), note: str = "", token: uuid.UUID) -> None:
    """Somebody asked, and these parts of the entry are right, or all of it where none is named.

    An older confirmation never replaces a newer one. Sent twice, it is kept once.
    """
    if source.on > today():
        raise Mistaken({"on": AHEAD})
    with reason("directory.confirm"):
        if parts:
            tell(service, parts, source, note=note, token=token)
            return
        row = _proof(service, "", source, note=note, pk=token)
        known = held(service)
        stored = insert_once(row, within="organization_id")
        if stored is row and (known.confirmed_on is None or known.confirmed_on <= source.on):
            save(known, confirmed_on=source.on, confirmed_by=source.way)


def tell(
    service: Service, parts: Iterable[str], source: Source | None, *, note: str = "", token: uuid.UUID | None = None
) -> None:
    """Keep where these parts come from; nothing where nobody said. The caller names the reason."""
    if source is not None:
        for part in parts:
            key = uuid.uuid5(token or uuid.uuid4(), part)
            insert_once(_proof(service, part, source, note=note, pk=key), within="organization_id")


def _proof(service: Service, part: str, source: Source, *, note: str, pk: uuid.UUID) -> Proof:
    return Proof(
        id=pk,
        organization_id=service.organization_id,
        service=service,
        field=part,
        way=Way(source.way),
        on=source.on,
        note=note,
        user=source.user,
    )


def tell_room(*, service: Service, source: Source, capacity: str, waiting_days: int | None) -> None:
    """Somebody asked how many places are free and how long one waits."""
    if source.on > today():
        raise Mistaken({"on": AHEAD})
    if capacity == Capacity.UNKNOWN and waiting_days is None:
        raise Mistaken({"capacity": "Bitte sagen Sie, ob Plätze frei sind oder wie lange man wartet."})
    with reason("directory.room"):
        known = held(service)
        save(known, capacity=capacity, waiting_days=waiting_days, capacity_on=source.on)
        tell(known, [Part.CAPACITY], source)
