"""Fetching sheets: the object, or 404. Participants have their own pages elsewhere."""

import uuid

from django.http import Http404

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.calendar.access import is_staff
from rundblick.journeys import queries
from rundblick.journeys.definition import Journey
from rundblick.journeys.editing import drafts
from rundblick.journeys.models import Application, JourneyDraft, PublishedJourney, Sheet
from rundblick.journeys.wordings import wording_of
from rundblick.programmes.staff import DRAFT_ROLES


def sheet_or_404(context: Context, sheet_id: uuid.UUID, *, writing: bool = False) -> Sheet:
    """The sheet; `writing` also locks it, so that answers of two people get their numbers one after the other."""
    visible = Sheet.objects.visible_to(context, writing=writing).filter(pk=sheet_id)
    rows = queries.with_aside(context, visible.select_related("coach"))
    if writing:
        rows = rows.select_for_update(of=("self",))
    found = rows.first() if is_staff(context) else None
    if found is None or wording_of(found) is None:
        raise Http404("no such sheet")
    return found


def application_or_404(context: Context, application_id: uuid.UUID) -> Application:
    """An application the context may remove."""
    rows = Application.objects.visible_to(context, writing=True).filter(pk=application_id)
    found = rows.first() if is_staff(context) else None
    if found is None:
        raise Http404("no such application")
    return found


def journey_of(sheet: Sheet) -> Journey:
    """The wording a sheet is kept by. Raises KeyError for a journey nobody knows."""
    found = wording_of(sheet)
    if found is None:
        raise KeyError(sheet.definition)
    return found


def draft_or_404(request: Request, draft_id: uuid.UUID) -> JourneyDraft:
    """A draft of the own house, for those who coordinate. One query."""
    rows = drafts.own(only(request, *DRAFT_ROLES)).select_related("based_on", "edited_by")
    found = rows.filter(pk=draft_id).first()
    if found is None:
        raise Http404("no such draft")
    return found


def versions_or_404(request: Request, code: str) -> list[PublishedJourney]:
    """All versions of a journey of the house, the latest first, for those who coordinate. One query."""
    context = only(request, *DRAFT_ROLES)
    rows = drafts.own_published(context).filter(code=code)
    found = list(rows.select_related("published_by").order_by("-valid_from", "-published_at"))
    if not found:
        raise Http404("no such journey")
    return found


def version_or_404(request: Request, version_id: uuid.UUID) -> PublishedJourney:
    """A published version of a journey of the house, for those who coordinate."""
    context = only(request, *DRAFT_ROLES)
    found = drafts.own_published(context).filter(pk=version_id).first()
    if found is None:
        raise Http404("no such version")
    return found
