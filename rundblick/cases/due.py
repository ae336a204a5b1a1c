"""What is due in cases: the rules of this room, and the most urgent item of each case for lists."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Q, Window
from django.db.models.functions import RowNumber

from rundblick.access.context import Context
from rundblick.calendar.rules import end_after
from rundblick.cases import queries
from rundblick.cases.models import Task
from rundblick.cases.rules import NOTE_MISSING_FOR_DAYS
from rundblick.programmes.models import DueItem
from rundblick.web.clock import BERLIN, berlin_date, today
from rundblick.web.german import german_datetime

SOURCE = "cases"


@dataclass(frozen=True)
class Urgent:
    """The most urgent due item of a case, and how many others there are."""

    label: str
    due_on: dt.date
    others: int


def most_urgent(context: Context, dossier_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Urgent]:
    """The most urgent due item of each case. One query."""
    rows = (
        DueItem.objects.visible_to(context)
        .filter(Q(last_useful_day__isnull=True) | Q(last_useful_day__gte=today()), dossier_id__in=list(dossier_ids))
        .annotate(
            place=Window(RowNumber(), order_by=[F("due_on").asc(), F("pk").asc()], partition_by=F("dossier_id")),
            total=Window(Count("pk"), partition_by=F("dossier_id")),
        )
    )
    first = rows.filter(place=1).values_list("dossier_id", "label", "due_on", "total")
    return {dossier_id: Urgent(label, due_on, total - 1) for dossier_id, label, due_on, total in first}


def tasks_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Open tasks and next steps that have a day. Their text is sealed and stays out of the item."""
    rows = Task.objects.filter(
        dossier_id__in=dossier_ids, done_on__isnull=True, due_on__isnull=False, created_on__lte=as_of
    )
    return [
        {
            "dossier_id": row.dossier_id,
            "topic_code": "tasks",
            "person_id": row.person_id,
            "rule": "cases.task",
            "key": str(row.pk),
            "kind": "task",
            "label": "Nächster Schritt" if row.note_id else "Aufgabe",
            "explanation": "",
            "due_on": row.due_on,
            "last_useful_day": None,
        }
        for row in rows.defer("text").order_by("due_on", "pk")
    ]


def notes_missing(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Appointments that are over and about which nothing is written yet, for sixty days."""
    until = dt.datetime.combine(as_of + dt.timedelta(days=1), dt.time.min, tzinfo=BERLIN)
    since = end_after(until, -NOTE_MISSING_FOR_DAYS * 24 * 60)
    rows = queries.without_note(dossier_ids, since=since, until=until)
    return [
        {
            "dossier_id": row.dossier_id,
            "topic_code": "notes",
            "person_id": row.person_id,
            "rule": "cases.note",
            "key": str(row.pk),
            "kind": "note",
            "label": "Gespräch festhalten",
            "explanation": f"Termin am {german_datetime(row.starts_at)}",
            "due_on": berlin_date(row.starts_at),
            "last_useful_day": berlin_date(row.starts_at) + dt.timedelta(days=NOTE_MISSING_FOR_DAYS),
        }
        for row in rows.defer("place", "purpose")
    ]
