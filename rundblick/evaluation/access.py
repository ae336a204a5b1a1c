"""Who may open which report: functions that return the object or raise Http404."""

import uuid

from django.db import connection
from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.roles import Role
from rundblick.evaluation.models import ReportSnapshot
from rundblick.programmes.models import Run

ORDERING = (Role.COORDINATOR, Role.TEAM_LEAD, Role.COACH)
READERS = frozenset({*ORDERING, Role.RESEARCH})


def readers_only(context: Context) -> Context:
    """The context of somebody who reads reports; nobody else finds these pages."""
    if not context.has_role(*READERS):
        raise Http404
    return context


def own_runs(context: Context) -> set[uuid.UUID]:
    """Runs whose reports this person may order: of the own house, coaches only where it is the provider."""
    if not context.has_role(*ORDERING):
        return set()
    with connection.cursor() as cursor:
        cursor.execute("SELECT run_id, is_provider FROM evaluation_runs()")
        rows = cursor.fetchall()
    leads = context.has_role(Role.COORDINATOR, Role.TEAM_LEAD)
    return {run_id for run_id, is_provider in rows if leads or is_provider}


def run_or_404(context: Context, run_id: uuid.UUID) -> Run:
    """A run whose reports may be ordered."""
    if run_id not in own_runs(context):
        raise Http404
    return Run.objects.select_related("definition").defer("definition__document").get(pk=run_id)


def report_or_404(context: Context, snapshot_id: uuid.UUID, *, own: bool = False) -> ReportSnapshot:
    """A report of an own run, or a published one for research. `own`: only what this person could order."""
    readers_only(context)
    rows = ReportSnapshot.objects.select_related("run__definition", "ordered_by", "published_by", "recomputes")
    rows = rows.defer("run__definition__document", "recomputes__figures")
    snapshot = rows.filter(pk=snapshot_id).first()
    if snapshot is None:
        raise Http404
    if snapshot.run_id in own_runs(context):
        return snapshot
    if own or snapshot.published_at is None or not context.has_role(Role.RESEARCH):
        raise Http404
    return snapshot


def may_publish(context: Context) -> bool:
    """Whether this person publishes reports of the own house."""
    return context.has_role(Role.COORDINATOR)
