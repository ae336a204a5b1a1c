"""Fetching what belongs to a referral: the row, or 404. The house and the agency come through different pages."""

import uuid
from typing import Any

from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models import Organisation
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar.access import PLANNERS
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.referrals import queries
from rundblick.referrals.models import AnswerLink, Approval, Need, Referral, Step
from rundblick.referrals.services.held import TOPIC

COACHING = PLANNERS - {Role.PARTNER}
"""Who has cases of their own; guests of agencies have their own page."""


def is_guest(context: Context, file: File) -> bool:
    """Whether the context works for another house than the one that leads the case."""
    return context.organisation_id != file.case.dossier.organisation_id


def house_file(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, *, writing: bool = False) -> File:
    """The case with this member looked at, for the house that leads it; 404 for its guests."""
    file = tools.file_of_member(request, case_id, person_id, reading=TOPIC, writing=TOPIC if writing else "")
    if is_guest(request.access, file) or "cooperation" not in (file.writes if writing else file.reads):
        raise Http404
    return file


def referral_or_404(request: Request, file: File, referral_id: uuid.UUID, *, writing: bool = False) -> Referral:
    """A referral of the member looked at."""
    rows = Referral.objects.visible_to(request.access, writing=writing).select_related("organisation", "need")
    return _or_404(rows.filter(dossier_id=file.pk, person=file.member, pk=referral_id).first())


def need_or_404(request: Request, file: File, need_id: uuid.UUID) -> Need:
    """A need of the member looked at; the context may change it."""
    rows = Need.objects.visible_to(request.access, writing=True)
    return _or_404(rows.filter(dossier_id=file.pk, person=file.member, pk=need_id).first())


def own_step_or_404(request: Request, referral: Referral, step_id: uuid.UUID) -> Step:
    """A step the house noted itself."""
    rows = Step.objects.visible_to(request.access, writing=True).filter(referral=referral, source="house", pk=step_id)
    return _or_404(rows.select_related("referral").first())


def answer_or_404(request: Request, referral: Referral, step_id: uuid.UUID) -> Step:
    """What an agency said about a referral."""
    rows = Step.objects.visible_to(request.access, writing=True).filter(referral=referral, pk=step_id)
    return _or_404(rows.exclude(source="house").select_related("referral").first())


def link_or_404(request: Request, referral: Referral, link_id: uuid.UUID) -> AnswerLink:
    """A link of a referral; the context may take it back."""
    return _or_404(
        AnswerLink.objects.visible_to(request.access, writing=True).filter(referral=referral, pk=link_id).first()
    )


def approval_or_404(request: Request, file: File, referral: Referral, approval_id: uuid.UUID) -> Approval:
    """A proposal, for whoever leads the case in a Jobcenter: they write down what was decided."""
    house = request.user.organisation
    if not file.leads or house is None or house.kind != Organisation.Kind.JOBCENTER:
        raise Http404
    return _or_404(
        Approval.objects.visible_to(request.access, writing=True).filter(referral=referral, pk=approval_id).first()
    )


def handed_or_404(request: Request, referral_id: uuid.UUID) -> Referral:
    """A referral that was handed to the guest's own house; only while a door is open."""
    return _or_404(queries.handed_to(request.access).filter(pk=referral_id).first())


def _or_404(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
