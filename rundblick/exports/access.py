"""Who opens which page of the room: functions that return the context or the object, or raise Http404."""

import uuid
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from rundblick.access.access import staff_only
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.exports.codes import Making
from rundblick.exports.models import Delivery, Export, Mapping, Project
from rundblick.exports.models.doors import KEEPERS, LOG_READERS, RESEARCH_READERS

READERS = {Making.RESEARCH: RESEARCH_READERS, Making.FUNDER: KEEPERS, Making.CASELOAD: LOG_READERS}
"""Who sees what a job made."""
FINDERS = frozenset({Role.COACH, Role.TEAM_LEAD, Role.COORDINATOR})
"""Who works in the cases a check may notice something in."""


def reader(request: Request) -> Context:
    """Somebody who reads what left the house."""
    return _holding(request, LOG_READERS)


def research_reader(request: Request) -> Context:
    """Somebody who reads research projects: coordination and data protection."""
    return _holding(request, RESEARCH_READERS)


def keeper(request: Request) -> Context:
    """Somebody of the coordination, who keeps projects and tables and takes files out."""
    return _holding(request, KEEPERS)


def approver(request: Request) -> Context:
    """Somebody of data protection, who approves research projects."""
    return _holding(request, frozenset({Role.DPO}))


def orderer(request: Request) -> Context:
    """Somebody who has indicators computed."""
    return _holding(request, frozenset({Role.COORDINATOR, Role.TEAM_LEAD}))


def finder(request: Request) -> Context:
    """Somebody who may find out what a check noticed in their cases; doors decide about each."""
    return _holding(request, FINDERS)


def _holding(request: Request, roles: frozenset[Role]) -> Context:
    context = staff_only(request)
    if context.organisation_id is None or not context.has_role(*roles):
        raise Http404
    return context


def exports(context: Context) -> QuerySet[Export]:
    """What left the own house, or was taken by somebody of it; newest first by the caller. Behind the doors."""
    return Export.objects.select_related("taken_by", "taken_for", "house")


def projects(context: Context) -> QuerySet[Project]:
    """Research projects of the own house."""
    return Project.objects.filter(house_id=context.organisation_id).select_related("created_by", "approved_by")


def project_or_404(context: Context, project_id: uuid.UUID) -> Project:
    """A research project of the own house."""
    return _or_404(projects(context).filter(pk=project_id))


def mappings(context: Context) -> QuerySet[Mapping]:
    """Tables for funders of the own house."""
    return Mapping.objects.filter(house_id=context.organisation_id)


def mapping_or_404(context: Context, mapping_id: uuid.UUID) -> Mapping:
    """A table of the own house."""
    return _or_404(mappings(context).filter(pk=mapping_id))


def deliveries(context: Context) -> QuerySet[Delivery]:
    """What jobs made for the own house, without the sealed files."""
    rows = Delivery.objects.filter(house_id=context.organisation_id).defer("sealed")
    return rows.select_related("project", "mapping__mapping", "run", "ordered_by")


def delivery_or_404(request: Request, delivery_id: uuid.UUID) -> Delivery:
    """Something a job made, for those who read its kind."""
    context = _holding(request, LOG_READERS)
    row: Delivery = _or_404(deliveries(context).filter(pk=delivery_id))
    if not context.has_role(*READERS[Making(row.kind)]):
        raise Http404
    return row


def _or_404(rows: QuerySet[Any]) -> Any:
    found = rows.first()
    if found is None:
        raise Http404
    return found
