"""What is due: to look at an application again, to decide on an objection, to look at the Teilhabeplan."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Prefetch, Q

from rundblick.rehab import rules
from rundblick.rehab.catalogue import catalogue
from rundblick.rehab.codes import Milestone
from rundblick.rehab.models import Application, Desk, Step

RULE = "rehab.next"
LABEL = "Reha und Teilhabe"


def next_days(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Days to look again, last days of an objection, and days of the plan. Not what it is about. Three queries."""
    steps = Step.objects.filter(on__lte=as_of)
    open_ = Application.objects.filter(dossier_id__in=dossier_ids, over=False)
    rows = open_.filter(Q(look_on__isnull=False) | Q(steps__milestone=Milestone.REFUSED)).distinct()
    found = []
    for row in rows.order_by("pk").prefetch_related(Prefetch("steps", queryset=steps)):
        if row.look_on:
            found.append(_item(row, "look", "Antrag wieder ansehen", row.look_on))
        days = row.days()
        if rules.may_object(days):
            until = rules.objection(
                refused_on=days[Milestone.REFUSED], received_on=row.refusal_on, law=catalogue().objection
            )
            found.append(_item(row, "object", "Letzter Tag für einen Widerspruch", until.last_day))
    desks = Desk.objects.filter(dossier_id__in=dossier_ids, review_on__isnull=False).order_by("pk")
    return [*found, *(_item(desk, "plan", "Teilhabeplan ansehen", desk.review_on) for desk in desks)]


def _item(row: Any, what: str, label: str, due_on: dt.date | None) -> dict[str, Any]:
    return {
        "dossier_id": row.dossier_id,
        "topic_code": "notes",
        "person_id": row.person_id,
        "rule": RULE,
        "key": f"{what}:{row.pk}",
        "kind": "ask",
        "label": label,
        "explanation": "Dieser Tag steht auf der Seite „Reha und Teilhabe“.",
        "due_on": due_on,
        "last_useful_day": due_on if what == "object" else None,
    }
