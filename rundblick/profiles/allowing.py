"""Consents on which rests what leaves the house: read at the moment in which something leaves."""

import uuid

from rundblick.access.context import Context
from rundblick.consent.models import Consent
from rundblick.consent.queries import holding
from rundblick.web.clock import today

SHEET = "work_profile"
CARD = "applicant_card"


def standing(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, purpose: str) -> list[Consent]:
    """Consents of this purpose that hold today, the latest first. One query."""
    rows = Consent.objects.visible_to(context).filter(
        dossier_id=dossier_id,
        person_id=person_id,
        purpose=purpose,
        **holding(),
    )
    return list(rows.order_by("-given_on", "-recorded_at", "pk"))


def still(consent: Consent) -> bool:
    """Whether a consent that was read in this transaction holds today."""
    return consent.withdrawn_at is None and consent.superseded_at is None and consent.valid_until > today()


def holds(consent: Consent) -> bool:
    """Whether this consent holds at this moment, asked anew. One query."""
    return Consent.objects.filter(pk=consent.pk, **holding()).exists()
