"""The person's own copy of what stands on common sheets about them (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.cooperation.models import Entry
from rundblick.cooperation.shown import title
from rundblick.web.german import german_datetime


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every entry the Jobcenter holds. What an agency keeps to itself is the agency's to answer for."""
    rows = Entry.objects.filter(dossier_id=dossier_id, person_id=person_id, for_house=True)
    told = [
        (
            german_datetime(row.written_at),
            row.agency.name,
            f"{row.author.display_name} ({'Stelle' if row.from_agency else 'Jobcenter'})",
            title(row, agency=row.agency.name),
            row.text or "",
        )
        for row in rows.select_related("agency", "author").order_by("written_at", "pk")
    ]
    columns = ["Wann", "Mit welcher Stelle", "Geschrieben von", "Was", "Text"]
    return [{"title": "Absprachen mit anderen Stellen", "columns": columns, "rows": told}] if told else []
