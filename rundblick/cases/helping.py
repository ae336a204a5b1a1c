"""What was done beside the talking, in words: assisting services of notes, read together with them."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet
from django.db.models.functions import JSONObject

from rundblick.cases.codes import OwnAction
from rundblick.cases.models import AssistingService, ContactNote
from rundblick.cases.support import service_label
from rundblick.web.german import minutes

_FIELDS = ("kind", "own_action", "minutes", "since_version", "until_version")


def with_services(notes: QuerySet[ContactNote]) -> Any:
    """Notes with `told_services`: all their assisting services, former ones too, without a further query."""
    rows = AssistingService.objects.filter(note=OuterRef("pk")).order_by("kind", "own_action", "minutes", "pk")
    return notes.annotate(told_services=ArraySubquery(rows.values(told=JSONObject(**{name: name for name in _FIELDS}))))


def services_in(rows: Iterable[dict[str, Any]], version: int) -> list[str]:
    """Services that stood in this version of a note, such as "Anruf zur Klärung (gemeinsam, 10 Min.)"."""
    return [in_words(row["kind"], row["own_action"], row["minutes"]) for row in held(rows, version)]


def held(rows: Iterable[dict[str, Any]], version: int) -> list[dict[str, Any]]:
    """Those of the services that belong to this version."""
    return [
        row
        for row in rows
        if row["since_version"] <= version and (row["until_version"] is None or version < row["until_version"])
    ]


def in_words(kind: str, own_action: str, took: int | None) -> str:
    """One service in words."""
    how = OwnAction(own_action).label
    return f"{service_label(kind)} ({how}, {minutes(took)})" if took else f"{service_label(kind)} ({how})"
