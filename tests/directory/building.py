"""Short ways to list organisations and what they offer."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import Organisation, User
from rundblick.calendar.rules import wall
from rundblick.directory.codes import Cost, Kind, Level, Status
from rundblick.directory.models import (
    Acquaintance,
    Contact,
    Event,
    FieldNote,
    Location,
    Organization,
    Schedule,
    Service,
)
from rundblick.directory.services import entries, events, field
from rundblick.web.clock import today
from tests.house import House

CONTENT: dict[str, Any] = {
    "name": "Schuldnerberatung",
    "kind": Kind.ADVICE,
    "topics": ["debts"],
    "plain": "Sie haben Schulden? Wir helfen Ihnen. Es kostet nichts.",
    "description": "Außergerichtliche Regulierung und Vorbereitung der Insolvenz.",
    "access": "Anruf genügt",
    "referrers": ["self", "coach"],
    "cost": Cost.FREE,
    "fees": "",
    "languages": ["de", "ar"],
    "audiences": [],
    "minimum_age": None,
    "maximum_age": None,
    "locations": [],
    "area": [],
    "documents": ["Bescheid"],
    "alternate_names": [],
    "basis": ["§ 16a Nr. 2 SGB II"],
    "level": Level.STATE,
    "website": "",
}
BODY: dict[str, Any] = {
    "name": "Kompass",
    "alternate_name": "",
    "description": "",
    "phone": "0221 4710 112",
    "email": "",
    "website": "",
    "rhythm": 90,
}
SPOT: dict[str, Any] = {
    "name": "Haus am Markt",
    "address": "Lindenstraße 4",
    "postal_code": "59320",
    "city": "Ennigerloh",
    "district": "Innenstadt",
    "transportation": "",
    "accessibility": ["step_free"],
    "latitude": 51.8372,
    "longitude": 8.0241,
}


def body(house: House, author: User | None = None, *, member: Organisation | None = None, **given: Any) -> Organization:
    with acting_as(author or house.nora, "test"):
        row = entries.add_organization(token=uuid.uuid4(), content=BODY | {"member": member} | given)
    return row


def spot(house: House, organization: Organization, **given: Any) -> Location:
    with acting_as(house.nora, "test"):
        return entries.add_location(organization=organization, token=uuid.uuid4(), content=SPOT | given)


def offered(
    house: House, organization: Organization | None = None, *, status: str = Status.ACTIVE, **given: Any
) -> Service:
    """An offer of a new organisation with one place, shown unless told otherwise."""
    organization = organization or body(house)
    if "locations" not in given:
        given["locations"] = [spot(house, organization)]
    with acting_as(house.nora, "test"):
        row = entries.add_service(organization=organization, token=uuid.uuid4(), content=CONTENT | given)
        if status != Status.DRAFT:
            entries.show(row, status)
        row.refresh_from_db()
    return row


def opened(house: House, service: Service, days: list[int], opens: str, closes: str, **given: Any) -> Schedule:
    content = {"days": days, "opens": dt.time.fromisoformat(opens), "closes": dt.time.fromisoformat(closes), **given}
    with acting_as(house.nora, "test"):
        return entries.add_hours(service=service, token=uuid.uuid4(), content=content)


def reached(house: House, service: Service, **given: Any) -> Contact:
    content = {"role": "Sekretariat", "name": "", "phone": "0221 4710 113", "email": "", "public": False} | given
    with acting_as(house.nora, "test"):
        return entries.add_contact(service=service, token=uuid.uuid4(), content=content)


def noticed(house: House, service: Service, author: User, text: str = "Ruft am selben Tag zurück") -> FieldNote:
    with acting_as(author, "test"):
        return field.note(
            organization=service.organization,
            service=service,
            user=author,
            occasion=FieldNote.Occasion.TALK,
            on=today(),
            text=text,
            with_whom="Sekretariat",
            token=uuid.uuid4(),
        )


def knows(house: House, organization: Organization, user: User, whom: str = "Leitung") -> Acquaintance:
    with acting_as(user, "test"):
        field.know(organization=organization, user=user, whom=whom, nearness="well")
        return Acquaintance.objects.get(organization=organization, user=user, whom=whom)


def happening(house: House, organization: Organization, **given: Any) -> Event:
    """An event in three days at ten o'clock, two hours long."""
    content: dict[str, Any] = {
        "name": "Offenes Nähen",
        "starts_at": wall(today() + dt.timedelta(days=3), dt.time(10)),
        "minutes": 120,
        "weeks": 1,
        "service": None,
        "location": None,
        "plain": "Wir nähen zusammen.",
    }
    with acting_as(house.nora, "test"):
        return events.add(organization=organization, token=uuid.uuid4(), content=content | given)
