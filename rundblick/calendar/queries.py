"""Set-based reads of appointments. Callers show them; row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import BooleanField, DateField, Exists, ExpressionWrapper, Func, OuterRef, Q, QuerySet, Subquery

from rundblick.access.context import Context
from rundblick.access.models import Cover, DossierQuerySet, Grant, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.calendar.codes import NEEDS_CONSENT, PURPOSE, Status
from rundblick.calendar.models import Absence, Appointment, Place, WorkingWeek
from rundblick.calendar.rules import day_span
from rundblick.calendar.series import left_out
from rundblick.calendar.slots import DAYS_AHEAD, USUAL, Hours, Span
from rundblick.calendar.slots import offers as find_offers
from rundblick.consent.models import Consent
from rundblick.people.models import Person
from rundblick.programmes.days import State
from rundblick.web.clock import berlin_date


def with_consent(rows: QuerySet[Any]) -> QuerySet[Any]:
    """The rows with `waits`: whether it is only asked for, as no consent of this person stands on its day.

    A consent counts that was given by that day (Berlin's, inclusive) and had not ended when the appointment began; what
    is withdrawn today no longer counts for what lies ahead. No further query.
    """
    day = Func(
        OuterRef("starts_at"),
        template="(%(expressions)s AT TIME ZONE 'Europe/Berlin')::date",
        output_field=DateField(),
    )
    standing = Consent.objects.filter(
        Q(withdrawn_at__isnull=True) | Q(withdrawn_at__gt=OuterRef("starts_at")),
        Q(superseded_at__isnull=True) | Q(superseded_at__gt=OuterRef("starts_at")),
        dossier_id=OuterRef("dossier_id"),
        person_id=OuterRef("person_id"),
        purpose=PURPOSE,
        given_on__lte=day,
        valid_until__gt=day,
    )
    lacking = Q(setting__in=NEEDS_CONSENT) & ~Exists(standing)
    return rows.annotate(**{"waits": ExpressionWrapper(lacking, output_field=BooleanField())})


def waits(appointment: Appointment) -> bool:
    """Whether this appointment is only asked for, as it stands now. One query for a home visit, none otherwise."""
    if appointment.setting not in NEEDS_CONSENT:
        return False
    return with_consent(Appointment.objects.filter(pk=appointment.pk)).filter(waits=True).exists()


def of_coach(context: Context, coach_id: uuid.UUID, start: dt.datetime, end: dt.datetime) -> QuerySet[Appointment]:
    """A coach's appointments that begin from `start` until `end` (exclusive), in order; cancelled ones included."""
    return in_period(context, start, end).filter(coach_id=coach_id)


def in_period(context: Context, start: dt.datetime, end: dt.datetime) -> QuerySet[Appointment]:
    """All visible appointments that begin from `start` until `end` (exclusive), in order."""
    rows = Appointment.objects.visible_to(context).filter(starts_at__gte=start, starts_at__lt=end)
    return with_consent(rows.select_related("coach", "room")).order_by("starts_at", "meeting", "pk")


def listed(
    context: Context, *, setting: str = "", status: str = "", person: str = "", since: dt.date | None = None
) -> QuerySet[Appointment]:
    """The user's own appointments, narrowed down by what is given; not yet in order."""
    rows = with_consent(Appointment.objects.visible_to(context).filter(coach_id=context.user_id))
    rows = rows.select_related("coach", "room")
    wanted = {"setting": setting, "status": status, "person_id": person}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return rows.filter(starts_at__gte=day_span(since)[0]) if since else rows


def people_of(context: Context) -> list[Person]:
    """Whom the user has or had appointments with, by name, as far as they may be seen. One query."""
    rows = Appointment.objects.visible_to(context).filter(coach_id=context.user_id, person__isnull=False)
    return list(Person.objects.filter(pk__in=rows.values("person_id")).order_by("last_name", "first_names", "pk")[:500])


def upcoming(context: Context, dossier_ids: Collection[uuid.UUID], *, at: dt.datetime) -> QuerySet[Appointment]:
    """Planned appointments of these dossiers that end after `at`, in order."""
    rows = Appointment.objects.visible_to(context).filter(dossier_id__in=dossier_ids)
    planned = with_consent(rows.filter(status=Status.PLANNED, ends_at__gt=at))
    return planned.select_related("coach", "room").order_by("starts_at", "meeting", "pk")


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


@dataclass(frozen=True, slots=True)
class Taken:
    """A time that is taken, without saying by whom. `room_id` where it is a room, `setting` where it is a coach."""

    room_id: uuid.UUID | None
    meeting: uuid.UUID
    starts_at: dt.datetime
    ends_at: dt.datetime
    setting: str | None

    @property
    def span(self) -> Span:
        """The time as the rules of free time want it."""
        return Span(self.starts_at, self.ends_at, self.setting or "")


def taken(
    coach_id: uuid.UUID | None, rooms: Collection[uuid.UUID], start: dt.datetime, end: dt.datetime
) -> list[Taken]:
    """Planned times of a coach and of rooms of the asker's house that share time with start until end. One query."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT room_id, meeting, starts_at, ends_at, setting FROM calendar_taken(%s, %s::uuid[], %s, %s)"
            " ORDER BY starts_at, meeting",
            [coach_id, list(rooms), start, end],
        )
        return [Taken(*row) for row in cursor.fetchall()]


def places(context: Context) -> QuerySet[Place]:
    """All places of the user's house."""
    if context.organisation_id is None:
        return Place.objects.none()
    return Place.objects.filter(organisation_id=context.organisation_id)


def rooms(context: Context, also: uuid.UUID | None = None) -> QuerySet[Place]:
    """Places of the user's house that can be chosen, and the one chosen before."""
    return places(context).filter(Q(in_use=True) | Q(pk=also))


def free_rooms(context: Context, start: dt.datetime, end: dt.datetime) -> list[Place]:
    """Places that can be chosen and in which nothing is planned at that time. Two queries."""
    known = list(rooms(context))
    busy_ids = {one.room_id for one in taken(None, [place.pk for place in known], start, end)}
    return [place for place in known if place.pk not in busy_ids]


def hours_of(coach_id: uuid.UUID) -> Hours:
    """When a coach takes appointments."""
    row = WorkingWeek.objects.filter(pk=coach_id).first()
    if row is None:
        return USUAL
    clock = dt.time.fromisoformat
    return Hours(
        week={int(day): (clock(first), clock(last)) for day, (first, last) in row.hours.items()},
        lunch=(row.lunch_from, row.lunch_until) if row.lunch_from and row.lunch_until else None,
        buffers={setting: (before, after) for setting, (before, after) in row.buffers.items()},
    )


def away(coach_id: uuid.UUID, start: dt.date, end: dt.date) -> list[tuple[dt.date, dt.date]]:
    """Half-open days between start and end on which a coach is away: absences and covers. One query."""
    absences = Absence.objects.filter(coach_id=coach_id, valid_from__lt=end, valid_until__gt=start)
    covers = Cover.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=start), absent_id=coach_id, valid_from__lt=end
    )
    periods = absences.values_list("valid_from", "valid_until").union(covers.values_list("valid_from", "valid_until"))
    return sorted((first, last or dt.date.max) for first, last in periods)


