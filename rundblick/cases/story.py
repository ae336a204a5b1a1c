"""The file as a story: pages of the timeline, for everybody or as one member may read it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.db.models import Q

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.models import TimelineEntry
from rundblick.web import keyset
from rundblick.web.clock import BERLIN, berlin_date

SIZE = 20
LONGEST = 500
"""Entries on one print; a longer story is printed in parts."""


@dataclass(frozen=True)
class Told:
    """One entry: its row, how its kind is named and drawn, and what its room says about it."""

    row: TimelineEntry
    kind: hooks.TimelineKind
    detail: dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Selection:
    """A part of the story: one kind, one topic, Berlin's days from `since` until `until` (both inclusive)."""

    kind: str = ""
    topic: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    oldest_first: bool = False


ALL = Selection()


@dataclass(frozen=True)
class Page:
    """Entries in the order asked for, and the ids to turn the page back and on from."""

    entries: list[Told]
    back: uuid.UUID | None
    on: uuid.UUID | None

    def months(self) -> list[tuple[dt.date, list[Told]]]:
        """The entries by month of Berlin's calendar, each with the month's first day."""
        grouped = groupby(self.entries, key=lambda entry: berlin_date(entry.row.at).replace(day=1))
        return [(month, list(entries)) for month, entries in grouped]


def page(
    context: Context,
    dossier_id: uuid.UUID,
    *,
    member: uuid.UUID | None = None,
    chosen: Selection = ALL,
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
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.topic:
        rows = rows.filter(topic=chosen.topic)
    if chosen.since:
        rows = rows.filter(at__gte=_midnight(chosen.since))
    if chosen.until:
        rows = rows.filter(at__lt=_midnight(chosen.until + dt.timedelta(days=1)))
    descending = not chosen.oldest_first
    found = keyset.page(rows, key="at!", descending=descending, size=size, after=after, before=before)
    return Page(entries=told(found.rows), back=found.before, on=found.after)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time.min, tzinfo=BERLIN)


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
