"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.resources import demo, export, queries, services
from rundblick.resources.models import STATEMENTS, Look
from rundblick.web.clock import berlin_date, today
from rundblick.web.german import count, german_date

WORDS = {
    "resources.page": "Ressourcenkarte gelesen",
    "resources.enter": "Ressourcen aus einer Sicht festgehalten oder gelesen",
    "resources.resource": "Ressource geändert",
    "resources.sheet": "Bogen der Ressourcenkarte gelesen",
    "resources.compare": "Sichten der Ressourcenkarte verglichen",
    "resources.helps": "Hilfen nach Ebenen gelesen",
    "resources.help": "Hilfe geändert",
    "resources.look": "Festgehalten, dass auf einer Ebene geschaut wurde",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    tools.add(
        "resources",
        Tool(
            label="Ressourcenkarte",
            icon="account-circle",
            purpose="Was trägt, und wer hilft: von der Person selbst über das Umfeld bis zu den Ämtern.",
            url_name="resources:page",
            latest=latest,
            order=30,
        ),
    )
    hooks.timeline_kinds.add(
        services.KIND, hooks.TimelineKind("Ressourcenkarte", "account-circle", "cases/told/line.html", told)
    )
    hooks.export.add("resources", export.sections)
    hooks.erase.add("resources", erase)
    hooks.merge.add("resources", merge)
    hooks.demo.add("resources", hooks.DemoPart(37, demo.load))


def latest(request: Request, file: File) -> str:
    """What the list of tools says beside the name. One query."""
    if file.member is None:
        return ""
    number, on = queries.latest(request.access, file.pk, member=file.member, day=today())
    return f"{count(number, 'Ressource', 'Ressourcen')}, zuletzt {german_date(on)}" if number else ""


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """A day on which somebody worked on the card, with the way to the card of that day. One query."""
    found = {}
    for row in TimelineEntry.objects.filter(kind=services.KIND, object_id__in=ids):
        url = ""
        if row.subject_id:
            day = berlin_date(row.at)
            url = reverse("resources:page", args=[row.dossier_id, row.subject_id]) + f"?stand={day:%Y-%m-%d}"
        title = "An der Ressourcenkarte gearbeitet" if row.subject_id else "An Hilfen für den Haushalt gearbeitet"
        found[row.object_id] = {"title": title, "line": "", "url": url}
    return found


def erase(dossier_id: uuid.UUID) -> int:
    """Remove the card of everybody in a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in STATEMENTS)


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other. Of two records that a level is empty, one is enough."""
    both = Look.objects.filter(person_id=keep, valid_until__isnull=True).values("dossier_id", "level")
    for held in both:
        Look.objects.filter(person_id=drop, valid_until__isnull=True, **held).delete()
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in STATEMENTS)
    TimelineEntry.objects.filter(kind=services.KIND, subject_id=drop).update(subject_id=keep)
    return moved
