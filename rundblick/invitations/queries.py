"""Set-based reads of the room. Row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from rundblick.access.context import Context
from rundblick.access.models import User
from rundblick.access.tokens import digest
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import with_consent
from rundblick.invitations.codes import Kind, State
from rundblick.invitations.consents import not_withdrawn
from rundblick.invitations.consents import with_consent as with_message_consent
from rundblick.invitations.models import Letterhead, Message, Wish
from rundblick.people.models import Address, Membership
from rundblick.programmes.models import Participation
from rundblick.programmes.publishing import documents
from rundblick.web.clock import now, today

FEED_BACK = dt.timedelta(days=30)
FEED_AHEAD = dt.timedelta(days=366)


def standing(rows: QuerySet[Wish]) -> QuerySet[Wish]:
    """Wishes that hold, with a consent to messages that stands today; what is sent without being asked for goes there.

    Their address works, and the person belongs to the household today.
    """
    return with_message_consent(addressed(rows)).filter(allowed=True)


def addressed(rows: QuerySet[Wish]) -> QuerySet[Wish]:
    """Wishes whose address works and that were not taken back, of people who belong to the household today.

    For what somebody asks for each time, such as a sheet that was talked about.
    """
    day = today()
    member = Membership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        dossier_id=OuterRef("dossier_id"),
        person_id=OuterRef("person_id"),
        valid_from__lte=day,
    )
    return not_withdrawn(rows.filter(Exists(member), ended_at__isnull=True, failed_at__isnull=True))


def failed(wishes: QuerySet[Any]) -> None:
    """The far side does not know the addresses of these wishes (ids): nothing goes there any more. As worker."""
    Wish.objects.filter(pk__in=wishes, failed_at__isnull=True).update(failed_at=now())


def table(context: Context, appointment: Appointment) -> list[Appointment]:
    """The appointments of everybody at this table the context may change, the given one first. One query."""
    rows = Appointment.objects.visible_to(context, writing=True).filter(
        dossier_id=appointment.dossier_id, meeting=appointment.meeting
    )
    found = rows.select_related("coach__organisation", "room").order_by("pk")
    return sorted(found, key=lambda row: row.pk != appointment.pk)


def persons_at(rows: Collection[Appointment]) -> list[uuid.UUID] | None:
    """Whom these appointments concern; None for all members of the household."""
    persons = [row.person_id for row in rows if row.person_id]
    return persons if len(persons) == len(rows) else None


def wishes(context: Context, dossier_id: uuid.UUID, persons: Collection[uuid.UUID] | None = None) -> list[Wish]:
    """Wishes that were not taken back, with `allowed` (`consents.with_consent`); of all members or of some. One query.

    Those whose address failed and those that rest without a consent are among them.
    """
    held = Wish.objects.visible_to(context).filter(dossier_id=dossier_id, ended_at__isnull=True)
    rows = with_message_consent(held)
    if persons is not None:
        rows = rows.filter(person_id__in=persons)
    return list(rows.select_related("person").order_by("person__sort_key", "channel"))


def messages_about(context: Context, rows_at_table: Collection[Appointment]) -> list[Message]:
    """What was sent about these appointments, the latest first. One query."""
    rows = Message.objects.visible_to(context).filter(appointment__in=rows_at_table)
    return list(rows.select_related("person").order_by("-created_at", "pk"))


def some_failed(context: Context, appointment: Appointment) -> bool:
    """Whether for somebody at this table the latest message did not arrive. One query."""
    rows = Message.objects.visible_to(context).filter(
        dossier_id=appointment.dossier_id, appointment__meeting=appointment.meeting
    )
    latest = dict(rows.order_by("created_at").values_list("person_id", "state"))
    return State.BOUNCED in latest.values()


def letterhead(organisation_id: uuid.UUID | None) -> Letterhead | None:
    """The letterhead of a house, where somebody wrote it. At most one query."""
    if organisation_id is None:
        return None
    return Letterhead.objects.filter(organisation_id=organisation_id).first()


def letterheads(organisation_ids: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, Letterhead]:
    """Letterheads by house. One query."""
    rows = Letterhead.objects.filter(organisation_id__in=[one for one in organisation_ids if one])
    return {row.organisation_id: row for row in rows}


def ahead(context: Context, *, at: dt.datetime, until: dt.datetime, most: int) -> list[Appointment]:
    """My planned appointments that begin after `at` and before `until`, in order."""
    rows = Appointment.objects.visible_to(context).filter(
        coach_id=context.user_id, status=Status.PLANNED, starts_at__gt=at, starts_at__lt=until
    )
    return list(rows.select_related("coach__organisation", "room").order_by("starts_at", "meeting", "pk")[:most])


def addresses(
    context: Context, dossier_ids: Collection[uuid.UUID]
) -> dict[tuple[uuid.UUID, uuid.UUID | None], Address]:
    """Where each household (None) or one of its members gets post today, by dossier and person. One query.

    Nothing of a household with protected contact: PostgreSQL withholds it.
    """
    day = today()
    holding = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    rows = Address.objects.visible_to(context).filter(holding, dossier_id__in=dossier_ids, valid_from__lte=day)
    return {(row.dossier_id, row.person_id): row for row in rows.order_by("valid_from", "pk")}


def in_voluntary_programme(dossier_id: uuid.UUID, persons: Collection[uuid.UUID] | None) -> bool:
    """Whether one of them takes part in a programme today that nobody is assigned to. At most two queries."""
    day = today()
    rows = Participation.objects.filter(
        Q(ended_on__isnull=True) | Q(ended_on__gte=day), dossier_id=dossier_id, started_on__lte=day
    )
    if persons is not None:
        rows = rows.filter(Q(person_id__in=persons) | Q(person_id__isnull=True))
    running = set(rows.values_list("run__definition_id", flat=True))
    return any(one.access.kind == "voluntary" for one in documents(running).values()) if running else False


def told_otherwise(at: dt.datetime) -> list[Message]:
    """Latest messages about appointments ahead that are told differently from what holds now (as worker). One query.

    Cancelled ones are among them until the cancellation was told.
    """
    differs = ~Q(
        appointment__starts_at=F("starts_at"), appointment__ends_at=F("ends_at"), appointment__setting=F("setting")
    )
    changed = Q(appointment__status=Status.PLANNED, appointment__starts_at__gt=at) & differs
    cancelled = Q(appointment__status=Status.CANCELLED, starts_at__gt=at) & ~Q(kind=Kind.CANCELLATION)
    newer = Message.objects.filter(
        appointment_id=OuterRef("appointment_id"), wish_id=OuterRef("wish_id"), created_at__gt=OuterRef("created_at")
    )
    rows = Message.objects.filter(changed | cancelled, ~Exists(newer), wish__in=standing(Wish.objects.all()))
    return list(rows.select_related("appointment__coach", "wish").order_by("created_at"))


def wished_appointments(at: dt.datetime, until: dt.datetime) -> list[tuple[Appointment, Wish]]:
    """Planned appointments that begin between the two moments, with each wish they concern (as worker). Two queries.

    Home visits that wait for a consent are not fixed, so nobody is reminded of them.
    """
    ahead_of = Appointment.objects.filter(status=Status.PLANNED, starts_at__gt=at, starts_at__lt=until)
    planned = with_consent(ahead_of).filter(waits=False)
    by_dossier: dict[uuid.UUID, list[Wish]] = {}
    for wish in standing(Wish.objects.filter(dossier_id__in=planned.values("dossier_id"))).order_by("pk"):
        by_dossier.setdefault(wish.dossier_id, []).append(wish)
    rows = planned.filter(dossier_id__in=by_dossier).select_related("coach")
    return [
        (row, wish)
        for row in rows.order_by("starts_at", "pk")
        for wish in by_dossier[row.dossier_id]
        if row.person_id in (None, wish.person_id)
    ]


def feed_owner(token: str) -> User | None:
    """Whose appointments stand under this token; None for nobody, or without a calendar now. At most three queries."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT invitations_feed_owner(%s)", [digest(token)])
        owner = cursor.fetchone()[0]
    user = User.objects.filter(pk=owner, is_active=True).first() if owner else None
    return user if user and user.access_context().has_role(*PLANNERS) else None


def in_feed(context: Context, at: dt.datetime) -> list[Appointment]:
    """A coach's appointments for the feed, one row per meeting; what was called off is left out. One query."""
    rows = Appointment.objects.visible_to(context).filter(
        coach_id=context.user_id, starts_at__gt=at - FEED_BACK, starts_at__lt=at + FEED_AHEAD
    )
    found: dict[tuple[uuid.UUID, uuid.UUID], Appointment] = {}
    for row in rows.exclude(status=Status.CANCELLED).defer("place", "purpose").order_by("starts_at", "-version", "pk"):
        found.setdefault((row.dossier_id, row.meeting), row)
    return list(found.values())
