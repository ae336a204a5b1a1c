"""A talk as it stands: to the coach alone, before one member, or before all."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.tools import is_together
from rundblick.strategy import queries, reading
from rundblick.strategy.codes import PhaseCode
from rundblick.strategy.models import Meeting
from rundblick.strategy.queries import Eyes
from rundblick.strategy.views.shown import frame, meeting_url, page_url
from rundblick.web.german import german_date
from rundblick.web.parts import Tab


@require_GET
def latest(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The latest talk, or how to begin."""
    return _page(request, case_id, None)


@require_GET
def meeting(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """One of the talks, also a former one."""
    return _page(request, case_id, meeting_id)


def _page(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID | None) -> HttpResponse:
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""), reading="situation")
    meetings = queries.meetings(request.access, file.pk)
    found = next((one for one in meetings if meeting_id in (None, one.pk)), None)
    if meeting_id and found is None:
        raise Http404
    disclose(request, kind="strategy.page", dossiers=[file.dossier_id])
    here = meeting_url(file, meeting_id) if meeting_id else page_url(file)
    shown = frame(request, file, here) | {
        "view": None,
        "can_write": "situation" in file.writes,
        "create_url": reverse("strategy:create", args=[file.pk]),
    }
    if found is not None:
        shown |= _talk(request, file, meetings, found)
    return render(request, "strategy/page.html", shown)


def _talk(request: Request, file: File, meetings: list[Meeting], found: Meeting) -> dict[str, Any]:
    eyes = Eyes.of(file, together=is_together(request))
    view = reading.read(request, file, meetings, found, eyes)
    args = [file.pk, found.pk]
    done = {review.phase for review in view.reviews}
    phases = [PhaseCode.ACTION, *([PhaseCode.OBSERVATION] if found.observation_months else [])]
    return {
        "view": view,
        "alone": eyes.alone,
        "former": [Tab(label=german_date(one.held_on), url=meeting_url(file, one.pk)) for one in view.others],
        "change_url": reverse("strategy:change", args=args),
        "complete_url": reverse("strategy:complete", args=args),
        "reopen_url": reverse("strategy:reopen", args=args),
        "review_links": [
            (f"Rückblick auf die {phase.label}", reverse("strategy:review", args=[*args, phase.value]), phase in done)
            for phase in phases
        ],
        "can_set_goals": "situation" in file.writes and {"goals", "tasks"} <= file.writes,
        "entitlement": reading.euros(found.entitlement),
    }
