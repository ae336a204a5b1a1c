"""What the room contributes to the others."""

from rundblick.access import hooks
from rundblick.access.policies import extra_sql
from rundblick.access.roles import Role
from rundblick.people import contributions, queries, sql
from rundblick.people.demo import load
from rundblick.people.disclosed import WORDS
from rundblick.people.merging import move_rows

_WORKS_WITH_PEOPLE = frozenset(
    {Role.COACH, Role.TEAM_LEAD, Role.NOMINATOR, Role.BENEFITS, Role.PLACEMENT, Role.COORDINATOR, Role.PARTNER}
)


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.search.add("people", hooks.SearchSource("Menschen", contributions.search))
    hooks.facts.add("people", contributions.facts)
    hooks.export.add("people", contributions.export)
    hooks.merge.add("people", move_rows)
    hooks.erase.add("people", contributions.erase)
    hooks.case_parts.add(
        "people", hooks.CasePart("Haushalt", "people/part.html", "master", contributions.part, order=10, area="side")
    )
    hooks.links.add("household", contributions.household_url)
    hooks.members.add("people", contributions.member_names)
    hooks.dossier_labels.add("people", queries.labels)
    hooks.demo.add("people", hooks.DemoPart(order=10, load=load))
    hooks.navigation.add(
        "people",
        hooks.NavigationItem(
            "Menschen", "people:list", _WORKS_WITH_PEOPLE, "", order=20, key="m", houses=hooks.ACCOMPANYING
        ),
    )
    hooks.navigation.add(
        "people.intake", hooks.NavigationItem("Aufnahme", "people:intake", frozenset({Role.INTAKE}), "", order=22)
    )
    hooks.navigation.add(
        "people.duplicates",
        hooks.NavigationItem("Dubletten", "people:duplicates", frozenset({Role.STEWARD}), "", order=24),
    )
