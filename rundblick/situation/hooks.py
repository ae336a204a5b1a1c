"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Count, Max, Q

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.situation import demo, due, export, sql
from rundblick.situation.disclosed import WORDS
from rundblick.situation.models import Entry, ProtectedEntry, Review
from rundblick.situation.services import KIND
from rundblick.situation.views.common import TOOL
from rundblick.web.clock import berlin_date
from rundblick.web.german import count, german_date


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.timeline_kinds.add(KIND, hooks.TimelineKind("Lebenslage", "account-circle", "cases/told/line.html", told))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Geschützte Einträge nach dem Ende einer Einwilligung", due.undecided))
    hooks.export.add("situation", export.sections)
    hooks.erase.add("situation", erase)
    hooks.merge.add("situation", merge)
    hooks.demo.add("situation", hooks.DemoPart(50, demo.load))
    tools.add(
        TOOL,
        Tool(
            label="Lebenslage klären",
            icon="account-circle",
            purpose="Schritt für Schritt verstehen, was trägt und was gebraucht wird, in fünf Feldern.",
            url_name="situation:page",
            latest=latest,
            order=10,
        ),
    )


def latest(request: Request, file: File) -> str:
    """How many entries hold, and when the last one was written. One query."""
    if file.member is None:
        return ""
    rows = Entry.objects.visible_to(request.access).filter(dossier_id=file.pk, person_id=file.member)
    found: Any = rows.aggregate(number=Count("pk", filter=Q(valid_until__isnull=True)), last=Max("written_at"))
    if not found["last"]:
        return ""
    return f"{count(found['number'], 'Eintrag', 'Einträge')}, zuletzt {german_date(berlin_date(found['last']), 'long')}"


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That the situation was worked on that day; what was said stands in the tool alone."""
    return {object_id: {"title": "Lebenslage besprochen", "line": "", "url": ""} for object_id in ids}


def erase(dossier_id: uuid.UUID) -> int:
    """Remove what the room holds about a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (Entry, ProtectedEntry, Review))


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other."""
    moved = sum(
        model.objects.filter(person_id=drop).update(person_id=keep) for model in (Entry, ProtectedEntry, Review)
    )
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    return moved