def covers_on(coach_id: uuid.UUID, day: dt.date) -> QuerySet[Cover]:
    """Who covers a coach on that day."""
    until = Q(valid_until__isnull=True) | Q(valid_until__gt=day)
    return Cover.objects.filter(until, absent_id=coach_id, valid_from__lte=day).order_by("valid_from", "pk")


def covers_of(context: Context, start: dt.date, end: dt.date) -> list[Cover]:
    """Covers between start and end (exclusive) in which the user is away or the deputy. One query."""
    mine = Q(absent_id=context.user_id) | Q(deputy_id=context.user_id)
    until = Q(valid_until__isnull=True) | Q(valid_until__gt=start)
    rows = Cover.objects.filter(mine, until, valid_from__lt=end).select_related("absent", "deputy")
    return list(rows.order_by("valid_from", "pk"))


def offers(
    coach_id: uuid.UUID,
    *,
    minutes: int,
    setting: str,
    not_before: dt.datetime,
    state: State | None,
) -> list[dt.datetime]:
    """The next free times of a coach, without absences and public holidays. Three queries."""
    first = berlin_date(not_before)
    last = first + dt.timedelta(days=DAYS_AHEAD)
    periods = away(coach_id, first, last)
    days = [
        day for day in (first + dt.timedelta(days=n) for n in range(DAYS_AHEAD)) if not left_out(day, state, periods)
    ]
    spans = [one.span for one in taken(coach_id, [], not_before, day_span(last)[0])]
    return find_offers(hours_of(coach_id), days, spans, minutes=minutes, setting=setting, not_before=not_before)


def coaches(context: Context, dossier_id: uuid.UUID) -> list[User]:
    """Who may lead an appointment of this dossier: the acting user first, then those who hold a door by name."""
    grants = Grant.objects.filter(
        open_now(),
        dossier_id=dossier_id,
        principal_kind=PrincipalKind.USER,
        basis__in=(Basis.RESPONSIBLE, Basis.DEPUTY, Basis.ASSIGNMENT),
        writes=True,
    )
    known = Q(pk=context.user_id) | Q(pk__in=grants.values("principal_id"))
    return sorted(User.objects.filter(known), key=lambda user: (user.pk != context.user_id, user.display_name))


def names(appointments: Collection[Appointment]) -> dict[uuid.UUID, str]:
    """Names of the members concerned, as far as the acting user may see them."""
    ids = {row.person_id for row in appointments if row.person_id}
    return {person.pk: person.name for person in Person.objects.filter(pk__in=ids)} if ids else {}
