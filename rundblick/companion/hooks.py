"""What the room contributes to the others; in an installation that leads itself, nothing that anybody sees."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.urls import reverse

from rundblick.access import hooks
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.links import Link
from rundblick.cases.models import ContactNote
from rundblick.cases.note_links import note_links
from rundblick.companion import queries
from rundblick.companion.models import Transfer
from rundblick.web.german import german_date

NAME = "companion"
RULE = "companion.transfer"

WORDS = {
    "companion.copy": "Kopie für die führende Akte angesehen",
    "companion.plain": "Kopie für die führende Akte als Datei",
    "companion.transferred": "In die führende Akte übertragen",
    "companion.waiting": "Was noch zu übertragen ist",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    note_links.add(NAME, links)
    hooks.due_rules.add(RULE, hooks.DueRule("In die führende Akte übertragen", transfers_due))
    hooks.export.add(NAME, export)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    if settings.RUNDBLICK.companion:
        item = hooks.NavigationItem(
            "Noch zu übertragen", "companion:waiting", PLANNERS, group="Begleiten", order=48, key="y"
        )
        hooks.navigation.add(NAME, item)


def links(note: ContactNote) -> list[Link]:
    """On the page of a note."""
    if not settings.RUNDBLICK.companion:
        return []
    return [Link("Kopie für die führende Akte", reverse("companion:copy", args=[note.pk]))]


def transfers_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Notes nobody copied yet, due on the day after the talk. What was said stays out of the item. One query."""
    if not settings.RUNDBLICK.companion:
        return []
    rows = queries.not_copied().filter(dossier_id__in=dossier_ids, happened_on__lte=as_of)
    return [
        {
            "dossier_id": dossier_id,
            "topic_code": "notes",
            "person_id": person_id,
            "rule": RULE,
            "key": str(pk),
            "kind": "transfer",
            "label": "In die führende Akte übertragen",
            "explanation": f"Das Gespräch vom {german_date(happened_on)} ist dort noch nicht eingetragen.",
            "due_on": happened_on + dt.timedelta(days=1),
            "last_useful_day": None,
        }
        for pk, dossier_id, person_id, happened_on in rows.order_by("happened_on", "pk").values_list(
            "pk", "dossier_id", "person_id", "happened_on"
        )
    ]


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Which of the person's own talks were copied into the leading file, and when (Art. 15 DSGVO)."""
    rows = Transfer.objects.filter(dossier_id=dossier_id, person_id=person_id).select_related("note", "by")
    told = [
        (german_date(row.note.happened_on), german_date(row.on), row.by.display_name)
        for row in rows.order_by("on", "pk")
    ]
    columns = ["Gespräch vom", "Übertragen am", "Von"]
    return [{"title": "In die führende Akte übertragen", "columns": columns, "rows": told}] if told else []


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all marks of a dossier."""
    return Transfer.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move the marks of one person to the other."""
    return Transfer.objects.filter(person_id=drop).update(person_id=keep)
