"""What is due: the next step, a receiver while nobody is named, and the arrival until it is confirmed."""

import datetime as dt
import uuid
from typing import Any

from rundblick.transitions.models import Transition
from rundblick.transitions.queries import told
from rundblick.transitions.services import TOPIC

RULE = "transitions.press"
_WORDS = {
    "receiver": ("Für einen Übergang jemanden benennen", "Acht Wochen vorher sollte feststehen, wer übernimmt."),
    "arrival": (
        "Nachfragen, ob jemand angekommen ist",
        "Nach einem Wechsel wird gefragt, bis das Ankommen bestätigt ist. So geht niemand verloren.",
    ),
    "step": ("Den nächsten Schritt eines Übergangs gehen", "Der Tag folgt aus dem Tag des Wechsels."),
}


def presses_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """What presses in each open transition. Which change it is stays out of the item. Two queries."""
    rows = Transition.objects.filter(dossier_id__in=dossier_ids, begun_on__lte=as_of, ended_on__isnull=True)
    found = [
        {
            "dossier_id": one.row.dossier_id,
            "topic_code": TOPIC,
            "person_id": one.row.person_id,
            "rule": RULE,
            "key": f"{one.row.pk}:{press.why}",
            "kind": press.why,
            "label": _WORDS[press.why][0],
            "explanation": _WORDS[press.why][1],
            "due_on": press.on,
            "last_useful_day": None,
        }
        for one in told(rows, None, day=as_of)
        for press in one.presses
    ]
    return sorted(found, key=lambda item: (item["due_on"], item["key"]))
