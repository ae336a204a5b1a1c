"""Short ways to plan a visit, to prepare it and to be out."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.calendar.models import Appointment
from rundblick.post.services import deliver
from rundblick.visits import alarms, services
from rundblick.visits.models import Preparation, Watch
from rundblick.web.clock import now
from tests.cases.families import Family

MINUTE = dt.timedelta(minutes=1)
PHONE = "+491705550101"


def visit(family: Family, person: uuid.UUID | None = None, **values: Any) -> Appointment:
    """A home visit to Amira tomorrow, with or without a consent."""
    return family.appointment(person or family.amira, setting="home_visit", **values)


def prepared(family: Family, row: Appointment, *, version: int = 0, **values: Any) -> Preparation:
    """Alma prepared it."""
    sheet = {"bell": "zweiter Knopf", "agreed": "Post sortieren", "wishes": "In der Küche", "company": "alone"}
    given: dict[str, Any] = {"result": "visit", "company_role": "", "alone_because": "", **sheet}
    answers = values.pop("answers", {"trust": "Wir kennen uns seit Mai."})
    with acting_as(family.house.alma, "test"):
        return services.prepare(appointment=row, version=version, answers=answers, **(given | values))


def out(family: Family, row: Appointment, *, minutes: int = 60, **values: Any) -> Watch:
    """Alma is there and will be outside again in so many minutes; Bert watches."""
    given: dict[str, Any] = {"grace": 15, "phone": PHONE, "watchers": [family.house.bert.pk], "token": uuid.uuid4()}
    with acting_as(values.pop("coach", family.house.alma), "test"):
        return services.arrive(
            appointment=row, coach=family.house.alma, expected_at=now() + minutes * MINUTE, **(given | values)
        )


def worker() -> int:
    """The jobs run once; how many were called."""
    with as_worker("test"):
        alarms.miss()
        called = alarms.call()
    with as_worker("test"):
        deliver()
    return called


def again(row: Watch) -> Watch:
    """The watch as it is now."""
    with as_worker("test"):
        return Watch.objects.get(pk=row.pk)


def seen_by(user: User) -> int:
    """How many watches PostgreSQL shows to this person, whatever Python would ask for."""
    with acting_as(user, "test", read_only=True):
        return Watch.objects.count()


def url(name: str, row: Any) -> str:
    """Address of a page about a visit or a watch."""
    return reverse(f"visits:{name}", args=[row.pk])
