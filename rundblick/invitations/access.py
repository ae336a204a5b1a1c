"""Fetching what the pages of the room show: the object, or 404 as if there were none. Staff only."""

import uuid

from django.http import Http404

from rundblick.access.access import only, staff_only
from rundblick.access.context import Context
from rundblick.access.models import Organisation
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar.access import PLANNERS, appointment_or_404, dossier_for_appointments_or_404
from rundblick.calendar.models import Appointment
from rundblick.invitations.models import Wish
from rundblick.people import queries as people
from rundblick.people.queries import Member
from rundblick.web.clock import today

HOUSEKEEPERS = frozenset({Role.ADMIN, Role.TEAM_LEAD, Role.COORDINATOR})
"""Who writes the letterhead of their own house."""


def invited_or_404(request: Request, appointment_id: uuid.UUID) -> Appointment:
    """An appointment the context may change, and may therefore invite to."""
    return appointment_or_404(staff_only(request), appointment_id, writing=True)


def member_or_404(request: Request, dossier_id: uuid.UUID, person_id: uuid.UUID) -> Member:
    """Today's member of a household whose appointments the context may change."""
    dossier = dossier_for_appointments_or_404(staff_only(request), dossier_id)
    found = next(
        (one for one in people.members_of([dossier.pk], today())[dossier.pk] if one.person.pk == person_id), None
    )
    if found is None:
        raise Http404
    return found


def wish_or_404(request: Request, wish_id: uuid.UUID) -> Wish:
    """A wish the context may end."""
    found = Wish.objects.visible_to(staff_only(request), writing=True).filter(pk=wish_id).first()
    if found is None:
        raise Http404
    return found


def planner(request: Request) -> Context:
    """The context of somebody who has a calendar."""
    return only(request, *PLANNERS)


def of_jobcenter(context: Context) -> bool:
    """Whether the context works for a Jobcenter. One query."""
    if context.organisation_id is None or context.has_role(Role.PARTNER):
        return False
    return Organisation.objects.filter(pk=context.organisation_id, kind=Organisation.Kind.JOBCENTER).exists()


def jobcenter_only(context: Context) -> None:
    """Raise Http404 for Träger and partner agencies."""
    if not of_jobcenter(context):
        raise Http404
