"""Short ways to write into the Haddads' week."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases.standing import seen
from rundblick.people.models import ProtectedContact
from rundblick.web.clock import today
from rundblick.week import services
from rundblick.week.models import Block, CareSpan, Fallback, Need
from tests.cases.families import Family
from tests.house import House

DAY = dt.timedelta(days=1)
WORKDAYS = [0, 1, 2, 3, 4]


def clock(text: str) -> dt.time:
    """7:30 as a time."""
    hour, minute = text.split(":")
    return dt.time(int(hour), int(minute))


def block(family: Family, person: uuid.UUID, hours: str, label: str | None = None, **values: Any) -> Block:
    """A shared block of work on workdays, such as "6:00-14:00", unless told otherwise."""
    starts, ends = (clock(one) for one in hours.split("-"))
    given: dict[str, Any] = {"kind": "work", "weekdays": WORKDAYS, "shared": True}
    row = Block(dossier_id=family.pk, person_id=person, starts=starts, ends=ends, label=label, **(given | values))
    with acting_as(family.house.alma, "test"):
        return services.add(row, author=family.house.alma)


def care(family: Family, person: uuid.UUID, hours: str, label: str | None = None, **values: Any) -> Block:
    """The Kita of a child, unless told otherwise."""
    return block(family, person, hours, label, **({"kind": "care", "provider": "kita"} | values))


def need(family: Family, child: uuid.UUID, carers: Iterable[uuid.UUID] = ()) -> None:
    """The family says that this child needs somebody."""
    with acting_as(family.house.alma, "test"):
        services.need(case=family.case, child=child, author=family.house.alma, carers=list(carers), wanted=True)


def fallback(family: Family, label: str, person: uuid.UUID | None = None, **values: Any) -> Fallback:
    """Somebody who could step in for the whole household, unless told otherwise."""
    given: dict[str, Any] = {"kind": "helper", "occasions": ["closed", "sick"]}
    row = Fallback(dossier_id=family.pk, person_id=person, label=label, **(given | values))
    with acting_as(family.house.alma, "test"):
        return services.add(row, author=family.house.alma)


def span(family: Family, person: uuid.UUID, kind: str = "kita", **values: Any) -> CareSpan:
    """A place a child is registered for, or with `child_id` a leave; shared unless told otherwise."""
    given: dict[str, Any] = {"shared": True}
    if kind != "leave":
        given |= {"state": "registered", "state_since": today()}
    row = CareSpan(dossier_id=family.pk, person_id=person, kind=kind, **(given | values))
    with acting_as(family.house.alma, "test"):
        return services.add(row, author=family.house.alma)


def aged(house: House, model: Any, days: int = 40) -> None:
    """Everything written so far was written that many days earlier."""
    with acting_as(house.alma, "test"):
        model.objects.update(valid_from=today() - days * DAY)


def protect(family: Family, *persons: uuid.UUID) -> None:
    """From yesterday, the contact of these members is protected."""
    with acting_as(family.house.alma, "test"):
        for person in persons:
            ProtectedContact.objects.create(
                dossier_id=family.pk, person_id=person, valid_from=today() - DAY, ended_because=""
            )


def rows(house: House, model: Any = Block) -> list[Any]:
    """All rows of today, opened while the key is at hand."""
    with acting_as(house.alma, "test", read_only=True):
        found = list(model.objects.filter(valid_until=None).order_by("written_at"))
        for row in found:
            _ = getattr(row, "label", None), getattr(row, "details", None)
        return found


def needs(house: House) -> list[Need]:
    """What the family says of its children today."""
    return rows(house, Need)


def address(name: str, family: Family, *more: Any) -> str:
    """Address of a page of the room."""
    return reverse(f"week:{name}", args=[family.pk, *more])


def typed(person: Any, **changed: Any) -> dict[str, Any]:
    """The form of a new block of work, as it is sent."""
    given: dict[str, Any] = {
        "whose": str(person),
        "kind": "work",
        "weekdays": ["0", "1"],
        "starts": "6:00",
        "ends": "14:00",
        "weeks": "every",
        "stage": "stays",
        "token": str(uuid.uuid4()),
    }
    return given | changed


def changed(row: Block, **values: Any) -> dict[str, Any]:
    """The form of a block that is there, as it is sent."""
    given: dict[str, Any] = {
        "kind": row.kind,
        "provider": row.provider,
        "label": row.label or "",
        "weekdays": [str(day) for day in row.weekdays],
        "starts": f"{row.starts:%H:%M}",
        "ends": f"{row.ends:%H:%M}",
        "weeks": row.weeks,
        "stage": row.stage,
        "shared": "on" if row.shared else "",
        "version": seen(row),
    }
    return {name: value for name, value in (given | values).items() if value != ""}
