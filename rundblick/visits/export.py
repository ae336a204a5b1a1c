"""What a person's own copy (Art. 15 DSGVO) holds of this room. Watches are about staff and not among it."""

import uuid
from typing import Any

from rundblick.visits.models import Preparation
from rundblick.visits.queries import answers_of
from rundblick.visits.questions import questions
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """How visits to this person were prepared, and what they were like."""
    rows = Preparation.objects.filter(dossier_id=dossier_id, appointment__person_id=person_id)
    told = [
        (german_date(row.appointment.starts_at), question, answer)
        for row in rows.select_related("appointment").order_by("appointment__starts_at", "pk")
        for question, answer in _lines(row)
        if answer
    ]
    columns = ["Besuch am", "Frage", "Antwort der Fachkraft"]
    return [{"title": "Hausbesuche", "columns": columns, "rows": told}] if told else []


def _lines(row: Preparation) -> list[tuple[str, str]]:
    answers = answers_of(row)
    before = [(one.question, answers.get(one.code, "")) for one in questions().before]
    after = [(one.question, getattr(row, one.code) or "") for one in questions().after]
    labels = {
        field.name: str(field.verbose_name) for field in Preparation._meta.fields if hasattr(field, "verbose_name")
    }
    kept = [
        (labels[name], getattr(row, name) or "")
        for name in ("company_role", "alone_because", "bell", "agreed", "wishes")
    ]
    chosen = [(labels["company"], row.get_company_display()), (labels["result"], row.get_result_display())]
    return [*before, *chosen, *kept, *after]
