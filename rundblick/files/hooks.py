"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.requests import Request
from rundblick.files import storage
from rundblick.files.disclosed import WORDS
from rundblick.files.models import StoredFile
from rundblick.files.services import FILED


def _part(request: Request, case: Any) -> dict[str, Any]:
    files = StoredFile.objects.visible_to(request.access).filter(dossier_id=case.dossier_id, topic=FILED)
    return {
        "files": list(files.order_by("-uploaded_at")[:10]),
        "may_write": getattr(case, "may_write", True),
        "upload_url": reverse("files:upload", args=[case.dossier_id]),
    }


def _timeline(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    return {file.pk: {"name": file.name} for file in StoredFile.objects.filter(pk__in=ids)}


def _erase(dossier_id: uuid.UUID) -> int:
    files = StoredFile.objects.filter(dossier_id=dossier_id)
    for file_id in files.values_list("pk", flat=True):
        storage.remove(file_id)
    return files.delete()[0]


def _export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    files = StoredFile.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("uploaded_at")
    return [{"title": "Dateien", "rows": [(f.uploaded_at, f.name, f.media_type) for f in files]}] if files else []


def _merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    return StoredFile.objects.filter(person_id=drop).update(person_id=keep)


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.case_parts.add(
        "files", hooks.CasePart("Dateien", "files/part.html", "documents", _part, order=90, area="side")
    )
    hooks.timeline_kinds.add("file", hooks.TimelineKind("Datei", "draft", "files/timeline.html", _timeline))
    hooks.erase.add("files", _erase)
    hooks.export.add("files", _export)
    hooks.merge.add("files", _merge)
