"""Who works where and holds which role. Changes are dated, never overwritten."""

import datetime as dt

from rundblick.access.context import reason
from rundblick.access.models import RoleAssignment, Team, TeamMembership, User
from rundblick.access.roles import Role
from rundblick.web.clock import today


def assign_role(*, user: User, role: Role, since: dt.date | None = None) -> RoleAssignment:
    """Give a role from a day on; an open assignment of the same role is kept."""
    with reason("access.role.assign"):
        held = RoleAssignment.objects.filter(user=user, role=role, valid_until__isnull=True).first()
        return held or RoleAssignment.objects.create(user=user, role=role, valid_from=since or today())


def withdraw_role(*, user: User, role: Role) -> None:
    """End a role today; an assignment that began today is removed."""
    with reason("access.role.withdraw"):
        _end(RoleAssignment.objects.filter(user=user, role=role, valid_until__isnull=True))


def join_team(*, user: User, team: Team, since: dt.date | None = None) -> TeamMembership:
    """Add a user to a team of the own organisation from a day on."""
    with reason("access.team.join"):
        held = TeamMembership.objects.filter(user=user, team=team, valid_until__isnull=True).first()
        return held or TeamMembership.objects.create(user=user, team=team, valid_from=since or today())


def leave_team(*, user: User, team: Team) -> None:
    """End the membership today."""
    with reason("access.team.leave"):
        _end(TeamMembership.objects.filter(user=user, team=team, valid_until__isnull=True))


def _end(rows: object) -> None:
    for row in rows:  # type: ignore[attr-defined]
        if row.valid_from >= today():
            row.delete()
        else:
            row.valid_until = today()
            row.save(update_fields=["valid_until"])
