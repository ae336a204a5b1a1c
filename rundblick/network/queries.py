"""Set-based reads of the Netzwerkkarte. Row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Count, F, Max, Q, QuerySet

from rundblick.access.context import Context
from rundblick.network.codes import FORMAL
from rundblick.network.models import Tie
from rundblick.network.rules import Place

FORMER = 12


def on_map(member: uuid.UUID) -> Q:
    """What a member's map shows: their own ties and those of the whole household."""
    return Q(person_id=member) | Q(person__isnull=True)


def open_to(member: uuid.UUID | None, protected: Collection[uuid.UUID]) -> Q:
    """Rows that may be seen while this member looks on (None = nobody does).

    Helpers of a person with protected contact are for that person's eyes only, whatever was shared before.
    """
    if member is None:
        return Q()
    hidden = [person for person in protected if person != member]
    return on_map(member) | (Q(shared=True) & ~Q(person_id__in=hidden))


def held(
    context: Context,
    dossier_id: uuid.UUID,
    *,
    member: uuid.UUID,
    protected: Collection[uuid.UUID],
    days: Collection[dt.date],
) -> list[Tie]:
    """Ties that hold on any of these days: on the member's map, or shared by another member."""
    then = Q()
    for day in days:
        then |= (Q(valid_until__isnull=True) | Q(valid_until__gt=day)) & Q(valid_from__lte=day)
    rows = Tie.objects.visible_to(context).filter(open_to(member, protected), then, dossier_id=dossier_id)
    return list(rows.order_by("closeness", "written_at", "pk"))


def former(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID, today: Collection[Tie]) -> list[Tie]:
    """Who was on the map and is not among those of `today`: the last version of each, those who left last first."""
    rows = Tie.objects.visible_to(context).filter(on_map(member), dossier_id=dossier_id, valid_until__isnull=False)
    gone = rows.exclude(thread__in=[tie.thread for tie in today]).order_by("-valid_until", "pk")
    # A restated tie ended before its last version did, so the first of a thread is the last that was said.
    latest: dict[uuid.UUID, Tie] = {}
    for tie in gone[: FORMER * 4]:
        latest.setdefault(tie.thread, tie)
    return list(latest.values())[:FORMER]


def today_on_map(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID) -> list[Tie]:
    """Everybody on the member's map today."""
    rows = Tie.objects.visible_to(context).filter(on_map(member), dossier_id=dossier_id, valid_until__isnull=True)
    return list(rows.order_by("closeness", "written_at", "pk"))


def helping(
    context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None, protected: Collection[uuid.UUID]
) -> QuerySet[Tie]:
    """Formal helpers of today, nearest first, as far as the member looking on may know."""
    kinds = [kind.value for kind in FORMAL]
    rows = Tie.objects.visible_to(context).filter(open_to(member, protected), dossier_id=dossier_id, kind__in=kinds)
    return rows.filter(valid_until__isnull=True).order_by("closeness", "written_at", "pk")


def places(dossier_id: uuid.UUID, person_id: uuid.UUID | None) -> list[Place]:
    """Where on this map somebody stands already; for the household, on anybody's map."""
    rows = Tie.objects.filter(dossier_id=dossier_id, valid_until__isnull=True)
    if person_id is not None:
        rows = rows.filter(on_map(person_id))
    return list(rows.order_by("pk").values_list("x", "y"))


def summary(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID) -> tuple[int, dt.datetime | None]:
    """How many stand on the map, and when somebody last worked on it."""
    rows = Tie.objects.visible_to(context).filter(on_map(member), dossier_id=dossier_id, valid_until__isnull=True)
    found = rows.order_by().aggregate(number=Count("pk"), last=Max(F("written_at")))
    return found["number"], found["last"]
