"""The person's own copy of what the file holds about them (Art. 15 DSGVO)."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from rundblick.calendar.codes import Setting
from rundblick.cases.goal_pictures import signed
from rundblick.cases.helping import services_in, with_services
from rundblick.cases.models import Attainment, AttainmentScale, Confidence, ContactNote, Focus, Goal, Success, Task
from rundblick.cases.support import kind_labels
from rundblick.web.german import german_date, german_datetime, minutes

BEHIND = ("motive", "strengths", "commitment", "side_effects")
"""What stays with the person even where the goal is shared."""


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Talks, steps and goals of the person, and what is open to all members; never another member's own.

    Each section has a title, its columns and its rows.
    """
    own = Q(person_id=person_id) | Q(shared=True)
    found = [
        _focus(dossier_id, person_id),
        _notes(own, dossier_id),
        _tasks(own, dossier_id),
        _goals(own, dossier_id, person_id),
        *_ratings(dossier_id, person_id),
        _successes(own, dossier_id),
    ]
    return [one for one in found if one["rows"]]


def section(title: str, columns: str, rows: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    """A section of the copy; `columns` are their headings, parted by " | "."""
    return {"title": title, "columns": columns.split(" | "), "rows": rows}


def _focus(dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[str, Any]:
    rows = Focus.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("valid_from")
    told = [(german_date(row.valid_from), german_date(row.valid_until)) for row in rows]
    return section("Im Blick", "ab | bis vor dem", told)


def _notes(own: Q, dossier_id: uuid.UUID) -> dict[str, Any]:
    rows = with_services(ContactNote.objects.filter(own, dossier_id=dossier_id).select_related("author"))
    columns = "Datum | Rahmen | Dauer | Das Wichtigste | Eigenes Anliegen | Zusammenfassung | Vereinbarungen"
    columns += " | Arten der Unterstützung | Hilfen"
    told = [
        (
            german_date(row.happened_on),
            Setting(row.setting).label,
            minutes(row.minutes),
            row.sentence,
            row.own_concern or "",
            row.summary or "",
            row.agreements or "",
            ", ".join(kind_labels(row.supports)),
            "; ".join(services_in(row.told_services, row.version)),
            f"{row.author.display_name}, {german_datetime(row.written_at)}",
            german_datetime(row.corrected_at) if row.corrected_at else "",
        )
        for row in rows.order_by("happened_on", "written_at", "pk")
    ]
    return section("Gespräche", f"{columns} | Geschrieben | Berichtigt", told)


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
    return section("Aufgaben und nächste Schritte", "Was | Wer | seit | bis | erledigt", told)


def _goals(own: Q, dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[str, Any]:
    """Of goals that others shared only what they shared: the goal and its state."""
    rows = Goal.objects.filter(own, dossier_id=dossier_id).select_related("parent").order_by("since", "pk")
    told = []
    for row in rows:
        mine = row.person_id == person_id
        told.append(
            (
                row.text,
                row.get_kind_display(),
                row.parent.text if mine and row.parent else "",
                row.get_status_display(),
                german_date(row.since),
                german_date(row.due_on),
                german_date(row.reached_on),
                (row.get_field_display() if row.field else "") if mine else "",
                *((getattr(row, name) or "") if mine else "" for name in BEHIND),
            )
        )
    columns = "Ziel | Art | hängt unter | Stand | seit | bis | erreicht | Handlungsfeld"
    return section("Ziele", f"{columns} | Warum | Stärken | Vorsatz | Wer ist noch betroffen", told)


def _ratings(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    mine = {"dossier_id": dossier_id, "person_id": person_id}
    confidences = Confidence.objects.filter(**mine).select_related("goal", "author").order_by("on", "pk")
    attainments = Attainment.objects.filter(**mine).select_related("goal", "author").order_by("on", "pk")
    scales = AttainmentScale.objects.filter(**mine).select_related("goal").order_by("pk")
    seen = [
        (german_date(row.on), row.goal.text, signed(row.level), row.get_rater_display(), row.author.display_name)
        for row in attainments
    ]
    levels = ("much_less", "less", "expected", "more", "much_more")
    return [
        section(
            "Zuversicht",
            "Datum | Ziel | Wert von 0 bis 10 | Geschrieben",
            [(german_date(row.on), row.goal.text, str(row.value), row.author.display_name) for row in confidences],
        ),
        section(
            "Wie weit bei einem Ziel",
            "Datum | Ziel | Stufe von −2 bis +2 | Sicht | Geschrieben",
            seen,
        ),
        section(
            "Stufen in eigenen Worten",
            "Ziel | −2 | −1 | 0 | +1 | +2",
            [(row.goal.text, *(getattr(row, name) or "" for name in levels)) for row in scales],
        ),
    ]


def _successes(own: Q, dossier_id: uuid.UUID) -> dict[str, Any]:
    rows = Success.objects.filter(own, dossier_id=dossier_id).select_related("author").order_by("on", "pk")
    told = [(german_date(row.on), row.text, row.author.display_name) for row in rows]
    return section("Was gelungen ist", "Datum | Was | Geschrieben", told)
