"""Who works where and holds which role. Changes are dated, never overwritten."""

import datetime as dt
from collections.abc import Iterable

from rundblick.access.context import reason
from rundblick.access.models import Organisation, RoleAssignment, Team, TeamMembership, User
from rundblick.access.models.organisations import Dated
from rundblick.access.roles import Role
from rundblick.access.services.doors import DoorClosed
from rundblick.web.clock import today


def assign_role(*, user: User, role: Role, since: dt.date | None = None) -> RoleAssignment:
    """Give a role from a day on; an open assignment of the same role is kept."""
    with reason("access.role.assign"):
        held = RoleAssignment.objects.filter(user=user, role=role, valid_until__isnull=True).first()
        return held or RoleAssignment.objects.create(user=user, role=role, valid_from=since or today())


def withdraw_role(*, user: User, role: Role) -> None:
    """End a role today; an assignment that began today is removed.

    Raises DoorClosed when nobody would be left to administer the house.
    """
    with reason("access.role.withdraw"):
        if role == Role.ADMIN:
            must_leave_an_administrator(without=user)
        _end(RoleAssignment.objects.filter(user=user, role=role, valid_until__isnull=True))


def must_leave_an_administrator(*, without: User) -> None:
    """Raise DoorClosed unless somebody else administers the house today and without an end.

    All administrators' rows are locked in one order, so that two cannot remove each other at the same time.
    """
    held = RoleAssignment.objects.select_for_update(of=("self",)).filter(
        role=Role.ADMIN, user__is_active=True, valid_from__lte=today(), valid_until__isnull=True
    )
    if all(row.user_id == without.pk for row in held.order_by("pk")):
        raise DoorClosed("Ohne eine weitere Person mit der Rolle Administration geht das nicht.")


def join_team(*, user: User, team: Team, since: dt.date | None = None) -> TeamMembership:
    """Add a user to a team of the own organisation from a day on."""
    with reason("access.team.join"):
        held = TeamMembership.objects.filter(user=user, team=team, valid_until__isnull=True).first()
        return held or TeamMembership.objects.create(user=user, team=team, valid_from=since or today())


def leave_team(*, user: User, team: Team) -> None:
    """End the membership today."""
    with reason("access.team.leave"):
        _end(TeamMembership.objects.filter(user=user, team=team, valid_until__isnull=True))


def add_organisation(*, name: str, kind: str) -> Organisation:
    """Add an organisation; its kind decides what its people can be given."""
    with reason("access.organisation.add"):
        return Organisation.objects.create(name=name, kind=kind)


def rename_organisation(*, organisation: Organisation, name: str) -> None:
    """Change the name; the kind stays, because doors were opened for it."""
    with reason("access.organisation.rename"):
        organisation.name = name
        organisation.save(update_fields=["name"])


def add_team(*, organisation: Organisation, name: str) -> Team:
    """Add a team to an organisation."""
    with reason("access.team.add"):
        return Team.objects.create(organisation=organisation, name=name)


def rename_team(*, team: Team, name: str) -> None:
    """Change the name of a team."""
    with reason("access.team.rename"):
        team.name = name
        team.save(update_fields=["name"])


def _end(rows: Iterable[Dated]) -> None:
    for row in rows:
        if row.valid_from >= today():
            row.delete()
        else:
            row.valid_until = today()
            row.save(update_fields=["valid_until"])
