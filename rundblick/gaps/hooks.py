"""What the room contributes to the others. No export, merge or erase: nothing here belongs to a person's file."""

from rundblick.access import hooks
from rundblick.access.models import Organisation
from rundblick.gaps import demo
from rundblick.gaps.access import READERS

NAME = "gaps"


def register() -> None:
    """Called once when the app is ready."""
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Lücken",
            "gaps:list",
            READERS,
            group="Zahlen",
            order=75,
            houses=frozenset({Organisation.Kind.JOBCENTER}),
        ),
    )
    hooks.demo.add(f"{NAME}.needs", hooks.DemoPart(demo.NEEDS, demo.load_needs))
    hooks.demo.add(NAME, hooks.DemoPart(demo.REPORTS, demo.load_reports))
