"""Fetching what belongs to surveys: the row or 404, and whether answers about health are open to the reader."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models.base import open_grants
from rundblick.calendar.access import is_staff
from rundblick.cases.file import File
from rundblick.surveys.codes import PROTECTED
from rundblick.surveys.models import OwnSheet, Questionnaire, Survey


@dataclass(frozen=True)
class HealthDoor:
    """Whether answers about health of one member are open to the reader, and for writing."""

    reads: bool = False
    writes: bool = False


def health_door(context: Context, file: File) -> HealthDoor:
    """The reader's door to the protected answers of the member looked at. One query.

    Only doors that name this member or nobody count: another member's consent opens nothing here.
    """
    doors = (
        open_grants(context)
        .filter(Q(subject_id=file.member) | Q(subject_id__isnull=True), dossier_id=file.pk)
        .filter(topics__contains=[PROTECTED])
    )
    writes = list(doors.values_list("writes", flat=True))
    return HealthDoor(reads=bool(writes), writes=any(writes))


def survey_or_404(context: Context, file: File, survey_id: uuid.UUID, *, writing: bool = False) -> Survey:
    """A survey of the member looked at that the context may read, or change."""
    rows: Any = Survey.objects.visible_to(context, writing=writing)
    rows = rows.select_related("questionnaire", "participation__run")
    rows = rows.defer("questionnaire__document")
    found: Survey | None = rows.filter(pk=survey_id, dossier_id=file.pk, person_id=file.member).first()
    if found is None:
        raise Http404
    return found


def questionnaire_or_404(context: Context, code: str, number: int) -> Questionnaire | None:
    """A published version, for staff; None when it is not published and may lie on the shelf."""
    if not is_staff(context):
        raise Http404
    return Questionnaire.objects.filter(code=code, number=number).defer("document").first()


def own_sheet_or_404(context: Context, sheet_id: uuid.UUID, *, writing: bool = False) -> OwnSheet:
    """A survey on the own page of whoever asks, not sent back yet."""
    rows = OwnSheet.objects.visible_to(context, writing=writing).select_related("questionnaire")
    found = rows.filter(pk=sheet_id, sent_at__isnull=True).first()
    if found is None:
        raise Http404
    return found
