"""What the room contributes to the others."""

import uuid

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.lights import demo, export, queries, told
from rundblick.lights.disclosed import WORDS
from rundblick.lights.models import Card
from rundblick.web.german import count, german_date


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.timeline_kinds.add(
        told.KIND, hooks.TimelineKind("Ampeltorte", "checklist", "cases/told/line.html", told.days_told)
    )
    hooks.export.add("lights", export.sections)
    hooks.erase.add("lights", erase)
    hooks.merge.add("lights", merge)
    hooks.demo.add("lights", hooks.DemoPart(32, demo.load))
    tools.add(
        "lights",
        Tool(
            label="Ampeltorte",
            icon="dehaze",
            purpose="Gemeinsam ansehen, was gut läuft, was in Klärung ist und was schwierig ist.",
            url_name="lights:board",
            latest=latest,
            order=20,
        ),
    )


def latest(request: Request, file: File) -> str:
    """How many cards lie there, and when they were last worked on."""
    assert file.member is not None
    number, day = queries.counted(request.access, file.pk, member=file.member)
    return f"{count(number, 'Karte', 'Karten')}, zuletzt {german_date(day)}" if day else ""


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all cards of a dossier."""
    return Card.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move the cards of one person to the other."""
    TimelineEntry.objects.filter(kind=told.KIND, subject_id=drop).update(subject_id=keep)
    return Card.objects.filter(person_id=drop).update(person_id=keep)
