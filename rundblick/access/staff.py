"""Reading accounts, organisations and covers for the pages of administration and team leads. No case content."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from rundblick.access.context import Context
from rundblick.access.models import AccountInvitation, Cover, Grant, Organisation, RoleAssignment, TeamMembership, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.models.organisations import with_principals
from rundblick.access.roles import Role
from rundblick.web.clock import BERLIN, today

PAGE = 40
KIND = Organisation.Kind
INSIDE = (
    Role.COACH,
    Role.TEAM_LEAD,
    Role.NOMINATOR,
    Role.BENEFITS,
    Role.PLACEMENT,
    Role.COORDINATOR,
    Role.INTAKE,
    Role.STEWARD,
    Role.DPO,
    Role.ADMIN,
)
ROLES_OF_KIND: dict[str, tuple[Role, ...]] = {
    KIND.JOBCENTER: INSIDE,
    KIND.PROVIDER: (Role.COACH, Role.TEAM_LEAD, Role.COORDINATOR),
    KIND.PARTNER: (Role.PARTNER,),
    KIND.RESEARCH: (Role.RESEARCH,),
}
"""Which roles an organisation of this kind can have."""


@dataclass(frozen=True)
class Inviting:
    """For which houses somebody invites people, and with which roles."""

    houses: "QuerySet[Organisation]"
    roles: tuple[Role, ...]


INVITERS = (Role.ADMIN, Role.COORDINATOR)


def inviting(context: Context) -> Inviting:
    """An administrator invites for every house; the coordination of a Jobcenter for its Träger and partner agencies;
    the coordination of a Träger for their own house. At most one query.
    """
    if context.has_role(Role.ADMIN):
        return Inviting(Organisation.objects.all(), tuple(Role(code) for code in Role if code != Role.PARTICIPANT))
    own = Organisation.objects.filter(pk__in=filter(None, [context.organisation_id]))
    at_jobcenter = own.filter(kind=KIND.JOBCENTER).exists()
    kinds = (KIND.PROVIDER, KIND.PARTNER) if at_jobcenter else (KIND.PROVIDER,)
    houses = Organisation.objects.filter(kind__in=kinds) if at_jobcenter else own.filter(kind__in=kinds)
    return Inviting(houses, tuple(dict.fromkeys(role for kind in kinds for role in ROLES_OF_KIND[kind])))


def invitations(context: Context) -> "QuerySet[AccountInvitation]":
    """Invitations to houses for which the context invites."""
    rows = AccountInvitation.objects.filter(user__organisation__in=inviting(context).houses)
    return rows.select_related("user__organisation", "invited_by")


def manageable() -> "QuerySet[User]":
    """Accounts an administrator looks after: the staff. That somebody is a participant is social data."""
    participants = RoleAssignment.objects.filter(user=OuterRef("pk"), role=Role.PARTICIPANT)
    return User.objects.filter(~Exists(participants))


@dataclass(frozen=True)
class UserWish:
    """Which accounts to list."""

    words: str = ""
    organisation: str = ""
    role: str = ""
    state: str = "active"


@dataclass(frozen=True)
class UserPage:
    """One page of accounts; `after` is the cursor of the next one."""

    users: list[Any]
    after: uuid.UUID | None


def users(wish: UserWish, *, after: uuid.UUID | None = None) -> UserPage:
    """Accounts by name with today's roles and teams, keyset-paged. The cursor is an id, never a name."""
    found = with_principals(manageable()).select_related("organisation").order_by("display_name", "pk")
    if wish.words:
        found = found.filter(Q(display_name__icontains=wish.words) | Q(email__icontains=wish.words))
    if wish.organisation:
        found = found.filter(organisation_id=wish.organisation)
    if wish.role:
        found = found.filter(role_codes__contains=[wish.role])
    if wish.state in ("active", "off"):
        found = found.filter(is_active=wish.state == "active")
    last = User.objects.filter(pk=after).first() if after else None
    if last is not None:
        found = found.filter(Q(display_name__gt=last.display_name) | Q(display_name=last.display_name, pk__gt=last.pk))
    rows = list(found[: PAGE + 1])
    return UserPage(rows[:PAGE], rows[PAGE - 1].pk if len(rows) > PAGE else None)


@dataclass(frozen=True)
class Change:
    """One change of an account: when, by whom, what."""

    at: dt.datetime
    actor: str
    what: str


_VERBS = {
    "access.user.change": "Angaben geändert",
    "access.user.switch_off": "Konto abgeschaltet",
    "access.user.switch_on": "Konto wieder eingeschaltet",
    "access.role.withdraw": "Rolle beendet",
    "access.team.leave": "Team verlassen",
}
_MOST_CHANGES = 40
_TRACKED = ("User", "RoleAssignment", "TeamMembership")


