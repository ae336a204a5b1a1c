"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks, policies
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.standing import stand_back
from rundblick.cases.tools import Tool, tools
from rundblick.roadmap import demo, due, export, sql
from rundblick.roadmap.codes import State
from rundblick.roadmap.models import ALL, Leaf, Path, Step, Ticket
from rundblick.roadmap.services import KIND
from rundblick.web.german import german_date

NAME = "roadmap"
WORDS = {
    "roadmap.page": "Fahrplan Arbeitsmarkt angesehen",
    "roadmap.write": "Am Fahrplan Arbeitsmarkt gearbeitet",
    "roadmap.paper": "Leere Mappe zum Fahrplan gedruckt",
    "roadmap.health": "Gesundheitsziele zum Fahrplan geöffnet",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    if sql.statements not in policies.extra_sql:
        policies.extra_sql.append(sql.statements)
    tools.add(
        NAME,
        Tool(
            label="Fahrplan Arbeitsmarkt",
            purpose="Schritt für Schritt Richtung Arbeit, im eigenen Tempo und mit Pausen.",
            url_name="roadmap:page",
            latest=latest,
            order=80,
        ),
    )
    hooks.timeline_kinds.add(
        KIND, hooks.TimelineKind("Fahrplan Arbeitsmarkt", "arrow-forward", "cases/told/line.html", told)
    )
    hooks.due_rules.add(NAME, hooks.DueRule("Auf dem Fahrplan Arbeitsmarkt", due.next_steps))
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(72, demo.load))


def latest(request: Request, file: File) -> str:
    """How far the path is, as somebody noted it. One query."""
    rows: Any = Step.objects.visible_to(request.access)
    rows = rows.filter(dossier_id=file.pk, person_id=file.member)
    noted = list(rows.order_by().values_list("state", "written_at"))
    if not noted:
        return ""
    done = sum(state == State.DONE for state, _at in noted)
    return (
        f"{done} {'Schritt' if done == 1 else 'Schritte'} erledigt, zuletzt {german_date(max(at for _s, at in noted))}"
    )


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """A day on which somebody worked on it; never with a word of content. One query."""
    rows = TimelineEntry.objects.filter(kind=KIND, object_id__in=ids, subject_id__isnull=False)
    return {
        row.object_id: {
            "title": "Am Fahrplan Arbeitsmarkt gearbeitet",
            "line": "",
            "url": reverse("roadmap:page", args=[row.dossier_id, row.subject_id]),
        }
        for row in rows
    }


def erase(dossier_id: uuid.UUID) -> int:
    """Remove everything of a dossier, the folder included."""
    return sum(model._default_manager.filter(dossier_id=dossier_id).delete()[0] for model in ALL)


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other.

    Of two wishes or two notes on one step the later one stays, of two tickets by one author the later one stands. Two
    sheets of the folder become one with both texts, shown only if both were: nobody loses a word of their own.
    """
    for model, key in ((Path, ()), (Step, ("code",))):
        for row in list(model._default_manager.filter(person_id=drop)):
            same = {name: getattr(row, name) for name in key}
            twin: Any = model._default_manager.filter(dossier_id=row.dossier_id, person_id=keep, **same).first()
            if twin is not None:
                min((row, twin), key=lambda one: one.written_at).delete()
    for ticket in Ticket.objects.filter(person_id=drop, valid_until__isnull=True):
        other = Ticket.objects.filter(
            dossier_id=ticket.dossier_id,
            person_id=keep,
            voice=ticket.voice,
            author_id=ticket.author_id,
            valid_until__isnull=True,
        ).first()
        if other is not None:
            stand_back(ticket, other)
    for leaf in list(Leaf.objects.filter(person_id=drop)):
        kept = Leaf.objects.filter(dossier_id=leaf.dossier_id, person_id=keep, code=leaf.code).first()
        if kept is not None:
            kept.words, kept.shown = f"{kept.words}\n\n{leaf.words}", kept.shown and leaf.shown
            kept.save(update_fields=["words", "shown"])
            leaf.delete()
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    return sum(model._default_manager.filter(person_id=drop).update(person_id=keep) for model in ALL)
