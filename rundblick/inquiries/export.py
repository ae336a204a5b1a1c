"""The person's own copy of what was asked about them and answered (Art. 15 DSGVO)."""

import uuid
from typing import Any

from django.db.models import Q

from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.models import Attachment, Line
from rundblick.web.german import german_date, german_datetime


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every question about the person or the whole household, with what was said and attached."""
    own = Q(inquiry__person_id=person_id) | Q(inquiry__person_id__isnull=True)
    rows = Line.objects.filter(own, dossier_id=dossier_id).select_related("inquiry", "author")
    told = [
        (
            german_datetime(row.at),
            row.inquiry.sort.label,
            f"{row.author.display_name} ({'Leistungsbereich' if row.from_benefits else 'Beratung'})",
            " · ".join(
                part for part in (str(Outcome(row.outcome).label) if row.outcome else "", row.text or "") if part
            ),
            german_date(row.inquiry.due_on),
        )
        for row in rows.order_by("inquiry__asked_at", "at", "pk")
    ]
    columns = ["Wann", "Worum es ging", "Geschrieben von", "Was", "Antwort bis"]
    found = [{"title": "Fragen an den Leistungsbereich", "columns": columns, "rows": told}]
    files = Attachment.objects.filter(own, dossier_id=dossier_id).select_related("file", "inquiry")
    attached = [(one.file.name, one.inquiry.sort.label, german_datetime(one.file.uploaded_at)) for one in files]
    names = ["Unterlage", "Zu welcher Frage", "Wann"]
    found.append({"title": "Unterlagen zu Fragen an den Leistungsbereich", "columns": names, "rows": attached})
    return [one for one in found if one["rows"]]
