"""Short ways to write into the situation of the Haddads, and to open and close their protected area."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import Grant, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import close_door, open_door
from rundblick.situation import protected, services
from rundblick.situation.models import Entry, ProtectedEntry
from rundblick.web.clock import now, today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)
WORDS = "Das Geld reicht bis zum Zwanzigsten."
SECRET = "Sagt, dass sie schlecht schläft."


def stored(model: Any) -> Any:
    """All rows of this model that the present context sees. Mypy knows only what all statements share."""
    return model.objects.all()


def said(family: Family, person: uuid.UUID | None = None, **values: Any) -> Entry:
    """An entry of Alma's, about money in Amira's own words unless told otherwise."""
    given: dict[str, Any] = {"topic": "money", "view": "participant", "kind": "need", "text": WORDS}
    with acting_as(family.house.alma, "test"):
        return services.add(
            dossier_id=family.pk, person_id=person or family.amira, author=family.house.alma, **(given | values)
        )


def consented(family: Family, person: uuid.UUID | None = None, *, reader: User | None = None, **values: Any) -> Grant:
    """A consent that opens the protected area of this member to Alma for a year."""
    given: dict[str, Any] = {"writes": True, "until": now() + 365 * DAY, "topics": ("protected",)}
    whom = person or family.amira
    with acting_as(family.house.alma, "test"):
        return open_door(
            dossier_id=family.pk,
            principal=reader or family.house.alma,
            basis=Basis.CONSENT,
            subject_id=whom,
            evidence="Einwilligung vom Test",
            **(given | values),
        )


def withdrawn(family: Family, grant: Grant) -> None:
    """The person changes their mind."""
    with acting_as(family.house.alma, "test"):
        close_door(grant)


def confided(family: Family, person: uuid.UUID | None = None, *, child: bool = False, **values: Any) -> ProtectedEntry:
    """Something in the protected area, of yesterday."""
    given: dict[str, Any] = {"kind": "said", "topic": "health", "text": SECRET, "since": today() - DAY}
    with acting_as(family.house.alma, "test"):
        return protected.add(
            dossier_id=family.pk,
            person_id=person or family.amira,
            author=family.house.alma,
            child=child,
            **(given | values),
        )
