"""How quickly somebody writes down their own talks: for their eyes only (design rule 8)."""

import datetime as dt

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.models import ContactNote
from rundblick.cases.own_times import Times, Written, times
from rundblick.web.clock import today

SPANS = (("in den letzten vier Wochen", 28), ("im letzten Vierteljahr", 91), ("im letzten Jahr", 365))


@require_GET
def page(request: Request) -> HttpResponse:
    """From the talk to the note, over three spans. No address leads to anybody else's; nothing is stored or logged."""
    context = only(request, *PLANNERS)
    rows = ContactNote.objects.visible_to(context).filter(
        author_id=context.user_id, happened_on__gt=today() - dt.timedelta(days=SPANS[-1][1])
    )
    # A talk with several members is one talk, however many notes it has.
    first = rows.order_by("talk", "pk").distinct("talk")
    written = [Written(*row) for row in first.values_list("happened_on", "appointment__ends_at", "written_at")]
    shown = [(label, _since(written, days)) for label, days in SPANS]
    return render(request, "cases/own_times.html", {"spans": shown, "any": bool(written)})


def _since(written: list[Written], days: int) -> Times:
    first = today() - dt.timedelta(days=days)
    return times(row for row in written if row.on > first)
