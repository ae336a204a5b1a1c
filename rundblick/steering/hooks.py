"""What the room contributes to the others."""

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.roles import STAFF_ROLES

KINDS = {
    "steering.work": "Startseite einer Fachkraft",
    "steering.team": "Startseite einer Teamleitung",
    "steering.handover": "Übergabe an eine Vertretung",
    "steering.doors": "Startseite mit geöffneten Fällen",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.navigation.add("start", hooks.NavigationItem("Start", "steering:home", STAFF_ROLES, order=0, key="h"))
    hooks.links.add("handover", lambda cover_id: reverse("steering:handover", args=[cover_id]))
    for code, words in KINDS.items():
        hooks.disclosure_kinds.add(code, words)
