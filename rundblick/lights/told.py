"""The Ampeltorte in the story of a case: one entry per member and day worked on."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import current
from rundblick.access.models import TimelineEntry
from rundblick.lights.models import Card
from rundblick.web.clock import berlin_date, now, today

KIND = "lights"
_SPACE = uuid.UUID("5b0f6c5e-8a41-4c0e-9d0e-3f1f0c6f7a21")


def day_id(dossier_id: uuid.UUID, person_id: uuid.UUID | None, day: object) -> uuid.UUID:
    """The id that stands for a member's work on one day; the same however many cards were touched."""
    return uuid.uuid5(_SPACE, f"{dossier_id} {person_id} {day}")


def worked_on(card: Card) -> None:
    """Note in the story that the member's cards were worked on today. Twice is harmless."""
    entry = TimelineEntry(
        dossier_id=card.dossier_id,
        at=now(),
        kind=KIND,
        topic="situation",
        object_id=day_id(card.dossier_id, card.person_id, today()),
        subject_id=card.person_id,
        author_id=current().user_id,
    )
    TimelineEntry.objects.bulk_create([entry], ignore_conflicts=True)


def days_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Days worked on, with the address of how it stood then."""
    return {
        row.object_id: {
            "title": "An der Ampeltorte gearbeitet",
            "line": "",
            "url": f"{reverse('lights:board', args=[row.dossier_id, row.subject_id])}?stand={berlin_date(row.at)}",
        }
        for row in TimelineEntry.objects.filter(kind=KIND, object_id__in=ids)
        if row.subject_id is not None
    }
