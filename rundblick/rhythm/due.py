"""What is due: the next contact by a rhythm agreed for a person, and looking at it again.

What programmes ask for stands in their own due items and is not repeated here.
"""

import datetime as dt
import uuid
from typing import Any

from django.db.models import DateField, OuterRef, Q, Subquery
from django.db.models.functions import Greatest

from rundblick.cases.models import ContactNote
from rundblick.programmes.models import ProgrammeEvent
from rundblick.rhythm.models import Pace
from rundblick.rhythm.rules import IN_PROGRAMMES, next_contact
from rundblick.web.german import german_date

CONTACT, REVIEW = "rhythm.contact", "rhythm.review"


def items(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Of every rhythm that holds on `as_of` in an open case: the next contact and the day to look again. One query."""
    theirs = Q(person_id=OuterRef("person_id")) | Q(person_id__isnull=True)
    notes = ContactNote.objects.filter(theirs, dossier_id=OuterRef("dossier_id"), happened_on__lte=as_of)
    events = ProgrammeEvent.objects.filter(
        theirs, dossier_id=OuterRef("dossier_id"), kind__in=IN_PROGRAMMES, occurred_on__lte=as_of
    )
    rows: Any = Pace.objects.on(as_of).filter(dossier_id__in=dossier_ids, dossier__case__closed_on__isnull=True)
    rows = rows.defer("words").annotate(
        last_on=Greatest(
            Subquery(notes.order_by("-happened_on").values("happened_on")[:1]),
            Subquery(events.order_by("-occurred_on").values("occurred_on")[:1]),
            output_field=DateField(),
        )
    )
    found = []
    for row in rows.order_by("valid_from", "pk"):
        found.append(_item(row, REVIEW, "task", "Überprüfen, ob der eigene Rhythmus noch passt", row.review_on, ""))
        if row.every is not None:
            due_on = next_contact(row.every, since=row.valid_from, last=row.last_on)
            last = f"Letztes Gespräch am {german_date(row.last_on)}; " if row.last_on else ""
            why = f"{last}für diese Person vereinbart: {row.every.rhythm()}"
            found.append(_item(row, CONTACT, "contact", "Nächster Kontakt, eigener Rhythmus", due_on, why))
    return found


def _item(row: Pace, rule: str, kind: str, label: str, due_on: dt.date, why: str) -> dict[str, Any]:
    return {
        "dossier_id": row.dossier_id,
        "topic_code": "notes",
        "person_id": row.person_id,
        "rule": rule,
        "key": str(row.thread),
        "kind": kind,
        "label": label,
        "explanation": why,
        "due_on": due_on,
        "last_useful_day": None,
    }
