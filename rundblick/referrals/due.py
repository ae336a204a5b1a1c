"""What is due: to look after a way, or to ask both sides how a running help goes."""

import datetime as dt
import uuid
from typing import Any

from rundblick.referrals.models import Referral
from rundblick.referrals.queries import told
from rundblick.referrals.services.held import TOPIC

RULE = "referrals.nudge"
_WORDS = {
    "prepare": ("Einen begonnenen Weg zur Hilfe weitergehen", "Seit zwei Wochen ist nichts dazu notiert."),
    "ask": ("Bei einer Stelle nachfragen", "Es ist noch keine Antwort da, oder der erwartete Tag ist vorbei."),
    "look": ("Fragen, wie eine Hilfe läuft", "Beide Seiten werden in Abständen gefragt, wie es läuft."),
}


def nudges_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """The day to look after each open way. Which help it is stays out of the item. Three queries."""
    found = []
    for one in told(Referral.objects.filter(dossier_id__in=dossier_ids, begun_on__lte=as_of), None):
        nudge = one.nudge
        if nudge is None:
            continue
        label, explanation = _WORDS[nudge.why]
        found.append(
            {
                "dossier_id": one.row.dossier_id,
                "topic_code": TOPIC,
                "person_id": one.row.person_id,
                "rule": RULE,
                "key": str(one.row.pk),
                "kind": nudge.why,
                "label": label,
                "explanation": explanation,
                "due_on": nudge.on,
                "last_useful_day": None,
            }
        )
    return sorted(found, key=lambda item: (item["due_on"], item["key"]))
