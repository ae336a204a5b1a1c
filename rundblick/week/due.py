"""What is due about care, as rows of the due book."""

import datetime as dt
import uuid
from collections import defaultdict
from typing import Any

from rundblick.week.coming import coming
from rundblick.week.models import CareSpan
from rundblick.week.queries import dated

RULE = "week.care"


def care(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """When care had better be talked about, from leaves and places known on `as_of`. One query."""
    by_dossier: dict[uuid.UUID, list[CareSpan]] = defaultdict(list)
    for row in CareSpan.objects.filter(dossier_id__in=dossier_ids).on(as_of).defer("label").order_by("pk"):
        by_dossier[row.dossier_id].append(row)
    return [
        {
            "dossier_id": dossier_id,
            "topic_code": "situation",
            "person_id": one.person,
            "rule": RULE,
            "key": f"{one.hint.code}:{one.key}",
            "kind": "care",
            "label": one.hint.label,
            "explanation": one.sentence,
            "due_on": one.on,
            "last_useful_day": one.last,
        }
        for dossier_id, rows in by_dossier.items()
        for one in coming([dated(row) for row in rows], as_of)
    ]
