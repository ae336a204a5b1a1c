"""What a person's own copy (Art. 15 DSGVO) holds of this room."""

import uuid
from typing import Any

from rundblick.feedback import catalogue, queries
from rundblick.feedback.models import Ask, TalkFeedback
from rundblick.web.german import german_date

ELSEWHERE = (
    "Weitere Antworten haben Sie anderen Fachkräften gegeben. Nur diese lesen sie. Sie selbst finden sie auf Ihrer"
    " eigenen Seite; ohne eigene Seite geben die Fachkräfte sie Ihnen."
)


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Open answers that whoever prepares the copy reads, when somebody was asked, and where the other answers are."""
    rows = TalkFeedback.objects.filter(dossier_id=dossier_id, person_id=person_id).select_related("coach")
    told = [
        (german_date(row.on), row.coach.display_name, _numbers(row), row.comment or "", row.get_way_display())
        for row in rows.order_by("on", "pk")
    ]
    found: list[dict[str, Any]] = []
    if told:
        columns = ["Gespräch am", "mit", "Zahlen von 0 bis 10", "Worte", "wie es kam"]
        found.append({"title": "Rückmeldungen zu Gesprächen", "columns": columns, "rows": told})
    if queries.held_by_others(dossier_id, person_id):
        found.append({"title": "Weitere Rückmeldungen", "columns": ["Hinweis"], "rows": [(ELSEWHERE,)]})
    asks = Ask.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("created_at", "pk")
    if asked := [(german_date(row.on), german_date(row.created_at)) for row in asks]:
        columns = ["Gespräch am", "gefragt am"]
        found.append({"title": "Bitten um Rückmeldung", "columns": columns, "rows": asked})
    return found


def _numbers(row: TalkFeedback) -> str:
    labels = catalogue.labels(row.form, row.form_version)
    return ", ".join(f"{labels.get(code, code)}: {number}" for code, number in row.answers.items())
