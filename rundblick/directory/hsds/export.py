"""From entries to HSDS 3. `inner`: also what only colleagues see, to take the directory elsewhere."""

import datetime as dt
import json
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Prefetch, QuerySet

from rundblick.directory.codes import PUBLIC, Cost, Status
from rundblick.directory.hsds.terms import attributes, child
from rundblick.directory.models import (
    Contact,
    Event,
    Location,
    Organization,
    Proof,
    Schedule,
    Service,
    ServiceAtLocation,
)
from rundblick.people.languages import LANGUAGES

VERSION = "3.0"
STATUS = {
    Status.ACTIVE: "active",
    Status.DRAFT: "inactive",
    Status.RESTING: "temporarily closed",
    Status.ENDED: "defunct",
}
BYDAY = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY = dt.timedelta(days=1)
Json = dict[str, Any]


def directory(*, inner: bool) -> list[Json]:
    """All organisations with their services, by name. At most eight queries."""
    rows = Organization.objects.order_by("name", "pk")
    services = full(Service.objects.all() if inner else Service.objects.filter(status__in=PUBLIC), inner=inner)
    by_organization: dict[uuid.UUID, list[Json]] = defaultdict(list)
    for service in services:
        by_organization[service.organization_id].append(service_told(service, inner=inner, nested=True))
    locations, contacts, events = (_grouped(found) for found in (_locations(), _contacts(inner), _events(inner)))
    return [
        organization_told(row, inner=inner, events=events[row.pk])
        | {
            "locations": [location_told(one) for one in locations[row.pk]],
            "contacts": [_contact(one) for one in contacts[row.pk]],
            "services": by_organization[row.pk],
        }
        for row in rows
    ]


def full(rows: QuerySet[Service], *, inner: bool) -> QuerySet[Service]:
    """Services with all that is told of them. Five queries."""
    contacts = Contact.objects.order_by("pk") if inner else Contact.objects.filter(public=True).order_by("pk")
    proofs = Proof.objects.order_by("on", "pk") if inner else Proof.objects.none()
    return (
        rows.select_related("organization")
        .prefetch_related(
            Prefetch("places", ServiceAtLocation.objects.select_related("location").order_by("pk")),
            Prefetch("schedules", Schedule.objects.order_by("pk")),
            Prefetch("contacts", contacts),
            Prefetch("proofs", proofs),
        )
        .order_by("name", "pk")
    )


def organization_told(row: Organization, *, inner: bool, events: Sequence[Event] = ()) -> Json:
    """An organisation without what hangs on it."""
    own: list[tuple[str, object]] = [("key", row.key), ("rhythm", row.rhythm)]
    if inner:
        own.append(("member", row.member_id))
    return {
        "id": str(row.pk),
        "name": row.name,
        "alternate_name": row.alternate_name,
        "description": row.description,
        "email": row.email,
        "website": row.website,
        "phones": _phones(row.pk, row.phone),
        "attributes": attributes(row.pk, "organization", [*own, *(("event", _event(one)) for one in events)]),
    }


def service_told(row: Service, *, inner: bool, nested: bool = False) -> Json:
    """A service in full; `nested`: inside its organisation, which is not repeated."""
    by_place: dict[uuid.UUID | None, list[Json]] = defaultdict(list)
    for one in row.schedules.all():
        by_place[one.place_id].append(_schedule(one))
    told: Json = {
        "id": str(row.pk),
        "organization_id": str(row.organization_id),
        "name": row.name,
        "alternate_name": row.alternate_names[0] if row.alternate_names else "",
        "description": row.description,
        "url": row.website,
        "status": STATUS[Status(row.status)],
        "application_process": row.access,
        "fees_description": row.fees,
        "minimum_age": row.minimum_age,
        "maximum_age": row.maximum_age,
        "assured_date": _day(row.confirmed_on),
        "languages": _numbered(
            row, "language", row.languages, lambda code: {"code": code, "name": LANGUAGES.get(code, code)}
        ),
        "cost_options": _costs(row),
        "required_documents": _numbered(row, "document", row.documents, lambda text: {"document": text}),
        "service_areas": _numbered(row, "area", row.area, lambda text: {"name": text}),
        "schedules": by_place[None],
        "service_at_locations": [
            {
                "id": str(one.pk),
                "service_id": str(row.pk),
                "location_id": str(one.location_id),
                "description": one.note,
                "schedules": by_place[one.pk],
                **({} if nested else {"location": location_told(one.location)}),
            }
            for one in row.places.all()
        ],
        "contacts": [_contact(one) for one in row.contacts.all()],
        "attributes": attributes(row.pk, "service", _own(row)),
        "metadata": [_metadata(one) for one in row.proofs.all()],
    }
    return told if nested else told | {"organization": organization_told(row.organization, inner=inner)}


