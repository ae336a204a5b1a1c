"""Short ways to open a sheet between Alma and the Brücke about Amira, and to write on it."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import Grant, Organisation, Team, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import close_door, open_door
from rundblick.consent.models import Consent
from rundblick.consent.wording import purposes
from rundblick.cooperation import queries, services
from rundblick.cooperation.codes import Kind
from rundblick.cooperation.models import Entry
from rundblick.cooperation.queries import Sheet
from rundblick.cooperation.rules import Content
from rundblick.cooperation.services import Upload, Writer
from rundblick.web.clock import now, today
from tests.cases.families import Family
from tests.consent.giving import give
from tests.house import House

DAY = dt.timedelta(days=1)
TOPICS = ("master", "cooperation")


def let_in(
    family: Family,
    agency: Organisation | Team | User,
    person: uuid.UUID | None = None,
    *,
    topics: tuple[str, ...] = TOPICS,
    **values: Any,
) -> Grant:
    """A door by consent for thirty days, to Amira unless told otherwise."""
    given: dict[str, Any] = {"basis": Basis.CONSENT, "until": now() + 30 * DAY, "evidence": "Einwilligung auf Papier"}
    with acting_as(family.house.alma, "test"):
        return open_door(
            dossier_id=family.pk,
            principal=agency,
            topics=topics,
            subject_id=person or family.amira,
            **(given | values),
        )


def shut(family: Family, grant: Grant) -> None:
    with acting_as(family.house.alma, "test"):
        close_door(Grant.objects.get(pk=grant.pk))


def sheet(family: Family, person: uuid.UUID | None = None, agency: Organisation | None = None) -> Sheet:
    return Sheet(family.pk, person or family.amira, (agency or family.house.partner).pk)


def released(house: House, family: Family, person: uuid.UUID | None = None, **changed: Any) -> Consent:
    """Amira lets the Brücke tell Alma what it writes."""
    purpose = purposes()["reply"]
    values = {"purpose": purpose, "text": purpose.text_on(today()), "recipient": None, "organisation": house.partner}
    return give(house, family.household, person or family.amira, **(values | {"explained_by": house.alma} | changed))


def put(
    family: Family,
    who: str = "alma",
    text: str = "Guten Tag aus dem Jobcenter",
    *,
    on_sheet: Sheet | None = None,
    upload: Upload | None = None,
    answers: Entry | None = None,
    token: uuid.UUID | None = None,
    **content: Any,
) -> Entry:
    """Something on the sheet of Amira and the Brücke, by this person; a message unless told otherwise."""
    user = family.house.people[who]
    target = on_sheet or sheet(family)
    from_agency = user.organisation_id == target.agency_id
    values: dict[str, Any] = {"kind": Kind.MESSAGE, "text": text} | content
    with acting_as(user, "test") as context:
        opened = queries.open_sheet(context, target)
        writer = Writer(
            user=user,
            from_agency=from_agency,
            release=queries.release_of(target) if from_agency else None,
            by_order=bool(from_agency and opened and opened.by_order),
        )
        return services.write(
            sheet=target, writer=writer, content=Content(**values), upload=upload, answers=answers, token=token
        )


def url(name: str, family: Family, *more: Any, on_sheet: Sheet | None = None) -> str:
    target = on_sheet or sheet(family)
    return reverse(f"cooperation:{name}", args=[target.dossier_id, target.person_id, target.agency_id, *more])
