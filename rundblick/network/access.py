"""Fetching a tie: the row, or 404.

Addresses name the thread, which stays the same however often a tie is restated.
"""

import uuid

from django.db.models import F
from django.http import Http404

from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.network import queries
from rundblick.network.models import Tie


def tie_or_404(request: Request, file: File, thread: uuid.UUID) -> Tie:
    """The latest row of a tie on the map of the member looked at, which the context may change."""
    assert file.member is not None
    rows = Tie.objects.visible_to(request.access, writing=True).filter(queries.on_map(file.member))
    rows = rows.select_related("author").filter(dossier_id=file.pk, thread=thread)
    found = rows.order_by(F("valid_until").desc(nulls_first=True), "-valid_from").first()
    if found is None:
        raise Http404
    return found
