"""How to reach people: phone numbers, mail addresses and where they live, as one household's team knows them."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q

from rundblick.access.context import reason
from rundblick.people.models import Address, ContactPoint, Household, Person
from rundblick.people.protection import revealed
from rundblick.people.query import phone_digits
from rundblick.people.services.errors import Refused
from rundblick.web.clock import today

_PHONES = frozenset({ContactPoint.Kind.MOBILE, ContactPoint.Kind.PHONE})


@dataclass(frozen=True, kw_only=True)
class NewContact:
    """A way to reach somebody. `shared`: the person opened it to the other members."""

    kind: str
    value: str
    note: str = ""
    preferred: bool = False
    shared: bool = False
    valid_from: dt.date | None = None


@dataclass(frozen=True, kw_only=True)
class NewAddress:
    """Where the household lives, or one member when `person` is given. Dates are half-open."""

    street: str
    postcode: str
    town: str
    person: Person | None = None
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None


def reversed_digits(kind: str, value: str) -> str:
    """The normalised digits of a phone number back to front; empty for everything else."""
    return phone_digits(value)[::-1][:40] if kind in _PHONES else ""


def contact_row(dossier_id: uuid.UUID, person: Person, new: NewContact, start: dt.date) -> ContactPoint:
    """An unsaved contact point."""
    return ContactPoint(
        dossier_id=dossier_id,
        person=person,
        kind=new.kind,
        value=new.value.strip(),
        phone_reversed=reversed_digits(new.kind, new.value),
        note=new.note.strip(),
        preferred=new.preferred,
        shared=new.shared,
        valid_from=new.valid_from or start,
    )


def address_row(dossier_id: uuid.UUID, new: NewAddress, start: dt.date) -> Address:
    """An unsaved address."""
    return Address(
        dossier_id=dossier_id,
        person=new.person,
        street=new.street.strip(),
        postcode=new.postcode.strip(),
        town=new.town.strip(),
        valid_from=new.valid_from or start,
        valid_until=new.valid_until,
    )


def add_contact(*, household: Household, person: Person, contact: NewContact) -> ContactPoint:
    """Note a way to reach a member."""
    with reason("people.contact.add"):
        row = contact_row(household.dossier_id, person, contact, today())
        row.save(force_insert=True)
    return row


def change_contact(*, contact: ContactPoint, **changes: object) -> ContactPoint:
    """Change value, note, `preferred` or `shared`; the former row stays in the history."""
    for field, value in changes.items():
        setattr(contact, field, value)
    contact.phone_reversed = reversed_digits(contact.kind, contact.value)
    with reason("people.contact.change"), revealed(contact.dossier_id):
        contact.save()
    return contact


def end_contact(*, contact: ContactPoint) -> None:
    """The number or address no longer holds; one that was noted today is removed, its history stays."""
    with reason("people.contact.end"), revealed(contact.dossier_id):
        if contact.valid_from >= today():
            contact.delete()
        else:
            contact.valid_until = today()
            contact.save(update_fields=["valid_until"])


def add_address(*, household: Household, address: NewAddress) -> Address:
    """The household, or a member, lives here from a day on; the address before ends on that day.

    One that begins on the same day is corrected instead. Raises Refused when an address begins later.
    """
    start = address.valid_from or today()
    with reason("people.address.add"), revealed(household.dossier_id):
        former = Address.objects.filter(dossier_id=household.dossier_id, person=address.person).filter(
            Q(valid_until__isnull=True) | Q(valid_until__gt=start)
        )
        for row in former:
            if row.valid_from > start:
                raise Refused("Ab einem Tag später ist schon eine Anschrift eingetragen.", "valid_from")
            if row.valid_from == start:
                row.street, row.postcode, row.town = address.street.strip(), address.postcode.strip(), address.town
                row.save(update_fields=["street", "postcode", "town"])
                return row
            row.valid_until = start
            row.save(update_fields=["valid_until"])
        new = address_row(household.dossier_id, address, start)
        new.save(force_insert=True)
    return new
