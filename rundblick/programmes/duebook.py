"""The stored due items: computed from facts, never typed (design rule 2).

`refresh` is the only writer. It must see everything about a dossier, and the person who saves may hold a narrow door
(a deputy sees no outcomes), so services do not compute: `facts_changed` leaves a mark in their transaction, and the
worker is knocked at when it commits. Until it has answered, `due_of` computes marked dossiers while reading, for
those whose doors are wide enough; nobody who has just written down a talk is told that it is overdue.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction
from django.db.models import Q

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.doors import BY_CONSENT_ALONE, TOPICS
from rundblick.access.models.base import open_grants
from rundblick.programmes.bridge import Frame, frames_of, told
from rundblick.programmes.due import DueItem as Computed
from rundblick.programmes.due import due_items
from rundblick.programmes.models import DueItem, DueMark, Participation
from rundblick.programmes.presences import shield
from rundblick.programmes.publishing import documents
from rundblick.web.clock import now, today

OWN = "programmes"
"""`source` of what a definition makes due."""

CLOSED = "case.closed"
"""Told by the room of cases: holds from the day a case is closed until it is opened again."""

EVERYTHING = frozenset(TOPICS) - BY_CONSENT_ALONE
"""Topics somebody must hold to compute what is due; no rule asks about the protected area."""

_COMPARED = (
    "topic_code",
    "person_id",
    "kind",
    "label",
    "explanation",
    "due_on",
    "last_useful_day",
    "definition_id",
    "participation_id",
)
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Due:
    """Something due, as it is read on a day. `overdue` and nothing else depends on that day."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID | None
    topic: str
    source: str
    rule: str
    key: str
    kind: str
    label: str
    explanation: str
    due_on: dt.date
    last_useful_day: dt.date | None
    participation_id: uuid.UUID | None
    overdue: bool


@dataclass(frozen=True, slots=True)
class Changed:
    """What a refresh did to the rows."""

    created: int = 0
    changed: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.created or self.changed or self.removed)


def facts_changed(dossier_ids: Iterable[uuid.UUID]) -> None:
    """Say that facts a rule may ask about have changed; call it in the transaction that changes them.

    One statement, and one after the commit; repeating it in one transaction costs nothing. The mark needs no door:
    whoever may change one fact (a member's appointment) need not see the household, and a mark tells nothing.
    """
    knocks = [entry[1] for entry in connection.run_on_commit if isinstance(entry[1], _Knock)]
    fresh = set(dossier_ids).difference(*(knock.dossier_ids for knock in knocks))
    if not fresh:
        return
    moment = now()
    DueMark.objects.bulk_create(DueMark(dossier_id=dossier_id, marked_at=moment) for dossier_id in fresh)
    transaction.on_commit(_Knock(frozenset(fresh)), robust=True)


@dataclass(frozen=True)
class _Knock:
    """Asks the worker to look at once. Should that fail, the marks are found a minute later (tasks.py)."""

    dossier_ids: frozenset[uuid.UUID]

    def __call__(self) -> None:
        from rundblick.programmes.tasks import refresh_due

        refresh_due.defer(dossier_ids=sorted(map(str, self.dossier_ids)))


def refresh(dossier_ids: Iterable[uuid.UUID], *, as_of: dt.date | None = None) -> Changed:
    """Bring the due items of these dossiers in line with what is known on `as_of` (Berlin's today by default).

    Runs as worker, or in the context of somebody who sees everything. One refresh per dossier at a time: the lock is
    held until the transaction ends. Number of queries fixed for any number of dossiers. Running it twice changes
    nothing.
    """
    ids = sorted(set(dossier_ids))
    if not ids:
        return Changed()
    lock(ids)
    # Marks that are not committed yet survive this, and so does the refresh they stand for.
    DueMark.objects.filter(dossier_id__in=ids).delete()
    wanted = {identity(row): row for row in compute(ids, as_of or today())}
    stored = {identity(row): row for row in DueItem.objects.filter(dossier_id__in=ids)}
    new = [row for key, row in wanted.items() if key not in stored]
    gone = [row.pk for key, row in stored.items() if key not in wanted]
    changed = [_onto(stored[key], row) for key, row in wanted.items() if key in stored and differs(stored[key], row)]
    DueItem.objects.bulk_create(new, batch_size=_BATCH)
    if changed:
        DueItem.objects.bulk_update(changed, _COMPARED, batch_size=_BATCH)
    if gone:
        DueItem.objects.filter(pk__in=gone).delete()
    return Changed(len(new), len(changed), len(gone))


