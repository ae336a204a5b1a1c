"""What the room contributes to the others. No export, merge or erase: nothing here belongs to a person's file."""

from rundblick.access import hooks
from rundblick.access.models import Organisation
from rundblick.access.roles import Role
from rundblick.areas import contributions, demo
from rundblick.programmes.registries import household_values

NAME = "areas"
READERS = frozenset(
    {Role.COORDINATOR, Role.TEAM_LEAD, Role.COACH, Role.NOMINATOR, Role.INTAKE, Role.BENEFITS, Role.PLACEMENT, Role.DPO}
)


def register() -> None:
    """Called once when the app is ready."""
    hooks.facts.add(NAME, contributions.facts)
    household_values.add(contributions.FACT, contributions.values)
    hooks.case_parts.add(
        NAME,
        hooks.CasePart(
            "Gebiet", "areas/part.html", "master", contributions.part, order=12, area="side", for_guests=False
        ),
    )
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Gebiete",
            "areas:list",
            READERS,
            group="Angebote",
            order=55,
            houses=frozenset({Organisation.Kind.JOBCENTER}),
            also=("areas:ask", "areas:elsewhere", "areas:figures"),
        ),
    )
    hooks.disclosure_kinds.add("areas.elsewhere", "Fälle, deren Gebiet woanders liegt")
    hooks.demo.add(NAME, hooks.DemoPart(demo.ORDER, demo.load))
