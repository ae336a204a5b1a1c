"""The overview of one programme for those who coordinate or lead: places, the way in, what is due, what came of it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.programmes import overview_page
from rundblick.programmes.access import definition_or_404
from rundblick.programmes.editing import counting
from rundblick.programmes.editing.hiding import LEGEND
from rundblick.programmes.errors import Refused
from rundblick.programmes.models import ProgrammeCount
from rundblick.programmes.publishing import document
from rundblick.programmes.staff import RUN_ROLES
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_GET
def overview(request: Request, code: str) -> HttpResponse:
    """The figures last counted, with their Stichtag; places are of this moment."""
    only(request, *RUN_ROLES)
    row = definition_or_404(request, code)
    programme = document(row)
    day = today()
    count = counting.latest(request.access, ProgrammeCount.Kind.OVERVIEW, code)
    done = count is not None and count.status == ProgrammeCount.Status.DONE
    return render(
        request,
        "programmes/overview.html",
        {
            "breadcrumb": [
                Crumb(label="Programme", url=reverse("programmes:shelf")),
                Crumb(label=programme.title, url=reverse("programmes:profile", args=[code])),
                Crumb(label="Überblick"),
            ],
            "programme": programme,
            "day": day,
            "count": count,
            "seen": overview_page.counted(count, programme) if count and done else None,
            "runs": overview_page.open_runs(programme, row.pk, day),
            "own": overview_page.own_number(request.access, programme, day),
            "unit": overview_page.unit_of(programme),
            "results": overview_page.quoted_results(programme),
            "source": programme.source,
            "legend": LEGEND,
        },
    )


@require_POST
def count(request: Request, code: str) -> HttpResponse:
    """Have the figures counted anew; the worker counts."""
    only(request, *RUN_ROLES)
    definition_or_404(request, code)
    try:
        counting.order_overview(request.access, code)
    except Refused as refusal:
        messages.warning(request, refusal.message)
    return redirect("programmes:overview", code)
