"""Fetching entries and helps that are open to change: the object, or 404.

A row is asked for together with the member whose page it stands on, so that no other member's row can be opened there.
"""

import uuid
from typing import Any, TypeVar

from django.http import Http404

from rundblick.access.context import Context
from rundblick.cases.file import File
from rundblick.cases.standing import Standing
from rundblick.resources.models import PlannedHelp, Resource

S = TypeVar("S", bound=Standing)


def resource_or_404(context: Context, file: File, resource_id: uuid.UUID) -> Resource:
    """A resource of the member looked at that stands today."""
    return _own(context, file, Resource, resource_id)


def help_or_404(context: Context, file: File, help_id: uuid.UUID) -> PlannedHelp:
    """A help of the member looked at or of the whole household; it may have ended."""
    return _own(context, file, PlannedHelp, help_id)


def _own(context: Context, file: File, model: type[S], row_id: uuid.UUID) -> S:
    rows = model.objects.visible_to(context, writing=True).filter(pk=row_id, dossier_id=file.pk)
    row: Any = rows.first()
    if row is None or row.person_id not in (None, file.member):
        raise Http404("nothing here")
    return row
