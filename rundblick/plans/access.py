"""Fetching a version of a plan: the object, or 404. Participants have their own pages elsewhere."""

import uuid

from django.http import Http404

from rundblick.access.context import Context
from rundblick.calendar.access import is_staff
from rundblick.plans.codes import State
from rundblick.plans.models import Plan


def plan_or_404(context: Context, plan_id: uuid.UUID, *, writing: bool = False) -> Plan:
    """A version the context may read, or change."""
    rows = Plan.objects.visible_to(context, writing=writing).filter(pk=plan_id).select_related("author")
    found = rows.first() if is_staff(context) else None
    if found is None:
        raise Http404("nothing here")
    return found


def draft_or_404(context: Context, plan_id: uuid.UUID) -> Plan:
    """A draft the context may write."""
    plan = plan_or_404(context, plan_id, writing=True)
    if plan.state != State.DRAFT:
        raise Http404("not a draft any more")
    return plan


def published_or_404(context: Context, plan_id: uuid.UUID, *, writing: bool = False) -> Plan:
    """A version that was published, whether it holds or not."""
    plan = plan_or_404(context, plan_id, writing=writing)
    if plan.state == State.DRAFT:
        raise Http404("not published")
    return plan
