"""Write down that a file left the house."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass

from rundblick.access.context import Context, reason
from rundblick.exports.codes import Kind
from rundblick.exports.errors import Refused
from rundblick.exports.models import Export
from rundblick.web.clock import now

NO_PURPOSE = "Wofür die Daten gebraucht werden, muss hier stehen: Sie handeln von einzelnen Menschen."


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A file as it leaves. `house_id`: whose data it holds, None = the house of whoever takes it.

    `rows`: lines of content; `person_level`: a line is about one person, and then a purpose is required.
    """

    kind: Kind
    title: str
    form: str
    content: bytes
    purpose: str = ""
    recipient: str = ""
    about: uuid.UUID | None = None
    as_of: dt.date | None = None
    rows: int | None = None
    person_level: bool = False
    house_id: uuid.UUID | None = None


def note(context: Context, taken: Taken) -> str:
    """Add the row to the log, before the file leaves; answers the file's SHA-256. Raises Refused without a purpose."""
    if taken.person_level and not taken.purpose.strip():
        raise Refused(NO_PURPOSE)
    house_id = taken.house_id or context.organisation_id
    if house_id is None:
        raise Refused("Ohne Haus gibt es kein Ausgabenbuch.")
    digest = hashlib.sha256(taken.content).hexdigest()
    with reason("exports.note"):
        Export.objects.create(
            house_id=house_id,
            taken_for_id=context.organisation_id if context.organisation_id != house_id else None,
            taken_by_id=context.user_id,
            taken_at=now(),
            kind=taken.kind,
            title=taken.title[:240],
            about=taken.about,
            form=taken.form,
            purpose=taken.purpose.strip()[:200],
            recipient=taken.recipient.strip()[:200],
            as_of=taken.as_of,
            rows=taken.rows,
            sha256=digest,
            person_level=taken.person_level,
        )
    return digest
