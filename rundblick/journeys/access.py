"""Fetching sheets: the object, or 404. Participants have their own pages elsewhere."""

import uuid

from django.http import Http404

from rundblick.access.context import Context
from rundblick.calendar.access import is_staff
from rundblick.journeys import queries
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Application, Sheet
from rundblick.journeys.shelf import shelf


def sheet_or_404(context: Context, sheet_id: uuid.UUID, *, writing: bool = False) -> Sheet:
    """The sheet; `writing` also locks it, so that answers of two people get their numbers one after the other."""
    visible = Sheet.objects.visible_to(context, writing=writing).filter(pk=sheet_id)
    rows = queries.with_aside(context, visible.select_related("coach"))
    if writing:
        rows = rows.select_for_update(of=("self",))
    found = rows.first() if is_staff(context) else None
    if found is None or found.definition not in shelf():
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
    """The definition a sheet is kept by."""
    return shelf()[sheet.definition]
