"""Set-based reads of appointments. Callers show them; row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Now

from rundblick.access.context import Context
from rundblick.access.models import DossierQuerySet, Grant, User
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment
from rundblick.people.models import Person


def of_coach(context: Context, coach_id: uuid.UUID, start: dt.datetime, end: dt.datetime) -> QuerySet[Appointment]:
    """A coach's appointments that begin from `start` until `end` (exclusive), in order; cancelled ones included."""
    return in_period(context, start, end).filter(coach_id=coach_id)


def in_period(context: Context, start: dt.datetime, end: dt.datetime) -> QuerySet[Appointment]:
    """All visible appointments that begin from `start` until `end` (exclusive), in order."""
    rows = Appointment.objects.visible_to(context).filter(starts_at__gte=start, starts_at__lt=end)
    return rows.select_related("coach").order_by("starts_at", "meeting", "pk")


def upcoming(context: Context, dossier_ids: Collection[uuid.UUID], *, at: dt.datetime) -> QuerySet[Appointment]:
    """Planned appointments of these dossiers that end after `at`, in order."""
    rows = Appointment.objects.visible_to(context).filter(dossier_id__in=dossier_ids)
    planned = rows.filter(status=Status.PLANNED, ends_at__gt=at)
    return planned.select_related("coach").order_by("starts_at", "meeting", "pk")


def next_start(context: Context, at: dt.datetime, dossier: str = "dossier_id") -> Subquery:
    """For lists: when the next planned appointment of the outer row's dossier begins."""
    rows = Appointment.objects.visible_to(context).filter(
        dossier_id=OuterRef(dossier), status=Status.PLANNED, starts_at__gte=at
    )
    return Subquery(rows.order_by("starts_at").values("starts_at")[:1])


def clashes(
    context: Context,
    *,
    coach_id: uuid.UUID,
    person_ids: Collection[uuid.UUID],
    start: dt.datetime,
    end: dt.datetime,
    meeting: uuid.UUID,
) -> list[Appointment]:
    """Other planned appointments of the coach or of these persons at that time, as far as they are visible."""
    rows = busy(context, start, end).exclude(meeting=meeting)
    mine = rows.filter(coach_id=coach_id).values("pk")
    theirs = rows.filter(person_id__in=person_ids).values("pk")
    return list(Appointment.objects.filter(pk__in=mine.union(theirs)).order_by("starts_at", "pk")[:5])


def busy(context: Context, start: dt.datetime, end: dt.datetime) -> DossierQuerySet[Appointment]:
    """Planned appointments that share time with start until end; none lasts longer than a day."""
    return Appointment.objects.visible_to(context).filter(
        status=Status.PLANNED, starts_at__gt=start - dt.timedelta(days=1), starts_at__lt=end, ends_at__gt=start
    )


def coaches(context: Context, dossier_id: uuid.UUID) -> list[User]:
    """Who may lead an appointment of this dossier: the acting user first, then those who hold a door by name."""
    grants = Grant.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=Now()),
        dossier_id=dossier_id,
        principal_kind=PrincipalKind.USER,
        basis__in=(Basis.RESPONSIBLE, Basis.DEPUTY, Basis.ASSIGNMENT),
        writes=True,
        valid_from__lte=Now(),
    )
    known = Q(pk=context.user_id) | Q(pk__in=grants.values("principal_id"))
    return sorted(User.objects.filter(known), key=lambda user: (user.pk != context.user_id, user.display_name))


def names(appointments: Collection[Appointment]) -> dict[uuid.UUID, str]:
    """Names of the members concerned, as far as the acting user may see them."""
    ids = {row.person_id for row in appointments if row.person_id}
    return {person.pk: person.name for person in Person.objects.filter(pk__in=ids)} if ids else {}
