"""Keeping entries: organisations, their places, their offers with hours and contacts."""

import uuid
from collections.abc import Container, Mapping
from itertools import chain, count
from typing import Any, TypeVar

from django.utils.text import slugify

from rundblick.access.context import reason
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.calendar.holding import held, save
from rundblick.directory.codes import PART_OF, Part, Status
from rundblick.directory.indexing import index
from rundblick.directory.models import (
    Contact,
    Location,
    Organization,
    Schedule,
    Service,
    ServiceAtLocation,
)
from rundblick.directory.models.entries import Listed
from rundblick.directory.services.proofs import Source, tell
from rundblick.people.spelling import fold

LONGEST_KEY = 60
R = TypeVar("R", bound=Listed)


def add_organization(*, token: uuid.UUID, content: Mapping[str, Any]) -> Organization:
    """Begin an organisation. A form sent twice makes one."""
    with reason("directory.organization.add"):
        row = Organization(id=token, key=_free_key(Organization.objects.all(), content["name"]), **content)
        return insert_once(row, within="id")


def change_organization(*, organization: Organization, version: int, content: Mapping[str, Any]) -> None:
    """Say anew what it is. Raises Stale when it was changed meanwhile."""
    with reason("directory.organization.change"):
        row = _changed(organization, version, content)
    index(row.services.values_list("pk", flat=True))


def add_location(*, organization: Organization, token: uuid.UUID, content: Mapping[str, Any]) -> Location:
    """A further place of an organisation."""
    with reason("directory.location.add"):
        return insert_once(Location(id=token, organization=organization, **content), within="organization_id")


def change_location(*, location: Location, version: int, content: Mapping[str, Any]) -> None:
    """Say anew where it is. Raises Stale when it was changed meanwhile."""
    with reason("directory.location.change"):
        row = _changed(location, version, content)
    index(ServiceAtLocation.objects.filter(location=row).values_list("service_id", flat=True))


def remove_location(location: Location) -> None:
    """The organisation left this place. Raises Refused while an offer is found there."""
    if ServiceAtLocation.objects.filter(location=location).exists():
        raise Refused("Hier findet noch ein Angebot statt. Nehmen Sie den Ort zuerst dort heraus.")
    with reason("directory.location.remove"):
        location.delete()


def add_service(*, organization: Organization, token: uuid.UUID, content: Mapping[str, Any]) -> Service:
    """A further offer, as a draft until somebody shows it."""
    locations, given = _split(content)
    with reason("directory.service.add"):
        key = _free_key(Service.objects.filter(organization=organization), given["name"])
        row = Service(id=token, organization=organization, key=key, status=Status.DRAFT, **given)
        stored = insert_once(row, within="organization_id")
        if stored is row:
            _place(row, locations)
    index([stored.pk])
    return stored


def change_service(*, service: Service, version: int, content: Mapping[str, Any], source: Source | None = None) -> None:
    """Say anew what is offered and where, and from where one knows what changed.

    Raises Stale when it was changed meanwhile.
    """
    locations, given = _split(content)
    with reason("directory.service.change"):
        row = held(service, version=version)
        parts = [
            part
            for part, names in PART_OF.items()
            if any(getattr(row, n) != given.get(n, getattr(row, n)) for n in names)
        ]
        if {one.location_id for one in row.places.all()} != {one.pk for one in locations}:
            parts.append(Part.PLACES)
        save(row, **given)
        _place(row, locations)
        tell(row, parts, source)
    index([row.pk])


def show(service: Service, status: str) -> None:
    """Put an offer into the directory, let it rest, or take it out; what was known of it is kept."""
    with reason("directory.service.show"):
        row = held(service)
        if status == Status.ACTIVE and not row.topics:
            raise Refused("Bitte wählen Sie zuerst ein Thema. Ohne Thema findet das Angebot niemand.")
        save(row, status=status)


def add_hours(
    *, service: Service, token: uuid.UUID, content: Mapping[str, Any], source: Source | None = None
) -> Schedule:
    """Further hours. Raises Mistaken for a place that is none of the offer's."""
    place = content.get("place")
    if place is not None and place.service_id != service.pk:
        raise Mistaken({"place": "Dieser Ort gehört nicht zu dem Angebot."})
    with reason("directory.hours.add"):
        row = Schedule(id=token, service=service, organization_id=service.organization_id, **content)
        tell(service, [Part.HOURS], source, token=token)
        return insert_once(row, within="organization_id")


def remove_hours(hours: Schedule) -> None:
    """These hours are over."""
    with reason("directory.hours.remove"):
        hours.delete()


def add_contact(
    *, service: Service, token: uuid.UUID, content: Mapping[str, Any], source: Source | None = None
) -> Contact:
    """Whom to ask about an offer."""
    with reason("directory.contact.add"):
        row = Contact(id=token, service=service, organization_id=service.organization_id, **content)
        tell(service, [Part.CONTACTS], source, token=token)
        return insert_once(row, within="organization_id")


def remove_contact(contact: Contact) -> None:
    """Nobody is asked there any more."""
    with reason("directory.contact.remove"):
        contact.delete()


def _split(content: Mapping[str, Any]) -> tuple[list[Location], dict[str, Any]]:
    given = dict(content)
    return list(given.pop("locations")), given


def _place(service: Service, locations: list[Location]) -> None:
    """Where an offer is found from now on; hours at a place that is left go with it."""
    if any(one.organization_id != service.organization_id for one in locations):
        raise Mistaken({"locations": "Bitte wählen Sie Orte dieser Stelle."})
    kept = {one.location_id: one for one in service.places.all()}
    wanted = {one.pk: one for one in locations}
    for key, place in kept.items():
        if key not in wanted:
            place.delete()
    for key, location in wanted.items():
        if key not in kept:
            ServiceAtLocation.objects.create(
                organization_id=service.organization_id, service=service, location=location
            )


def _changed(row: R, version: int, content: Mapping[str, Any]) -> R:
    found = held(row, version=version)
    save(found, **content)
    return found


def _free_key(rows: Any, name: str) -> str:
    return free_key(set(rows.filter(key__startswith=_stem(name)).values_list("key", flat=True)), name)


def _stem(name: str) -> str:
    return slugify(fold(name))[: LONGEST_KEY - 7].strip("-") or "eintrag"


def free_key(taken: Container[str], name: str) -> str:
    """A short name made of the long one that is not taken yet."""
    stem = _stem(name)
    numbered = (f"{stem}-{number}" for number in count(2))
    return next(key for key in chain((stem,), numbered) if key not in taken)
