"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Model
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.transitions import demo, due, export, queries
from rundblick.transitions.access import COACHING
from rundblick.transitions.frame import NAME
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.services import ARRIVED, BEGAN, ENDED, HANDED, STORY, TOPIC
from rundblick.transitions.shown import NOBODY, line, outcome_words
from rundblick.web.clock import today
from rundblick.web.german import count, german_date

WORDS = {
    "transitions.page": "Übergänge angesehen",
    "transitions.detail": "Einen Übergang angesehen",
    "transitions.paper": "Blatt „Wie es weitergeht“ gedruckt",
    "transitions.mine": "Übergänge in eigenen Fällen angesehen",
    "transitions.begin": "Übergang begonnen",
    "transitions.change": "Übergang geändert",
    "transitions.note": "Schritt eines Übergangs notiert",
    "transitions.undo": "Schritt eines Übergangs zurückgenommen",
    "transitions.end": "Übergang abgeschlossen",
    "transitions.resume": "Übergang wieder geöffnet",
}
TOOL = Tool(
    label="Übergänge",
    purpose="Was bei einem Wechsel wann geschieht, wer übernimmt, und ob die Person dort angekommen ist.",
    url_name="transitions:page",
    latest=lambda request, file: latest(request, file),
    order=73,
    topic=TOPIC,
)
OWN: tuple[type[Model], ...] = (StepDone, Transition)
"""In the order in which rows can be erased."""
SHOWN = 6


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    told = "cases/told/line.html"
    hooks.timeline_kinds.add(BEGAN, hooks.TimelineKind("Übergang", "arrow-forward", told, began_told))
    hooks.timeline_kinds.add(HANDED, hooks.TimelineKind("Übergabe", "account-circle", told, step_told))
    hooks.timeline_kinds.add(ARRIVED, hooks.TimelineKind("Angekommen", "check", told, step_told))
    hooks.timeline_kinds.add(ENDED, hooks.TimelineKind("Übergang abgeschlossen", "check", told, ended_told))
    hooks.due_rules.add(due.RULE, hooks.DueRule("Übergänge", due.presses_due))
    hooks.case_parts.add(
        NAME, hooks.CasePart("Übergänge", "transitions/part.html", TOPIC, part, order=61, per_member=True)
    )
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(51, demo.load))
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Übergänge", "transitions:mine", COACHING, group=hooks.WITH_OTHERS, order=47, houses=hooks.ACCOMPANYING
        ),
    )
    tools.add(NAME, TOOL)


def latest(request: Request, file: File) -> str:
    """How many changes are open. One query."""
    rows = Transition.objects.visible_to(request.access).filter(dossier_id=file.pk, person=file.member)
    number = rows.filter(ended_on__isnull=True).count()
    return count(number, "Wechsel steht an", "Wechsel stehen an") if number else ""


def part(request: Request, file: File) -> dict[str, Any] | None:
    """Open changes on the page of a case; neutrally, until one member is looked at. Two queries."""
    rows = queries.of_case(request.access, file.pk, member=file.member)
    found = [line(one, day=today(), neutral=file.member is None) for one in rows if one.row.open]
    if not found:
        return None
    lines = [
        {
            "name": one.name,
            "detail": " · ".join([file.name(one.row.person_id), one.when]),
            "receiver": one.receiver_in_lists,
            "nobody": NOBODY,
            "badge": one.badge,
            "url": reverse("transitions:detail", args=[file.pk, one.row.person_id, one.row.pk]),
        }
        for one in found[:SHOWN]
    ]
    return {"lines": lines, "card_note": f"{len(found)} offen"}


def began_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That a change lies ahead; of a sensitive kind neutrally."""
    rows = Transition.objects.filter(pk__in=ids)
    return {row.pk: _told(row, f"Übergang begonnen: {row.chain.name}", str(row.turning)) for row in rows}


def step_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That somebody was handed over or arrived."""
    rows = StepDone.objects.filter(pk__in=ids, undone_at__isnull=True).select_related("transition")
    return {
        row.pk: _told(row.transition, row.transition.chain.name, outcome_words(row.happened(), handover=bool(row.way)))
        for row in rows
    }


def ended_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """How it ended."""
    rows = Transition.objects.filter(pk__in=ids, ended_on__isnull=False)
    return {
        row.pk: _told(row, f"{row.chain.name}: {row.get_ending_display()}", german_date(row.ended_on)) for row in rows
    }


def _told(row: Transition, title: str, line_: str) -> dict[str, Any]:
    url = reverse("transitions:detail", args=[row.dossier_id, row.person_id, row.pk])
    return {"title": title, "line": line_, "url": url}


def erase(dossier_id: uuid.UUID) -> int:
    """Remove everything about transitions in a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in OWN)  # type: ignore[attr-defined]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Give one person's transitions to the other."""
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in OWN)  # type: ignore[attr-defined]
    TimelineEntry.objects.filter(kind__in=STORY, subject_id=drop).update(subject_id=keep)
    return moved