def location_told(row: Location) -> Json:
    """A place with its address."""
    return {
        "id": str(row.pk),
        "location_type": "physical",
        "name": row.name,
        "transportation": row.transportation,
        "latitude": row.latitude,
        "longitude": row.longitude,
        "addresses": [
            {
                "id": str(child(row.pk, "address")),
                "address_1": row.address,
                "city": row.city,
                "state_province": "",
                "postal_code": row.postal_code,
                "country": "DE",
                "address_type": "physical",
            }
        ],
        "attributes": attributes(
            row.pk, "location", [("district", row.district), *(("accessibility", one) for one in row.accessibility)]
        ),
    }


def _own(row: Service) -> list[tuple[str, object]]:
    """What HSDS has no field for, or too few."""
    return [
        *(("topic", one) for one in row.topics),
        *(("audience", one) for one in row.audiences),
        ("key", row.key),
        ("kind", row.kind),
        ("level", row.level),
        ("plain", row.plain),
        *(("referrer", one) for one in row.referrers),
        *(("basis", one) for one in row.basis),
        *(("alternate_name", one) for one in row.alternate_names[1:]),
        ("cost", row.cost),
        ("capacity", row.capacity),
        ("waiting_days", row.waiting_days),
        ("capacity_on", _day(row.capacity_on)),
        ("confirmed_by", row.confirmed_by),
    ]


def _costs(row: Service) -> list[Json]:
    if row.cost == Cost.UNKNOWN:
        return []
    told: Json = {"id": str(child(row.pk, "cost")), "option": row.get_cost_display()}
    return [told | {"amount": 0, "currency": "eur"} if row.cost == Cost.FREE else told]


def _numbered(row: Service, name: str, values: Iterable[str], told: Any) -> list[Json]:
    return [{"id": str(child(row.pk, name, number)), **told(one)} for number, one in enumerate(values)]


def _phones(entity: uuid.UUID, number: str) -> list[Json]:
    return [{"id": str(child(entity, "phone")), "number": number}] if number else []


def _schedule(row: Schedule) -> Json:
    """`valid_to` of the specification is the last day, ours the first one after it."""
    return {
        "id": str(row.pk),
        "freq": "WEEKLY",
        "interval": 1,
        "byday": ",".join(BYDAY[day] for day in row.days),
        "opens_at": row.opens.isoformat(),
        "closes_at": row.closes.isoformat(),
        "valid_from": _day(row.valid_from),
        "valid_to": _day(row.valid_until - _DAY if row.valid_until else None),
        "notes": row.note,
        "attributes": attributes(row.pk, "schedule", [("on_holidays", "1" if row.on_holidays else "")]),
    }


def _contact(row: Contact) -> Json:
    return {
        "id": str(row.pk),
        "name": row.name,
        "title": row.role,
        "email": row.email,
        "phones": _phones(row.pk, row.phone),
        "attributes": attributes(row.pk, "contact", [("public", "1" if row.public else "")]),
    }


def _metadata(row: Proof) -> Json:
    return {
        "id": str(row.pk),
        "resource_id": str(row.service_id),
        "resource_type": "service",
        "last_action_date": _day(row.on),
        "last_action_type": f"confirmed.{row.way}",
        "field_name": row.field,
        "previous_value": "",
        "replacement_value": row.note,
        "updated_by": "",
    }


def _event(row: Event) -> str:
    names = ("name", "description", "plain", "minutes", "weeks", "cost", "audiences", "languages", "signup")
    told: Json = {"id": str(row.pk), **{name: getattr(row, name) for name in names}}
    told["starts_at"] = row.starts_at.astimezone(dt.UTC).isoformat()
    told["cancelled_at"] = row.cancelled_at.astimezone(dt.UTC).isoformat() if row.cancelled_at else None
    told["service_id"] = str(row.service_id) if row.service_id else None
    told["location_id"] = str(row.location_id) if row.location_id else None
    return json.dumps(told, ensure_ascii=False)


def _day(value: dt.date | None) -> str | None:
    return value.isoformat() if value else None


def _locations() -> QuerySet[Location]:
    return Location.objects.order_by("city", "address", "pk")


def _contacts(inner: bool) -> QuerySet[Contact]:
    rows = Contact.objects.filter(service__isnull=True).order_by("pk")
    return rows if inner else rows.filter(public=True)


def _events(inner: bool) -> QuerySet[Event]:
    rows = Event.objects.order_by("starts_at", "pk")
    return rows if inner else rows.exclude(service__status__in=(Status.DRAFT, Status.ENDED))


def _grouped(rows: Iterable[Any]) -> dict[uuid.UUID, list[Any]]:
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.organization_id].append(row)
    return found
