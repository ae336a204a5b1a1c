"""Keeping and removing files of a case."""

import uuid

from django.db import transaction
from django.db.models import ProtectedError

from rundblick.access.context import current, reason
from rundblick.access.timeline import record
from rundblick.files import storage
from rundblick.files.models import StoredFile
from rundblick.files.rules import Refused, media_type_of
from rundblick.web.clock import now

FILED = "documents"
"""Topic of files in the file of the case."""


def keep(
    *,
    dossier_id: uuid.UUID,
    name: str,
    content: bytes,
    person_id: uuid.UUID | None = None,
    shared: bool = False,
    topic: str = FILED,
    agency_id: uuid.UUID | None = None,
) -> StoredFile:
    """Check, scan, seal and store a file. Raises files.rules.Refused with a message for the field.

    A file of another topic belongs to the room that keeps it there, which tells of it; `agency_id` as in the model.
    The content is written before the row commits; when the transaction fails, it is removed again.
    """
    media_type = media_type_of(content)
    scanned = storage.scan(content)
    with reason("files.keep"):
        kept = StoredFile(
            dossier_id=dossier_id,
            person_id=person_id,
            shared=shared,
            topic=topic,
            agency_id=agency_id,
            name=name.replace("/", " ").replace("\\", " ").strip()[:200] or "Datei",
            media_type=media_type,
            size=len(content),
            scanned=scanned,
            uploaded_at=now(),
            uploaded_by_id=current().user_id,
        )
        storage.write(dossier_id, kept.pk, content)
        try:
            kept.save(force_insert=True)
            if topic == FILED:
                record(
                    dossier_id=dossier_id,
                    at=kept.uploaded_at,
                    kind="file",
                    topic=FILED,
                    object_id=kept.pk,
                    subject_id=person_id,
                    shared=shared,
                )
        except BaseException:
            storage.remove(kept.pk)
            raise
    return kept


def remove(file: StoredFile) -> None:
    """Delete a file for good; its content goes when the transaction commits.

    Raises files.rules.Refused for one that another room keeps as evidence.
    """
    from rundblick.access.models import TimelineEntry

    with reason("files.remove"):
        file_id = file.pk
        try:
            file.delete()
        except ProtectedError as kept:
            raise Refused("Diese Datei ist ein Nachweis und bleibt, solange es den Fall gibt.") from kept
        TimelineEntry.objects.filter(kind="file", object_id=file_id).delete()
        transaction.on_commit(lambda: storage.remove(file_id))
