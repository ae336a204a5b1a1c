"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Count, Min
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.file import File
from rundblick.cases.queries import for_member
from rundblick.cases.tools import HouseholdTool, Tool, household_tools, tools
from rundblick.waiting import demo, due, export
from rundblick.waiting.models import Asking, Bridge, Wait
from rundblick.waiting.services import BEGAN, ENDED
from rundblick.waiting.shown import waited
from rundblick.web.german import german_date

NAME = "waiting"

WORDS = {
    "waiting.page": "Wartezettel angesehen",
    "waiting.household": "Wartezettel eines Haushalts angesehen",
    "waiting.mine": "Worauf in eigenen Fällen gewartet wird",
    "waiting.begin": "Auf den Wartezettel gesetzt",
    "waiting.change": "Wartezettel geändert",
    "waiting.ask": "Nachfrage notiert",
    "waiting.bridge": "Notiert, was bis dahin hilft",
    "waiting.unbridge": "Zurückgenommen, was bis dahin hilft",
    "waiting.end": "Ende des Wartens notiert",
    "waiting.resume": "Wieder auf den Wartezettel gesetzt",
}

TOOL_OF_ALL = HouseholdTool(
    label="Worauf die Familie wartet",
    purpose="Was bei allen Mitgliedern noch offen ist, wie lange schon, und was bis dahin hilft.",
    url_name="waiting:household",
    order=20,
)


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    line = "cases/told/line.html"
    hooks.timeline_kinds.add(BEGAN, hooks.TimelineKind("Warten", "calendar-today", line, begun_told))
    hooks.timeline_kinds.add(ENDED, hooks.TimelineKind("Nicht mehr offen", "check", line, ended_told))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Nachfragen, worauf gewartet wird", due.askings_due))
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(48, demo.load))
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Wartezettel", "waiting:mine", PLANNERS, group="Begleiten", order=45, key="w", houses=hooks.ACCOMPANYING
        ),
    )
    household_tools.add(NAME, TOOL_OF_ALL)
    tools.add(
        NAME,
        Tool(
            label="Wartezettel",
            purpose="Worauf jemand wartet, wie lange schon, wann nachgefragt wird, und was bis dahin hilft.",
            url_name="waiting:page",
            latest=latest,
            order=75,
        ),
    )


def latest(request: Request, file: File) -> str:
    """How many waits are open, and since when. One query."""
    rows: Any = Wait.objects.visible_to(request.access)
    rows = rows.filter(for_member(file.member), dossier_id=file.pk, ended_on__isnull=True)
    found = rows.aggregate(number=Count("pk"), first=Min("since"))
    return f"{found['number']} offen, am längsten seit {german_date(found['first'])}" if found["number"] else ""


def begun_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That somebody waits."""
    return {row.pk: _told(row, f"Wartet auf: {row.name}", "") for row in Wait.objects.filter(pk__in=ids)}


def ended_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That it came or is no longer needed, after how long; what came of it stays with the person where it is shared."""
    return {
        row.pk: _told(
            row,
            f"{row.name}: {row.get_outcome_display()}",
            " · ".join(
                [f"Gewartet: {waited(row.days())}", *([row.result] if row.result and _read_by_all(row) else [])]
            ),
        )
        for row in Wait.objects.filter(pk__in=ids, ended_on__isnull=False)
    }


def _read_by_all(row: Wait) -> bool:
    return row.person_id is None or not row.shared


def _told(row: Wait, title: str, line: str) -> dict[str, Any]:
    if row.person_id is None:
        return {"title": title, "line": line, "url": reverse("waiting:household", args=[row.dossier_id])}
    return {"title": title, "line": line, "url": reverse("waiting:page", args=[row.dossier_id, row.person_id])}


def erase(dossier_id: uuid.UUID) -> int:
    """Remove everything waited for in a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (Bridge, Asking, Wait))


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move what one person waits for to the other."""
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in (Wait, Asking, Bridge))
    TimelineEntry.objects.filter(kind__in=(BEGAN, ENDED), subject_id=drop).update(subject_id=keep)
    return moved
