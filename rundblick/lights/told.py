"""The Ampeltorte in the story of a case: one entry per member and day worked on."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.models import TimelineEntry
from rundblick.web.clock import berlin_date

KIND = "lights"


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
