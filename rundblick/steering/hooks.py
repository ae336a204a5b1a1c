"""What the room contributes to the others."""

from rundblick.access import hooks
from rundblick.access.roles import STAFF_ROLES

KINDS = {
    "steering.work": "Startseite einer Fachkraft",
    "steering.team": "Startseite einer Teamleitung",
    "steering.doors": "Startseite mit geöffneten Fällen",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.navigation.add("start", hooks.NavigationItem("Start", "steering:home", STAFF_ROLES, order=0, key="h"))
    for code, words in KINDS.items():
        hooks.disclosure_kinds.add(code, words)
