"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.cases.tools import HouseholdTool, household_tools
from rundblick.strategy import demo, due, export
from rundblick.strategy.models import Finding, Meeting, Part, Review, Way
from rundblick.strategy.services import KIND

WORDS = {
    "strategy.page": "Strategiegespräch angesehen",
    "strategy.write": "Strategiegespräch bearbeitet",
    "strategy.review": "Auf ein Strategiegespräch zurückgeblickt",
    "strategy.hand_on": "Aus einem Weg ein Ziel oder eine Aufgabe gemacht",
}
TOOL = HouseholdTool(
    label="Strategiegespräch",
    purpose="Mit allen überlegen, was das Einkommen erhöhen kann, und danach dranbleiben.",
    url_name="strategy:page",
    order=20,
    topic="situation",
    also_alone=True,
)
OF_MEMBERS = (Finding, Way, Part)


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.timeline_kinds.add(KIND, hooks.TimelineKind("Strategiegespräch", "checklist", "cases/told/line.html", told))
    hooks.due_rules.add("strategy", hooks.DueRule("Nach dem Strategiegespräch", due.next_steps))
    hooks.export.add("strategy", export.sections)
    hooks.erase.add("strategy", erase)
    hooks.merge.add("strategy", merge)
    hooks.demo.add("strategy", hooks.DemoPart(48, demo.load))
    household_tools.add("strategy", TOOL)


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Talks somebody took part in, with the address of the talk as that member may see it."""
    rows = Part.objects.filter(pk__in=ids).values_list("pk", "dossier_id", "meeting_id", "person_id")
    return {
        pk: {
            "title": "Am Strategiegespräch teilgenommen",
            "line": "",
            "url": f"{reverse('strategy:meeting', args=[dossier_id, meeting_id])}?mitglied={person_id}",
        }
        for pk, dossier_id, meeting_id, person_id in rows
    }


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all talks of a dossier."""
    return sum(
        model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (Finding, Way, Review, Part, Meeting)
    )


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move the parts of one person to the other. Where both have a part in one talk, that of `keep` stays.

    It then gets the other's ways, and what reviews found where they found nothing about it.
    """
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    kept = {part.meeting_id: part for part in Part.objects.filter(person_id=keep)}
    for twin in Part.objects.filter(person_id=drop, meeting_id__in=list(kept)):
        part = kept[twin.meeting_id]
        Way.objects.filter(part=twin).update(part=part, shared=part.shared)
        there = Finding.objects.filter(part=part).values("review_id")
        Finding.objects.filter(part=twin, review_id__in=there).delete()
        Finding.objects.filter(part=twin).update(part=part, shared=part.shared)
        TimelineEntry.objects.filter(kind=KIND, object_id=twin.pk).delete()
        twin.delete()
    return sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in OF_MEMBERS)
