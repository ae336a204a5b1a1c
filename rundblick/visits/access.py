"""Fetching what belongs to the room, or 404."""

import uuid

from django.db.models import Q
from django.http import Http404

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.models.base import open_grants
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar.access import PLANNERS, appointment_or_404
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Appointment
from rundblick.visits.models import Watch

KEEPERS = (Role.ADMIN, Role.TEAM_LEAD)
"""Who writes down the rule of their own house."""

NOTES = "notes"


def visit_or_404(request: Request, appointment_id: uuid.UUID) -> Appointment:
    """A home visit whose appointment the context may change."""
    row = appointment_or_404(only(request, *PLANNERS), appointment_id, writing=True)
    if row.setting != Setting.HOME_VISIT:
        raise Http404("no home visit")
    return row


def noted_visit_or_404(request: Request, appointment_id: uuid.UUID) -> Appointment:
    """The same, for whoever may also write down talks of this case."""
    row = visit_or_404(request, appointment_id)
    if not may_note(request.access, row.dossier_id):
        raise Http404("no door to the notes")
    return row


def may_note(context: Context, dossier_id: uuid.UUID) -> bool:
    """Whether talks of this case may be written down. One query."""
    doors = open_grants(context).filter(dossier_id=dossier_id, writes=True, subject_id__isnull=True)
    return doors.filter(topics__contains=[NOTES]).exists()


def watch_or_404(request: Request, watch_id: uuid.UUID, *, own: bool = False) -> Watch:
    """A watch of one's own, or one in which one is named; `own`: of one's own. The visit needs a door of its own."""
    context = only(request, *PLANNERS)
    rows = Watch.objects.filter(pk=watch_id).select_related("coach", "taken_by")
    mine = Q(coach_id=context.user_id)
    found = rows.filter(mine if own else mine | Q(watchers__contains=[context.user_id])).first()
    if found is None:
        raise Http404("no such watch")
    return found


def house_or_404(request: Request) -> uuid.UUID:
    """The reader's own house, if they keep its rule."""
    context = only(request, *KEEPERS)
    if context.organisation_id is None:
        raise Http404("no house")
    return context.organisation_id
