"""A team lead's start page."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.agreements.start import coming_up
from rundblick.steering import shown, shown_doors
from rundblick.steering.access import TEAM, page_or_404
from rundblick.steering.queries import team as reads
from rundblick.steering.views.frame import frame
from rundblick.web.clock import now, today


@require_GET
def team(request: Request) -> HttpResponse:
    """Who stands in for whom, cases nobody looks after, doors opened for a purpose, and how many cases are open."""
    context = request.access
    page_or_404(context, TEAM)
    day = today()
    unattended = reads.unattended(context, today=day)
    doors = reads.purpose_doors(context, since=now() - reads.DOORS_BACK)
    households = shown.Households([row.dossier_id for row in (*unattended, *doors)], today=day)
    if households.ids:
        disclose(request, kind="steering.team", dossiers=households.ids)
    return render(
        request,
        "steering/team.html",
        frame(request, TEAM)
        | {
            "unattended": shown_doors.unattended_lines(unattended[: reads.UNATTENDED_SHOWN], households),
            "more_unattended": len(unattended) > reads.UNATTENDED_SHOWN,
            "covers": [shown_doors.cover_line(row, today=day) for row in reads.covers(context, today=day)],
            "doors": shown_doors.purpose_lines(doors, households, now=now()),
            "doors_since": day - dt.timedelta(days=reads.DOORS_BACK.days),
            "teams": reads.team_cases(context),
            "agreements": coming_up(request),
            "cover_url": reverse("access:covers"),
            "cases_url": f"{reverse('cases:list')}?wer=team",
        },
    )
