"""Short ways to a programme with a rhythm, and to an agreed one."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.programmes.definition import Programme
from rundblick.rhythm import services
from rundblick.rhythm.models import Pace
from rundblick.rhythm.services import PaceContent
from rundblick.web.clock import today
from tests.cases.families import Family
from tests.programmes.homes import published
from tests.programmes.living import living, workshop

DAY = dt.timedelta(days=1)
WEEK = dt.timedelta(weeks=1)
_SAYS = {"origin": {"assumption": "Für den Test gesetzt."}}


def ago(days: int) -> dt.date:
    return today() - days * DAY


def weekly(*, every: dict[str, int] | None = None, **changes: Any) -> Programme:
    """A programme that asks for a talk or a home visit every week; a call does not count."""
    step = {
        "code": "woche",
        "label": "Begleitung",
        "starts": {"after": "participation.started"},
        "every": every or {"weeks": 1},
        **_SAYS,
    }
    care = {"contacts": ["contact.talk", "contact.home_visit"], "rhythm": [step]}
    return workshop(**({"care": care, "title": "Wochenweise"} | changes))


def takes_part(family: Family, programme: Programme, *, name: str = "Amira", on: dt.date) -> Any:
    return living(family.house, family.household, name, programme=published(programme), on=on)


def agreed(family: Family, person: uuid.UUID, **said: Any) -> Pace:
    """Every four weeks because the person wishes it, unless told otherwise."""
    given: dict[str, Any] = {"why": "wish", "review_on": today() + 30 * DAY}
    if "rests_until" not in said:
        given["every_days"] = 28
    more = {name: said.pop(name) for name in ("standing", "seen", "token") if name in said}
    with acting_as(family.house.alma, "test"):
        return services.agree(
            case=family.case,
            members=list(family.persons.values()),
            person_id=person,
            author=family.house.alma,
            content=PaceContent(**given | said),
            **more,
        )


def since(pace: Pace, day: dt.date) -> None:
    """As if it had been agreed on that day."""
    with acting_as(pace.author, "test"):
        Pace.objects.filter(pk=pace.pk).update(valid_from=day)


def typed(**said: str) -> dict[str, str]:
    """The form as it is sent."""
    given = {
        "way": "every",
        "number": "3",
        "unit": "weeks",
        "why": "waiting",
        "review_on": (today() + 30 * DAY).strftime("%d.%m.%Y"),
        "token": str(uuid.uuid4()),
    }
    return given | said


def address(family: Family, name: str = "page", *more: uuid.UUID) -> str:
    return reverse(f"rhythm:{name}", args=[family.pk, *more])
