"""Fetching what belongs to the room, or 404."""

import uuid
from typing import Any, TypeVar

from django.http import Http404

from rundblick.access.models.base import open_grants
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import file_of_member
from rundblick.roadmap.catalogue import Sheet, Step, catalogue
from rundblick.roadmap.codes import Moment
from rundblick.roadmap.models import OfPerson

R = TypeVar("R", bound=OfPerson)
TOPIC = "situation"


def file_to_write(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> File:
    """The case with this member, for whoever may write about the situation."""
    return file_of_member(request, case_id, person_id, writing=TOPIC)


def row_or_404(request: Request, file: File, model: type[R], row_id: uuid.UUID) -> R:
    """A row about this member that the reader may change."""
    rows: Any = model._default_manager
    found: R | None = (
        rows.visible_to(request.access, writing=True)
        .filter(pk=row_id, dossier_id=file.pk, person_id=file.member)
        .first()
    )
    if found is None:
        raise Http404
    return found


def step_or_404(code: str) -> Step:
    """One of the nine steps."""
    found = catalogue().step(code)
    if found is None:
        raise Http404
    return found


def sheet_or_404(code: str) -> Sheet:
    """A sheet of the folder."""
    found = catalogue().sheet(code)
    if found is None:
        raise Http404
    return found


def moment_or_404(code: str) -> Moment:
    """Before or after coaching."""
    if code not in Moment.values:
        raise Http404
    return Moment(code)


def health_door(request: Request, file: File) -> tuple[bool, bool]:
    """Whether a consent lets the reader read, and write, what is about this member's health."""
    rows = open_grants(request.access).filter(dossier_id=file.pk, topics__contains=["protected"]).exclude(basis="self")
    doors = [writes for writes, subject in rows.values_list("writes", "subject_id") if subject in (None, file.member)]
    return bool(doors), any(doors)
