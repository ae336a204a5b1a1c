"""What is due: agreements the house took on and requests an agency made to it, until somebody says that they are done.

An agency's own side is told by `cases.asked` alone. A due item names no agency, and a door with the topic of working
together opens the sheet of one agency only; so these items carry the topic of notes, as those of `referrals` do.
"""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Q

from rundblick.cooperation.codes import Doer, Kind
from rundblick.cooperation.models import Entry
from rundblick.cooperation.rules import ASKING, to_do_by
from rundblick.web.clock import berlin_date

RULE = "cooperation.open"
TOPIC = "notes"
LABELS = {
    Kind.AGREEMENT: "Absprache mit einer anderen Stelle einlösen",
    Kind.REQUEST: "Bitte oder Frage einer anderen Stelle beantworten",
    Kind.MEETING: "Über den Vorschlag einer Besprechung entscheiden",
}
NAMED = "Dieser Tag steht auf dem gemeinsamen Blatt."
UNNAMED = "Auf dem gemeinsamen Blatt steht kein Tag dazu; nach zwei Wochen wird erinnert."


def open_items(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """The day of everything open that the house took on. What it is and with whom stays out of the item. One query."""
    taken = Q(kind=Kind.AGREEMENT, doer=Doer.HOUSE)
    asked = Q(kind__in=ASKING, from_agency=True)
    rows = Entry.objects.filter(taken | asked, dossier_id__in=dossier_ids, for_house=True, done_at__isnull=True)
    columns = ("pk", "dossier_id", "person_id", "kind", "on", "written_at")
    found = []
    for pk, dossier_id, person_id, kind, on, written_at in rows.order_by("written_at", "pk").values_list(*columns):
        written_on = berlin_date(written_at)
        if written_on > as_of:
            continue
        found.append(
            {
                "dossier_id": dossier_id,
                "topic_code": TOPIC,
                "person_id": person_id,
                "rule": RULE,
                "key": str(pk),
                "kind": "answer",
                "label": LABELS[Kind(kind)],
                "explanation": NAMED if on else UNNAMED,
                "due_on": to_do_by(on=on, written_on=written_on),
                "last_useful_day": None,
            }
        )
    return found
