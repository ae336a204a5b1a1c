"""Addresses of pages in other rooms, for the start pages."""

from dataclasses import dataclass

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import Context

REPORTS = "evaluation:"
"""Addresses of the room with the reports, which this one does not know."""


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is done, with a sentence that says what for."""

    label: str
    url: str
    what_for: str = ""


def protection() -> list[Link]:
    """What data protection works with."""
    return _links(
        ("Protokoll der Einsichten", "access:protocol", "wer wann welche Akte gesehen hat"),
        ("Verarbeitungsverzeichnis", "access:register", "welches Feld wozu und auf welcher Grundlage"),
    )


def reports(context: Context) -> list[Link]:
    """Pages with published reports, as the navigation of this person has them."""
    items = sorted(hooks.navigation, key=lambda item: item.order)
    own = [item for item in items if context.roles & item.roles and item.url_name.startswith(REPORTS)]
    return _links(*((item.label, item.url_name, "Zahlen zu einem Stichtag, ohne einzelne Fälle") for item in own))


def _links(*links: tuple[str, str, str]) -> list[Link]:
    return [Link(label, reverse(url_name), what_for) for label, url_name, what_for in links]
