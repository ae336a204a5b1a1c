"""The person's own copy of what is held about reaching them (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.outreach.models import Entry
from rundblick.outreach.picture import words
from rundblick.outreach.queries import ORDER
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Attempts to reach this person, the wish for quiet, and that they came back."""
    rows = Entry.objects.filter(dossier_id=dossier_id, person_id=person_id).select_related("author").order_by(*ORDER)
    told = [
        (
            german_date(row.on),
            words(row),
            "ja" if row.consented else "",
            row.author.display_name,
        )
        for row in rows
    ]
    columns = ["Tag", "Was", "Einwilligung lag vor", "Festgehalten von"]
    return [{"title": "Kontakt gesucht", "columns": columns, "rows": told}] if told else []
