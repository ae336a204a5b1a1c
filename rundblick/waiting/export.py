"""The person's own copy of what is held about their waiting (Art. 15 DSGVO)."""

import uuid
from typing import Any

from django.db.models import Q

from rundblick.waiting.models import Asking, Bridge, Wait
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the person waits for and what is open to all members; what was asked and helps, of the person and of all."""
    own = Q(person_id=person_id) | Q(person_id__isnull=True)
    found = [
        _waits(dossier_id, person_id),
        _askings(own, dossier_id),
        _bridges(own, dossier_id),
    ]
    return [one for one in found if one["rows"]]


def _waits(dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[str, Any]:
    rows = Wait.objects.filter(Q(person_id=person_id) | Q(shared=True), dossier_id=dossier_id)
    told = [
        (
            row.name,
            german_date(row.since),
            str(row.expected or "offen"),
            f"{row.get_outcome_display()} am {german_date(row.ended_on)}" if row.ended_on else "offen",
            *(_own(row) if row.belongs_to(person_id) else ("", "", "", "")),
        )
        for row in rows.select_related("author").order_by("since", "pk")
    ]
    columns = ["Worauf", "Seit", "Erwartet", "Stand", "Wo nachfragen", "Nachfragen am", "Ergebnis", "Festgehalten von"]
    return {"title": "Worauf gewartet wird", "columns": columns, "rows": told}


def _own(row: Wait) -> tuple[str, ...]:
    where = ", ".join(part for part in (row.whom, row.reach) if part)
    return where, german_date(row.nudge_on), row.result or "", row.author.display_name


def _askings(own: Q, dossier_id: uuid.UUID) -> dict[str, Any]:
    rows = Asking.objects.filter(own, dossier_id=dossier_id).select_related("wait", "author").order_by("on", "pk")
    told = [(german_date(row.on), row.wait.name, row.said or "", row.author.display_name) for row in rows]
    return {"title": "Nachgefragt", "columns": ["Tag", "Worauf", "Antwort", "Festgehalten von"], "rows": told}


def _bridges(own: Q, dossier_id: uuid.UUID) -> dict[str, Any]:
    rows = Bridge.objects.filter(own, dossier_id=dossier_id).select_related("wait", "task", "goal")
    told = [
        (
            row.wait.name,
            " · ".join(part for part in (row.text, row.task and row.task.text, row.goal and row.goal.text) if part),
            german_date(row.since),
            german_date(row.ended_on),
        )
        for row in rows.order_by("since", "pk")
    ]
    return {"title": "Was bis dahin hilft", "columns": ["Worauf", "Was hilft", "Seit", "Bis"], "rows": told}
