"""Set-based reads of the room. Row-level security holds underneath."""

import datetime as dt
import json
import uuid
from collections.abc import Collection

from django.db.models import Q, QuerySet

from rundblick.access.context import Context
from rundblick.access.models import TeamMembership, User
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import covers_on
from rundblick.visits.models import Handset, HouseRule, Preparation, Watch


def rule_of(organisation_id: uuid.UUID | None) -> HouseRule:
    """The rule of a house; what holds without one is not stored. At most one query."""
    found = HouseRule.objects.filter(pk=organisation_id).first() if organisation_id else None
    return found or HouseRule(version=0)


def preparations(context: Context, appointments: Collection[Appointment]) -> dict[uuid.UUID, Preparation]:
    """Preparations by appointment, as far as the doors show notes. One query."""
    rows = Preparation.objects.visible_to(context).filter(appointment__in=[row.pk for row in appointments])
    return {row.appointment_id: row for row in rows}


def answers_of(preparation: Preparation | None) -> dict[str, str]:
    """Answers by the codes of the questions."""
    return json.loads(preparation.answers) if preparation is not None and preparation.answers else {}


def colleagues(context: Context, day: dt.date) -> QuerySet[User]:
    """Who may be named in a watch: those who work in one of my teams that day, and who covers me."""
    assert context.user_id
    team = TeamMembership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day), team_id__in=context.team_ids, valid_from__lte=day
    )
    named = Q(pk__in=team.values("user_id")) | Q(pk__in=covers_on(context.user_id, day).values("deputy_id"))
    return User.objects.filter(named, is_active=True).exclude(pk=context.user_id).order_by("display_name", "pk")


def own_phone(context: Context) -> str:
    """The number I gave for text messages, "" without one. One query."""
    assert context.user_id
    return Handset.objects.filter(user_id=context.user_id).values_list("phone", flat=True).first() or ""


def own_open(context: Context, appointment: Appointment) -> Watch | None:
    """My watch at this visit that is not over. One query."""
    return open_ones().filter(coach_id=context.user_id, appointment=appointment).first()


def open_ones() -> QuerySet[Watch]:
    """Watches that are not over, as far as row-level security shows them."""
    return Watch.objects.filter(left_at__isnull=True, ended_at__isnull=True)


def concerning(context: Context) -> list[Watch]:
    """Open watches of mine, and those in which I am named; who is expected first comes first. One query."""
    me = Q(coach_id=context.user_id) | Q(watchers__contains=[context.user_id])
    return list(open_ones().filter(me).select_related("coach", "taken_by").order_by("expected_at", "pk"))


def last_said(context: Context) -> tuple[list[uuid.UUID], str]:
    """Whom I named last time, and the number I gave. One query."""
    last = Watch.objects.filter(coach_id=context.user_id).order_by("-begun_at")
    found: tuple[list[uuid.UUID], str] = last.values_list("watchers", "phone").first() or ([], "")
    return found


def names(user_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
    """What colleagues are called. One query."""
    return dict(User.objects.filter(pk__in=user_ids).values_list("pk", "display_name"))
