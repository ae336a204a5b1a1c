"""The person's own copy of what the room holds about them (Art. 15 DSGVO)."""

import uuid
from typing import Any

from django.db.models import Q

from rundblick.cases.export import section
from rundblick.situation import shown
from rundblick.situation.models import Entry, ProtectedEntry, Review
from rundblick.situation.queries import protected_count
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Entries of the person and what is open to all members, the protected area as far as the door is open, reviews.

    What lies behind a closed door is named by its number, so that the copy does not seem complete.
    """
    found = [_entries(dossier_id, person_id), *_protected(dossier_id, person_id), _reviews(dossier_id, person_id)]
    return [one for one in found if one["rows"]]


def _entries(dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[str, Any]:
    rows = Entry.objects.filter(Q(person_id=person_id) | Q(shared=True), dossier_id=dossier_id).select_related("author")
    told = []
    for row in rows.order_by("field", "topic", "valid_from", "pk"):
        words = shown.entry(row)
        told.append(
            (
                words.topic,
                row.get_view_display(),
                row.get_kind_display(),
                ", ".join(words.marks),
                row.text or "",
                "" if row.scale is None else str(row.scale),
                words.occasion,
                german_date(row.valid_from),
                german_date(row.valid_until) if row.valid_until else "",
                row.author.display_name,
            )
        )
    columns = "Thema | Sicht | Art | Merkmale | Worte | Wert von 10 | Anlass | seit | bis vor dem | Geschrieben"
    return section("Lebenslage", columns, told)


def _protected(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    rows = list(
        ProtectedEntry.objects.filter(dossier_id=dossier_id, person_id=person_id)
        .select_related("author")
        .order_by("valid_from", "pk")
    )
    told = []
    for row in rows:
        words = shown.protected_entry(row)
        told.append(
            (
                words.topic,
                words.kind,
                row.text,
                row.necessity or "",
                row.source or "",
                row.indispensable_because or "",
                german_date(row.valid_from),
                german_date(row.valid_until) if row.valid_until else "",
                row.author.display_name,
            )
        )
    columns = "Thema | Art | Worte | Warum nötig | Quelle | Warum unverzichtbar | seit | bis vor dem | Geschrieben"
    missing = protected_count(dossier_id, person_id) - len(rows)
    locked = [(str(missing),)] if missing > 0 else []
    return [
        section("Geschützter Bereich", columns, told),
        section("Geschützter Bereich, zurzeit verschlossen", "Einträge, die diese Kopie nicht enthält", locked),
    ]


def _reviews(dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[str, Any]:
    rows = Review.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("decided_at", "pk")
    told = [(german_date(row.decided_at), row.get_decision_display(), str(row.rows), row.legal_reason) for row in rows]
    return section("Geschützter Bereich, nach dem Ende der Einwilligung", "am | was | Einträge | Rechtsgrund", told)
