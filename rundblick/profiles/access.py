"""Fetching what belongs to a job profile: the object, or 404. Participants have their own pages elsewhere."""

import uuid
from typing import Any

from django.http import Http404

from rundblick.access.requests import Request
from rundblick.calendar.access import is_staff
from rundblick.cases import tools
from rundblick.cases.file import File


def file_or_404(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, *, writing: bool = False) -> File:
    """The case with this member looked at; 404 for whoever may not read, or with `writing` not change, the profile."""
    if not is_staff(request.access):
        raise Http404("no own page of the participant")
    return tools.file_of_member(request, case_id, person_id, writing="situation" if writing else "")


def row_or_404(request: Request, file: File, model: Any, row_id: uuid.UUID, *, writing: bool = False) -> Any:
    """A row about the member looked at."""
    rows = model.objects.visible_to(request.access, writing=writing)
    found = rows.filter(pk=row_id, dossier_id=file.pk, person_id=file.member).first()
    if found is None:
        raise Http404("no such row")
    return found
