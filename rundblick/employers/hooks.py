"""What the room contributes to the others. No export, merge or erase: nothing here belongs to a person's file."""

from rundblick.access import hooks
from rundblick.access.models import Organisation
from rundblick.access.roles import Role
from rundblick.employers import demo

NAME = "employers"
READERS = frozenset({Role.PLACEMENT, Role.COACH, Role.TEAM_LEAD, Role.COORDINATOR, Role.NOMINATOR, Role.DPO})


def register() -> None:
    """Called once when the app is ready."""
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Betriebe",
            "employers:list",
            READERS,
            group=hooks.WITH_OTHERS,
            order=66,
            houses=frozenset({Organisation.Kind.JOBCENTER}),
            also=("employers:specials", "employers:tickets"),
        ),
    )
    hooks.demo.add(NAME, hooks.DemoPart(57, demo.load))
