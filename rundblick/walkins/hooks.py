"""What the room contributes to the others. No export, merge, erasure: a walk-in belongs to nobody's dossier."""

from rundblick.access import hooks
from rundblick.access.policies import extra_sql
from rundblick.access.roles import Role
from rundblick.walkins import demo, sql

WORDS = {
    "walkins.list": "Offene Laufkontakte angesehen",
    "walkins.take": "Laufkontakt angesehen",
    "walkins.people": "Zu einem Laufkontakt nach Menschen gesucht",
    "walkins.attach": "Laufkontakt in einen Vermerk übernommen",
}


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.name_disclosures(WORDS)
    hooks.demo.add("walkins", hooks.DemoPart(58, demo.load))
    hooks.navigation.add(
        "walkins", hooks.NavigationItem("Laufkontakt", "walkins:new", frozenset({Role.COACH}), order=32, key="c")
    )
