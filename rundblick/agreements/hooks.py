"""What the room contributes to the others. No export, merge or erase: nothing here belongs to a person's file."""

from rundblick.access import hooks
from rundblick.access.models import Organisation
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.access.roles import STAFF_ROLES, Role
from rundblick.agreements import demo, sql
from rundblick.agreements.access import in_house
from rundblick.agreements.views.lessons import url_of
from rundblick.programmes.registries import ProfileLink, profile_links

NAME = "agreements"
READERS = frozenset({Role.COORDINATOR, Role.TEAM_LEAD, Role.COACH, Role.DPO})
KINDS = Organisation.Kind
GUESTS = frozenset({KINDS.PROVIDER, KINDS.PARTNER, KINDS.RESEARCH})


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Netzwerk",
            "agreements:list",
            READERS,
            group="Angebote",
            order=54,
            houses=frozenset({KINDS.JOBCENTER}),
            also=("agreements:network",),
        ),
    )
    hooks.navigation.add(
        "agreements.guest",
        hooks.NavigationItem(
            "Unsere Vereinbarungen",
            "agreements:list",
            STAFF_ROLES,
            group="Angebote",
            order=54,
            houses=GUESTS,
            function="agreements_party",
        ),
    )
    profile_links.add(NAME, lessons_of)
    hooks.demo.add(NAME, hooks.DemoPart(56, demo.load))


def lessons_of(request: Request, code: str) -> ProfileLink | None:
    """From a programme's page to what the house learnt from it. No query."""
    return ProfileLink("Was wir gelernt haben", url_of(code)) if in_house(request) else None
