"""Set-based reads. Callers show them; row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Max, Min, Q

from rundblick.access.context import Context
from rundblick.resources.models import Look, PlannedHelp, Resource
from rundblick.resources.rules import Spread, spread

ENDED_SHOWN = 20


def resources(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, day: dt.date) -> list[Resource]:
    """What stands on the card on that day: the member's own entries and those other members share. One query."""
    rows = Resource.objects.visible_to(context).shown_to(member).filter(dossier_id=dossier_id).on(day)
    return list(rows.order_by("valid_from", "written_at", "pk"))


def helps(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID, since: dt.date) -> list[PlannedHelp]:
    """Helps of the member and of the whole household that stood on `since` or later, the oldest first. One query."""
    rows = PlannedHelp.objects.visible_to(context).filter(
        Q(person_id=member) | Q(person_id__isnull=True),
        Q(valid_until__isnull=True) | Q(valid_until__gt=since),
        dossier_id=dossier_id,
    )
    return list(rows.order_by("since", "written_at", "pk"))


def standing_on(rows: Iterable[PlannedHelp], day: dt.date) -> list[PlannedHelp]:
    """Those of the rows that hold on that day."""
    return [row for row in rows if row.valid_from <= day and (row.valid_until is None or row.valid_until > day)]


def ended(rows: Iterable[PlannedHelp], day: dt.date) -> list[PlannedHelp]:
    """Helps that had ended by that day, the latest first; a restated help has not ended."""
    latest: dict[uuid.UUID, PlannedHelp] = {}
    for row in rows:
        before = latest.get(row.thread)
        if row.valid_from <= day and (before is None or row.valid_from > before.valid_from):
            latest[row.thread] = row
    over = [row for row in latest.values() if row.valid_until is not None and row.valid_until <= day]
    return sorted(over, key=lambda row: row.valid_until or day, reverse=True)[:ENDED_SHOWN]


def looks(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID, day: dt.date) -> list[Look]:
    """Levels at which was looked without a find, as of that day. One query."""
    rows = Look.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=member).on(day)
    return list(rows.order_by("level"))


@dataclass(frozen=True)
class Trail:
    """When a card was made and worked on. `days`: days on which it changed, the latest first."""

    created: dt.date | None
    edited: dt.datetime | None
    days: tuple[dt.date, ...]


def trail(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID, together: bool = False) -> Trail:
    """The head of the sheet and its history by day, in one query. `together`: without the views of the coach."""
    rows = Resource.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=member)
    if together:
        rows = rows.exclude(perspective__in=("coach", "guess"))
    found: dict[str, Any] = rows.order_by().aggregate(
        created=Min("valid_from"),
        edited=Max("written_at"),
        begun=ArrayAgg("valid_from", distinct=True, default=[]),
        over=ArrayAgg("valid_until", distinct=True, default=[], filter=Q(valid_until__isnull=False)),
    )
    days = sorted({*found["begun"], *found["over"]}, reverse=True)
    return Trail(found["created"], found["edited"], tuple(days))


def latest(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID, day: dt.date) -> tuple[int, dt.date | None]:
    """How many resources of the member stand on that day, counted once for all perspectives, and the latest change."""
    rows = Resource.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=member).on(day)
    found = rows.order_by().aggregate(groups=ArrayAgg("same_as", distinct=True, default=[]), on=Max("valid_from"))
    return len(found["groups"]), found["on"]


def spreads(dossier_ids: Collection[uuid.UUID], days: Sequence[dt.date]) -> list[Spread]:
    """For reports: how many helps of these households stood on each level at the end of each of the days. One query."""
    if not days:
        return []
    rows = PlannedHelp.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=min(days)),
        dossier_id__in=list(dossier_ids),
        valid_from__lte=max(days),
    ).only("level", "valid_from", "valid_until")
    held = list(rows.order_by())
    return [spread([row.level for row in standing_on(held, day)], day) for day in days]
