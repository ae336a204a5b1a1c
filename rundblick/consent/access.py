"""Fetching what the pages of the room show: the object, or 404 as if there were none. Staff only."""

import uuid
from dataclasses import dataclass

from django.http import Http404

from rundblick.access.access import staff_only
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.consent import queries
from rundblick.consent.models import Consent
from rundblick.consent.wording import Purpose, purposes
from rundblick.people.access import household_or_404


@dataclass(frozen=True)
class Opened:
    """A household whose consents may be read, and its members."""

    context: Context
    dossier_id: uuid.UUID
    household: queries.Household


def opened_or_404(request: Request, dossier_id: uuid.UUID, *, writing: bool = False) -> Opened:
    """The household with this dossier, when its master data is open to the reader; `writing`: for changing it."""
    context = staff_only(request)
    row = household_or_404(context, dossier_id, writing=writing)
    return Opened(context, row.dossier_id, queries.household_of(row.dossier_id))


def consent_or_404(request: Request, consent_id: uuid.UUID, *, writing: bool = False) -> Consent:
    """A consent of a person whose master data is open to the reader; `writing`: open for changing it."""
    context = staff_only(request)
    rows = queries.everything(context).filter(pk=consent_id)
    if writing:
        rows = rows.filter(pk__in=Consent.objects.visible_to(context, writing=True).filter(pk=consent_id).values("pk"))
    found = rows.first()
    if found is None:
        raise Http404
    return found


def purpose_or_404(code: str) -> Purpose:
    """A purpose of the library."""
    found = purposes().get(code)
    if found is None:
        raise Http404
    return found
