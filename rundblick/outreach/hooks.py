"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import HouseholdTool, Tool, household_tools, tools
from rundblick.outreach import demo, due, export
from rundblick.outreach.mix import TITLE
from rundblick.outreach.models import Entry
from rundblick.outreach.picture import words
from rundblick.outreach.services import TIMELINE
from rundblick.web.german import german_date

NAME = "outreach"

WORDS = {
    "outreach.page": "Versuche, jemanden zu erreichen, angesehen",
    "outreach.say": "Wunsch nach Ruhe oder Rückkehr notiert",
    "outreach.take_back": "Notierten Versuch zurückgenommen",
    "outreach.mix": "Rahmen der Gespräche eines Haushalts angesehen",
    "outreach.card": "Karte für jemanden gedruckt",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    kind = hooks.TimelineKind("Kontakt suchen", "mail", "cases/told/line.html", told)
    hooks.timeline_kinds.add(TIMELINE, kind)
    hooks.due_rules.add(due.RULE, hooks.DueRule("Kontakt suchen", due.steps_due))
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(59, demo.load))
    household_tools.add(
        "outreach.mix",
        HouseholdTool(
            label=TITLE,
            purpose="Büro, Telefon, unterwegs oder zu Hause: wie sich die Gespräche eines Jahres verteilen.",
            url_name="outreach:case_mix",
            order=60,
            topic="notes",
            also_alone=True,
        ),
    )
    tools.add(
        NAME,
        Tool(
            label="Kontakt suchen",
            purpose="Wenn jemand nicht erreichbar ist: was schon versucht wurde und was freundlich als Nächstes geht.",
            url_name="outreach:page",
            latest=latest,
            order=90,
            topic="appointments",
            in_talks=False,
        ),
    )


def latest(request: Request, file: File) -> str:
    """What was noted last. One query."""
    if file.member is None:
        return ""
    rows = Entry.objects.visible_to(request.access).filter(dossier_id=file.pk, person_id=file.member)
    last = rows.order_by("-on", "-written_at").first()
    return f"zuletzt {german_date(last.on)}: {words(last)}" if last else ""


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """What was tried, or that somebody wants quiet or is back."""
    return {
        row.pk: {"title": words(row), "line": "", "url": reverse("outreach:page", args=[row.dossier_id, row.person_id])}
        for row in Entry.objects.filter(pk__in=ids)
    }


def erase(dossier_id: uuid.UUID) -> int:
    """Remove what the room holds about a dossier."""
    return Entry.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other."""
    TimelineEntry.objects.filter(kind=TIMELINE, subject_id=drop).update(subject_id=keep)
    return Entry.objects.filter(person_id=drop).update(person_id=keep)
