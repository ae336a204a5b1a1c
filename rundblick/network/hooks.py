"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.tools import Tool, tools
from rundblick.network import demo, export, queries, shown
from rundblick.network.models import Tie
from rundblick.network.services import KIND
from rundblick.web.clock import berlin_date
from rundblick.web.german import count, german_date

HELPERS = 6
"""So many formal helpers stand on the page of a case."""

WORDS = {
    "network.map": "Netzwerkkarte angesehen",
    "network.add": "Netzwerkkarte: jemanden eingetragen",
    "network.tie": "Netzwerkkarte: Eintrag geöffnet",
    "network.move": "Netzwerkkarte: Eintrag verschoben",
    "network.leave": "Netzwerkkarte: Eintrag beendet",
    "network.resume": "Netzwerkkarte: Eintrag wieder aufgenommen",
    "network.fridge": "Kühlschrankliste angesehen",
    "network.choose": "Kühlschrankliste geändert",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    tools.add(
        "network",
        Tool(
            label="Netzwerkkarte",
            icon="account-circle",
            purpose="Wer gehört dazu, wer trägt, wer hilft schon?",
            url_name="network:map",
            latest=latest,
            order=40,
        ),
    )
    hooks.timeline_kinds.add(
        KIND, hooks.TimelineKind("Netzwerkkarte", "account-circle", "cases/told/line.html", worked_on)
    )
    hooks.case_parts.add(
        "network.helping",
        hooks.CasePart(
            "Wer schon hilft",
            "network/parts/helping.html",
            "situation",
            helping,
            order=60,
            area="side",
            per_member=True,
        ),
    )
    hooks.export.add("network", export.sections)
    hooks.erase.add("network", erase)
    hooks.merge.add("network", merge)
    hooks.demo.add("network", hooks.DemoPart(45, demo.load))


def latest(request: Request, file: File) -> str:
    """How many stand on the member's map, and since when nothing has changed."""
    assert file.member is not None
    number, last = queries.summary(request.access, file.dossier_id, member=file.member)
    if last is None:
        return ""
    return f"{count(number, 'Verbindung', 'Verbindungen')}, zuletzt am {german_date(berlin_date(last))}"


def helping(request: Request, file: File) -> dict[str, Any] | None:
    """Formal helpers on the page of the case. One query; nothing where there is nobody."""
    rows = queries.helping(request.access, file.dossier_id, member=file.member, protected=file.protected)
    found = list(rows[: HELPERS + 1])
    if not found:
        return None
    return {
        "helpers": shown.helping(found[:HELPERS], file, besides=file.member),
        "more": len(found) > HELPERS,
        "card_url": reverse("cases:tools", args=[file.pk]) + (f"?mitglied={file.member}" if file.member else ""),
    }


def worked_on(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Days on which somebody's map was worked on."""
    rows = TimelineEntry.objects.filter(kind=KIND, object_id__in=ids)
    return {
        row.object_id: {
            "title": "An der Netzwerkkarte gearbeitet",
            "line": "",
            "url": reverse("network:map", args=[row.dossier_id, row.subject_id]) if row.subject_id else "",
        }
        for row in rows
    }


def erase(dossier_id: uuid.UUID) -> int:
    """Remove the maps of a dossier."""
    return Tie.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything around one person to the other."""
    moved = Tie.objects.filter(person_id=drop).update(person_id=keep)
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    return moved
