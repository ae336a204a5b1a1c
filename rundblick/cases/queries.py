"""Set-based reads of the file. Callers show them; row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from rundblick.access.context import Context
from rundblick.access.models import Grant, User
from rundblick.access.models.base import open_grants, open_now
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import next_start
from rundblick.cases.codes import GoalStatus
from rundblick.cases.models import Case, Confidence, ContactNote, Goal, Success, Task
from rundblick.cases.sql import BY_NAME
from rundblick.people.models import Membership
from rundblick.web.clock import BERLIN, berlin_date, today
from rundblick.web.ids import uuid_or_none
from rundblick.web.keyset import Slice

RECENT = 3
LEADS = Q(basis=Basis.RESPONSIBLE, writes=True, subject_id__isnull=True)
"""Doors of whoever is responsible for a whole case."""


def for_member(member: uuid.UUID | None) -> Q:
    """Rows that may be shown while this member looks on: their own and those open to all; None = no limit."""
    return Q() if member is None else Q(person_id=member) | Q(shared=True)


def doors_by_name(context: Context, user_id: uuid.UUID) -> QuerySet[Grant]:
    """Open doors of the context that name this user: as coach, deputy or by contract."""
    return open_grants(context).filter(principal_kind=PrincipalKind.USER, principal_id=user_id, basis__in=BY_NAME)


def cases(context: Context, *, user_id: uuid.UUID | None, closed: bool, now: dt.datetime) -> QuerySet[Case]:
    """Cases for the list, with `next_at`, `last_contact_on`, `may_note` and `responsible` on each row.

    `user_id`: only those whose door names this user (responsible, deputy, assignment); None = all that doors show.
    What a door does not show stays empty, such as the last contact for a team.
    """
    rows = Case.objects.visible_to(context).filter(closed_on__isnull=not closed).select_related("household")
    if user_id is not None:
        rows = rows.filter(Exists(doors_by_name(context, user_id).filter(dossier_id=OuterRef("dossier_id"))))
    return _with_dates(context, rows, now)


def _with_dates(context: Context, rows: QuerySet[Case], now: dt.datetime) -> QuerySet[Case]:
    talks = ContactNote.objects.visible_to(context).filter(dossier_id=OuterRef("dossier_id"))
    latest = Subquery(talks.order_by("-happened_on").values("happened_on")[:1])
    # A team's door shows no notes. Unasked, PostgreSQL would try each note of the file before it says so.
    told = open_grants(context).filter(dossier_id=OuterRef("dossier_id"), topics__contains=["notes"])
    return rows.annotate(
        next_at=next_start(context, now),
        last_contact_on=models.Case(models.When(Exists(told), then=latest)),
        may_note=Exists(told.filter(writes=True)),
        responsible=responsible("dossier_id"),
    )


def page_by_name(
    context: Context,
    *,
    own: bool,
    closed: bool,
    among: list[uuid.UUID] | None,
    now: dt.datetime,
    size: int,
    after: str = "",
    before: str = "",
) -> Slice[Case]:
    """A page of the same cases in the order of names: what follows (or precedes) the case with that id. Two queries.

    `own`: only those whose door names the user. `among`: only these, which a search has found; None = no search.
    """
    anchor = uuid_or_none(after or before)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT case_id, place, total FROM cases_by_name(%s, %s, %s, %s, %s, %s, %s)",
            [own, closed, among, berlin_date(now), anchor, bool(before and not after), size],
        )
        places = cursor.fetchall()
    # The function has asked the doors. Asked once more, PostgreSQL would start from all doors and not from these few.
    rows = Case.objects.filter(pk__in=[case_id for case_id, _place, _total in places]).select_related("household")
    found = {case.pk: case for case in _with_dates(context, rows, now)}
    first, last = (places[0], places[-1]) if places else (None, None)
    return Slice(
        rows=[found[case_id] for case_id, _place, _total in places if case_id in found],
        before=first[0] if first and first[1] > 1 else None,
        after=last[0] if last and last[1] < last[2] else None,
    )


def responsible(dossier: str) -> Subquery:
    """For lists: the name of the coach responsible for the outer row's dossier today."""
    doors = Grant.objects.filter(
        open_now(),
        dossier_id=OuterRef(OuterRef(dossier)),
        basis=Basis.RESPONSIBLE,
    )
    users = User.objects.filter(pk=Subquery(doors.order_by("-valid_from").values("principal_id")[:1]))
    return Subquery(users.order_by().values("display_name")[:1])


def latest_talks(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None = None) -> list[ContactNote]:
    """The latest talks, and each person's latest own concern, in one query, newest first."""
    rows = ContactNote.objects.visible_to(context).filter(for_member(member), dossier_id=dossier_id)
    recent = rows.order_by("-happened_on", "-written_at", "-pk").values("pk")[:RECENT]
    concerns = (
        rows.filter(own_concern__isnull=False)
        .order_by("person_id", "-happened_on", "-written_at", "-pk")
        .distinct("person_id")
        .values("pk")
    )
    # A union and not an OR of two IN: only then does PostgreSQL start from these few ids and not from every note.
    found = ContactNote.objects.visible_to(context).filter(dossier_id=dossier_id, pk__in=recent.union(concerns))
    return list(found.select_related("author").order_by("-happened_on", "-written_at", "-pk"))


