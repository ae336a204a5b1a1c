"""What the room contributes to the others."""

import uuid
from typing import Any

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.biography import demo, export, queries
from rundblick.biography.disclosed import WORDS
from rundblick.biography.models import ALL
from rundblick.biography.services import KIND
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.web.clock import berlin_date
from rundblick.web.german import count, german_date


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.timeline_kinds.add(KIND, hooks.TimelineKind("Lebenslauf", "draft", "cases/told/line.html", told))
    hooks.export.add("biography", export.sections)
    hooks.erase.add("biography", erase)
    hooks.merge.add("biography", merge)
    hooks.demo.add("biography", hooks.DemoPart(50, demo.load))
    tools.add(
        "biography",
        Tool(
            label="Lebenslauf",
            icon="draft",
            purpose="Was war, was es bedeutet hat und was jemand daraus mitbringt: als Bild, in eigenen Worten.",
            url_name="biography:page",
            latest=latest,
            order=50,
        ),
    )


def latest(request: Request, file: File) -> str:
    """How much was told, and when last."""
    if file.member is None:
        return ""
    number, last = queries.in_short(request.access, file.pk, file.member)
    return f"{count(number, 'Abschnitt', 'Abschnitte')}, zuletzt {german_date(last)}" if number else ""


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Days on which biographies were worked on; what was said stands in the tool."""
    return {one: {"title": "Am Lebenslauf gearbeitet", "line": "", "url": ""} for one in ids}


def erase(dossier_id: uuid.UUID) -> int:
    """Remove the biographies of a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in ALL)


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other. Of two interests or mobilities the later one is shown."""
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in ALL)
    entries = TimelineEntry.objects.filter(kind=KIND)
    told = {(row.dossier_id, berlin_date(row.at)) for row in entries.filter(subject_id=keep)}
    for row in entries.filter(subject_id=drop):
        if (row.dossier_id, berlin_date(row.at)) in told:
            row.delete()
    entries.filter(subject_id=drop).update(subject_id=keep)
    return moved
