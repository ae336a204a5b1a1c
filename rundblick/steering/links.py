"""Addresses of pages in other rooms, for the start pages."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from rundblick.access import hooks
from rundblick.access.context import Context


@dataclass(frozen=True, slots=True)
class Link:
    """Where something is done, with a sentence that says what for."""

    label: str
    url: str
    what_for: str = ""


def cases() -> str:
    """All cases of this person."""
    return _where("cases:list")


def team_cases() -> str:
    """All cases the team's door shows."""
    address = _where("cases:list")
    return f"{address}?wer=team" if address else ""


def covers() -> str:
    """Where somebody is entered as absent, with their deputy."""
    return _where("access:covers")


def protection() -> list[Link]:
    """What data protection works with."""
    return _known(
        ("Protokoll der Einsichten", "access:protocol", "wer wann welche Akte gesehen hat"),
        ("Siegel des Protokolls", "access:seals", "ob am Protokoll etwas verändert wurde"),
        ("Notzugriffe", "access:temporary_doors", "wer ohne eigene Tür hineinsah, und wozu"),
        ("Löschungen", "access:erasures", "beantragen, freigeben, ablehnen"),
        ("Verarbeitungsverzeichnis", "access:register", "welches Feld wozu und auf welcher Grundlage"),
    )


def administration() -> list[Link]:
    """What an administrator works with."""
    return _known(
        ("Personen und Rollen", "access:users", "Konten anlegen, Rollen und Teams geben"),
        ("Organisationen und Teams", "access:organisations", "Häuser und ihre Teams"),
    )


def reports(context: Context) -> list[Link]:
    """Pages of the navigation that this person has besides the start."""
    items = sorted(hooks.navigation.items(), key=lambda pair: pair[1].order)
    own = [item for name, item in items if name != "start" and context.roles & item.roles]
    return _known(*((item.label, item.url_name, "") for item in own))


def _known(*links: tuple[str, str, str]) -> list[Link]:
    found = [Link(label, _where(url_name), what_for) for label, url_name, what_for in links]
    return [link for link in found if link.url]


def _where(url_name: str) -> str:
    # A room may be left out of an installation; its link is then left out as well.
    try:
        return reverse(url_name)
    except NoReverseMatch:
        return ""
