"""The file as a story: pages of the timeline, for everybody or as one member may read it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.models import TimelineEntry
from rundblick.web import keyset

SIZE = 20
LONGEST = 500
"""Entries on one print; a longer story is printed in parts."""


@dataclass(frozen=True)
class Told:
    """One entry: its row, how its kind is named and drawn, and what its room says about it."""

    row: TimelineEntry
    kind: hooks.TimelineKind
    detail: dict[str, Any]


@dataclass(frozen=True)
class Page:
    """Entries, newest first, and the cursors for newer and older ones."""

    entries: list[Told]
    newer: uuid.UUID | None
    older: uuid.UUID | None


def page(
    context: Context,
    dossier_id: uuid.UUID,
    *,
    member: uuid.UUID | None = None,
    kind: str = "",
    after: str = "",
    before: str = "",
    size: int = SIZE,
) -> Page:
    """One page of the story. With `member` only what that member may read: their own rows and those open to all.

    One query for the spine (two on later pages), then one per kind of entry on the page.
    """
    rows = TimelineEntry.objects.visible_to(context).filter(dossier_id=dossier_id).select_related("author")
    if member is not None:
        rows = rows.filter(Q(subject_id=member) | Q(shared=True))
    if kind:
        rows = rows.filter(kind=kind)
    found = keyset.page(rows, key="at!", descending=True, size=size, after=after, before=before)
    return Page(entries=told(found.rows), newer=found.before, older=found.after)


def told(rows: Sequence[TimelineEntry]) -> list[Told]:
    """Details for rows of the spine; what no room can tell (any more) is left out."""
    by_kind: dict[str, list[uuid.UUID]] = {}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row.object_id)
    details = {name: kind.load(by_kind[name]) for name, kind in hooks.timeline_kinds.items() if name in by_kind}
    entries = []
    for row in rows:
        kind = hooks.timeline_kinds.get(row.kind)
        detail = details.get(row.kind, {}).get(row.object_id)
        if kind is not None and detail is not None:
            entries.append(Told(row, kind, detail))
    return entries


def kinds() -> list[tuple[str, str]]:
    """Kinds of entries for the filter, as (code, German name)."""
    return sorted(((name, kind.label) for name, kind in hooks.timeline_kinds.items()), key=lambda pair: pair[1])
