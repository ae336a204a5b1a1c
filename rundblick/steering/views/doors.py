"""The start page of those for whom others open cases: other sections of the Jobcenter, coordination, partners."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.agreements.start import coming_up
from rundblick.cases.asked import asked_of
from rundblick.employers.start import promises
from rundblick.steering import shown, shown_doors
from rundblick.steering.access import DOORS, page_or_404
from rundblick.steering.queries import doors as reads
from rundblick.steering.views.frame import frame
from rundblick.web.clock import today


@require_GET
def doors(request: Request) -> HttpResponse:
    """The cases opened for this person, with topics and until when; nothing else."""
    context = request.access
    page_or_404(context, DOORS)
    opened = reads.opened_cases(context)
    waiting = asked_of(context)
    households = shown.Households(
        [*(one.dossier_id for one in opened), *(one.dossier_id for one in waiting)], today=today()
    )
    if households.ids:
        disclose(request, kind="steering.doors", dossiers=households.ids)
    guest = context.roles <= {Role.PARTNER}
    return render(
        request,
        "steering/doors.html",
        frame(request, DOORS)
        | {
            "lines": shown_doors.opened_lines(opened[: reads.SHOWN], households),
            "more": len(opened) > reads.SHOWN,
            "all_url": "" if guest else reverse("cases:list"),
            "guest": guest,
            "agreements": coming_up(request),
            "promises": promises(request),
            "asked": shown.asked_lines(waiting, households),
            "role": next((role for role in sorted(DOORS.roles) if role in context.roles), ""),
        },
    )
