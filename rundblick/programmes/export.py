"""The person's own copy of what this room holds about them (Art. 15 DSGVO)."""

import uuid
from typing import Any

from django.db.models import Q

from rundblick.programmes.models import DueItem, Participation, ProgrammeEvent, ProjectAttribute
from rundblick.programmes.publishing import documents
from rundblick.programmes.rules import exit_reason
from rundblick.programmes.told import event_words
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Participations, events, project attributes and what is due: the person's own and those of the household."""
    own = Q(person_id=person_id) | Q(person_id__isnull=True)
    found = [
        {"title": "Teilnahme an Programmen", "entries": _participations(own, dossier_id)},
        {"title": "Ereignisse in Programmen", "entries": _events(own, dossier_id)},
        {"title": "Merkmale für Projekte", "entries": _attributes(dossier_id, person_id)},
        {"title": "Was ansteht", "entries": _due(own, dossier_id)},
    ]
    return [section for section in found if section["entries"]]


def _participations(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = list(Participation.objects.filter(own, dossier_id=dossier_id).select_related("run").order_by("started_on"))
    programmes = documents({row.run.definition_id for row in rows})
    found = []
    for row in rows:
        programme = programmes[row.run.definition_id]
        sites = {site.code: site.label for site in programme.sites}
        found.append(
            {
                "Programm": f"{programme.title}, {row.run.label}",
                "Standort": sites.get(row.site, row.site),
                "Beginn": german_date(row.started_on),
                "Letzter Tag": german_date(row.ended_on) if row.ended_on else "",
                "Grund": exit_reason(programme, row.exit_code).label if row.exit_code else "",
            }
        )
    return found


def _events(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = ProgrammeEvent.objects.filter(own, dossier_id=dossier_id).select_related("recorded_by")
    return [
        {
            "Tag": german_date(row.occurred_on),
            "Was": event_words(row),
            "Anmerkung": row.note or "",
            "Festgehalten von": row.recorded_by.display_name if row.recorded_by else "",
        }
        for row in rows.order_by("occurred_on", "pk")
    ]


def _attributes(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, str]]:
    rows = ProjectAttribute.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("recorded_on", "code")
    return [
        {"Merkmal": row.code, "Angabe": row.value, "Zweck": row.purpose, "Erhoben am": german_date(row.recorded_on)}
        for row in rows
    ]


def _due(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = DueItem.objects.filter(own, dossier_id=dossier_id).order_by("due_on", "rule", "key")
    return [{"Bis": german_date(row.due_on), "Was": row.label, "Warum": row.explanation} for row in rows]
