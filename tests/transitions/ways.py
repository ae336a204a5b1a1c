"""Short ways to begin a transition and to note what was done."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.transitions import services
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.queries import Told, told
from rundblick.transitions.rules import Turning
from rundblick.transitions.services import Content, Noted
from rundblick.web.clock import today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)
WARM: dict[str, Any] = {"way": "in_person", "present": ("person", "coach", "receiver"), "outcome": "yes"}
CAME: dict[str, Any] = {"outcome": "yes", "teller": "person"}


def ago(days: int) -> dt.date:
    return today() - days * DAY


def turning(ahead: int) -> Turning:
    return Turning(today() + ahead * DAY)


def change(
    family: Family,
    person: uuid.UUID | None = None,
    *,
    kind: str = "benefits_end",
    ahead: int = 30,
    since: int = 60,
    **said: Any,
) -> Transition:
    """A change of Amira so many days ahead, begun so many days ago; Frau Berger takes over unless told otherwise."""
    given: dict[str, Any] = {"receiver": "Frau Berger", "office": "agency", "turning": turning(ahead)} | said
    with acting_as(family.house.alma, "test"):
        return services.begin(
            case=family.case,
            person_id=person or family.amira,
            author=family.house.alma,
            kind=kind,
            content=Content(**given),
            on=ago(since),
        )


def did(family: Family, row: Transition, step: str, on: int = 0, **more: Any) -> StepDone:
    """A step noted by Alma, so many days ago."""
    planned = next(one for one in row.chain.steps if one.code == step)
    with acting_as(family.house.alma, "test"):
        return services.note(transition=row, author=family.house.alma, step=planned, content=Noted(on=ago(on), **more))


def stands(family: Family, row: Transition) -> Told:
    """The transition as Alma sees it."""
    with acting_as(family.house.alma, "test") as context:
        return told(Transition.objects.filter(pk=row.pk).select_related("organisation"), context)[0]


def address(family: Family, name: str = "page", person: uuid.UUID | None = None, *more: Any) -> str:
    return reverse(f"transitions:{name}", args=[family.pk, person or family.amira, *more])
