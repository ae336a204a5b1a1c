"""The word to a deputy."""

import uuid

from django.db import IntegrityError, transaction

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Stale
from rundblick.calendar.models import Handover
from rundblick.web.clock import now


def write_handover(*, dossier_id: uuid.UUID, text: str, author: User, version: int) -> Handover | None:
    """Write what a deputy should know about a case; an empty text takes it back. `version` is 0 before the first.

    Answers None when nothing is written any more. Raises Stale when somebody else wrote meanwhile.
    """
    with reason("calendar.handover"):
        row = Handover.objects.select_for_update().filter(dossier_id=dossier_id).first()
        if row is not None and row.text == text.strip():
            return row
        if (row.version if row else 0) != version:
            raise Stale(row)
        if not text.strip():
            if row:
                row.delete()
            return None
        row = row or Handover(dossier_id=dossier_id, version=0)
        row.text, row.author, row.written_at = text.strip(), author, now()
        row.version += 1
        try:
            with transaction.atomic():
                row.save(force_insert=row.version == 1)
        except IntegrityError:
            raise Stale(Handover.objects.get(dossier_id=dossier_id)) from None
    return row