def lock(dossier_ids: Collection[uuid.UUID]) -> None:
    """Wait until nobody else refreshes these dossiers; in one order, so that two cannot block each other."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(k) FROM"
            " (SELECT hashtextextended('programmes.due:' || i::text, 0) AS k FROM unnest(%s::uuid[]) i ORDER BY 1) s",
            [list(dossier_ids)],
        )


def compute(dossier_ids: Collection[uuid.UUID], as_of: dt.date) -> list[DueItem]:
    """What is due as of that day (inclusive), as unsaved rows; as far as the caller's doors show the facts.

    While a case is closed no programme asks for anything; when it is opened again, what is still open comes back.
    """
    rows = [
        _own_row(frame, item)
        for frame, facts in told(frames_of(dossier_ids))
        if not any(fact.code == CLOSED and fact.holds(as_of) for fact in facts)
        for item in due_items(facts, frame.programme, as_of)
        if item.last_useful_day is None or item.last_useful_day >= as_of
    ]
    for name, rule in hooks.due_rules.items():
        rows += [_row_of_room(name, entry) for entry in rule.compute(list(dossier_ids), as_of)]
    return list({identity(row): row for row in rows}.values())


def due_of(
    context: Context, dossier_ids: Iterable[uuid.UUID], *, as_of: dt.date | None = None
) -> dict[uuid.UUID, list[Due]]:
    """What is due in each of these dossiers and open to the context, earliest first; every dossier is a key.

    `as_of` decides what is overdue and what has lost its sense (Berlin's today by default). Two queries; dossiers
    that wait for their refresh are computed on the spot if the context sees everything about them.
    """
    day = as_of or today()
    ids = set(dossier_ids)
    live = _seen_whole(context, waiting(context, ids))
    rows = list(DueItem.objects.visible_to(context).filter(dossier_id__in=ids - live))
    if live:
        rows += compute(live, day)
    rows = without_absences(context, rows)
    found: dict[uuid.UUID, list[Due]] = {dossier_id: [] for dossier_id in ids}
    for row in sorted(rows, key=lambda row: (row.due_on, row.rule, row.key)):
        if row.last_useful_day is None or row.last_useful_day >= day:
            found[row.dossier_id].append(_read(row, day))
    return found


def without_absences(context: Context, rows: list[DueItem]) -> list[DueItem]:
    """Leave out what would tell of an absence to a reader it is closed to (presences.py).

    One query where something rests on an absence in a programme that keeps them in the house, none otherwise.
    """
    if context.kind.startswith("system"):
        return rows
    telling = [row for row in rows if row.source == OWN and row.rule.startswith("attendance.")]
    programmes = documents({row.definition_id for row in telling if row.definition_id})
    closed = {
        row.participation_id
        for row in telling
        if row.participation_id and row.definition_id in programmes and shield(programmes[row.definition_id])
    }
    if not closed:
        return rows
    of_house = Q(run__provider_id=context.organisation_id) if context.organisation_id else Q(pk__in=[])
    kept = Participation.objects.visible_to(context, writing=True).filter(pk__in=closed, run__provider=None)
    shown = Participation.objects.visible_to(context).filter(of_house, pk__in=closed)
    known = set(kept.values_list("pk", flat=True).union(shown.values_list("pk", flat=True)))
    hidden = closed - known
    return [row for row in rows if not (row in telling and row.participation_id in hidden)]


def waiting(context: Context, dossier_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Those whose stored items are older than their facts."""
    marks = DueMark.objects.visible_to(context).filter(dossier_id__in=list(dossier_ids))
    return set(marks.values_list("dossier_id", flat=True))


def identity(row: DueItem) -> tuple[uuid.UUID, str, str, str]:
    """What makes two rows the same item."""
    return row.dossier_id, row.source, row.rule, row.key


def differs(one: DueItem, other: DueItem) -> bool:
    """Whether the same item says something else."""
    return any(getattr(one, name) != getattr(other, name) for name in _COMPARED)


def _seen_whole(context: Context, dossier_ids: set[uuid.UUID]) -> set[uuid.UUID]:
    if not dossier_ids:
        return set()
    held: dict[uuid.UUID, set[str]] = {}
    doors = open_grants(context).filter(dossier_id__in=dossier_ids, subject_id__isnull=True)
    for dossier_id, topics in doors.values_list("dossier_id", "topics"):
        held.setdefault(dossier_id, set()).update(topics)
    return {dossier_id for dossier_id, topics in held.items() if topics >= EVERYTHING}


def _own_row(frame: Frame, item: Computed) -> DueItem:
    return DueItem(
        dossier_id=frame.dossier_id,
        topic_code=item.topic,
        person_id=item.subject,
        source=OWN,
        rule=item.rule,
        key=f"{frame.key}/{item.subject or ''}/{item.key}",
        kind=item.kind,
        label=item.label,
        explanation=item.explanation,
        due_on=item.due_on,
        last_useful_day=item.last_useful_day,
        definition_id=frame.run.definition_id,
        participation_id=frame.lead.pk,
    )


def _row_of_room(name: str, entry: dict[str, Any]) -> DueItem:
    return DueItem(
        dossier_id=entry["dossier_id"],
        topic_code=entry["topic_code"],
        person_id=entry.get("person_id"),
        source=name,
        rule=entry["rule"],
        key=entry["key"],
        kind=entry["kind"],
        label=entry["label"],
        explanation=entry.get("explanation", ""),
        due_on=entry["due_on"],
        last_useful_day=entry.get("last_useful_day"),
    )


def _onto(stored: DueItem, computed: DueItem) -> DueItem:
    for name in _COMPARED:
        setattr(stored, name, getattr(computed, name))
    return stored


def _read(row: DueItem, day: dt.date) -> Due:
    return Due(
        dossier_id=row.dossier_id,
        person_id=row.person_id,
        topic=row.topic_code,
        source=row.source,
        rule=row.rule,
        key=row.key,
        kind=row.kind,
        label=row.label,
        explanation=row.explanation,
        due_on=row.due_on,
        last_useful_day=row.last_useful_day,
        participation_id=row.participation_id,
        overdue=row.due_on < day,
    )
