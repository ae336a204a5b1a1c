"""The person's own copy of what lies on the Ampeltorte (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.lights.codes import Field, Light
from rundblick.lights.models import Card
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every card of the person with the time it lay there, and what others opened to the family."""
    rows = Card.objects.filter(dossier_id=dossier_id).shown_to(person_id).select_related("author")
    told = [
        (
            row.text,
            Light(row.light).label,
            Field(row.field).label if row.field else "",
            german_date(row.valid_from),
            german_date(row.valid_until),
            "ja" if row.shared else "nein",
            row.author.display_name,
        )
        for row in rows.order_by("valid_from", "written_at", "pk")
    ]
    columns = ["Karte", "Stück", "Handlungsfeld", "ab", "bis vor dem", "Für die Familie sichtbar", "Festgehalten von"]
    return [{"title": "Ampeltorte", "columns": columns, "rows": told}] if told else []
