"""Short ways to fill a card in tests; the family is that of the case file."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.resources import services
from rundblick.resources.codes import HelpState, Level, Perspective, Section
from rundblick.resources.models import PlannedHelp, Resource
from rundblick.web.clock import today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)
COACH, GUESS, PERSON = Perspective.COACH, Perspective.GUESS, Perspective.PERSON


def says(
    family: Family,
    perspective: Perspective,
    text: str,
    *,
    section: Section = Section.SOCIAL,
    person: uuid.UUID | None = None,
    on: dt.date | None = None,
) -> Resource:
    """One entry of Amira's card, or of another member's."""
    with acting_as(family.house.alma, "test"):
        added = services.add(
            dossier_id=family.pk,
            person_id=person or family.amira,
            author=family.house.alma,
            perspective=perspective,
            texts={section.value: text},
            token=uuid.uuid4(),
            on=on,
        )
    return added.rows[0]


def plans(family: Family, text: str = "Familienhilfe", level: Level = Level.STATE, **values: Any) -> PlannedHelp:
    """One help for Amira."""
    given: dict[str, Any] = {"person_id": family.amira, "state": HelpState.PLANNED}
    with acting_as(family.house.alma, "test"):
        return services.plan_help(
            dossier_id=family.pk, author=family.house.alma, text=text, level=level, **(given | values)
        )


def address(family: Family, name: str, *args: Any, person: uuid.UUID | None = None) -> str:
    """A page of Amira's card."""
    return reverse(f"resources:{name}", args=[family.pk, person or family.amira, *args])


def german(day: dt.date) -> str:
    """A day as people type it."""
    return day.strftime("%d.%m.%Y")


def lines(**texts: str) -> dict[str, str]:
    """What the form of an entry mode sends."""
    return {"token": str(uuid.uuid4()), **texts}


def full(family: Family) -> None:
    """Something of everything: three views, a match, helps on three levels, an empty level, a shared entry of Karim."""
    long_ago = today() - 200 * DAY
    says(family, COACH, "Mutter hilft dienstags", on=long_ago)
    says(family, GUESS, "Mutter hilft dienstags", on=long_ago)
    says(family, PERSON, "Mutter hilft dienstags", on=long_ago)
    says(family, COACH, "Spricht drei Sprachen", section=Section.SUBJECT)
    says(family, GUESS, "Kocht gern", section=Section.SUBJECT)
    says(family, PERSON, "Nachbarin von gegenüber")
    says(family, PERSON, "Moped", section=Section.MATERIAL)
    says(family, PERSON, "Schuldnerberatung", section=Section.INSTITUTION)
    plans(family, "Familienhilfe", Level.STATE, state=HelpState.RUNNING, since=long_ago)
    plans(family, "Mutter nimmt Sami", Level.CIRCLE)
    plans(family, "Schulbegleitung beantragen", Level.STATE)
    with acting_as(family.house.alma, "test"):
        services.look(dossier_id=family.pk, person_id=family.amira, author=family.house.alma, level=3)
