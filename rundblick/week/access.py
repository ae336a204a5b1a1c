"""Fetching a case for this room and a statement in it: the object, or 404.

Addresses name the thread, which stays the same however often something is restated.
"""

import uuid
from typing import Any, TypeVar

from django.http import Http404

from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.standing import Standing
from rundblick.cases.tools import is_together
from rundblick.week.queries import open_to

S = TypeVar("S", bound=Standing)
MEMBER = "mitglied"


def week_or_404(request: Request, case_id: uuid.UUID, *, writing: bool = False) -> File:
    """The case. `?mitglied=` adds on purpose what this member does not share; a screen for all never does."""
    member = "" if is_together(request) else request.GET.get(MEMBER, "")
    topic = "situation"
    return file_or_404(
        request.access, case_id, member=member, reading="" if writing else topic, writing=topic if writing else ""
    )


def row_or_404(request: Request, file: File, model: type[S], thread: uuid.UUID) -> S:
    """The statement of today that may be seen now and that the context may change."""
    rows: Any = model.objects.visible_to(request.access, writing=True).select_related("author")
    found = rows.filter(open_to(file), dossier_id=file.pk, thread=thread, valid_until__isnull=True).first()
    if found is None:
        raise Http404
    return found
