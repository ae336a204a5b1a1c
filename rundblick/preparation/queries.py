"""Set-based reads of the room, each one statement. Row-level security holds underneath."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, OuterRef, Q, Value

from rundblick.access.context import Context
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import upcoming
from rundblick.cases.codes import GoalStatus
from rundblick.cases.models import Confidence, ContactNote, Goal, Success, Task
from rundblick.people.models import Address
from rundblick.work.models import Outcome
from rundblick.work.taxonomy import taxonomy

RECENT = 3
MOST = 300
"""Rows of one kind that are read; a page shows far fewer and says that there are more."""


def own(person: uuid.UUID) -> Q:
    """What is about this member, and what is the household's."""
    return Q(person_id=person) | Q(person_id__isnull=True, shared=True)


def talks(context: Context, dossier_id: uuid.UUID, person: uuid.UUID) -> list[ContactNote]:
    """The latest talk with this member, and the one with their latest own concern; newest first."""
    rows = ContactNote.objects.visible_to(context).filter(dossier_id=dossier_id)
    order = ("-happened_on", "-written_at", "-pk")
    latest = rows.filter(own(person)).order_by(*order).values("pk")[:1]
    concern = rows.filter(person_id=person, own_concern__isnull=False).order_by(*order).values("pk")[:1]
    return list(rows.filter(pk__in=latest.union(concern)).order_by(*order))


def tasks(context: Context, dossier_id: uuid.UUID, who: Q, *, since: dt.date) -> list[Task]:
    """Tasks that are open or were done from that day on: in the order of their days, then what was agreed last."""
    rows = Task.objects.visible_to(context).filter(who, dossier_id=dossier_id)
    current = rows.filter(Q(done_on__isnull=True) | Q(done_on__gte=since)).select_related("assignee")
    return list(current.order_by(F("due_on").asc(nulls_last=True), "-created_on", "pk")[:MOST])


def goals(context: Context, dossier_id: uuid.UUID, person: uuid.UUID, *, since: dt.date) -> list[Any]:
    """The member's goals in work and those reached from that day on. `latest`: confidence, the latest first."""
    said = Confidence.objects.visible_to(context).filter(goal=OuterRef("pk")).order_by("-on").values("value")
    rows: Any = Goal.objects.visible_to(context).filter(
        Q(status=GoalStatus.OPEN) | Q(reached_on__gte=since), dossier_id=dossier_id, person_id=person
    )
    return list(rows.annotate(latest=ArraySubquery(said[:RECENT])).order_by("rank", "since", "pk")[:MOST])


def successes(context: Context, dossier_id: uuid.UUID, person: uuid.UUID, *, size: int) -> list[Success]:
    """What this member succeeded in, the latest first."""
    rows = Success.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person)
    return list(rows.order_by("-on", "-pk")[:size])


def appointments(context: Context, dossier_id: uuid.UUID, who: Q, *, at: dt.datetime) -> list[Appointment]:
    """The next planned appointments."""
    return list(upcoming(context, [dossier_id], at=at).filter(who)[:RECENT])


def changes(
    context: Context, dossier_id: uuid.UUID, person: uuid.UUID, *, since: dt.date, moves: bool, jobs: bool
) -> list[tuple[str, dt.date, uuid.UUID | None]]:
    """Work and training that began, and new addresses, from that day on: (kind, day, member).

    A move is told without the address, and only with `moves`; a job of another member only when it is shared. `kind`
    is "address" or that of the outcome. One statement, none where neither is asked for.
    """
    parts: list[Any] = []
    if jobs:
        kinds = [kind.code for kind in taxonomy().kinds if kind.job]
        begun = Outcome.objects.visible_to(context).filter(
            Q(person_id=person) | Q(shared=True), dossier_id=dossier_id, kind__in=kinds, achieved_on__gte=since
        )
        parts.append(begun.order_by().values_list("kind", "achieved_on", "person_id"))
    if moves:
        theirs = Q(person_id=person) | Q(person_id__isnull=True)
        former = Address.objects.filter(theirs, dossier_id=dossier_id, valid_from__lt=OuterRef("valid_from"))
        moved = Address.objects.visible_to(context).filter(
            theirs, Exists(former), dossier_id=dossier_id, valid_from__gte=since
        )
        said = moved.annotate(said=Value("address", output_field=CharField(max_length=40)))
        parts.append(said.order_by().values_list("said", "valid_from", "person_id"))
    if not parts:
        return []
    found = parts[0].union(*parts[1:], all=True) if parts[1:] else parts[0]
    return sorted(found[:MOST], key=lambda row: (row[1], row[0]))


def appointment_today(context: Context, dossier_id: uuid.UUID, person: uuid.UUID, day: dt.date) -> Appointment | None:
    """Today's appointment with this member, which a talk most likely is."""
    rows = Appointment.objects.visible_to(context).filter(
        dossier_id=dossier_id, person_id=person, starts_at__date=day, status__in=(Status.PLANNED, Status.HELD)
    )
    return rows.order_by("starts_at", "pk").first()
