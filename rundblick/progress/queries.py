"""Set-based reads of the room."""

import uuid

from rundblick.access.context import Context
from rundblick.progress.models import Rating


def ratings(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Rating]:
    """All ratings of one member, former ones too, the oldest first."""
    rows = Rating.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.order_by("valid_from", "dimension", "rater"))
