"""What is due: to look at an application again, to decide on an objection, to look at the Teilhabeplan."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.contrib.postgres.fields import ArrayField
from django.db.models import DateField, Exists, F, JSONField, OuterRef, Q, QuerySet, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Cast, JSONObject

from rundblick.rehab import rules
from rundblick.rehab.catalogue import catalogue
from rundblick.rehab.codes import Milestone
from rundblick.rehab.models import Application, Desk, Step

RULE = "rehab.next"
LABEL = "Reha und Teilhabe"
APPLICATION, DESK = "application", "desk"
WORDS = {APPLICATION: ("look", "Antrag wieder ansehen"), DESK: ("plan", "Teilhabeplan ansehen")}


def next_days(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Days to look again, last days of an objection, and days of the plan. Not what it is about. One query."""
    found = []
    for row in _known(dossier_ids, as_of):
        days = {Milestone(one["milestone"]): dt.date.fromisoformat(one["on"]) for one in row["happened"] or []}
        if row["day"]:
            what, label = WORDS[row["origin"]]
            found.append(_item(row, what, label, row["day"]))
        if rules.may_object(days):
            until = rules.objection(
                refused_on=days[Milestone.REFUSED], received_on=row["received"], law=catalogue().objection
            )
            found.append(_item(row, "object", "Letzter Tag für einen Widerspruch", until.last_day))
    return found


def _known(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Open applications with their steps so far, and pages with a day for the plan, in one statement."""
    steps = Step.objects.filter(application=OuterRef("pk"), on__lte=as_of).order_by("on", "pk")
    open_ = Application.objects.filter(
        Q(look_on__isnull=False) | Exists(steps.filter(milestone=Milestone.REFUSED)),
        dossier_id__in=dossier_ids,
        over=False,
    ).annotate(happened=ArraySubquery(steps.values(told=JSONObject(milestone="milestone", on="on"))))
    desks = Desk.objects.filter(dossier_id__in=dossier_ids, review_on__isnull=False).annotate(
        happened=Cast(Value(None), ArrayField(JSONField()))
    )
    applications = _as_rows(open_, APPLICATION, day=F("look_on"), received=F("refusal_on"))
    plans = _as_rows(desks, DESK, day=F("review_on"), received=Cast(Value(None), DateField()))
    return list(applications.union(plans, all=True).order_by("origin", "pk"))


def _as_rows(rows: QuerySet[Any], origin: str, **days: Combinable) -> QuerySet[Any, Any]:
    named = rows.order_by().annotate(origin=Value(origin), **days)
    return named.values("origin", "pk", "dossier_id", "person_id", "day", "received", "happened")


def _item(row: dict[str, Any], what: str, label: str, due_on: dt.date) -> dict[str, Any]:
    return {
        "dossier_id": row["dossier_id"],
        "topic_code": "notes",
        "person_id": row["person_id"],
        "rule": RULE,
        "key": f"{what}:{row['pk']}",
        "kind": "ask",
        "label": label,
        "explanation": "Dieser Tag steht auf der Seite „Reha und Teilhabe“.",
        "due_on": due_on,
        "last_useful_day": due_on if what == "object" else None,
    }