def open_tasks(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None = None) -> QuerySet[Task]:
    """Open tasks and next steps of a case, the most urgent first, undated ones last."""
    rows = Task.objects.visible_to(context).filter(for_member(member), dossier_id=dossier_id, done_on__isnull=True)
    return by_urgency(rows.select_related("assignee"))


def by_urgency(rows: QuerySet[Task]) -> QuerySet[Task]:
    """In the order of their days, undated ones last."""
    return rows.order_by(F("due_on").asc(nulls_last=True), "created_on", "pk")


def goals(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None = None) -> QuerySet[Goal]:
    """Goals of a case, the oldest first."""
    rows = Goal.objects.visible_to(context).filter(for_member(member), dossier_id=dossier_id)
    return rows.order_by("since", "pk")


def without_note(
    dossier_ids: Collection[uuid.UUID], *, since: dt.datetime, until: dt.datetime
) -> QuerySet[Appointment]:
    """Appointments from `since` until `until` (exclusive) that were or may have been held and have no note."""
    # A join and not an IN inside of the EXISTS: with the IN, PostgreSQL compares each appointment with every note.
    told = ContactNote.objects.filter(dossier_id=OuterRef("dossier_id"), appointment__meeting=OuterRef("meeting"))
    rows = Appointment.objects.filter(
        dossier_id__in=list(dossier_ids),
        status__in=(Status.PLANNED, Status.HELD),
        ends_at__gte=since,
        ends_at__lt=until,
    )
    return rows.filter(~Exists(told)).order_by("starts_at", "pk")


def goals_on(
    context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, day: dt.date, present: dt.date
) -> list[Goal]:
    """Goals with wording and place as they stood at the end of `day`; one query, two for a day before `present`.

    The days on which goals began, were reached or given up are what is known today (valid time).
    """
    rows = list(goals(context, dossier_id, member=member))
    if day >= present:
        return rows
    until = dt.datetime.combine(day + dt.timedelta(days=1), dt.time.min, tzinfo=BERLIN)
    history: Any = Goal._meta.get_field("former").related_model
    former = (
        history.objects.filter(pgh_obj_id__in=[row.pk for row in rows], pgh_created_at__gte=until)
        .order_by("pgh_obj_id", "pgh_id")
        .distinct("pgh_obj_id")
    )
    then = {event.pgh_obj_id: event for event in former}
    for row in rows:
        event = then.get(row.pk)
        if event is not None:
            for name in ("text", "kind", "parent_id", "rank"):
                setattr(row, name, getattr(event, name))
            row.reached_on, row.ended_on = row.reached_on or event.reached_on, row.ended_on or event.ended_on
    return rows


def latest_confidence(
    context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, day: dt.date
) -> dict[uuid.UUID, list[int]]:
    """By goal: how confident the person was the last times until `day`, the oldest first. One query."""
    rows = Confidence.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id, on__lte=day)
    place = Window(RowNumber(), partition_by=F("goal_id"), order_by=F("on").desc())
    found: dict[uuid.UUID, list[int]] = {}
    for goal_id, value in (
        rows.annotate(place=place).filter(place__lte=RECENT).order_by("on").values_list("goal_id", "value")
    ):
        found.setdefault(goal_id, []).append(value)
    return found


def latest_successes(
    context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, until: dt.date, size: int = RECENT
) -> list[Success]:
    """What succeeded lately, the latest first; `until` inclusive."""
    rows = Success.objects.visible_to(context).filter(for_member(member), dossier_id=dossier_id, on__lte=until)
    return list(rows.order_by("-on", "-pk")[:size])


@dataclass(frozen=True)
class SharedGoal:
    """A goal that the family may see, with the rows of all who carry it and share it.

    `left`: persons among them who no longer belong to the household; their rows stay as they were.
    """

    rows: tuple[Goal, ...]
    left: frozenset[uuid.UUID]


def shared_goals(context: Context, dossier_id: uuid.UUID) -> list[SharedGoal]:
    """Goals that members opened to the family and did not give up, those carried together as one. One query."""
    belongs = Membership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=today()),
        dossier_id=OuterRef("dossier_id"),
        person_id=OuterRef("person_id"),
        valid_from__lte=today(),
    )
    rows = Goal.objects.visible_to(context).filter(dossier_id=dossier_id, shared=True)
    grouped: dict[uuid.UUID, list[Any]] = {}
    for row in rows.exclude(status=GoalStatus.DROPPED).annotate(belongs=Exists(belongs)).order_by("since", "pk"):
        grouped.setdefault(row.together or row.pk, []).append(row)
    return [
        SharedGoal(tuple(found), frozenset(row.person_id for row in found if not row.belongs))
        for found in grouped.values()
    ]
