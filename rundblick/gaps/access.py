"""Fetching what the room holds: the row, or 404. The same rights stand behind it in PostgreSQL (`house_door`)."""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.agreements.access import house as _house
from rundblick.agreements.access import may_edit
from rundblick.gaps.models import GapReport

READERS = frozenset({Role.COORDINATOR, Role.TEAM_LEAD, Role.COACH})


def reader(request: Request) -> Context:
    """The context of somebody in a Jobcenter who reads reports of gaps, or 404."""
    context = _house(request)
    if not context.has_role(*READERS):
        raise Http404
    return context


def may_order(request: Request) -> bool:
    """Whether somebody orders reports and writes proposals: coordination and team leads."""
    return may_edit(request)


def orderer(request: Request) -> Context:
    """The context of somebody who orders reports, or 404."""
    context = reader(request)
    if not may_order(request):
        raise Http404
    return context


def reports(context: Context) -> QuerySet[GapReport]:
    """Reports of the own house."""
    return GapReport.objects.filter(house_id=context.organisation_id)


def report_or_404(request: Request, report_id: uuid.UUID, *, writing: bool = False, done: bool = False) -> GapReport:
    """A report of the own house; `writing`: for those who order; `done`: only one that is computed."""
    context = orderer(request) if writing else reader(request)
    found = reports(context).select_related("house", "ordered_by").filter(pk=report_id).first()
    if found is None or (done and not found.is_done):
        raise Http404
    return found
