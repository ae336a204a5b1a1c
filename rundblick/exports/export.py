"""What was passed on about one person without a name (Art. 15 Abs. 1 Buchst. c DSGVO)."""

import uuid
from typing import Any

from django.db import connection

from rundblick.exports.codes import Kind
from rundblick.web.german import german_date

COLUMNS = ["Wann", "Was", "Wofür", "An wen", "Stand"]


def passed_on(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """One section with every file that left the house and held this person, or nothing. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM exports_passed_on(%s, %s)", [dossier_id, person_id])
        rows = cursor.fetchall()
    if not rows:
        return []
    return [
        {
            "title": "Ohne Namen weitergegeben",
            "columns": COLUMNS,
            "rows": [
                [german_date(at), f"{Kind(kind).label}: {title}", purpose, recipient, german_date(as_of)]
                for at, kind, title, purpose, recipient, as_of in rows
            ],
        }
    ]
