"""Set-based reads of the room."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from rundblick.access.context import Context
from rundblick.situation.codes import Kind, View
from rundblick.situation.models import Entry, ProtectedEntry
from rundblick.situation.rules import Said, Span, own_words_first


@dataclass(frozen=True)
class OpenReview:
    """Protected entries of a member whose consent has ended, to be erased or kept for a reason."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    entries: int
    since: dt.datetime


def standing(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, day: dt.date) -> list[Entry]:
    """What holds on that day and concerns this member, own words first, the urgent before the rest. One query."""
    rows = Entry.objects.visible_to(context).shown_to(person_id).on(day).filter(dossier_id=dossier_id)
    return sorted(
        rows.select_related("author").order_by("-valid_from", "-written_at", "pk"),
        key=lambda row: (row.field, own_words_first(row.view), not row.urgent),
    )


def said_over_time(
    context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, since: dt.date, until: dt.date
) -> list[Said]:
    """Which kinds the member's own entries had that held between `since` and `until`, both included. One query."""
    rows = Entry.objects.visible_to(context).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=since),
        dossier_id=dossier_id,
        person_id=person_id,
        valid_from__lte=until,
    )
    found = rows.order_by().values_list("field", "kind", "valid_from", "valid_until", "topic", "view", "scale")
    return [
        Said(field, Kind(kind), Span(start, end), topic, view == View.PARTICIPANT, scale)
        for field, kind, start, end, topic, view, scale in found
    ]


def thread(context: Context, entry: Entry) -> list[Entry]:
    """All versions of one entry, newest first. One query."""
    rows = Entry.objects.visible_to(context).filter(dossier_id=entry.dossier_id, thread=entry.thread)
    return list(rows.select_related("author").order_by("-valid_from", "-version"))


def protected(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[ProtectedEntry]:
    """What stands in the protected area of a member and what stood there, the newest first. One query."""
    rows = ProtectedEntry.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.select_related("author").order_by("-valid_from", "-written_at", "pk"))


def reviews(dossier_ids: Collection[uuid.UUID]) -> list[OpenReview]:
    """Protected entries out of everybody's reach that wait for a decision, where the caller leads. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossier_id, person_id, entries, since FROM situation_reviews(%s) ORDER BY since, person_id",
            [list(dossier_ids)],
        )
        return [OpenReview(*row) for row in cursor.fetchall()]


def protected_count(dossier_id: uuid.UUID, person_id: uuid.UUID) -> int:
    """How many protected entries there are about a member, also behind a closed door."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT situation_protected_count(%s, %s)", [dossier_id, person_id])
        return int(cursor.fetchone()[0])


def open_review(dossier_id: uuid.UUID, person_id: uuid.UUID) -> OpenReview | None:
    """The open review of one member, or None."""
    return next((one for one in reviews([dossier_id]) if one.person_id == person_id), None)
