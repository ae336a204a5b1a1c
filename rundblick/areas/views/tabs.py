"""The pages of the room beside each other."""

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab

_PAGES = {
    "areas": ("Alle Gebiete", "areas:list"),
    "ask": ("Welche Straße gehört wohin?", "areas:ask"),
    "elsewhere": ("Fälle, die woanders liegen", "areas:elsewhere"),
    "figures": ("Zahlen", "areas:figures"),
}


def tabs(request: Request, current: str) -> list[Tab]:
    """Where one is, and what stands beside it."""
    hidden = set() if request.access.has_role(Role.COACH, Role.TEAM_LEAD) else {"elsewhere"}
    return [
        Tab(label=label, url=reverse(url), current=name == current)
        for name, (label, url) in _PAGES.items()
        if name not in hidden
    ]


def crumb(name: str = "areas") -> Crumb:
    """The way back to one of the pages."""
    label, url = _PAGES[name]
    return Crumb(label="Gebiete" if name == "areas" else label, url=reverse(url))
