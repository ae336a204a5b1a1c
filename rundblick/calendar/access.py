"""Fetching appointments: the object, or 404."""

import uuid

from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models import Dossier
from rundblick.access.models.base import open_grants
from rundblick.access.roles import STAFF_ROLES, Role
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import with_consent

PLANNERS = frozenset(
    {
        Role.COACH,
        Role.TEAM_LEAD,
        Role.NOMINATOR,
        Role.BENEFITS,
        Role.PLACEMENT,
        Role.COORDINATOR,
        Role.PARTNER,
    }
)
"""Roles that work with people and therefore have a calendar and a list of cases."""


def appointment_or_404(context: Context, appointment_id: uuid.UUID, *, writing: bool = False) -> Appointment:
    """The appointment the context may see (or change); participants have their own pages."""
    rows = with_consent(Appointment.objects.visible_to(context, writing=writing).select_related("coach", "room"))
    found = rows.filter(pk=appointment_id).first() if is_staff(context) else None
    if found is None:
        raise Http404("no such appointment")
    return found


def dossier_for_appointments_or_404(context: Context, dossier_id: uuid.UUID) -> Dossier:
    """A dossier in which the context may arrange appointments."""
    writing = open_grants(context).filter(
        dossier_id=dossier_id, writes=True, topics__contains=["appointments"], subject_id__isnull=True
    )
    found = Dossier.objects.filter(pk=dossier_id).first() if is_staff(context) and writing.exists() else None
    if found is None:
        raise Http404("no such dossier")
    return found


def is_staff(context: Context) -> bool:
    """Whether the context holds any role of the house; participants have their own pages."""
    return not context.roles.isdisjoint(STAFF_ROLES)
