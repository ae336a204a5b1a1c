"""What is due: a decision about protected entries after a consent. Nothing reminds of what was not discussed."""

import datetime as dt
import uuid
from typing import Any

from rundblick.situation.queries import reviews
from rundblick.web.clock import berlin_date
from rundblick.web.german import count, german_date

RULE = "situation.review"
WITHIN = dt.timedelta(days=7)
"""Art. 17 DSGVO says "without undue delay"; a week leaves room for somebody's day off."""


def undecided(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Protected entries out of everybody's reach that wait to be erased or kept for a reason. One statement.

    The doors are asked as they stand now, so an earlier `as_of` leaves out what ended later and shows nothing anew.
    """
    found = []
    for review in reviews(dossier_ids):
        ended = berlin_date(review.since)
        if ended <= as_of:
            found.append(
                {
                    "dossier_id": review.dossier_id,
                    "topic_code": "situation",
                    "person_id": review.person_id,
                    "rule": RULE,
                    "key": f"{review.person_id}:{ended}",
                    "kind": "review",
                    "label": "Geschützte Einträge: löschen oder Aufbewahren begründen",
                    "explanation": (
                        f"{count(review.entries, 'Eintrag', 'Einträge')}, Einwilligung beendet am {german_date(ended)}"
                    ),
                    "due_on": ended + WITHIN,
                    "last_useful_day": None,
                }
            )
    return found
