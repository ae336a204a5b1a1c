"""Set-based reads of the room."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from rundblick.access.context import Context
from rundblick.access.models import Grant, User
from rundblick.access.models.base import open_grants, open_now
from rundblick.access.models.dossiers import PrincipalKind
from rundblick.conferences.codes import SeatKind
from rundblick.conferences.models import About, Addendum, Conference, Contribution, Decision, Point, Seat, Tick
from rundblick.conferences.rules import Held


def own_doors(context: Context, dossier_id: uuid.UUID, *, writing: bool = False) -> list[Held]:
    """What the context's own doors to a case open. One query."""
    rows = open_grants(context).filter(dossier_id=dossier_id)
    if writing:
        rows = rows.filter(Q(writes=True) | Q(guest=True))
    return [Held(frozenset(topics), subject) for topics, subject in rows.values_list("topics", "subject_id")]


def doors_of_seats(dossier_id: uuid.UUID, seats: Sequence[Seat]) -> dict[uuid.UUID, list[Held]]:
    """What the doors of each seat open at this second: those of the house, of its people, or of the colleague.

    Two queries, however many seats.
    """
    houses = {seat.organisation_id: seat.pk for seat in seats if seat.organisation_id}
    people = {seat.user_id: seat.pk for seat in seats if seat.user_id}
    held: dict[uuid.UUID, list[Held]] = {seat.pk: [] for seat in seats}
    grants = list(Grant.objects.filter(open_now()).filter(dossier_id=dossier_id).exclude(basis="self"))
    named = {row.principal_id for row in grants if row.principal_kind == PrincipalKind.USER}
    working = dict(User.objects.filter(pk__in=named, is_active=True).values_list("pk", "organisation_id"))
    for row in grants:
        door = Held(frozenset(row.topics), row.subject_id)
        if row.principal_kind == PrincipalKind.ORGANISATION and (seat := houses.get(row.principal_id)):
            held[seat].append(door)
        if row.principal_kind == PrincipalKind.USER:
            if seat := people.get(row.principal_id):
                held[seat].append(door)
            house = working.get(row.principal_id)
            if house is not None and (seat := houses.get(house)):
                held[seat].append(door)
    return held


def abouts(context: Context, conference: Conference) -> list[uuid.UUID]:
    """The persons a conference is about, as far as the doors open them; the main one first. One query."""
    rows = About.objects.visible_to(context).filter(conference=conference)
    found = list(rows.order_by("pk").values_list("person_id", flat=True))
    return sorted(found, key=lambda person: person != conference.person_id)


def seats(context: Context, conference: Conference) -> list[Seat]:
    """Who sits at the table, as far as the reader may know. One query."""
    rows: Any = Seat.objects.visible_to(context).filter(conference=conference)
    return list(rows.select_related("user", "organisation", "member", "invitation").order_by("kind", "part", "pk"))


def points(context: Context, conference: Conference) -> list[Point]:
    """The agenda in its order. One query."""
    rows = Point.objects.visible_to(context).filter(conference=conference)
    return list(rows.order_by("place", "pk"))


def contributions(context: Context, conference: Conference) -> list[Contribution]:
    """What was brought along, house by house. One query."""
    rows: Any = Contribution.objects.visible_to(context).filter(conference=conference)
    return list(rows.select_related("agency").order_by("agency__name", "written_at", "pk"))


def decisions(context: Context, conference: Conference) -> list[Decision]:
    """What was decided, by its day. One query. `task` is there as far as the doors show it."""
    rows: Any = Decision.objects.visible_to(context).filter(conference=conference)
    return list(rows.select_related("agency", "assignee", "task").order_by("due_on", "decided_at", "pk"))


def addenda(context: Context, conference: Conference) -> list[Addendum]:
    """What was added after closing. One query."""
    rows: Any = Addendum.objects.visible_to(context).filter(conference=conference)
    return list(rows.select_related("author").order_by("written_at", "pk"))


def of_case(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None = None) -> QuerySet[Conference]:
    """Conferences of a case, the latest first; with `member` those about this person alone."""
    rows = Conference.objects.visible_to(context).filter(dossier_id=dossier_id)
    if member is not None:
        rows = rows.filter(Exists(About.objects.filter(conference=OuterRef("pk"), person_id=member)))
    return rows.order_by("-starts_at", "pk")


def open_to(context: Context, *, closed: bool) -> QuerySet[Conference]:
    """All conferences whose doors are open to the context: those to come or unfinished, or those closed."""
    rows = Conference.objects.visible_to(context).filter(cancelled_at__isnull=True, closed_at__isnull=not closed)
    return rows.select_related("led_by")


def unprepared(context: Context, day: dt.date) -> QuerySet[Conference]:
    """Conferences whose preparation waits for the context: as somebody seated, or as a house invited."""
    mine = Contribution.objects.filter(conference=OuterRef("pk"), agency_id=context.organisation_id)
    seated = Seat.objects.filter(
        Q(user_id=context.user_id) | Q(organisation_id=context.organisation_id), conference=OuterRef("pk")
    )
    return Conference.objects.visible_to(context).filter(
        Exists(seated),
        ~Exists(mine),
        closed_at__isnull=True,
        cancelled_at__isnull=True,
        prepare_until__gte=day - dt.timedelta(days=14),
        starts_at__gt=Now(),
    )


def ticks(context: Context, conference: Conference) -> dict[str, Tick]:
    """What of the checklist is ticked, by the code of the line. One query."""
    rows: Any = Tick.objects.visible_to(context).filter(conference=conference).select_related("by")
    return {row.line: row for row in rows.order_by("at")}


def colleagues(context: Context) -> list[User]:
    """Who works in the own house. One query."""
    if context.organisation_id is None:
        return []
    rows = User.objects.filter(organisation_id=context.organisation_id, is_active=True)
    return list(rows.order_by("display_name", "pk"))


def not_done() -> QuerySet[Decision]:
    """Decisions of the outer conference that nobody has carried out, once its protocol is closed."""
    rows = Decision.objects.filter(conference=OuterRef("pk"), conference__closed_at__isnull=False, done_on__isnull=True)
    return rows.exclude(task__done_on__isnull=False).order_by("due_on")


def uninformed() -> QuerySet[Seat]:
    """Seats of the outer conference whose copy is still to be handed on; whoever writes the protocol has it."""
    waits = (
        Q(kind=SeatKind.MEMBER)
        | (Q(kind=SeatKind.HOUSE) & ~Q(user=OuterRef("led_by")))
        | Q(kind=SeatKind.AGENCY, invitation__isnull=False)
    )
    return Seat.objects.filter(waits, conference=OuterRef("pk"), informed_on__isnull=True)
