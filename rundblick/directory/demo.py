"""The room's share of the demo: a synthetic region with what helps there."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks_demo import Cast
from rundblick.calendar.rules import wall
from rundblick.directory.codes import Capacity, Cost, Referrer, Status
from rundblick.directory.indexing import index
from rundblick.directory.models import (
    Acquaintance,
    Contact,
    Event,
    FieldNote,
    Location,
    Organization,
    Place,
    Proof,
    Schedule,
    Service,
    ServiceAtLocation,
)
from rundblick.directory.transit.importing import read_feed
from rundblick.directory.transit.making import feed_of
from rundblick.people.spelling import fold
from rundblick.programmes.days import holidays
from rundblick.web.clock import today

SHEETS = Path(__file__).with_name("demo")
DAY = dt.timedelta(days=1)
TIMETABLE_DAYS = 365
DAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
SUNDAY = 6
_NAMESPACE = uuid.UUID("b7b1b9a2-3f0e-4c9a-8b56-5c9f6f2d1a10")


def load(_: Any, cast: Cast) -> None:
    """Write the region in the name of the coordinator who keeps the directory."""
    with acting_as(cast.users["koordination"], "demo.directory"):
        build(cast)
        index()
    for record in _read("notes") + _read("acquaintances"):
        with acting_as(cast.users[record["by"]], "demo.directory.colleagues"):
            _colleague(record, cast)
    with as_worker("demo.timetable"):
        load_timetable()


def load_timetable() -> None:
    """The buses of the region, through the importer that reads real feeds. Runs as the worker."""
    day = today()
    sheet = yaml.safe_load((SHEETS / "transit.yaml").read_text("utf-8"))
    feasts = [feast for year in (day.year, day.year + 1) for feast in holidays(year, settings.RUNDBLICK.land or None)]
    read_feed(feed_of(sheet, day - DAY, day + TIMETABLE_DAYS * DAY, holidays=feasts))


def build(cast: Cast) -> None:
    """All organisations of the sheets with what they offer, and the names of places."""
    for record in _read("organizations"):
        _organization(record, cast)
    for record in _read("events"):
        _event(record)
    Place.objects.bulk_create(
        Place(
            kind=record["kind"],
            name=record["name"],
            folded=fold(record["name"]),
            city=record["city"],
            district=record.get("district", ""),
            latitude=record["at"][0],
            longitude=record["at"][1],
        )
        for record in _read("places")
    )


def key_of(*parts: str) -> uuid.UUID:
    """The same key for the same entry each time the demo is loaded, so that addresses and cards stay."""
    return uuid.uuid5(_NAMESPACE, "/".join(parts))


def _read(name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for path in sorted(SHEETS.glob("*.yaml")):
        found += yaml.safe_load(path.read_text("utf-8")).get(name, [])
    return found


def _organization(record: dict[str, Any], cast: Cast) -> None:
    row = Organization.objects.create(
        id=key_of(record["key"]),
        key=record["key"],
        name=record["name"],
        alternate_name=record.get("also", ""),
        description=record.get("description", ""),
        website=record.get("website", ""),
        email=record.get("email", ""),
        phone=record.get("phone", ""),
        member=cast.organisations.get(record.get("member", "")),
        rhythm=record.get("rhythm", 180),
    )
    locations = {one["key"]: _location(row, one) for one in record.get("locations", [])}
    for one in record.get("services", []):
        _service(row, one, locations)


def _location(row: Organization, record: dict[str, Any]) -> Location:
    return Location.objects.create(
        id=key_of(row.key, "location", record["key"]),
        organization=row,
        name=record.get("name", ""),
        address=record.get("street", ""),
        postal_code=record.get("postal_code", ""),
        city=record["city"],
        district=record.get("district", ""),
        latitude=record["at"][0] if "at" in record else None,
        longitude=record["at"][1] if "at" in record else None,
        accessibility=record.get("access", []),
        transportation=record.get("note", ""),
    )


def _service(row: Organization, record: dict[str, Any], locations: dict[str, Location]) -> None:
    room = record.get("capacity", {})
    proof = record.get("confirmed")
    ages = record.get("ages", [None, None])
    service = Service.objects.create(
        id=key_of(row.key, record["key"]),
        organization=row,
        key=record["key"],
        status=record.get("status", Status.ACTIVE),
        name=record["name"],
        alternate_names=record.get("also", []),
        description=record.get("description", ""),
        plain=record.get("plain", ""),
        kind=record["kind"],
        level=record.get("level", 4),
        topics=record["topics"],
        audiences=record.get("audiences", []),
        languages=record.get("languages", ["de"]),
        referrers=record.get("referral", [Referrer.SELF]),
        area=record.get("area", []),
        cost=record.get("cost", Cost.UNKNOWN),
        fees=record.get("fees", ""),
        access=record.get("access", ""),
        documents=record.get("documents", []),
        basis=record.get("basis", []),
        minimum_age=ages[0],
        maximum_age=ages[1],
        capacity=room.get("state", Capacity.UNKNOWN),
        waiting_days=room.get("waiting_days"),
        capacity_on=_ago(room["days_ago"]) if room else None,
        confirmed_on=_ago(proof["days_ago"]) if proof else None,
        confirmed_by=proof["by"] if proof else "",
    )
    for place in record.get("places", []):
        _place(service, place, locations)
    if "contact" in record:
        Contact.objects.create(organization=row, service=service, **_contact(record["contact"]))
    if proof:
        Proof.objects.create(organization=row, service=service, way=proof["by"], on=_ago(proof["days_ago"]))


def _place(service: Service, record: dict[str, Any], locations: dict[str, Location]) -> None:
    where = None
    if "location" in record:
        where = ServiceAtLocation.objects.create(
            organization_id=service.organization_id,
            service=service,
            location=locations[record["location"]],
            note=record.get("note", ""),
        )
    for hours in record.get("hours", []):
        Schedule.objects.create(
            organization_id=service.organization_id,
            service=service,
            place=where,
            days=[DAYS.index(day) for day in hours["days"]],
            opens=dt.time.fromisoformat(hours["from"]),
            closes=dt.time.fromisoformat(hours["to"]),
            note=hours.get("note", ""),
            on_holidays=hours.get("on_holidays", False),
        )


def _event(record: dict[str, Any]) -> None:
    """`in_days` counts from the day of loading; what would fall on a closed Sunday takes place on Monday."""
    service = key_of(record["organization"], record["service"]) if "service" in record else None
    day = today() + dt.timedelta(days=record["starts"]["in_days"])
    on_sundays = service is not None and Schedule.objects.filter(service_id=service, days__contains=[SUNDAY]).exists()
    if day.weekday() == SUNDAY and not on_sundays:
        day += dt.timedelta(days=1)
    Event.objects.create(
        id=key_of(record["organization"], "event", record["name"]),
        organization_id=key_of(record["organization"]),
        service_id=service,
        location_id=key_of(record["organization"], "location", record["location"]) if "location" in record else None,
        name=record["name"],
        description=record.get("description", ""),
        plain=record.get("plain", ""),
        starts_at=wall(day, dt.time.fromisoformat(record["starts"]["time"])),
        minutes=record["minutes"],
        weeks=record.get("weekly", 1),
        cost=record.get("cost", Cost.UNKNOWN),
        audiences=record.get("for", []),
        languages=record.get("languages", []),
        signup=record.get("signup", ""),
    )


def _colleague(record: dict[str, Any], cast: Cast) -> None:
    """What one colleague found out or whom they know, in their own name."""
    user = cast.users[record["by"]]
    assert user.organisation is not None
    known = {
        "house": user.organisation,
        "organization_id": key_of(record["organization"]) if "organization" in record else None,
    }
    if "whom" in record:
        Acquaintance.objects.create(user=user, whom=record["whom"], nearness=record["nearness"], **known)
        return
    FieldNote.objects.create(
        author=user,
        elsewhere=record.get("elsewhere", ""),
        occasion=record["occasion"],
        on=_ago(record["days_ago"]),
        text=record["text"],
        with_whom=record.get("with_whom", ""),
        **known,
    )


def _contact(record: dict[str, Any]) -> dict[str, Any]:
    return {
        "role": record["role"],
        "name": record.get("name", ""),
        "phone": record.get("phone", ""),
        "email": record.get("email", ""),
        "public": record.get("public", True),
    }


def _ago(days: int) -> dt.date:
    return today() - dt.timedelta(days=days)
