"""Fetching what the pages of groups show: the object, or 404 as if there were none.

A group belongs to the house that leads it; for everybody else it does not exist. Whom somebody sees in it is up to the
doors of each household.
"""

import uuid

from django.db.models import QuerySet
from django.http import Http404

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.programmes.models import Cohort, CohortMember, Run, Session
from rundblick.programmes.presences import absences_open
from rundblick.programmes.publishing import documents
from rundblick.programmes.staff import GROUP_ROLES


def leader_or_404(request: Request) -> Context:
    """The context of somebody who leads groups of their house."""
    context = only(request, *GROUP_ROLES)
    if context.organisation_id is None:
        raise Http404
    return context


def group_or_404(request: Request, group_id: uuid.UUID) -> Cohort:
    """A group of the reader's own house, with its run and definition. One query."""
    found = _groups(leader_or_404(request)).filter(pk=group_id).first()
    if found is None:
        raise Http404
    return found


def others_of_run(context: Context, group: Cohort) -> list[Cohort]:
    """Other groups of the same run that are not over. One query."""
    rows = _groups(context).filter(ended_on=None, run__code=group.run.code)
    return list(rows.filter(run__definition__code=group.run.definition.code).exclude(pk=group.pk))


def session_or_404(request: Request, session_id: uuid.UUID) -> Session:
    """A session of a group of the reader's own house. One query."""
    context = leader_or_404(request)
    rows = Session.objects.filter(cohort__organisation_id=_house(context))
    rows = rows.select_related("cohort__run__definition", "cohort__organisation")
    found = rows.defer("cohort__run__definition__document").filter(pk=session_id).first()
    if found is None:
        raise Http404
    return found


def member_or_404(request: Request, member_id: uuid.UUID) -> CohortMember:
    """Somebody in a group of the reader's own house, whose participation the reader may change. One query."""
    context = leader_or_404(request)
    rows = CohortMember.objects.visible_to(context, writing=True).filter(cohort__organisation_id=_house(context))
    rows = rows.select_related("cohort__run__definition", "participation__run__definition", "person")
    found = rows.defer("cohort__run__definition__document", "participation__run__definition__document").filter(
        pk=member_id
    )
    member = found.first()
    if member is None:
        raise Http404
    return member


def runs_for_groups(context: Context) -> list[Run]:
    """Runs in which the reader's house may lead groups: their programme counts attendance, and the house keeps it.

    The runs of the latest version of a programme only. Two queries.
    """
    rows = Run.objects.select_related("definition").defer("definition__document")
    latest: dict[tuple[str, str], Run] = {}
    for run in rows.order_by("definition__valid_from", "definition__published_at", "valid_from"):
        latest[run.definition.code, run.code] = run
    programmes = documents({run.definition_id for run in latest.values()})
    return sorted(
        (
            run
            for run in latest.values()
            if programmes[run.definition_id].attendance is not None
            and absences_open(context, programmes[run.definition_id], run, may_write=True)
        ),
        key=lambda run: (run.definition.title.casefold(), run.valid_from),
    )


def _groups(context: Context) -> QuerySet[Cohort]:
    rows = Cohort.objects.filter(organisation_id=_house(context))
    return rows.select_related("run__definition", "organisation").defer("run__definition__document")


def _house(context: Context) -> uuid.UUID:
    assert context.organisation_id, "leader_or_404 lets nobody in without a house"
    return context.organisation_id
