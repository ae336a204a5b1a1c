"""The person's own copy of what the file holds about them (Art. 15 DSGVO)."""

import uuid
from typing import Any

from django.db.models import Q

from rundblick.calendar.codes import Setting
from rundblick.cases.models import ContactNote, Focus, Goal, Task
from rundblick.web.german import german_date, german_datetime, minutes


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Talks, steps and goals of the person, and what is open to all members; never another member's own."""
    own = Q(person_id=person_id) | Q(shared=True)
    found = [
        {"title": "Im Blick", "entries": _focus(dossier_id, person_id)},
        {"title": "Gespräche", "entries": _notes(own, dossier_id)},
        {"title": "Aufgaben und nächste Schritte", "entries": _tasks(own, dossier_id)},
        {"title": "Ziele", "entries": _goals(own, dossier_id)},
    ]
    return [section for section in found if section["entries"]]


def _focus(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, str]]:
    rows = Focus.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("valid_from")
    return [{"Seit": german_date(row.valid_from), "Bis vor dem": german_date(row.valid_until)} for row in rows]


def _notes(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = ContactNote.objects.filter(own, dossier_id=dossier_id).select_related("author")
    return [
        {
            "Datum": german_date(row.happened_on),
            "Rahmen": Setting(row.setting).label,
            "Dauer": minutes(row.minutes),
            "Das Wichtigste": row.sentence,
            "Eigenes Anliegen": row.own_concern or "",
            "Zusammenfassung": row.summary or "",
            "Vereinbarungen": row.agreements or "",
            "Geschrieben": f"{row.author.display_name}, {german_datetime(row.written_at)}",
            "Berichtigt": german_datetime(row.corrected_at) if row.corrected_at else "",
        }
        for row in rows.order_by("happened_on", "written_at", "pk")
    ]


def _tasks(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = Task.objects.filter(own, dossier_id=dossier_id).order_by("created_on", "pk")
    return [
        {
            "Was": row.text,
            "Wer": row.get_responsible_display(),
            "Seit": german_date(row.created_on),
            "Bis": german_date(row.due_on),
            "Erledigt": german_date(row.done_on),
        }
        for row in rows
    ]


def _goals(own: Q, dossier_id: uuid.UUID) -> list[dict[str, str]]:
    rows = Goal.objects.filter(own, dossier_id=dossier_id).order_by("since", "pk")
    return [
        {
            "Ziel": row.text,
            "Art": row.get_kind_display(),
            "Stand": row.get_status_display(),
            "Seit": german_date(row.since),
            "Bis": german_date(row.due_on),
            "Erreicht": german_date(row.reached_on),
        }
        for row in rows
    ]
