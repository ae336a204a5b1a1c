"""Set-based reads of the room."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from rundblick.access.context import Context
from rundblick.cases.models import Case
from rundblick.cases.queries import doors_by_name, for_member
from rundblick.waiting.models import Asking, Bridge, Wait

SHOWN_OVER = 20


def open_waits(context: Context, dossier_ids: Collection[uuid.UUID], *, member: uuid.UUID | None = None) -> list[Wait]:
    """What is waited for today in these dossiers, the longest first: for other rooms. One query.

    `member`: only what may be shown while this member reads along; None = all. `Wait.name` and `Wait.days()` say what
    and how long.
    """
    rows = Wait.objects.visible_to(context).filter(
        for_member(member), dossier_id__in=list(dossier_ids), ended_on__isnull=True
    )
    return list(rows.order_by("since", "pk"))


def waits(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, day: dt.date) -> list[Wait]:
    """What was waited for on `day`, the longest first, with askings and bridges of that day. Three queries.

    While a member reads along, those of other members are left out, and what was asked or helps in their waits too.
    """
    holds = Q(ended_on__isnull=True) | Q(ended_on__gt=day)
    own = Q() if member is None else Q(person_id=member) | Q(person_id__isnull=True)
    askings = Asking.objects.visible_to(context).filter(own, on__lte=day).order_by("-on", "-pk")
    bridges: Any = Bridge.objects.visible_to(context).filter(own, holds, since__lte=day)
    rows: Any = Wait.objects.visible_to(context).filter(
        for_member(member), holds, dossier_id=dossier_id, since__lte=day
    )
    return list(
        rows.order_by("since", "pk").prefetch_related(
            Prefetch("askings", queryset=askings),
            Prefetch("bridges", queryset=bridges.select_related("task", "goal").order_by("since", "pk")),
        )
    )


def over(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, day: dt.date) -> list[Wait]:
    """What had ended by `day`, the latest first. One query."""
    rows = Wait.objects.visible_to(context).filter(for_member(member), dossier_id=dossier_id, ended_on__lte=day)
    return list(rows.order_by("-ended_on", "-pk")[:SHOWN_OVER])


def of_my_cases(context: Context, user_id: uuid.UUID, *, kind: str = "") -> QuerySet[Wait]:
    """Everything waited for in the open cases whose door names this user, with `bridged` on each row."""
    own = doors_by_name(context, user_id).filter(dossier_id=OuterRef("dossier_id"))
    running = Case.objects.filter(pk=OuterRef("dossier_id"), closed_on__isnull=True)
    helps = Bridge.objects.filter(Q(ended_on__isnull=True), wait=OuterRef("pk"))
    rows = Wait.objects.visible_to(context).filter(Exists(own), Exists(running), ended_on__isnull=True)
    rows = rows.filter(kind=kind) if kind else rows
    return rows.select_related("person").annotate(bridged=Exists(helps))
