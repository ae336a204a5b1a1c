"""That a talk took place."""

import datetime as dt
import uuid
from collections.abc import Collection

from rundblick.access.context import reason
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.consent.models import Consent
from rundblick.rehab.codes import Format, Present
from rundblick.rehab.models import Talk
from rundblick.rehab.services.common import Writer, check_door, past

NO_CASE_TALK = (
    "Ohne Einwilligung in den Austausch gibt es keine Fallbesprechung. Sprechen Sie zu dritt, oder bitten Sie um"
    " die Einwilligung."
)
NO_CLINIC_TALK = (
    "Ohne Entbindung von der Schweigepflicht darf die Klinik nichts sagen. Sprechen Sie mit der Person zusammen, oder"
    " bitten Sie um die Entbindung."
)
NOT_THAT_DAY = "Die Entbindung galt an diesem Tag nicht."


def hold_talk(
    *,
    writer: Writer,
    format_: Format,
    on: dt.date,
    present: Collection[str],
    result: str,
    ad_hoc: bool = False,
    release: Consent | None = None,
    token: uuid.UUID | None = None,
) -> Talk:
    """A talk took place. `token` becomes the id, so that a form sent twice makes one.

    Raises Refused for a day in the future, and for a Fallbesprechung without an agency whose door is open: about a
    person who is not there nobody talks without their consent (PRO AKTIV 2.4 step 0, 10.2 no. 8). A clinic speaks only
    with the person there, or by a `release` that held on that day (PRO AKTIV 130; § 203 StGB).
    """
    past(on)
    with reason("rehab.talk"):
        if format_ is Format.CASE:
            check_door(writer, writer.agency_id, NO_CASE_TALK)
        if format_ is Format.CLINIC:
            _check_release(release, on, present)
        return insert_once(
            Talk(
                id=token or uuid.uuid4(),
                **writer.columns,
                format=format_,
                on=on,
                present=sorted(present),
                result=result,
                ad_hoc=ad_hoc,
                release=release if format_ is Format.CLINIC else None,
                author=writer.user,
            )
        )


def _check_release(release: Consent | None, on: dt.date, present: Collection[str]) -> None:
    if release is not None and not release.given_on <= on < release.valid_until:
        raise Refused(NOT_THAT_DAY)
    if release is None and Present.PERSON not in present:
        raise Refused(NO_CLINIC_TALK)
