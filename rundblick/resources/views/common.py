"""What the pages of the card share: frame, tabs, addresses that keep the mode."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.file import File
from rundblick.cases.frame import query
from rundblick.cases.tools import TOGETHER, frame, is_together
from rundblick.resources.codes import PATHS, SHORT
from rundblick.web.parts import Tab

NAME = "resources"
MEANWHILE = "Das hat inzwischen jemand geändert. Hier sehen Sie den neuen Stand."


def address(name: str, file: File, *args: Any) -> str:
    """Address of a page of the card, without a mode."""
    return reverse(f"{NAME}:{name}", args=[file.pk, file.member, *args])


def mode(request: Request, **more: str) -> str:
    """The query that keeps the screen for two one, with further values."""
    return query({TOGETHER: "1" if is_together(request) else ""}, **more)


def page_frame(request: Request, file: File, current: str, *, here: str = "", kind: str) -> dict[str, Any]:
    """The frame of a page of the card with its own tabs; notes that it was read.

    `here`: its own address, where the page may be looked at together; otherwise that button leads to the card.
    """
    disclose(request, kind=kind, dossiers=[file.pk])
    base = frame(request, file, NAME)
    base |= {"sections": _tabs(request, file, current, together=base["together"]), "card_url": base["here"]}
    if here:
        base |= {"here": here, "together_url": f"{here}?{TOGETHER}=1"}
    return base


def _tabs(request: Request, file: File, current: str, *, together: bool) -> list[Tab]:
    suffix = mode(request)
    views = []
    for word, view in PATHS.items():
        if not together or word == "person":
            label = "Aufschreiben" if together else f"Sicht: {SHORT[view]}"
            views.append(Tab(label=label, url=address("enter", file, word) + suffix, current=current == word))
    last = [("sheet", "Bogen"), ("compare", "Vergleichen"), ("helps", "Hilfen")]
    return [
        Tab(label="Karte", url=address("page", file) + suffix, current=current == "page"),
        *views,
        *(Tab(label=label, url=address(name, file) + suffix, current=current == name) for name, label in last),
    ]


def back(request: Request, url: str, words: str = "", *, warning: bool = False) -> HttpResponse:
    """Back to a page of the card in the same mode, with a message."""
    if words:
        (messages.warning if warning else messages.success)(request, words)
    return redirect(url + mode(request))


def ids_in(texts: list[str]) -> list[uuid.UUID]:
    """The ids among the texts of a form; what is none is left out."""
    found = []
    for text in texts:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return found
