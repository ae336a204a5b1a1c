"""What the room contributes to the others. No export, merge or erase: nothing here belongs to a person's file."""

from rundblick.access import hooks
from rundblick.access.policies import extra_sql
from rundblick.access.roles import STAFF_ROLES
from rundblick.calendar.links import besides
from rundblick.directory import demo, sql
from rundblick.directory.besides import on_days
from rundblick.directory.services.links import CAUSE, CAUSED
from rundblick.post.registries import causes

NAME = "directory"


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    causes.add(CAUSE, CAUSED)
    besides.add(NAME, on_days)
    hooks.disclosure_kinds.add("directory.discharge", "Termine für eine Entlasskarte gesehen")
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
    hooks.demo.add(NAME, hooks.DemoPart(12, demo.load))
