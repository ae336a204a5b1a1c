"""Fetching what the pages of the room show: the object, or 404 as if there were none."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.http import Http404

from rundblick.access.access import only, staff_only
from rundblick.access.context import Context
from rundblick.access.models import Dossier
from rundblick.access.models.base import open_grants
from rundblick.access.requests import Request
from rundblick.programmes.bridge import Frame, frames
from rundblick.programmes.editing.drafts import own as own_drafts
from rundblick.programmes.errors import NotPublished
from rundblick.programmes.models import (
    Definition,
    DefinitionDraft,
    Participation,
    Presence,
    ProgrammeEvent,
    Run,
    StatedFact,
)
from rundblick.programmes.presences import absences_open, programme_of
from rundblick.programmes.publishing import in_force
from rundblick.programmes.staff import DRAFT_ROLES, RUN_ROLES


def definition_or_404(request: Request, code: str) -> Definition:
    """The version of a programme in force today, for anybody on the staff."""
    staff_only(request)
    try:
        return in_force(code)
    except NotPublished:
        raise Http404 from None


def draft_or_404(request: Request, draft_id: uuid.UUID) -> DefinitionDraft:
    """A draft of the own house, for those who coordinate. One query."""
    context = only(request, *DRAFT_ROLES)
    rows = own_drafts(context).select_related("based_on", "edited_by").defer("based_on__document")
    found = rows.filter(pk=draft_id).first()
    if found is None:
        raise Http404
    return found


def run_or_404(request: Request, run_id: uuid.UUID) -> Run:
    """A run, for those who coordinate or lead."""
    only(request, *RUN_ROLES)
    found = Run.objects.select_related("definition", "provider").defer("definition__document").filter(pk=run_id)
    run = found.first()
    if run is None:
        raise Http404
    return run


def participation_or_404(request: Request, participation_id: uuid.UUID, *, writing: bool = False) -> Any:
    """The participation, with its run and definition; one query.

    `may_write` says whether it may be changed; `newer_id` and `newer_from` name the latest version with the same run,
    which may be its own.
    """
    context = staff_only(request)
    writable = Participation.objects.visible_to(context, writing=True).filter(pk=OuterRef("pk"))
    rows = Participation.objects.visible_to(context, writing=writing).select_related("run__definition")
    rows = rows.defer("run__definition__document").filter(pk=participation_id)
    versions = Definition.objects.filter(code=OuterRef("run__definition__code"), runs__code=OuterRef("run__code"))
    versions = versions.order_by("-valid_from", "-published_at", "pk")
    found = rows.annotate(
        may_write=Exists(writable),
        newer_id=Subquery(versions.values("pk")[:1]),
        newer_from=Subquery(versions.values("valid_from")[:1]),
    ).first()
    if found is None:
        raise Http404
    return found


def frame_around(context: Context, participation: Participation) -> Frame:
    """What the rules read together with this participation, as far as the doors open it. One query."""
    rows = Participation.objects.visible_to(context).filter(
        dossier_id=participation.dossier_id, run_id=participation.run_id
    )
    found = frames(rows.select_related("run").order_by("started_on", "pk"))
    return next(frame for frame in found if participation in frame.rows)


def event_or_404(request: Request, event_id: uuid.UUID) -> ProgrammeEvent:
    """An event the context may change, with its participation."""
    context = staff_only(request)
    rows = ProgrammeEvent.objects.visible_to(context, writing=True).select_related("participation__run__definition")
    found = rows.defer("participation__run__definition__document").filter(pk=event_id).first()
    if found is None:
        raise Http404
    return found


def presence_or_404(request: Request, presence_id: uuid.UUID) -> Presence:
    """A line of an attendance ledger the context keeps, with its participation.

    Who may not see absences (presences.py) keeps no ledger, whatever doors are open.
    """
    context = staff_only(request)
    rows = Presence.objects.visible_to(context, writing=True).select_related("participation__run__definition")
    found = rows.defer("participation__run__definition__document").filter(pk=presence_id).first()
    if found is None or not may_keep(context, found.participation):
        raise Http404
    return found


def may_keep(context: Context, participation: Participation) -> bool:
    """Whether somebody who may change the participation also keeps its attendance ledger."""
    return absences_open(context, programme_of(participation), participation.run, may_write=True)


def stated_or_404(request: Request, fact_id: uuid.UUID) -> StatedFact:
    """A stated answer the context may change."""
    found = StatedFact.objects.visible_to(staff_only(request), writing=True).filter(pk=fact_id).first()
    if found is None:
        raise Http404
    return found


def dossier_for_programmes_or_404(request: Request, dossier_id: uuid.UUID) -> Dossier:
    """A dossier in which the context may begin participations: a writing door to the whole household. One query."""
    context = staff_only(request)
    doors = open_grants(context).filter(dossier_id=OuterRef("pk"), writes=True, subject_id__isnull=True)
    found = Dossier.objects.filter(Exists(doors.filter(topics__contains=["programmes"])), pk=dossier_id).first()
    if found is None:
        raise Http404
    return found
