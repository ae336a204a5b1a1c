"""The room's share of the demo: houses, teams, accounts, and the doors the scenario names.

Doors of orders that ended long ago are opened without an end and closed after all rooms have written, because
nobody writes through a closed door, not even into the past.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Any

from django.contrib.auth.hashers import make_password

from rundblick.access import hooks
from rundblick.access.context import acting_as, bound, reason, system
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import DemoStep, Grant, Organisation, RoleAssignment, Team, TeamMembership, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.access.services import cover
from rundblick.web.clock import BERLIN, now

PASSWORD = "Rundblick-Demo-2026"  # noqa: S105 - printed on purpose, for synthetic people only
DOMAIN = "demo.example"
HOUSE_STANDS_SINCE = dt.date(2020, 8, 1)
ORDER_DOORS = 20
ORDER_LAST = 99
_SPACE = uuid.UUID("9d3a2f0e-5f5c-4c53-9f0a-6f2b8f1c7d10")
_BY_ROOMS = frozenset({Basis.RESPONSIBLE, Basis.TEAM, Basis.DEPUTY})
"""Doors that open with the dossier and with a cover."""


class Incomplete(Exception):
    """The demo was begun and not finished; the message says where."""


def demo_id(kind: str, key: str) -> uuid.UUID:
    """The id of a demo record, the same in every installation, so that pages and tests can name it."""
    return uuid.uuid5(_SPACE, f"{kind}:{key}")


def address_of(login: str) -> str:
    """The e-mail address somebody of the demo logs in with."""
    return f"{login}@{DOMAIN}"


def load(scenario: Any, *, tell: Callable[[str], None]) -> bool:
    """Load the whole demo, lower rooms first. False when it is loaded already.

    Raises Incomplete when an earlier attempt stopped half-way, or rooms were added since.
    """
    parts = [("access.house", hooks.DemoPart(0, load_house))]
    parts += sorted(hooks.demo.items(), key=lambda entry: entry[1].order)
    steps = {step.name: step for step in DemoStep.objects.all()}
    if steps:
        missing = [name for name, _ in parts if name not in steps or steps[name].finished_at is None]
        if missing:
            raise Incomplete(", ".join(missing))
        return False
    cast = Cast()
    for name, part in parts:
        tell(name)
        with bound(system("demo"), "demo.step"):
            DemoStep.objects.create(name=name, began_at=now())
        part.load(scenario, cast)
        with bound(system("demo"), "demo.step"):
            DemoStep.objects.filter(name=name).update(finished_at=now())
    return True


def load_house(scenario: Any, cast: Cast) -> None:
    """Organisations, teams and accounts; one password, hashed once."""
    for told in scenario.organisations:
        cast.organisations[told.key] = Organisation(
            id=demo_id("organisation", told.key), name=told.name, kind=told.kind
        )
    for told in scenario.teams:
        organisation = cast.organisations[told.organisation]
        cast.teams[told.key] = Team(id=demo_id("team", told.key), organisation=organisation, name=told.name)
    hashed = make_password(PASSWORD)
    for told in scenario.users:
        cast.users[told.login] = User(
            id=demo_id("user", told.login),
            email=address_of(told.login),
            display_name=told.name,
            organisation=cast.organisations.get(told.organisation),
            password=hashed,
        )
    with bound(system("demo"), "demo.house"):
        Organisation.objects.bulk_create(cast.organisations.values())
        Team.objects.bulk_create(cast.teams.values())
        User.objects.bulk_create(cast.users.values())
        RoleAssignment.objects.bulk_create(
            RoleAssignment(user=cast.users[told.login], role=Role(role), valid_from=HOUSE_STANDS_SINCE)
            for told in scenario.users
            for role in told.roles
        )
        TeamMembership.objects.bulk_create(
            TeamMembership(user=cast.users[told.login], team=cast.teams[told.team], valid_from=HOUSE_STANDS_SINCE)
            for told in scenario.users
            if told.team
        )


def load_doors(scenario: Any, cast: Cast) -> None:
    """Doors for Träger, partner agencies, colleagues and the participant, opened by the responsible coach; covers."""
    for coach, told in _by_responsible(scenario, scenario.grants).items():
        with acting_as(cast.users[coach], "demo.doors") as context, reason("access.door.open"):
            Grant.objects.bulk_create(
                _grant(line, cast, context.user_id) for line in told if line.basis not in _BY_ROOMS
            )
    leads = {told.team: cast.users[told.login] for told in scenario.users if Role.TEAM_LEAD in told.roles}
    teams = {told.login: told.team for told in scenario.users}
    for told in scenario.covers:
        with acting_as(leads[teams[told.absent]], "demo.covers"):
            cover(
                absent=cast.users[told.absent],
                deputy=cast.users[told.deputy],
                first_day=told.valid_from,
                last_day=told.valid_until - dt.timedelta(days=1),
            )


def close_doors(scenario: Any, cast: Cast) -> None:
    """Give the doors of the past their end."""
    ended = [line for line in scenario.grants if line.basis not in _BY_ROOMS and _is_past(line)]
    for coach, told in _by_responsible(scenario, ended).items():
        with acting_as(cast.users[coach], "demo.doors"), reason("access.door.close"):
            grants = [Grant(id=_grant_id(line), valid_until=_moment(line.valid_until)) for line in told]
            Grant.objects.bulk_update(grants, ["valid_until"])


def logins(scenario: Any) -> list[dict[str, str]]:
    """One login per role, in the order of the roles: role, login, name, password. Empty without the demo."""
    loaded = set(User.objects.filter(email__endswith=f"@{DOMAIN}").values_list("email", flat=True))
    found = []
    for role in Role:
        told = next((u for u in scenario.users if role in u.roles and address_of(u.login) in loaded), None)
        if told is not None:
            login = address_of(told.login)
            found.append({"role": role.label, "login": login, "name": told.name, "password": PASSWORD})
    return found


def _by_responsible(scenario: Any, lines: Iterable[Any]) -> dict[str, list[Any]]:
    responsible = {told.key: told.responsible for told in scenario.households}
    grouped: dict[str, list[Any]] = defaultdict(list)
    for line in lines:
        grouped[responsible[line.household]].append(line)
    return grouped


def _grant_id(line: Any) -> uuid.UUID:
    return demo_id("grant", f"{line.household}:{line.principal}:{line.basis}:{line.valid_from}:{line.member}")


def _grant(line: Any, cast: Cast, opened_by: uuid.UUID | None) -> Grant:
    principals: dict[str, dict[str, Any]] = {
        "user": cast.users,
        "team": cast.teams,
        "organisation": cast.organisations,
    }
    return Grant(
        id=_grant_id(line),
        dossier_id=cast.households[line.household].dossier_id,
        principal_kind=line.principal_kind,
        principal_id=principals[line.principal_kind][line.principal].pk,
        basis=line.basis,
        topics=list(line.topics),
        writes=line.writes,
        subject_id=cast.persons[line.member].pk if line.member else None,
        valid_from=_moment(line.valid_from),
        valid_until=None if _is_past(line) else _moment(line.valid_until),
        evidence=line.evidence,
        granted_by_id=opened_by,
    )


def _is_past(line: Any) -> bool:
    # Consent must carry an end from the first moment, and nobody writes through it.
    return line.valid_until is not None and _moment(line.valid_until) <= now() and line.basis != Basis.CONSENT


def _moment(day: dt.date | None) -> Any:
    return None if day is None else dt.datetime.combine(day, dt.time.min, tzinfo=BERLIN)
