"""The person's own copy of what the file holds about them (Art. 15 DSGVO)."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from rundblick.calendar.codes import Setting
from rundblick.cases.models import ContactNote, Focus, Goal, Task
from rundblick.web.german import german_date, german_datetime, minutes


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Talks, steps and goals of the person, and what is open to all members; never another member's own.

    Each section has a title, its columns and its rows.
    """
    own = Q(person_id=person_id) | Q(shared=True)
    found = [
        _focus(dossier_id, person_id),
        _notes(own, dossier_id),
        _tasks(own, dossier_id),
        _goals(own, dossier_id),
    ]
    return [section for section in found if section["rows"]]


def _section(title: str, columns: str, rows: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    return {"title": title, "columns": columns.split(" | "), "rows": rows}


def _focus(dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[str, Any]:
    rows = Focus.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("valid_from")
    told = [(german_date(row.valid_from), german_date(row.valid_until)) for row in rows]
    return _section("Im Blick", "ab | bis vor dem", told)


def _notes(own: Q, dossier_id: uuid.UUID) -> dict[str, Any]:
    rows = ContactNote.objects.filter(own, dossier_id=dossier_id).select_related("author")
    columns = "Datum | Rahmen | Dauer | Das Wichtigste | Eigenes Anliegen | Zusammenfassung | Vereinbarungen"
    told = [
        (
            german_date(row.happened_on),
            Setting(row.setting).label,
            minutes(row.minutes),
            row.sentence,
            row.own_concern or "",
            row.summary or "",
            row.agreements or "",
            f"{row.author.display_name}, {german_datetime(row.written_at)}",
            german_datetime(row.corrected_at) if row.corrected_at else "",
        )
        for row in rows.order_by("happened_on", "written_at", "pk")
    ]
    return _section("Gespräche", f"{columns} | Geschrieben | Berichtigt", told)


def _tasks(own: Q, dossier_id: uuid.UUID) -> dict[str, Any]:
    rows = Task.objects.filter(own, dossier_id=dossier_id).order_by("created_on", "pk")
    told = [
        (
            row.text,
            row.get_responsible_display(),
            german_date(row.created_on),
            german_date(row.due_on),
            german_date(row.done_on),
        )
        for row in rows
    ]
    return _section("Aufgaben und nächste Schritte", "Was | Wer | seit | bis | erledigt", told)


def _goals(own: Q, dossier_id: uuid.UUID) -> dict[str, Any]:
    rows = Goal.objects.filter(own, dossier_id=dossier_id).order_by("since", "pk")
    told = [
        (
            row.text,
            row.get_kind_display(),
            row.get_status_display(),
            german_date(row.since),
            german_date(row.due_on),
            german_date(row.reached_on),
        )
        for row in rows
    ]
    return _section("Ziele", "Ziel | Art | Stand | seit | bis | erreicht", told)
