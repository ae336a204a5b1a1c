"""Fetching what the room holds: the row, or 404. The same rights stand behind it in PostgreSQL (models/doors.py)."""

import datetime as dt
import uuid
from typing import Any, TypeVar

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from rundblick.access.access import staff_only
from rundblick.access.context import Context
from rundblick.access.models import Organisation, RoleAssignment, User
from rundblick.access.requests import Request
from rundblick.employers.models import Employer
from rundblick.employers.models.base import Kept
from rundblick.employers.models.doors import EDITORS
from rundblick.web.clock import today

K = TypeVar("K", bound=Kept)


def in_house(request: Request) -> bool:
    """Whether somebody works for a Jobcenter. No query: the organisation came with the user."""
    house = request.user.organisation
    return house is not None and house.kind == Organisation.Kind.JOBCENTER


def may_edit(request: Request) -> bool:
    """Whether somebody writes here. No query."""
    return in_house(request) and request.access.has_role(*EDITORS)


def house(request: Request) -> Context:
    """The context of somebody on the staff of a Jobcenter, or 404."""
    context = staff_only(request)
    if not in_house(request):
        raise Http404
    return context


def editor(request: Request) -> Context:
    """The context of somebody who writes here, or 404."""
    context = house(request)
    if not may_edit(request):
        raise Http404
    return context


def employers(context: Context) -> QuerySet[Employer]:
    """Employers of the own Jobcenter."""
    return Employer.objects.filter(house_id=context.organisation_id)


def employer_or_404(request: Request, employer_id: uuid.UUID, *, writing: bool = False) -> Employer:
    """An employer of the own house; `writing`: to change."""
    found = employers(_context(request, writing)).filter(pk=employer_id).first()
    if found is None:
        raise Http404
    return found


def kept_or_404(request: Request, model: type[K], row_id: uuid.UUID, *, writing: bool = False) -> K:
    """A row about an employer of the own house, with the employer; `writing`: to change."""
    context = _context(request, writing)
    rows: Any = model._default_manager.filter(pk=row_id, employer__house_id=context.organisation_id)
    found: K | None = rows.select_related("employer").first()
    if found is None:
        raise Http404
    return found


def colleagues(context: Context) -> list[User]:
    """Who writes here in the own house, by name. One query."""
    if context.organisation_id is None:
        return []
    held = RoleAssignment.objects.filter(user=OuterRef("pk"), role__in=EDITORS).filter(_held(today()))
    rows = User.objects.filter(Exists(held), organisation_id=context.organisation_id, is_active=True)
    return list(rows.order_by("display_name", "pk"))


def _held(day: dt.date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))


def _context(request: Request, writing: bool) -> Context:
    return editor(request) if writing else house(request)
