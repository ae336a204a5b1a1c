"""Fetching what the room holds: the row, or 404. The same rights stand behind it in PostgreSQL.

Everybody in a Jobcenter reads; coordination and team leads write.
"""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.agreements.access import editor, house, may_edit
from rundblick.areas.models import Area, Charge, Comparison, Stretch

__all__ = ["areas", "editor", "house", "may_edit"]


def areas(context: Context) -> QuerySet[Area]:
    """Areas of the own Jobcenter, also those that ended."""
    return Area.objects.filter(house_id=context.organisation_id)


def area_or_404(request: Request, area_id: uuid.UUID, *, writing: bool = False) -> Area:
    """An area of the own house; `writing`: to change."""
    context = editor(request) if writing else house(request)
    return _or_404(areas(context).filter(pk=area_id))


def stretch_or_404(request: Request, stretch_id: uuid.UUID) -> Stretch:
    """A line of an area of the own house, to change."""
    rows = Stretch.objects.filter(pk=stretch_id, area__in=areas(editor(request)))
    return _or_404(rows.select_related("area"))


def charge_or_404(request: Request, charge_id: uuid.UUID) -> Charge:
    """Who looks after an area of the own house, to change."""
    rows = Charge.objects.filter(pk=charge_id, area__in=areas(editor(request)))
    return _or_404(rows.select_related("area"))


def comparisons(context: Context) -> QuerySet[Comparison]:
    """Figures by area of the own house."""
    return Comparison.objects.filter(house_id=context.organisation_id)


def comparison_or_404(request: Request, comparison_id: uuid.UUID) -> Comparison:
    """Figures by area of the own house."""
    return _or_404(comparisons(house(request)).filter(pk=comparison_id))


def with_cases(request: Request) -> Context:
    """The context of somebody in a Jobcenter who leads cases or a team, or 404."""
    context = house(request)
    only(request, Role.COACH, Role.TEAM_LEAD)
    return context


def _or_404(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found
