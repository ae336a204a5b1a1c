"""Fetching what the room holds: the row, or 404. The same rights stand behind it in PostgreSQL (doors.py)."""

import uuid
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404

from rundblick.access.access import staff_only
from rundblick.access.context import Context
from rundblick.access.models import Organisation
from rundblick.access.requests import Request
from rundblick.agreements.models import Agreement, BusinessContact, Decision, Item, Lesson, Meeting, Member
from rundblick.agreements.models.doors import EDITORS

HOUSE = Organisation.Kind.JOBCENTER


def in_house(request: Request) -> bool:
    """Whether somebody works for a Jobcenter. No query: the organisation came with the user."""
    house = request.user.organisation
    return house is not None and house.kind == HOUSE


def may_edit(request: Request) -> bool:
    """Whether somebody writes here."""
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


def agreements(context: Context) -> QuerySet[Agreement]:
    """Agreements of the own Jobcenter, and those the own organisation is party to."""
    if context.organisation_id is None:
        return Agreement.objects.none()
    return Agreement.objects.filter(Q(house_id=context.organisation_id) | Q(partner_id=context.organisation_id))


def agreement_or_404(request: Request, agreement_id: uuid.UUID, *, writing: bool = False) -> Agreement:
    """An agreement of the own house or the own organisation; `writing`: one of the own house, to change."""
    context = editor(request) if writing else staff_only(request)
    rows = agreements(context).filter(pk=agreement_id).select_related("house", "partner")
    return _or_404(rows.filter(house_id=context.organisation_id) if writing else rows)


def contact_or_404(request: Request, contact_id: uuid.UUID) -> BusinessContact:
    """A contact of an agreement of the own house, to change."""
    context = editor(request)
    rows = BusinessContact.objects.filter(pk=contact_id, agreement__house_id=context.organisation_id)
    return _or_404(rows.select_related("agreement"))


def items(context: Context) -> QuerySet[Item]:
    """What the own house's network office keeps."""
    return Item.objects.filter(house_id=context.organisation_id)


def item_or_404(request: Request, item_id: uuid.UUID, *, writing: bool = False) -> Item:
    """An entry of the own house; `writing`: to change."""
    return _or_404(items(_context(request, writing)).filter(pk=item_id))


def member_or_404(request: Request, member_id: uuid.UUID) -> Member:
    """A body in a group of the own house, to change."""
    rows = Member.objects.filter(pk=member_id, item__in=items(editor(request)))
    return _or_404(rows)


def meeting_or_404(request: Request, meeting_id: uuid.UUID) -> Meeting:
    """A meeting of a group of the own house, to change."""
    rows = Meeting.objects.filter(pk=meeting_id, item__in=items(editor(request)))
    return _or_404(rows.select_related("item"))


def decision_or_404(request: Request, decision_id: uuid.UUID) -> Decision:
    """A decision of a group of the own house, to change."""
    rows = Decision.objects.filter(pk=decision_id, item__in=items(editor(request)))
    return _or_404(rows.select_related("item"))


def lessons(context: Context) -> QuerySet[Lesson]:
    """What the own house learnt."""
    return Lesson.objects.filter(house_id=context.organisation_id)


def lesson_or_404(request: Request, lesson_id: uuid.UUID) -> Lesson:
    """A lesson of the own house, to change."""
    return _or_404(lessons(editor(request)).filter(pk=lesson_id))


def _context(request: Request, writing: bool) -> Context:
    return editor(request) if writing else house(request)


def _or_404(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found