def changes_of(user: User) -> list[Change]:
    """What was changed about an account, newest first, from the tracked history."""
    found: list[tuple[dt.datetime, dict[str, Any], str]] = []
    now_is: Any = user
    user_event, role_event, team_event = (apps.get_model(f"access.{name}Event") for name in _TRACKED)
    for event in user_event.objects.filter(pgh_obj_id=user.pk).order_by("-pgh_id"):
        found.append((event.pgh_created_at, event.pgh_context or {}, _difference(event, now_is)))
        now_is = event
    for event in role_event.objects.filter(user_id=user.pk):
        found.append((event.pgh_created_at, event.pgh_context or {}, Role(event.role).label))
    for event in team_event.objects.filter(user_id=user.pk).select_related("team"):
        found.append((event.pgh_created_at, event.pgh_context or {}, str(event.team)))
    found.sort(key=lambda entry: entry[0], reverse=True)
    names = _actors(context for _, context, _ in found)
    return [
        Change(
            at,
            names.get(context.get("actor", ""), "System"),
            ": ".join(part for part in (_VERBS.get(context.get("reason", ""), "Geändert"), detail) if part),
        )
        for at, context, detail in found[:_MOST_CHANGES]
    ]


def _difference(before: Any, after: Any) -> str:
    parts = []
    for field, label in (("display_name", "Name"), ("email", "E-Mail")):
        if getattr(before, field) != getattr(after, field):
            parts.append(f"{label} war {getattr(before, field)}")
    if before.organisation_id != after.organisation_id:
        parts.append("andere Organisation")
    return ", ".join(parts)


def _actors(contexts: Iterable[dict[str, Any]]) -> dict[str, str]:
    ids = set()
    for context in contexts:
        try:
            ids.add(uuid.UUID(context.get("actor", "")))
        except ValueError:
            continue
    return {str(pk): name for pk, name in User.objects.filter(pk__in=ids).values_list("pk", "display_name")}


def organisations() -> "QuerySet[Any]":
    """All organisations with their teams and how many people work there today."""
    active = Q(users__is_active=True)
    return (
        Organisation.objects.annotate(people=Count("users", filter=active, distinct=True))
        .order_by("name")
        .prefetch_related("teams")
    )


def people_of_teams(team_ids: Iterable[uuid.UUID], *roles: str) -> "QuerySet[User]":
    """Active people who work in one of the teams today and hold one of the roles."""
    day = today()
    working = TeamMembership.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=day),
        user=OuterRef("pk"),
        team_id__in=list(team_ids),
        valid_from__lte=day,
    )
    found = with_principals(User.objects.filter(Exists(working), is_active=True))
    return found.filter(role_codes__overlap=list(roles)) if roles else found


@dataclass(frozen=True)
class CoverLine:
    """A cover with its last day (inclusive), how many cases it opened, and whether it can still be ended."""

    cover: Cover
    last_day: dt.date | None
    cases: int
    running: bool


def covers_of_teams(team_ids: Iterable[uuid.UUID]) -> list[CoverLine]:
    """Covers of absent people of these teams, newest first."""
    absent = people_ever_in(team_ids)
    rows = list(
        Cover.objects.filter(absent__in=absent).select_related("absent", "deputy").order_by("-valid_from", "pk")
    )
    counted = _cases_of(rows)
    return [
        CoverLine(
            cover=row,
            last_day=row.valid_until - dt.timedelta(days=1) if row.valid_until else None,
            cases=counted.get((row.deputy_id, row.valid_until), 0),
            running=row.valid_until is None or row.valid_until > today(),
        )
        for row in rows
    ]


def people_ever_in(team_ids: Iterable[uuid.UUID]) -> "QuerySet[User]":
    """Everybody who works or worked in one of the teams."""
    return User.objects.filter(Exists(TeamMembership.objects.filter(user=OuterRef("pk"), team_id__in=list(team_ids))))


def _cases_of(rows: list[Cover]) -> dict[tuple[uuid.UUID, dt.date | None], int]:
    deputies = {row.deputy_id for row in rows}
    held = Grant.objects.filter(principal_id__in=deputies, basis=Basis.DEPUTY)
    counted = held.values_list("principal_id", "valid_until").annotate(cases=ArrayAgg("dossier_id", distinct=True))
    return {
        (deputy, until.astimezone(BERLIN).date() if until else None): len(cases) for deputy, until, cases in counted
    }
