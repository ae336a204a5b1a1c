"""The checklist of a conference on the screen: ticking, and taking a tick back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.conferences import queries, services
from rundblick.conferences.access import conference_or_404
from rundblick.conferences.shown import check_parts
from rundblick.conferences.types import checklist as lists
from rundblick.conferences.views.frame import answer


@require_GET
def checklist(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """What to think of before, in and after it, and who ticked what."""
    row = conference_or_404(request.access, conference_id, writing=True)
    ticks = queries.ticks(request.access, row)
    codes = lists().codes
    shown = {
        "heading": "Checkliste",
        "parts": check_parts(lists(), ticks),
        "ticked": sum(code in ticks for code in codes),
        "lines_total": len(codes),
    }
    return answer(request, row, "conferences/checklist.html", shown, kind="checklist")


@require_POST
def tick(request: Request, conference_id: uuid.UUID, line: str) -> HttpResponse:
    """A line is done."""
    return _act(request, conference_id, line, lambda row: services.tick(conference=row, line=line, by=request.user))


@require_POST
def untick(request: Request, conference_id: uuid.UUID, line: str) -> HttpResponse:
    """It is not done after all."""
    return _act(request, conference_id, line, lambda row: services.untick(conference=row, line=line))


def _act(request: Request, conference_id: uuid.UUID, line: str, verb: Any) -> HttpResponse:
    row = conference_or_404(request.access, conference_id, writing=True)
    disclose(request, kind="conferences.tick", dossiers=[row.dossier_id])
    try:
        verb(row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{reverse('conferences:checklist', args=[row.pk])}#zeile-{line}")
