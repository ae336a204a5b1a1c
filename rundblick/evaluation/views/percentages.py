"""Percentages of the sources and of whom they are: the page that says how to read them."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.requests import Request
from rundblick.evaluation.access import readers_only
from rundblick.evaluation.traps import Trap, traps
from rundblick.evaluation.views.reports import crumbs
from rundblick.programmes.shelf import shelf
from rundblick.web.frame import Crumb


@require_GET
def show(request: Request) -> HttpResponse:
    """All known traps, by programme."""
    readers_only(request.access)
    grouped: dict[str, list[Trap]] = {}
    for one in traps():
        programme = shelf().get(one.programme)
        grouped.setdefault(programme.title if programme else one.programme, []).append(one)
    return render(
        request, "evaluation/traps.html", {"grouped": grouped, "breadcrumb": crumbs(Crumb(label="Prozent von wem?"))}
    )
