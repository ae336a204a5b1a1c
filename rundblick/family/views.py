"""The page with all members side by side."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.frame import head
from rundblick.cases.tools import TOGETHER, is_together
from rundblick.family import care, picture, reading, rules
from rundblick.family.calendar_of_law import rules_of_law
from rundblick.family.hooks import TOOL
from rundblick.web.clock import today

FAMILY = "familie"


@require_GET
def page(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The coach's view; with `?gemeinsam=1` or `?familie=1` that of a family at one screen."""
    file = file_or_404(request.access, case_id)
    together = is_together(request) or request.GET.get(FAMILY) == "1"
    view = reading.read(request.access, file, together=together)
    ahead = rules.deadlines(view.relatives, today(), rules_of_law())
    if "situation" in file.reads:
        ahead += care.comes_up(request.access, file.pk, view.relatives, together=together, day=today())
    days = rules.by_day(ahead, together=together)
    here = reverse("family:page", args=[file.pk])
    disclose(request, kind="family.page", dossiers=[file.dossier_id])
    return render(
        request,
        "family/page.html",
        head(file, "tools")
        | {
            "layout": "cases/base_together.html" if together else "family/base.html",
            "tool": TOOL,
            "together": together,
            "here": here,
            "together_url": f"{here}?{TOGETHER}=1",
            "tools_url": reverse("cases:tools", args=[file.pk]),
            "cards": view.cards,
            "common": view.common,
            "carried": view.carried,
            "weeks": view.weeks,
            "days": days,
            "picture": picture.year(days, start=today()) if days else None,
        },
    )
