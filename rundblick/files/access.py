"""Getting a file, or 404."""

import uuid

from django.http import Http404

from rundblick.access.context import Context
from rundblick.files.models import StoredFile


def file_or_404(context: Context, file_id: uuid.UUID, *, writing: bool = False) -> StoredFile:
    """The file if a door with topic documents is open; Http404 otherwise."""
    found = StoredFile.objects.visible_to(context, writing=writing).filter(pk=file_id).first()
    if found is None:
        raise Http404
    return found
