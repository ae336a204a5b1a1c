"""Short ways to write on the Haddads' Netzwerkkarte."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.cases.standing import seen
from rundblick.network import services
from rundblick.network.models import Tie
from rundblick.network.services import TieContent
from rundblick.web.clock import today
from tests.cases.families import Family
from tests.house import House

DAY = dt.timedelta(days=1)
PLAIN: dict[str, Any] = {"label": "Oma", "kind": "relatives", "closeness": 1, "quality": "supportive"}


def content(**values: Any) -> TieContent:
    """Amira's grandmother, unless told otherwise."""
    return TieContent(**(PLAIN | values))


def tie(
    family: Family,
    person: uuid.UUID | None,
    label: str = "Oma",
    *,
    since: dt.date | None = None,
    author: User | None = None,
    **values: Any,
) -> Tie:
    """Put somebody on a member's map, or on that of the household."""
    with acting_as(author or family.house.alma, "test"):
        return services.add(
            case=family.case,
            person_id=person,
            author=author or family.house.alma,
            content=content(label=label, **values),
            since=since,
        )


def standing(house: House, one: Tie) -> Tie:
    """The row that stands now."""
    with acting_as(house.alma, "test", read_only=True):
        row = Tie.objects.get(thread=one.thread, valid_until=None)
        _ = row.label, row.phone, row.hours  # opened while the key is at hand
        return row


def address(name: str, family: Family, person: uuid.UUID, *more: Any) -> str:
    """Address of a page of the room."""
    return reverse(f"network:{name}", args=[family.pk, person, *more])


def typed(**changed: Any) -> dict[str, Any]:
    """The form for somebody new, as it is sent."""
    given = {
        "label": "Oma",
        "kind": "relatives",
        "closeness": "1",
        "quality": "supportive",
        "whose": "person",
        "since": today().strftime("%d.%m.%Y"),
        "token": str(uuid.uuid4()),
    }
    return given | changed


def changed(one: Tie, **values: Any) -> dict[str, Any]:
    """The form of somebody who is there, as it is sent."""
    return {
        "label": one.label,
        "kind": one.kind,
        "closeness": str(one.closeness),
        "quality": one.quality,
        "seen": seen(one),
    } | values
