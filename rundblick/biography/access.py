"""Fetching what belongs to a biography: the object, or 404. Participants have their own pages elsewhere."""

import uuid
from typing import TypeVar

from django.http import Http404

from rundblick.access.context import Context
from rundblick.biography.queries import statements
from rundblick.calendar.access import is_staff
from rundblick.cases.standing import Standing

S = TypeVar("S", bound=Standing)


def row_or_404(context: Context, model: type[S], row_id: uuid.UUID) -> S:
    """A statement about a member that the context may change; it may have ended meanwhile."""
    rows = statements(model, context, writing=True).filter(pk=row_id, person__isnull=False)
    found = rows.first() if is_staff(context) else None
    if found is None:
        raise Http404("no such statement")
    return found
