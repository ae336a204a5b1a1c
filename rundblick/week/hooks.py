"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import F, Func, Value
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.cases.tools import household_tools
from rundblick.week import demo, due, export
from rundblick.week.models import Block, CareSpan, Fallback, Need
from rundblick.week.queries import TALKED
from rundblick.week.services import KIND
from rundblick.week.views.common import TOOL

WORDS = {
    "week.page": "Wochenplan angesehen",
    "week.task": "Wochenplan: Aufgabe aus einer Lücke",
    "week.block": "Wochenplan: Zeit geöffnet",
    "week.fallback": "Notfallplan: Eintrag geöffnet",
    "week.leave": "Wochenplan: Elternzeit geöffnet",
    "week.place": "Wochenplan: Betreuungsplatz geöffnet",
    "week.end": "Wochenplan: Eintrag beendet",
    "week.copy": "Wochenplan: Zeit für ein anderes Mitglied übernommen",
    "week.need": "Wochenplan: Angabe zum Kind geöffnet",
    "week.emergency": "Notfallplan angesehen",
    "week.move": "Notfallplan umgeordnet",
    "week.talked": "Notfallplan: Tag des Gesprächs notiert",
}
MODELS: tuple[Any, ...] = (Block, Need, Fallback, CareSpan)


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    household_tools.add("week", TOOL)
    for kind, label in ((KIND, "Wochenplan"), (TALKED, "Notfallplan")):
        hooks.timeline_kinds.add(kind, hooks.TimelineKind(label, "calendar-today", "cases/told/line.html", told))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Betreuung und Elternzeit", due.care))
    hooks.export.add("week", export.sections)
    hooks.erase.add("week", erase)
    hooks.merge.add("week", merge)
    hooks.demo.add("week", hooks.DemoPart(47, demo.load))


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Days on which somebody's week was worked on or the Notfallplan talked about."""
    found = {}
    for row in TimelineEntry.objects.filter(kind__in=(KIND, TALKED), object_id__in=ids):
        talked = row.kind == TALKED
        url = reverse("week:emergency" if talked else "week:page", args=[row.dossier_id])
        found[row.object_id] = {
            "title": "Notfallplan besprochen" if talked else "Am Wochenplan gearbeitet",
            "line": "",
            "url": f"{url}?mitglied={row.subject_id}" if row.subject_id else url,
        }
    return found


def erase(dossier_id: uuid.UUID) -> int:
    """Remove the week of a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in MODELS)


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other. Where both need somebody, the later word stays."""
    for row in Need.objects.filter(person_id=drop, valid_until__isnull=True):
        twins = Need.objects.filter(dossier_id=row.dossier_id, person_id=keep, valid_until__isnull=True)
        for twin in twins:
            min(row, twin, key=lambda one: (one.valid_from, one.written_at)).delete()
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in MODELS)
    CareSpan.objects.filter(child_id=drop).update(child_id=keep)
    replaced = Func(F("carers"), Value(drop), Value(keep), function="array_replace")
    Need.objects.filter(carers__contains=[drop]).update(carers=replaced)
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    return moved
