"""How the benefits department answers, as one figure of all."""

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.inquiries import figures, queries
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_GET
def numbers(request: Request) -> HttpResponse:
    """Answered in time of all asked, and the median of days; nothing about one clerk, and not without the agreement."""
    only(request, Role.BENEFITS)
    day = today()
    allowed = settings.RUNDBLICK.team_figures
    counted = queries.counted(as_of=day) if allowed else None
    return render(
        request,
        "inquiries/numbers.html",
        {
            "allowed": allowed,
            "counted": counted,
            "least": figures.LEAST_STAFF,
            "numbers": figures.numbers(counted, as_of=day) if counted and counted.told and counted.due else None,
            "breadcrumb": [Crumb(label="Fragen an mich", url=reverse("inquiries:mine")), Crumb(label="Zahlen")],
        },
    )
