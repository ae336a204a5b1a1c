"""What the room contributes to the others."""

import uuid
from typing import Any

from django.db.models import Max

from rundblick.access import hooks
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.standing import stand_back
from rundblick.cases.tools import Tool, tools
from rundblick.progress import demo
from rundblick.progress.dimensions import label_of
from rundblick.progress.models import Rater, Rating
from rundblick.web.german import german_date

WORDS = {"progress.page": "Fortschritte angesehen", "progress.rate": "Fortschritte eingeschätzt"}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.export.add("progress", export)
    hooks.erase.add("progress", erase)
    hooks.merge.add("progress", merge)
    hooks.demo.add("progress", hooks.DemoPart(46, demo.load))
    tools.add(
        "progress",
        Tool(
            label="Fortschritte",
            purpose="Kleine Schritte im Alltag einschätzen und sehen, was sich bewegt.",
            url_name="progress:page",
            latest=latest,
            order=70,
        ),
    )


def latest(request: Request, file: File) -> str:
    """When somebody rated last."""
    rows: Any = Rating.objects.visible_to(request.access)
    day = rows.filter(dossier_id=file.dossier_id, person_id=file.member).aggregate(day=Max("valid_from"))["day"]
    return f"zuletzt {german_date(day)}" if day else ""


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """All ratings of the person's daily life, in every view (Art. 15 DSGVO)."""
    rows = Rating.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("valid_from", "dimension")
    told = [
        (
            german_date(row.valid_from),
            label_of(row.dimension),
            Rater(row.rater).label,
            f"{row.value} von 10",
            row.words or "",
        )
        for row in rows
    ]
    columns = ["Tag", "Bereich", "Wer", "Einschätzung", "Woran zu merken"]
    return [{"title": "Fortschritte", "columns": columns, "rows": told}] if told else []


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all ratings of a dossier."""
    return Rating.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move the ratings of one person to the other. Where both have one that stands, the later one stays standing."""
    for row in Rating.objects.filter(person_id=drop, valid_until__isnull=True):
        twin = Rating.objects.filter(
            dossier_id=row.dossier_id,
            person_id=keep,
            dimension=row.dimension,
            rater=row.rater,
            valid_until__isnull=True,
        ).first()
        if twin is not None:
            stand_back(row, twin)
    return Rating.objects.filter(person_id=drop).update(person_id=keep)
