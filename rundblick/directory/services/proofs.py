"""What is known of an entry and since when: confirmations, free places, field notes."""

import datetime as dt
import uuid

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.calendar.holding import held, save
from rundblick.directory.codes import Capacity, Way
from rundblick.directory.models import FieldNote, Organization, Proof, Service
from rundblick.web.clock import today

AHEAD = "Dieser Tag liegt in der Zukunft."


def confirm(*, service: Service, user: User, way: str, on: dt.date, note: str = "", token: uuid.UUID) -> Proof:
    """Somebody asked, and all of the entry is right. An older confirmation never replaces a newer one."""
    if on > today():
        raise Mistaken({"on": AHEAD})
    with reason("directory.confirm"):
        row = Proof(
            id=token,
            organization_id=service.organization_id,
            service=service,
            way=Way(way),
            on=on,
            note=note,
            user=user,
        )
        stored = insert_once(row, within="organization_id")
        known = held(service)
        if stored is row and (known.confirmed_on is None or known.confirmed_on <= on):
            save(known, confirmed_on=on, confirmed_by=way)
        return stored


def tell_room(*, service: Service, user: User, capacity: str, waiting_days: int | None, way: str, on: dt.date) -> None:
    """Somebody asked how many places are free and how long one waits."""
    if on > today():
        raise Mistaken({"on": AHEAD})
    if capacity == Capacity.UNKNOWN and waiting_days is None:
        raise Mistaken({"capacity": "Bitte sagen Sie, ob Plätze frei sind oder wie lange man wartet."})
    with reason("directory.room"):
        known = held(service)
        save(known, capacity=capacity, waiting_days=waiting_days, capacity_on=on)
        Proof.objects.create(
            organization_id=service.organization_id, service=known, field="capacity", way=Way(way), on=on, user=user
        )


def note(
    *,
    organization: Organization,
    service: Service | None,
    user: User,
    occasion: str,
    on: dt.date,
    text: str,
    with_whom: str,
    token: uuid.UUID,
) -> FieldNote:
    """What somebody found out about an offer, for colleagues of the own house."""
    if user.organisation is None:
        raise Refused("Feldnotizen schreibt, wer zu einem Haus gehört.")
    if on > today():
        raise Mistaken({"on": AHEAD})
    with reason("directory.note"):
        row = FieldNote(
            id=token,
            house=user.organisation,
            organization=organization,
            service=service,
            occasion=occasion,
            on=on,
            text=text,
            with_whom=with_whom,
            author=user,
        )
        return insert_once(row, within="house_id")


def take_back(field_note: FieldNote, user: User) -> None:
    """One's own note is taken away."""
    if field_note.author_id != user.pk:
        raise Refused("Das kann nur, wer die Notiz geschrieben hat.")
    with reason("directory.note.take_back"):
        field_note.delete()
