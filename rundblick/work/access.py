"""Getting a result, or 404."""

import uuid

from django.http import Http404

from rundblick.access.context import Context
from rundblick.work.models import Outcome


def outcome_or_404(context: Context, outcome_id: uuid.UUID) -> Outcome:
    """The result, if a writing door with topic outcomes is open."""
    found = Outcome.objects.visible_to(context, writing=True).filter(pk=outcome_id).first()
    if found is None:
        raise Http404
    return found
