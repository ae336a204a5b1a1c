"""The three pages of the room beside each other."""

from django.urls import reverse

from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab

AGREEMENTS = "Vereinbarungen"
NETWORK = "Netzwerkstelle"
LESSONS = "Was wir lernen"
_PAGES = {
    "agreements": (AGREEMENTS, "agreements:list"),
    "network": (NETWORK, "agreements:network"),
    "lessons": (LESSONS, "agreements:lessons"),
}


def tabs(current: str) -> list[Tab]:
    """Where one is, and what stands beside it."""
    return [Tab(label=label, url=reverse(url), current=name == current) for name, (label, url) in _PAGES.items()]


def crumb(name: str) -> Crumb:
    """The way back to one of the pages."""
    label, url = _PAGES[name]
    return Crumb(label=label, url=reverse(url))
