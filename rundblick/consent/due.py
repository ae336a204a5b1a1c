"""What is due: consents that end soon, so that people can be asked anew in time. Nothing reminds of a refusal."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Q
from django.db.models.functions import Now

from rundblick.consent.models import Consent
from rundblick.consent.rules import OF_AGE, SOON
from rundblick.people.rules import turns
from rundblick.web.german import german_date

RULE = "consent.ending"
TOPIC = "notes"
"""Whoever counsels is told. An agency that reads by consent sees master data, and is not."""


def ending(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Consents that hold and end within thirty days; gone with their last day, or when they end earlier. One query."""
    rows = Consent.objects.filter(
        Q(grant__valid_until__isnull=True) | Q(grant__valid_until__gt=Now()),
        dossier_id__in=dossier_ids,
        withdrawn_at__isnull=True,
        superseded_at__isnull=True,
        valid_until__gt=as_of,
        valid_until__lte=as_of + SOON,
    )
    found = []
    for row in rows.select_related("person").order_by("valid_until", "pk"):
        last = row.valid_until - dt.timedelta(days=1)
        found.append(
            {
                "dossier_id": row.dossier_id,
                "topic_code": TOPIC,
                "person_id": row.person_id,
                "rule": RULE,
                "key": str(row.pk),
                "kind": "review",
                "label": "Einwilligung endet",
                "explanation": f"{row.purpose_label}, gilt bis einschließlich {german_date(last)}{_grown(row)}",
                "due_on": last,
                "last_useful_day": last,
            }
        )
    return found


def _grown(row: Consent) -> str:
    """Why it ends on that day, when that is because others consented for somebody who is of age then."""
    born = row.person.birth_date
    of_age = born is not None and turns(born, OF_AGE) == row.valid_until
    return "; dann volljährig, bitte selbst fragen" if of_age and not row.own else ""
