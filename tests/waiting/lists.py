"""Short ways to put something on the Wartezettel."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.waiting import services
from rundblick.waiting.models import Asking, Bridge, Wait
from rundblick.waiting.services import WaitContent
from rundblick.web.clock import today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)


def ago(days: int) -> dt.date:
    return today() - days * DAY


def waits(family: Family, person: uuid.UUID | None, *, since: int = 40, **said: Any) -> Wait:
    """Somebody waits since so many days, for a place in a Kita unless told otherwise."""
    given: dict[str, Any] = {"kind": "childcare", "what": "Platz am Vormittag"} | said
    with acting_as(family.house.alma, "test"):
        return services.begin(
            case=family.case,
            person_id=person,
            author=family.house.alma,
            content=WaitContent(since=ago(since), **given),
        )


def asked(wait: Wait, author: User, said: str = "Im Frühjahr", **values: Any) -> Asking:
    given: dict[str, Any] = {"on": today(), "version": wait.version, "nudge_on": today() + 28 * DAY}
    with acting_as(author, "test"):
        return services.ask(wait=wait, author=author, said=said, **given | values)


def helped(wait: Wait, author: User, text: str = "Die Oma kommt dienstags", **values: Any) -> Bridge:
    with acting_as(author, "test"):
        return services.bridge(wait=wait, text=text, **values)


def address(family: Family, name: str = "page", person: uuid.UUID | None = None, *more: uuid.UUID) -> str:
    return reverse(f"waiting:{name}", args=[family.pk, person or family.amira, *more])
