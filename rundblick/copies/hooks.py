"""What the room contributes to the others."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.copies import demo, queries
from rundblick.copies.codes import OPEN, State
from rundblick.copies.models import Copy, Handing, Part, Redaction
from rundblick.copies.working import KIND, forget_files
from rundblick.web.german import german_date

NAME = "copies"
RULE = "copies.answer"

WORDS = {
    "copies.page": "Auskunft: Stand angesehen",
    "copies.prepare": "Auskunft vorbereitet",
    "copies.draft": "Auskunft durchgesehen",
    "copies.release": "Auskunft freigegeben",
    "copies.download": "Auskunft heruntergeladen",
    "copies.hand_over": "Übergabe einer Auskunft notiert",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.case_parts.add(
        NAME,
        hooks.CasePart(
            "Auskunft geben", "copies/parts/members.html", "notes", part, order=95, area="side", per_member=True
        ),
    )
    hooks.timeline_kinds.add(KIND, hooks.TimelineKind("Auskunft", "draft", "cases/told/line.html", told))
    hooks.due_rules.add(RULE, hooks.DueRule("Auskunft geben", answers_due))
    hooks.export.add(NAME, export)
    hooks.erase.add(NAME, erase)
    hooks.merge.add(NAME, merge)
    hooks.demo.add(NAME, hooks.DemoPart(62, demo.load))


def part(request: Request, case: Any) -> dict[str, Any] | None:
    """Whose copy is under way, for whoever is responsible. One statement."""
    if "notes" not in case.writes or not case.leads:
        return None
    found = queries.open_copies(request.access, case.dossier_id)
    lines = [
        (member.name, reverse("copies:page", args=[case.dossier_id, member.person.pk]), found.get(member.person.pk))
        for member in case.members
        if case.member in (None, member.person.pk)
    ]
    return {"lines": lines}


def told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """That a copy was released."""
    return {
        row.pk: {
            "title": "Auskunft nach Art. 15 DSGVO freigegeben",
            "line": f"gewünscht am {german_date(row.asked_on)}",
            "url": reverse("copies:page", args=[row.dossier_id, row.person_id]),
        }
        for row in Copy.objects.filter(pk__in=ids).defer("extension_reason")
    }


def answers_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Until when somebody who asked must have their copy. One query."""
    rows = Copy.objects.filter(dossier_id__in=dossier_ids, state__in=OPEN, asked_on__lte=as_of)
    return [
        {
            "dossier_id": row.dossier_id,
            "topic_code": "notes",
            "person_id": row.person_id,
            "rule": RULE,
            "key": str(row.pk),
            "kind": "answer",
            "label": "Auskunft geben",
            "explanation": "Die Person hat ein Recht auf eine Antwort innerhalb eines Monats (Art. 12 Abs. 3 DSGVO).",
            "due_on": row.answer_by,
            "last_useful_day": None,
        }
        for row in rows.defer("extension_reason").order_by("asked_on", "pk")
    ]


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Former copies: when they were asked for, released and handed over."""
    mine = {"dossier_id": dossier_id, "person_id": person_id}
    given = [
        (
            german_date(row.asked_on),
            row.get_how_display(),
            german_date(row.released_at),
            "; ".join(f"{one.get_way_display()} am {german_date(one.on)}" for one in row.handings.all()),
        )
        for row in Copy.objects.filter(released_at__isnull=False, **mine).prefetch_related("handings").order_by("pk")
    ]
    columns = ["Gewünscht", "Wie", "Freigegeben", "Übergeben"]
    return [{"title": "Frühere Auskünfte", "columns": columns, "rows": given}] if given else []


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all copies of a dossier with their files."""
    for copy in Copy.objects.filter(dossier_id=dossier_id):
        forget_files(copy)
    models: tuple[Any, ...] = (Handing, Redaction, Part, Copy)
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in models)


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move the copies of one person to the other; where both wait for one, the later wish is no longer open."""
    waiting = Copy.objects.filter(person_id=keep, state__in=OPEN).values("dossier_id")
    Copy.objects.filter(person_id=drop, state__in=OPEN, dossier_id__in=waiting).update(state=State.WITHDRAWN)
    models: tuple[Any, ...] = (Handing, Redaction, Part, Copy)
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in models)
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    return int(moved)
