"""Fetching a wait or a bridge on the page of one member: the row, or 404."""

import uuid

from django.http import Http404

from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.waiting.models import Bridge, Wait


def wait_or_404(request: Request, file: File, wait_id: uuid.UUID) -> Wait:
    """What the member looked at, or the whole household, waits for; the context may change it."""
    found = Wait.objects.visible_to(request.access, writing=True).filter(dossier_id=file.pk, pk=wait_id).first()
    if found is None or not found.belongs_to(file.member):
        raise Http404
    return found


def bridge_or_404(request: Request, wait: Wait, bridge_id: uuid.UUID) -> Bridge:
    """What helps meanwhile; the context may change it."""
    found = Bridge.objects.visible_to(request.access, writing=True).filter(wait=wait, pk=bridge_id).first()
    if found is None:
        raise Http404
    return found
