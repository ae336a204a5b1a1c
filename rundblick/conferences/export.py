"""The person's own copy of what was planned, said and decided about them (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.conferences.models import About, Addendum, Contribution, Decision, Point, Tick
from rundblick.conferences.types import checklist
from rundblick.web.german import german_date, german_datetime


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Conferences about the person, with what is noted about them; whose words name others is looked over first."""
    own = {"dossier_id": dossier_id, "person_id": person_id}
    lines = {line.code: line.text for _, part in checklist().parts for line in part}
    told = [
        _conferences(own),
        {
            "title": "Beiträge zu Besprechungen",
            "columns": ["Tag", "Stelle", "Thema", "Beitrag"],
            "review": True,
            "rows": [
                (german_datetime(row.written_at), row.agency.name, row.about, row.text)
                for row in Contribution.objects.filter(**own).select_related("agency").order_by("written_at", "pk")
            ],
        },
        {
            "title": "Protokolle von Besprechungen",
            "columns": ["Tag", "Thema", "Punkt", "Ergebnis"],
            "review": True,
            "rows": [
                (german_date(row.conference.starts_at), row.about, row.text, row.result or "")
                for row in Point.objects.filter(**own)
                .select_related("conference")
                .order_by("conference__starts_at", "place", "pk")
            ],
        },
        {
            "title": "Beschlüsse von Besprechungen",
            "columns": ["Was", "Wer", "Bis", "Erledigt"],
            "review": True,
            "rows": [
                (row.text, row.who, german_date(row.due_on), german_date(row.done_on))
                for row in Decision.objects.filter(**own).select_related("agency", "assignee").order_by("due_on", "pk")
            ],
        },
        {
            "title": "Nachträge zu Protokollen",
            "columns": ["Tag", "Nachtrag"],
            "review": True,
            "rows": [
                (german_datetime(row.written_at), row.text)
                for row in Addendum.objects.filter(**own).order_by("written_at", "pk")
            ],
        },
        {
            "title": "Checklisten zu Besprechungen",
            "columns": ["Besprechung am", "Zeile", "Abgehakt"],
            "rows": [
                (german_date(row.conference.starts_at), lines.get(row.line, row.line), german_datetime(row.at))
                for row in Tick.objects.filter(**own).select_related("conference").order_by("at", "pk")
            ],
        },
    ]
    return [one for one in told if one["rows"]]


def _conferences(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = About.objects.filter(**own).select_related("conference").order_by("conference__starts_at", "pk")
    return {
        "title": "Besprechungen",
        "columns": ["Tag", "Art", "Frage", "Stand"],
        "review": True,
        "rows": [
            (
                german_datetime(row.conference.starts_at),
                row.conference.type.label,
                row.conference.question if row.conference.person_id == row.person_id else "",
                _state(row.conference),
            )
            for row in rows
        ],
    }


def _state(conference: Any) -> str:
    if conference.cancelled_at:
        return "abgesagt"
    ended = conference.ended_with
    return (ended.label if ended else "abgeschlossen") if conference.closed_at else "geplant"
