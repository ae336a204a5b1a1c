"""Addresses of pages in other rooms, for the start pages."""

from dataclasses import dataclass

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import Context


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
    """Pages of the navigation that this person has besides the start."""
    items = sorted(hooks.navigation.items(), key=lambda pair: pair[1].order)
    own = [item for name, item in items if name != "start" and context.roles & item.roles]
    return _links(*((item.label, item.url_name, "") for item in own))


def _links(*links: tuple[str, str, str]) -> list[Link]:
    return [Link(label, reverse(url_name), what_for) for label, url_name, what_for in links]
