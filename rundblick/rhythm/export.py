"""The person's own copy of what was agreed with them (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.rhythm.models import Pace
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every rhythm that was agreed for this person."""
    rows: Any = Pace.objects.filter(dossier_id=dossier_id, person_id=person_id).select_related("author")
    told = [
        (
            german_date(row.valid_from),
            german_date(row.valid_until) if row.valid_until else "offen",
            row.every.rhythm() if row.every else f"ruht bis {german_date(row.rests_until)}",
            row.get_why_display(),
            row.words or "",
            german_date(row.review_on),
            row.author.display_name,
        )
        for row in rows.order_by("valid_from", "pk")
    ]
    columns = ["Seit", "Bis", "Rhythmus", "Warum", "In Worten", "Überprüfen am", "Festgehalten von"]
    return [{"title": "Rhythmus der Gespräche", "columns": columns, "rows": told}] if told else []
