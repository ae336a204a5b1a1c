"""A coach's start page."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.asked import asked_of
from rundblick.employers.start import promises
from rundblick.steering import rules, shown
from rundblick.steering.access import WORK, page_or_404
from rundblick.steering.begun import begun_text
from rundblick.steering.queries import work as reads
from rundblick.steering.views.frame import frame
from rundblick.web.clock import BERLIN, berlin_date, now, today

LOOK_AHEAD = dt.timedelta(days=8)
CASES_SHOWN = 8
HOUSEHOLDS_SHOWN = 8


@require_GET
def work(request: Request) -> HttpResponse:
    """A coach's day: appointments, what waits, the cases touched last, texts that were begun."""
    context = request.access
    page_or_404(context, WORK)
    day = today()
    midnight = dt.datetime.combine(day, dt.time.min, tzinfo=BERLIN)
    appointments = reads.appointments(context, start=midnight, end=midnight + LOOK_AHEAD)
    cases = reads.cases(context, most=CASES_SHOWN)
    desk = reads.desk(context, today=day, also_open=[row.dossier_id for row in appointments])
    asked = asked_of(context)
    promised = promises(request)
    begun = [draft.dossier_id for draft in desk.unfinished if draft.dossier_id]
    dossiers = [row.dossier_id for row in (*appointments, *cases, *desk.waiting, *asked)] + begun
    households = shown.Households(dossiers, today=day)
    if households.ids:
        disclose(request, kind="steering.work", dossiers=households.ids)
    lines = shown.day_lines(appointments, households, me=context.user_id, now=now())
    of_today = [line for line in lines if berlin_date(line.at) == day]
    current, former = rules.now_and_before(desk.waiting, today=day)
    waiting = shown.household_lines(current, households)
    return render(
        request,
        "steering/work.html",
        frame(request, WORK)
        | {
            "appointments": of_today,
            "ahead": shown.ahead(lines[len(of_today) :]),
            "asked": shown.asked_lines(asked, households),
            "promises": promised,
            "waiting": waiting[:HOUSEHOLDS_SHOWN],
            "waiting_more": waiting[HOUSEHOLDS_SHOWN:],
            "left_lying": shown.household_lines(former, households),
            "cases": shown.case_lines(cases, households),
            "cases_url": reverse("cases:list"),
            "begun": [
                begun_text(d, household=households.label(d.dossier_id) if d.dossier_id else "") for d in desk.unfinished
            ],
            "discard_url": reverse("access:draft_discard"),
            "first_day": not (appointments or cases or desk.waiting or desk.unfinished or asked or promised),
        },
    )
