"""Short ways to hold a strategy talk with the Haddads, also on days long past."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.strategy import services
from rundblick.strategy.models import Meeting, Part, Review, Way
from rundblick.strategy.services import Found
from rundblick.web.clock import today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)
PHASES = {"action_months": 6, "observation_months": 6, "contact_days": 56}


def address(name: str, *args: Any, **asked: str) -> str:
    """A page of the room; `asked` becomes the query."""
    query = "&".join(f"{key}={value}" for key, value in asked.items())
    return reverse(f"strategy:{name}", args=args) + (f"?{query}" if query else "")


def talk(family: Family, *, days_ago: int = 0, present: dict[uuid.UUID, bool] | None = None, **values: Any) -> Meeting:
    """A talk about Amira and Karim, who both took part, held by Alma."""
    given: dict[str, Any] = PHASES | {"held_on": today() - days_ago * DAY} | values
    with acting_as(family.house.alma, "test"):
        return services.hold(
            case=family.case,
            present=present or {family.amira: True, family.karim: True},
            author=family.house.alma,
            **given,
        )


def part_of(family: Family, meeting: Meeting, person: uuid.UUID) -> Part:
    """A member's part as it stands."""
    with acting_as(family.house.alma, "test"):
        return Part.objects.get(meeting=meeting, person_id=person)


def fill(family: Family, meeting: Meeting, person: uuid.UUID, **values: Any) -> Part:
    """Fill in a member's part: more hours, unless told otherwise."""
    part = part_of(family, meeting, person)
    given = values if "no_action" in values else {"levers": ["hours"]} | values
    with acting_as(family.house.alma, "test"):
        return services.write_part(part=part, version=part.version, author=family.house.alma, **given)


def way(family: Family, part: Part, code: str = "stay", **values: Any) -> Way:
    """A strategy of the member."""
    with acting_as(family.house.alma, "test"):
        return services.add_way(part=part, author=family.house.alma, code=code, **values)


def complete(family: Family, meeting: Meeting) -> Meeting:
    """Complete the talk."""
    with acting_as(family.house.alma, "test"):
        return services.complete(meeting=meeting, author=family.house.alma)


def whole(family: Family, *, days_ago: int = 0, **values: Any) -> Meeting:
    """A completed talk: more hours for Amira, nothing more to do for Karim."""
    meeting = talk(family, days_ago=days_ago, **values)
    fill(family, meeting, family.amira)
    fill(family, meeting, family.karim, no_action=True, no_action_reason="Mehr geht zurzeit nicht.")
    return complete(family, meeting)


def review(
    family: Family,
    meeting: Meeting,
    phase: str = "action",
    *,
    found: dict[uuid.UUID, Found] | None = None,
    version: int = 0,
    **values: Any,
) -> Review:
    """Look back today; `found` by person."""
    by_part = {part_of(family, meeting, person).pk: one for person, one in (found or {}).items()}
    given: dict[str, Any] = {"held_on": today(), "entitlement": None, "note": None} | values
    with acting_as(family.house.alma, "test"):
        return services.look_back(
            meeting=meeting, phase=phase, version=version, found=by_part, author=family.house.alma, **given
        )
