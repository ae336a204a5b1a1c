"""What the room contributes to the others. No export, merge or erase: nothing here belongs to a person's file."""

from rundblick.access import hooks, policies
from rundblick.access.roles import STAFF_ROLES
from rundblick.directory import demo, sql

NAME = "directory"


def register() -> None:
    """Called once when the app is ready."""
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Verzeichnis",
            "directory:find",
            STAFF_ROLES,
            group="Angebote",
            order=50,
            key="g",
        ),
    )
    policies.extra_sql.append(sql.statements)
    hooks.demo.add(NAME, hooks.DemoPart(12, demo.load))
