"""Whether somebody may be sent messages: the consent `message` says so, a wish only where to and how often.

Computed with each query and never stored, as for home visits (decisions 23 and 30).
"""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.urls import reverse

from rundblick.access.context import Context
from rundblick.consent.models import Consent
from rundblick.consent.queries import Told, standing_of
from rundblick.web.clock import today

PURPOSE = "message"


def with_consent(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Wishes with `allowed`: whether a consent of this person stands today and none was withdrawn since the wish.

    Whoever may not see consents sees none of them as allowed. No further query.
    """
    standing = _of_person().filter(withdrawn_at__isnull=True, superseded_at__isnull=True, valid_until__gt=today())
    allowed = Q(Exists(standing)) & ~_withdrawn()
    return rows.annotate(allowed=ExpressionWrapper(allowed, output_field=BooleanField()))


def not_withdrawn(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Wishes since which no consent was withdrawn. An address from before a withdrawal is not used again."""
    return rows.filter(~_withdrawn())


def stands(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> Told | None:
    """The consent of one person to messages that holds today. One query."""
    told = standing_of(context, dossier_id, member=person_id)
    return next((one for one in told if one.stands and one.consent.purpose == PURPOSE), None)


def give_url(dossier_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """Where somebody is asked; from there it goes back to their wishes."""
    back = reverse("invitations:wish", args=[dossier_id, person_id])
    return f"{reverse('consent:give', args=[dossier_id, person_id, PURPOSE])}?{urlencode({'zurueck': back})}"


def withdraw_url(told: Told) -> str:
    """Where it is taken back."""
    consent = told.consent
    back = reverse("invitations:wish", args=[consent.dossier_id, consent.person_id])
    return f"{reverse('consent:withdraw', args=[consent.pk])}?{urlencode({'zurueck': back})}"


def _of_person() -> QuerySet[Consent]:
    return Consent.objects.filter(dossier_id=OuterRef("dossier_id"), person_id=OuterRef("person_id"), purpose=PURPOSE)


def _withdrawn() -> Exists:
    return Exists(_of_person().filter(withdrawn_at__gt=OuterRef("recorded_at")))
