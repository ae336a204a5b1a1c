"""Fetching what belongs to a transition: the row, or 404."""

import uuid
from typing import Any

from django.http import Http404

from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar.access import PLANNERS
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.services import TOPIC

COACHING = PLANNERS - {Role.PARTNER}
"""Who has cases of their own."""


def member_file(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, *, writing: bool = False) -> File:
    """The case with this member looked at, for whoever reads or writes the member's notes; else 404."""
    return tools.file_of_member(request, case_id, person_id, reading=TOPIC, writing=TOPIC if writing else "")


def transition_or_404(request: Request, file: File, transition_id: uuid.UUID, *, writing: bool = False) -> Transition:
    """A transition of the member looked at."""
    rows = Transition.objects.visible_to(request.access, writing=writing).select_related("organisation")
    return _or_404(rows.filter(dossier_id=file.pk, person=file.member, pk=transition_id).first())


def step_or_404(request: Request, transition: Transition, step_id: uuid.UUID) -> StepDone:
    """Something that was done; the context may take it back."""
    rows = StepDone.objects.visible_to(request.access, writing=True).select_related("transition")
    return _or_404(rows.filter(transition=transition, pk=step_id).first())


def _or_404(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
