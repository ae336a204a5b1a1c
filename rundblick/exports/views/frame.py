"""What the pages of the room have in common: tabs, the way back, a file as answer."""

from django.http import HttpResponse
from django.urls import reverse

from rundblick.access.context import Context
from rundblick.exports.models.doors import KEEPERS, RESEARCH_READERS
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab

TITLE = "Ausgaben"
PLACES = {
    "log": ("Ausgabenbuch", "exports:log"),
    "research": ("Forschung", "exports:projects"),
    "funder": ("Tabellen für Fördergeber", "exports:mappings"),
    "caseload": ("Eigene Kennzahlen", "exports:caseload"),
}


def tabs(context: Context, here: str) -> list[Tab]:
    """The parts of the room that are open to somebody."""
    open_to = {
        "log": True,
        "research": context.has_role(*RESEARCH_READERS),
        "funder": context.has_role(*KEEPERS),
        "caseload": True,
    }
    return [
        Tab(label=label, url=reverse(name), current=place == here)
        for place, (label, name) in PLACES.items()
        if open_to[place]
    ]


def crumbs(place: str, *more: Crumb) -> list[Crumb]:
    """The way back to a part of the room."""
    label, name = PLACES[place]
    return [Crumb(label=label, url=reverse(name)), *more]


def as_file(content: bytes, *, name: str, content_type: str) -> HttpResponse:
    """A file that is kept nowhere on its way."""
    answer = HttpResponse(content, content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
