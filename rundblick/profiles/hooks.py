"""What the room contributes to the others."""

import uuid
from typing import Any

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.standing import stand_back
from rundblick.cases.tools import Tool, tools
from rundblick.profiles import demo, export, queries, sql
from rundblick.profiles.disclosed import WORDS
from rundblick.profiles.models import GIVEN, STATEMENTS, JobProfile
from rundblick.profiles.services import KIND
from rundblick.web.clock import berlin_date

NAME = "profiles"


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.name_disclosures(WORDS)
    hooks.timeline_kinds.add(KIND, hooks.TimelineKind("Berufsprofil", "draft", "cases/told/line.html", told))
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(64, demo.load))
    tools.add(
        NAME,
        Tool(
            label="Berufsprofil",
            purpose="Was jemand kann, möchte und braucht, damit Arbeit gut geht.",
            url_name="profiles:page",
            latest=latest,
            order=55,
        ),
    )


def latest(request: Request, file: File) -> str:
    """The dearest target occupation. One query."""
    if file.member is None:
        return ""
    aimed = queries.in_short(request.access, file.pk, file.member)
    return f"Ziel: {aimed}" if aimed else ""


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Days on which profiles were worked on; what was said stands in the tool."""
    return {one: {"title": "Am Berufsprofil gearbeitet", "line": "", "url": ""} for one in ids}


def erase(dossier_id: uuid.UUID) -> int:
    """Remove the profiles of a dossier, and what was given."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (*GIVEN, *STATEMENTS))


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other. Of two profiles of one household the later one stays standing."""
    for row in JobProfile.objects.filter(person_id=drop, valid_until__isnull=True):
        twin = JobProfile.objects.filter(dossier_id=row.dossier_id, person_id=keep, valid_until__isnull=True).first()
        if twin is not None:
            stand_back(row, twin)
    every: tuple[Any, ...] = (*GIVEN, *STATEMENTS)
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in every)
    entries = TimelineEntry.objects.filter(kind=KIND)
    days = {(row.dossier_id, berlin_date(row.at)) for row in entries.filter(subject_id=keep)}
    for entry in entries.filter(subject_id=drop):
        if (entry.dossier_id, berlin_date(entry.at)) in days:
            entry.delete()
    entries.filter(subject_id=drop).update(subject_id=keep)
    return moved
