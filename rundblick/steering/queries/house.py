"""What data protection and administration look after; no content of any case."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q

from rundblick.access.context import Context
from rundblick.access.models import DisclosureSeal, Erasure, Organisation, RoleAssignment, Team, TeamMembership, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role

SHOWN = 10
DOORS_SHOWN = 5
SEAL_LATE_AFTER = dt.timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class OrganisationLine:
    """An organisation with its open accounts and teams."""

    name: str
    kind: str
    accounts: int
    teams: list[str]


def organisations() -> list[OrganisationLine]:
    """All organisations with open accounts and the names of their teams. Two queries."""
    rows = Organisation.objects.annotate(accounts=Count("users", filter=Q(users__is_active=True)))
    teams: dict[Any, list[str]] = {}
    for organisation_id, name in Team.objects.values_list("organisation_id", "name"):
        teams.setdefault(organisation_id, []).append(name)
    return [OrganisationLine(row.name, row.get_kind_display(), row.accounts, teams.get(row.pk, [])) for row in rows]


def accounts_to_finish(*, today: dt.date) -> list[Any]:
    """Open accounts that lack something, or that nobody has logged into yet; participants left out. One query.

    Each carries `no_role` and `no_team` (coaches and team leads need one).
    """
    held = Q(valid_from__lte=today) & (Q(valid_until__isnull=True) | Q(valid_until__gt=today))
    roles = RoleAssignment.objects.filter(held, user=OuterRef("pk"))
    teams = TeamMembership.objects.filter(held, user=OuterRef("pk"))
    needs_team = roles.filter(role__in=(Role.COACH, Role.TEAM_LEAD))
    rows = (
        User.objects.filter(is_active=True)
        .annotate(
            no_role=~Exists(roles),
            no_team=Exists(needs_team) & ~Exists(teams),
            is_participant=Exists(roles.filter(role=Role.PARTICIPANT)),
        )
        .filter(Q(no_role=True) | Q(no_team=True) | Q(last_login__isnull=True), is_participant=False)
    )
    return list(rows.select_related("organisation").order_by("-no_role", "-no_team", "-created_at", "pk")[: SHOWN + 1])


def open_erasures(context: Context) -> list[Erasure]:
    """Erasures that were asked for in the own house and not carried out, the oldest first. One query."""
    rows = Erasure.objects.filter(executed_at__isnull=True, requested_by__organisation=context.organisation_id)
    rows = rows.select_related("requested_by")
    return list(rows.order_by("requested_at", "pk")[: SHOWN + 1])


@dataclass(frozen=True, slots=True)
class SealState:
    """The sealed log: when it was last sealed, how long the oldest unsealed row waits, whether that is too long."""

    sealed_at: dt.datetime | None
    waiting_since: dt.datetime | None
    late: bool


def seal_state(now: dt.datetime) -> SealState:
    """The state of the disclosure log's seals. Two queries."""
    sealed_at = DisclosureSeal.objects.order_by("-pk").values_list("sealed_at", flat=True).first()
    with connection.cursor() as cursor:
        cursor.execute("SELECT access_oldest_unsealed()")
        waiting_since: dt.datetime | None = cursor.fetchone()[0]
    return SealState(sealed_at, waiting_since, waiting_since is not None and now - waiting_since > SEAL_LATE_AFTER)


@dataclass(frozen=True, slots=True)
class TemporaryDoor:
    """A door somebody opened for hours without holding one: who, on what ground, why, from when until when."""

    who: str
    basis: Basis
    purpose: str
    valid_from: dt.datetime
    valid_until: dt.datetime


def temporary_doors(now: dt.datetime) -> list[TemporaryDoor]:
    """The latest doors opened in an emergency or for supervision, in the own house. Two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT user_id, basis, purpose, valid_from, valid_until FROM access_temporary_doors(%s, %s)",
            [now, DOORS_SHOWN],
        )
        rows = cursor.fetchall()
    names = dict(User.objects.filter(pk__in={row[0] for row in rows}).values_list("pk", "display_name"))
    return [TemporaryDoor(names.get(user_id, ""), Basis(basis), *rest) for user_id, basis, *rest in rows]
