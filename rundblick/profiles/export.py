"""The person's own copy of the job profile (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.catalogue.working import working
from rundblick.profiles.models import Card, JobProfile, Sheet, Target
from rundblick.profiles.rules import hours_in_words, in_words
from rundblick.web.german import german_date, german_datetime

_WRITTEN = ["gilt ab", "bis vor dem", "Festgehalten"]


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Everything said so far about the person, former statements too. Each has a title, its columns and its rows."""
    own: dict[str, Any] = {"dossier_id": dossier_id, "person_id": person_id}
    order = ("valid_from", "written_at", "pk")
    profiles: Any = JobProfile.objects.filter(**own).select_related("author").order_by(*order)
    targets: Any = Target.objects.filter(**own).select_related("author").order_by(*order)
    found = [
        {
            "title": "Berufsprofil",
            "columns": [
                "Kann ich", "Was mir gelingt", "Führerscheine", "Möchte ich", "Möchte ich nicht", "Was mir wichtig ist",
                "Stunden", "Tage", "Orte", "Brauche ich", "Hilft mir", "Was mich anzieht", "Für die Familie", *_WRITTEN,
            ],
            "rows": [_profile(row) for row in profiles],
        },
        {
            "title": "Zielberufe",
            "columns": ["Beruf", "Wie sehr", "Wessen Idee", "Warum", "Für die Familie", *_WRITTEN],
            "rows": [
                (row.text, row.get_rank_display(), row.get_idea_display(), row.reason or "", *_written(row))
                for row in targets
            ],
        },
    ]  # fmt: skip
    found.append(
        {
            "title": "Einsatzprofile für Betriebe",
            "columns": ["Betrieb", "Was darauf stand", "Gemacht"],
            "rows": [
                _sheet(row) for row in Sheet.objects.filter(**own).select_related("author").order_by("made_at", "pk")
            ],
        }
    )
    cards = Card.objects.filter(**own).prefetch_related("released__file").order_by("made_at", "pk")
    found.append(
        {
            "title": "Bewerberkarten",
            "columns": ["Name", "Beruf", "Unterlagen", "Gemacht", "Offen bis vor dem", "Geschlossen"],
            "rows": [_card(row) for row in cards],
        }
    )
    return [section for section in found if section["rows"]]


def _card(row: Card) -> tuple[str, ...]:
    return (
        row.name,
        row.occupation or "",
        ", ".join(one.file.name for one in row.released.all()),
        german_datetime(row.made_at),
        german_date(row.valid_until),
        german_datetime(row.revoked_at) if row.revoked_at else "",
    )


def _sheet(row: Sheet) -> tuple[str, ...]:
    told = "; ".join(f"{part['heading']}: {', '.join(part['lines'])}" for part in row.parts)
    return row.recipient, told, f"{row.author.display_name}, {german_datetime(row.made_at)}"


def _profile(row: JobProfile) -> tuple[str, ...]:
    file = working()
    tasks = {one.code: one.label for one in file.tasks}
    licences = {one.code: one.label for one in file.licences}
    conditions = {one.code: one.person for one in file.conditions}

    def said(codes: list[str], words: dict[str, str]) -> str:
        return ", ".join(words.get(code, code) for code in codes)

    drawn = [f"{one.label}: {in_words(row.interests[one.code])}" for one in file.interests]
    return (
        said(row.can, tasks),
        row.can_words or "",
        said(row.licences, licences),
        said(row.likes, tasks),
        said(row.avoids, tasks),
        row.likes_words or "",
        hours_in_words(row.hours_from, row.hours_until),
        row.days_in_words,
        row.places or "",
        said(row.must, conditions),
        said(row.helps, conditions),
        "; ".join(drawn) if any(share is not None for share in row.interests.values()) else "",
        *_written(row),
    )


def _written(row: Any) -> tuple[str, ...]:
    return (
        "sichtbar" if row.shared else "",
        german_date(row.valid_from),
        german_date(row.valid_until),
        f"{row.author.display_name}, {german_datetime(row.written_at)}",
    )
