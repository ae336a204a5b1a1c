"""Handing out certificates of participation is something that happened: it stands in the timeline, for many at once."""

import datetime as dt
import uuid
from collections.abc import Collection

from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.programmes.services import spine
from rundblick.web.clock import today

ISSUED = "certificate.issued"


def issue_certificates(*, participations: Collection[Participation], on: dt.date) -> list[ProgrammeEvent]:
    """Write down that these people were handed a certificate on that day; once a day. Four statements for any number.

    Works on wish too, where the definition does not ask for it. Raises Refused for a day ahead.
    """
    if on > today():
        raise Refused("Das Datum liegt in der Zukunft.", "on")
    ids = [row.pk for row in participations]
    there = ProgrammeEvent.objects.filter(participation__in=ids, kind=ISSUED, occurred_on=on)
    known = set(there.values_list("participation_id", flat=True))
    rows = [
        ProgrammeEvent(
            pk=uuid.uuid5(row.pk, f"{ISSUED}/{on.isoformat()}"),
            dossier_id=row.dossier_id,
            participation=row,
            person_id=row.person_id,
            kind=ISSUED,
            occurred_on=on,
            recorded_by_id=current().user_id,
        )
        for row in participations
        if row.pk not in known
    ]
    if not rows:
        return []
    with reason("programmes.certificate.issue"):
        ProgrammeEvent.objects.bulk_create(rows)
        TimelineEntry.objects.bulk_create([spine.entry(spine.EVENT, row, on) for row in rows])
        facts_changed({row.dossier_id for row in rows})
    return rows
