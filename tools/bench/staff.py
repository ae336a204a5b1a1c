"""The invented staff: one Jobcenter, its teams of ten coaches, a Träger with a coordinator, and runs of ANNA."""

from __future__ import annotations

import datetime as dt
import uuid
from dataclasses import dataclass, field
from random import Random

from rundblick.access.models import Organisation, RoleAssignment, Team, TeamMembership, User
from rundblick.access.roles import Role
from rundblick.programmes.models import Definition, Run
from rundblick.web.clock import now, today
from tools.bench.plan import (
    COACHES_OF_A_TEAM,
    COORDINATOR,
    ORGANISATION,
    PROVIDER,
    RUNS_SINCE,
    Size,
    coach_mail,
)
from tools.bench.sheets import Sheet

SINCE = dt.date(2020, 1, 1)


@dataclass
class Staff:
    """Ids of those who work here; a coach's team is `teams[coach // 10]`, each run has a team of the Träger."""

    organisation: str = ""
    provider_teams: list[str] = field(default_factory=list)
    teams: list[str] = field(default_factory=list)
    coaches: list[str] = field(default_factory=list)
    runs: list[str] = field(default_factory=list)
    definition: str = ""

    def team_of(self, coach: int) -> str:
        """The team of the coach with this number."""
        return self.teams[coach // COACHES_OF_A_TEAM]


def new_id(random: Random) -> str:
    """A version 4 UUID from the generator, so that the same house has the same ids."""
    return str(uuid.UUID(int=random.getrandbits(128), version=4))


def write(random: Random, size: Size) -> Staff:
    """Write organisations, teams, accounts with roles, and the runs."""
    staff = Staff()
    organisations, teams = Sheet(Organisation, "id", "name", "kind"), Sheet(Team, "id", "organisation_id", "name")
    accounts = _Accounts(random)
    staff.organisation, provider = new_id(random), new_id(random)
    organisations.add(staff.organisation, ORGANISATION, Organisation.Kind.JOBCENTER)
    organisations.add(provider, PROVIDER, Organisation.Kind.PROVIDER)
    for number in range(size.teams):
        staff.teams.append(new_id(random))
        teams.add(staff.teams[-1], staff.organisation, f"Team {number + 1}")
    for number in range(size.runs):
        staff.provider_teams.append(new_id(random))
        teams.add(staff.provider_teams[-1], provider, f"Durchgang {number + 1}")
    for number in range(size.coaches):
        name = f"Coach {number + 1}"
        roles = (Role.COACH, Role.INTAKE)
        staff.coaches.append(accounts.add(coach_mail(number), name, staff.organisation, staff.team_of(number), roles))
    accounts.add(COORDINATOR, "Koordination", provider, staff.provider_teams[0], (Role.COORDINATOR,))
    for sheet in (organisations, teams, *accounts.sheets):
        sheet.write()
    _write_runs(random, size, staff, provider)
    return staff


class _Accounts:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._users = Sheet(
            User, "id", "email", "display_name", "organisation_id", "password", "created_at", "last_login"
        )
        self._roles = Sheet(RoleAssignment, "id", "user_id", "role", "valid_from")
        self._teams = Sheet(TeamMembership, "id", "user_id", "team_id", "valid_from")
        self.sheets = (self._users, self._roles, self._teams)

    def add(self, email: str, name: str, organisation: str, team: str, roles: tuple[Role, ...]) -> str:
        """An account nobody can log into with a password."""
        user = new_id(self._random)
        self._users.add(user, email, name, organisation, "!", now(), now())
        for role in roles:
            self._roles.add(new_id(self._random), user, role, SINCE)
        self._teams.add(new_id(self._random), user, team, SINCE)
        return user


def _write_runs(random: Random, size: Size, staff: Staff, provider: str) -> None:
    definition = Definition.objects.filter(code="anna").latest("published_at")
    staff.definition = str(definition.pk)
    runs = Sheet(Run, "id", "definition_id", "code", "label", "valid_from", "valid_until", "places", "provider_id")
    since, until = today() - RUNS_SINCE, today() + RUNS_SINCE
    for number in range(size.runs):
        run, code, label = new_id(random), f"bench-{number + 1:02}", f"Durchgang {number + 1}"
        staff.runs.append(run)
        runs.add(run, staff.definition, code, label, since, until, size.places, provider)
    runs.write()
