"""The timeline spine: one row per thing that happened, details loaded with one query per kind."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from rundblick.access import hooks
from rundblick.access.context import Context, current
from rundblick.access.models import TimelineEntry


@dataclass(frozen=True)
class Entry:
    """A timeline row with what its room says about it."""

    row: TimelineEntry
    kind: hooks.TimelineKind
    detail: dict[str, Any]


@dataclass(frozen=True)
class Page:
    """A page of the timeline; `older` is the cursor for the next one, None at the end."""

    entries: list[Entry]
    older: str | None


def record(
    *,
    dossier_id: uuid.UUID,
    at: dt.datetime,
    kind: str,
    topic: str,
    object_id: uuid.UUID,
    subject_id: uuid.UUID | None = None,
    shared: bool = False,
    author_id: uuid.UUID | None = None,
) -> TimelineEntry:
    """Add what happened to the spine. `at` is when it happened, not when it was typed."""
    return TimelineEntry.objects.create(
        dossier_id=dossier_id,
        at=at,
        kind=kind,
        topic=topic,
        object_id=object_id,
        subject_id=subject_id,
        shared=shared,
        author_id=author_id or current().user_id,
    )


def page(
    context: Context,
    dossier_id: uuid.UUID,
    *,
    before: str | None = None,
    size: int = 20,
    kinds: list[str] | None = None,
    subject_id: uuid.UUID | None = None,
) -> Page:
    """One page, newest first, keyset-paged. `before` is the cursor of the former page."""
    rows = TimelineEntry.objects.visible_to(context).filter(dossier_id=dossier_id).select_related("author")
    if kinds:
        rows = rows.filter(kind__in=kinds)
    if subject_id:
        rows = rows.filter(subject_id=subject_id)
    if before:
        at, row_id = _cursor(before)
        rows = rows.filter(Q(at__lt=at) | Q(at=at, id__lt=row_id))
    found = list(rows.order_by("-at", "-id")[: size + 1])
    older = f"{found[size - 1].at.timestamp()!r}~{found[size - 1].id}" if len(found) > size else None
    return Page(_with_details(found[:size]), older)


def _cursor(text: str) -> tuple[dt.datetime, uuid.UUID]:
    """Read a cursor; a broken one starts at the top instead of failing."""
    try:
        stamp, _, row_id = text.partition("~")
        return dt.datetime.fromtimestamp(float(stamp), tz=dt.UTC), uuid.UUID(row_id)
    except (ValueError, OverflowError):
        return dt.datetime(9999, 1, 1, tzinfo=dt.UTC), uuid.UUID(int=0)


def _with_details(rows: list[TimelineEntry]) -> list[Entry]:
    by_kind: dict[str, list[uuid.UUID]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row.object_id)
    details = {name: kind.load(by_kind[name]) for name, kind in hooks.timeline_kinds.items() if name in by_kind}
    entries = []
    for row in rows:
        kind = hooks.timeline_kinds.get(row.kind)
        detail = details.get(row.kind, {}).get(row.object_id)
        if kind and detail is not None:
            entries.append(Entry(row, kind, detail))
    return entries
