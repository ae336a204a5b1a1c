"""Fetching what the room holds: the row, or 404. The same rights stand behind it in PostgreSQL (doors.py)."""

import uuid
from typing import Any, TypeVar

from django.db.models import Q, QuerySet
from django.http import Http404

from rundblick.access.access import staff_only
from rundblick.access.hooks import ACCOMPANYING
from rundblick.access.models import Organisation
from rundblick.access.requests import Request
from rundblick.directory.codes import PUBLIC, Status
from rundblick.directory.models import (
    Acquaintance,
    Contact,
    Event,
    FieldNote,
    Location,
    Organization,
    Schedule,
    Service,
)
from rundblick.directory.models.doors import EDITORS

R = TypeVar("R", Location, Schedule, Contact, Event)


def in_jobcenter(request: Request) -> bool:
    """Whether somebody works for a Jobcenter. No query: the organisation came with the user."""
    house = request.user.organisation
    return house is not None and house.kind == Organisation.Kind.JOBCENTER


def may_edit(request: Request, organization: Organization | None = None) -> bool:
    """Whether somebody keeps the directory, or this organisation's own entry. No query."""
    if in_jobcenter(request) and request.access.has_role(*EDITORS):
        return True
    own = request.access.organisation_id
    return organization is not None and own is not None and organization.member_id == own


def service_or_404(request: Request, service_id: uuid.UUID, *, writing: bool = False) -> Service:
    """A service of the directory; a draft for whoever keeps it; `writing`: to change."""
    staff_only(request)
    row: Service = _or_404(Service.objects.filter(pk=service_id).select_related("organization"))
    if (writing or row.status == Status.DRAFT) and not may_edit(request, row.organization):
        raise Http404
    return row


def organization_or_404(request: Request, organization_id: uuid.UUID, *, writing: bool = False) -> Organization:
    """An organisation of the directory; `writing`: to change."""
    staff_only(request)
    row: Organization = _or_404(Organization.objects.filter(pk=organization_id))
    if writing and not may_edit(request, row):
        raise Http404
    return row


def editor(request: Request) -> None:
    """Somebody who keeps the whole directory, or 404."""
    staff_only(request)
    if not may_edit(request):
        raise Http404


def keeps_notes(request: Request) -> bool:
    """Whether somebody's house accompanies people and keeps field notes. No query."""
    house = request.user.organisation
    return house is not None and house.kind in ACCOMPANYING


def noting(request: Request) -> None:
    """Somebody whose house keeps field notes, or 404."""
    staff_only(request)
    if not keeps_notes(request):
        raise Http404


def location_or_404(request: Request, location_id: uuid.UUID) -> Location:
    """A place, to change."""
    row: Location = _or_404(Location.objects.filter(pk=location_id).select_related("organization"))
    return _kept(request, row)


def hours_or_404(request: Request, hours_id: uuid.UUID) -> Schedule:
    """Hours of an offer, to change."""
    row: Schedule = _or_404(Schedule.objects.filter(pk=hours_id).select_related("organization"))
    return _kept(request, row)


def contact_or_404(request: Request, contact_id: uuid.UUID) -> Contact:
    """A contact of an offer, to change."""
    row: Contact = _or_404(Contact.objects.filter(pk=contact_id).select_related("organization"))
    return _kept(request, row)


def event_or_404(request: Request, event_id: uuid.UUID) -> Event:
    """An event, to change."""
    row: Event = _or_404(Event.objects.filter(pk=event_id).select_related("organization"))
    return _kept(request, row)


def public_event_or_404(event_id: uuid.UUID) -> Event:
    """An event that everybody may see."""
    rows = Event.objects.filter(pk=event_id).select_related("organization", "location", "service")
    row: Event = _or_404(rows.filter(Q(service__isnull=True) | Q(service__status__in=PUBLIC)))
    return row


def note_or_404(request: Request, note_id: uuid.UUID) -> FieldNote:
    """One's own field note."""
    staff_only(request)
    row: FieldNote = _or_404(FieldNote.objects.filter(pk=note_id, author_id=request.user.pk))
    return row


def acquaintance_or_404(request: Request, acquaintance_id: uuid.UUID) -> Acquaintance:
    """One's own line about whom one knows."""
    staff_only(request)
    row: Acquaintance = _or_404(Acquaintance.objects.filter(pk=acquaintance_id, user_id=request.user.pk))
    return row


def public_or_404(service_id: uuid.UUID) -> Service:
    """A service that everybody may see."""
    rows = Service.objects.filter(pk=service_id, status__in=PUBLIC)
    row: Service = _or_404(rows.select_related("organization"))
    return row


def _kept(request: Request, row: R) -> R:
    staff_only(request)
    if not may_edit(request, row.organization):
        raise Http404
    return row


def _or_404(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found
