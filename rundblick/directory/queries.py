"""Set-based reads for pages: entries with everything that is shown of them, in a fixed number of statements."""

import datetime as dt
import uuid
from collections.abc import Sequence
from functools import lru_cache

from django.conf import settings
from django.db import connection
from django.db.models import DurationField, Exists, ExpressionWrapper, F, OuterRef, Prefetch, Q, QuerySet, Value

from rundblick.access.context import Context
from rundblick.directory.codes import PUBLIC, Status
from rundblick.directory.models import (
    Acquaintance,
    Contact,
    Event,
    FieldNote,
    Location,
    Organization,
    Place,
    Proof,
    Schedule,
    Service,
    ServiceAtLocation,
)
from rundblick.directory.models.places import WIDE
from rundblick.directory.search import Clock
from rundblick.programmes.days import holidays
from rundblick.web.clock import in_berlin, now

_PLACES = Prefetch("places", ServiceAtLocation.objects.select_related("location"))
_SCHEDULES = Prefetch("schedules", Schedule.objects.order_by("days", "opens", "pk"))

DAY = dt.timedelta(days=1)
_feasts = lru_cache(maxsize=16)(holidays)


def services(ids: Sequence[uuid.UUID]) -> list[Service]:
    """Entries in the order asked for, with organisation, places and hours. Four statements."""
    rows = Service.objects.filter(pk__in=ids).select_related("organization").prefetch_related(_PLACES, _SCHEDULES)
    found = {row.pk: row for row in rows}
    return [found[key] for key in ids if key in found]


def contacts(service: Service) -> QuerySet[Contact]:
    """Whom to ask about a service; what the reader may not see stays out. One statement."""
    return Contact.objects.filter(organization_id=service.organization_id).filter(
        Q(service_id=service.pk) | Q(service__isnull=True)
    )


def proofs(service: Service) -> QuerySet[Proof]:
    """How the entry came to be known, the latest first. One statement."""
    return Proof.objects.filter(service=service).select_related("user").order_by("-on", "pk")


def notes(context: Context, organization: Organization, service: Service | None = None) -> QuerySet[FieldNote]:
    """What colleagues of the own house wrote about an organisation, or about one offer and all of its organisation.

    One statement.
    """
    rows = field_notes(context).filter(organization=organization)
    if service is not None:
        rows = rows.filter(Q(service=service) | Q(service__isnull=True))
    return rows.order_by("-on", "-written_at", "pk")


def field_notes(context: Context, *, occasion: str = "", own: bool = False) -> QuerySet[FieldNote]:
    """Field notes of the own house, of one occasion or one's own alone. One statement."""
    rows = FieldNote.objects.filter(house_id=context.organisation_id)
    if occasion:
        rows = rows.filter(occasion=occasion)
    if own:
        rows = rows.filter(author_id=context.user_id)
    return rows.select_related("author", "organization", "service")


def acquaintances(context: Context, organization: Organization) -> QuerySet[Acquaintance]:
    """Which colleagues know somebody at an organisation. One statement."""
    rows = Acquaintance.objects.filter(organization=organization, house_id=context.organisation_id)
    return rows.select_related("user")


def acquainted(context: Context) -> QuerySet[Organization]:
    """Organisations of the directory with `known`: colleagues of the own house who know somebody. Two statements."""
    known = Acquaintance.objects.filter(house_id=context.organisation_id).select_related("user")
    shown = Service.objects.filter(organization_id=OuterRef("pk"), status__in=PUBLIC)
    rows = Organization.objects.filter(Exists(shown)).prefetch_related(
        Prefetch("acquaintances", known, to_attr="known")
    )
    return rows.order_by("name", "pk")


def upcoming(since: dt.datetime, **which: object) -> QuerySet[Event]:
    """Events that are not over: the first of a series may be. One statement."""
    begins = since - dt.timedelta(weeks=104)
    rows = Event.objects.filter(starts_at__gte=begins, **which)
    return rows.select_related("organization", "location", "service").order_by("starts_at", "pk")


def public_events(since: dt.datetime, *, city: str = "", topics: Sequence[str] = ()) -> QuerySet[Event]:
    """Events that everybody may see, in a municipality and to any of these topics, where named. One statement."""
    shown = Q(service__isnull=True) | Q(service__status__in=PUBLIC)
    rows = upcoming(since).filter(shown)
    if city:
        rows = rows.filter(location__city=city)
    return rows.filter(service__topics__overlap=list(topics)) if topics else rows


def of_organization(row: Organization) -> QuerySet[Service]:
    """What an organisation offers, what is shown before the rest. One statement."""
    return Service.objects.filter(organization=row).order_by("name", "pk")


def topic_counts() -> dict[str, int]:
    """By topic, how many services are shown. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT topic, count(*) FROM directory_service s, unnest(s.topics) topic"
            " WHERE s.status = %s GROUP BY topic",
            [Status.ACTIVE],
        )
        return dict(cursor.fetchall())


def cities() -> list[str]:
    """Municipalities in which something is found. One statement."""
    return sorted(Location.objects.order_by().values_list("city", flat=True).distinct())


def wide_places() -> QuerySet[Place]:
    """Municipalities and their districts, to choose from. One statement."""
    return Place.objects.filter(kind__in=WIDE).order_by("city", "-kind", "name")


def unconfirmed(as_of: dt.date) -> QuerySet[Service]:
    """Shown entries that nobody ever confirmed, or not within the rhythm of their organisation. One statement."""
    rhythm = ExpressionWrapper(F("organization__rhythm") * Value(DAY), output_field=DurationField())
    late = Q(confirmed_on__isnull=True) | Q(confirmed_on__lt=Value(as_of) - rhythm)
    rows = Service.objects.filter(late, status=Status.ACTIVE)
    return rows.select_related("organization").order_by(F("confirmed_on").asc(nulls_first=True), "name", "pk")


def is_holiday(day: dt.date) -> bool:
    """Whether a day is a public holiday where this installation stands."""
    return day in _feasts(day.year, settings.RUNDBLICK.land or None)


def clock() -> Clock:
    """This moment for a search."""
    at = in_berlin(now()).replace(tzinfo=None)
    day = at.date()
    return Clock(at, is_holiday(day), is_holiday(day - DAY))
