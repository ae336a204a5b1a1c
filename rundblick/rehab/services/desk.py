"""Who insures, whom one calls there, and with which agency the Jobcenter works."""

import datetime as dt
import uuid
from dataclasses import dataclass

from rundblick.access.context import reason
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Stale
from rundblick.rehab.catalogue import UNKNOWN
from rundblick.rehab.codes import Contact
from rundblick.rehab.models import Application, Desk, Planned, Step, Talk
from rundblick.rehab.services.common import Writer, check_door, past, whom

NO_DOOR = "Diese Stelle hat gerade keine Tür zu dieser Person. Dafür braucht es die Einwilligung in den Austausch."
SHARED_WITH_AGENCY = (Talk, Application, Step, Planned)


@dataclass(frozen=True, kw_only=True)
class DeskContent:
    """Who insures, when that was looked up (None = not), with which agency the Jobcenter works, and whom one calls.

    Without a name nobody is to be called.
    """

    insurer: str
    verified_on: dt.date | None
    agency_id: uuid.UUID | None
    contact: str = ""
    contact_name: str = ""
    contact_number: str = ""


def set_desk(*, writer: Writer, content: DeskContent, version: int = 0) -> Desk:
    """Say who insures and which Teilhabeberatung works along; the first time this begins the page.

    An agency that is named reads what is ordinary and was written before without any agency. What was written with
    another agency stays with that one. Raises Refused for an agency without an open door or a day in the future, Stale
    when somebody changed it meanwhile.
    """
    past(content.verified_on)
    with reason("rehab.desk"):
        row = Desk.objects.select_for_update(of=("self",)).filter(**whom(writer)).first()
        if row is not None and row.version != version:
            raise Stale(row)
        former = row.agency_id if row else None
        if content.agency_id not in (None, former):
            check_door(writer, content.agency_id, NO_DOOR)
        row = row or _begun(writer)
        row.agency_id = content.agency_id
        row.insurer = content.insurer
        row.verified_on = content.verified_on if content.insurer != UNKNOWN else None
        row.verified_by = writer.user if row.verified_on else None
        row.contact_name = content.contact_name.strip()
        row.contact = (content.contact or Contact.OTHER) if row.contact_name else ""
        row.contact_number = content.contact_number.strip() if row.contact_name else ""
        row.version += 1
        row.save()
        if content.agency_id and content.agency_id != former:
            for model in SHARED_WITH_AGENCY:
                model.objects.filter(**whom(writer), agency__isnull=True).update(agency_id=content.agency_id)
    return row


def _begun(writer: Writer) -> Desk:
    # The id follows from whom it is about, so that two who begin at once meet in one row.
    row = Desk(id=uuid.uuid5(writer.dossier_id, f"rehab.desk:{writer.person_id}"), **whom(writer), version=0)
    saved = insert_once(row)
    if saved is not row:
        raise Stale(saved)
    return row
