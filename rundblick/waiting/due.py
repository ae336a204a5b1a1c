"""What is due: to ask how far it is."""

import datetime as dt
import uuid
from typing import Any

from rundblick.waiting.models import Wait

RULE = "waiting.ask"


def askings_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """The day to ask next, of everything waited for. What it is stays out of the item. One query."""
    rows = Wait.objects.filter(
        dossier_id__in=dossier_ids, ended_on__isnull=True, nudge_on__isnull=False, since__lte=as_of
    )
    columns = ("pk", "dossier_id", "person_id", "nudge_on")
    return [
        {
            "dossier_id": dossier_id,
            "topic_code": "situation",
            "person_id": person_id,
            "rule": RULE,
            "key": str(pk),
            "kind": "ask",
            "label": "Nachfragen, worauf gewartet wird",
            "explanation": "Dieser Tag steht auf dem Wartezettel.",
            "due_on": nudge_on,
            "last_useful_day": None,
        }
        for pk, dossier_id, person_id, nudge_on in rows.order_by("nudge_on", "pk").values_list(*columns)
    ]
