"""Fetching what belongs to a table: the object, or 404. Guests get the same page and see what their doors open."""

import uuid
from typing import Any

from django.http import Http404

from rundblick.access.context import Context
from rundblick.calendar.access import is_staff
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.conferences.models import Conference, Contribution, Decision, Point, Seat


def conference_or_404(context: Context, conference_id: uuid.UUID, *, writing: bool = False) -> Conference:
    """A conference the context reads; `writing`: leads it, which a guest never does."""
    rows: Any = Conference.objects.visible_to(context, writing=writing).select_related("led_by", "person", "dossier")
    found: Conference | None = rows.filter(pk=conference_id).first() if is_staff(context) else None
    if found is None:
        raise Http404
    return found


def file_to_plan_or_404(context: Context, case_id: uuid.UUID) -> File:
    """A case of the own house in which the context may plan conferences."""
    file = file_or_404(context, case_id, writing="cooperation")
    if file.case.dossier.organisation_id != context.organisation_id or "notes" not in file.writes:
        raise Http404
    return file


def seat_or_404(context: Context, conference: Conference, seat_id: uuid.UUID) -> Seat:
    """A seat of a conference the context leads."""
    return _or_404(Seat.objects.visible_to(context, writing=True).filter(conference=conference, pk=seat_id))


def own_contribution_or_404(context: Context, conference: Conference, contribution_id: uuid.UUID) -> Contribution:
    """A contribution of the context's own house."""
    rows = Contribution.objects.visible_to(context, writing=True)
    return _or_404(rows.filter(conference=conference, pk=contribution_id, agency_id=context.organisation_id))


def point_or_404(context: Context, conference: Conference, point_id: uuid.UUID) -> Point:
    """A point of the agenda the context may change."""
    return _or_404(Point.objects.visible_to(context, writing=True).filter(conference=conference, pk=point_id))


def decision_or_404(context: Context, conference: Conference, decision_id: uuid.UUID) -> Decision:
    """A decision the context may change."""
    return _or_404(Decision.objects.visible_to(context, writing=True).filter(conference=conference, pk=decision_id))


def _or_404(rows: Any) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found
