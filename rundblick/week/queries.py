"""Set-based reads of the Wochenplan. Row-level security holds underneath."""

import datetime as dt
import uuid
from typing import Any, TypeVar

from django.db.models import Q

from rundblick.access.context import Context
from rundblick.access.models import TimelineEntry
from rundblick.cases.codes import GoalStatus
from rundblick.cases.file import File
from rundblick.cases.models import Goal
from rundblick.cases.queries import goals as goals_of
from rundblick.cases.standing import Standing
from rundblick.people.rules import Role
from rundblick.web.clock import berlin_date
from rundblick.week.coming import Dated
from rundblick.week.models import Block, CareSpan, Fallback, Need

S = TypeVar("S", bound=Standing)
TALKED = "week_emergency"


def alone(file: File) -> frozenset[uuid.UUID]:
    """Members whose rows stay with them, because their contact is protected and somebody else's is not."""
    return frozenset() if file.member_ids <= file.protected else file.protected


def open_to(file: File) -> Q:
    """What may be seen now: what members share, and the rest of the member looked at, if any (design rule 6)."""
    shared = Q(shared=True) & ~(Q(person__isnull=False) & Q(person__in=alone(file)))
    return shared | Q(person_id=file.member) if file.member else shared


def standing(context: Context, file: File, model: type[S], day: dt.date) -> list[S]:
    """Rows that hold on that day and may be seen. One query."""
    rows: Any = model.objects.visible_to(context).filter(open_to(file), dossier_id=file.pk)
    return list(rows.on(day).order_by("written_at", "pk"))


def blocks(context: Context, file: File, day: dt.date) -> list[Block]:
    """All blocks by the time of day."""
    return sorted(standing(context, file, Block, day), key=lambda row: (row.starts, min(row.weekdays), row.ends))


def needs(context: Context, file: File, day: dt.date) -> dict[uuid.UUID, Need]:
    """By child, the word of the family that it needs somebody."""
    return {row.person_id: row for row in standing(context, file, Need, day) if row.person_id}


def fallbacks(context: Context, file: File, day: dt.date) -> list[Fallback]:
    """The lines of the Notfallplan in their order."""
    return sorted(standing(context, file, Fallback, day), key=lambda row: row.rank)


def goals(context: Context, file: File) -> list[Goal]:
    """Open goals that a planned block may belong to, as far as they may be seen. One query."""
    if "goals" not in file.reads:
        return []
    return list(goals_of(context, file.pk).filter(open_to(file), status=GoalStatus.OPEN))


def carers_of(need: Need, file: File) -> list[uuid.UUID]:
    """Who looks after the child at home: the members chosen, else all adults of today's household."""
    here = [member for member in file.members if member.person.pk != need.person_id]
    chosen = [member.person.pk for member in here if member.person.pk in need.carers]
    return chosen or [member.person.pk for member in here if member.role != Role.CHILD]


def talked_on(context: Context, file: File) -> dt.date | None:
    """The last day on which the Notfallplan was talked about. One query."""
    rows: Any = TimelineEntry.objects.visible_to(context).filter(dossier_id=file.pk, kind=TALKED)
    at = rows.order_by("-at").values_list("at", flat=True).first()
    return berlin_date(at) if at else None


def dated(row: CareSpan) -> Dated:
    """A row as the rules take it."""
    assert row.person_id is not None
    return Dated(
        key=row.thread,
        person=row.person_id,
        child=row.child_id or row.person_id,
        kind=row.kind,
        state=row.state,
        state_since=row.state_since,
        first_day=row.first_day,
        last_day=row.last_day,
    )
