"""Fetching an entry on the page of one member: the row, or 404."""

import uuid

from django.http import Http404

from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.outreach.models import Entry


def entry_or_404(request: Request, file: File, entry_id: uuid.UUID) -> Entry:
    """What was noted about reaching the member looked at; the context may change it."""
    assert file.member
    rows = Entry.objects.visible_to(request.access, writing=True)
    found = rows.filter(dossier_id=file.pk, person_id=file.member, pk=entry_id).first()
    if found is None:
        raise Http404
    return found
