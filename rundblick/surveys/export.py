"""The person's own copy of their surveys (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.surveys import queries, rules
from rundblick.surveys.codes import Respondent
from rundblick.surveys.compared import answer_words
from rundblick.surveys.models import Survey
from rundblick.surveys.publishing import documents
from rundblick.surveys.rules import Asking
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Every answer about the person, in both views, as far as the doors of whoever prepares the copy are open."""
    rows = list(
        Survey.objects.filter(dossier_id=dossier_id, person_id=person_id)
        .select_related("author", "questionnaire")
        .defer("questionnaire__document")
        .order_by("begun_on", "pk")
    )
    read = documents({row.questionnaire_id for row in rows})
    given = queries.answers_of(rows)
    told = []
    for row in rows:
        document, one = read[row.questionnaire_id], given[row.pk]
        asking = Asking(wave=row.wave, view=row.respondent, protected=one.protected)
        asked = rules.asked(document, asking, one.answers)
        wave = document.wave(row.wave)
        told += [
            (
                german_date(row.completed_on or row.begun_on),
                f"{document.title}, Fassung {document.version}",
                wave.label if wave else row.wave,
                str(Respondent(row.respondent).label),
                item.text.de,
                answer_words(document, item, one, asking, {one.code for one in asked}),
                row.author.display_name,
            )
            for item in asked
            if item.code in one.answers
        ]
    columns = ["Tag", "Fragebogen", "Zeitpunkt", "Wessen Sicht", "Frage", "Antwort", "Festgehalten von"]
    return [{"title": "Befragungen", "columns": columns, "rows": told}] if told else []
