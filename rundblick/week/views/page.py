"""The week of the household, and a task from a gap."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.codes import Responsible
from rundblick.cases.file import File
from rundblick.cases.services import add_task
from rundblick.web.clock import today
from rundblick.week import queries, shown
from rundblick.week.access import week_or_404
from rundblick.week.coming import coming
from rundblick.week.models import CareSpan
from rundblick.week.views.common import back, frame

GONE = "Diese Lücke gibt es so nicht mehr. Sie sehen den neuen Stand."
LONGEST = 500


@require_GET
def page(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The coach's view of what is shared; `?mitglied=` adds the rest of one member, `?stand=` shows a former day."""
    file = week_or_404(request, case_id)
    context = frame(request, file)
    spans = queries.standing(request.access, file, CareSpan, context["day"])
    week = _read(request, file, spans, context["day"])
    names = {member.person.pk: member.person.first_names for member in file.members}
    disclose(request, kind="week.page", dossiers=[file.dossier_id])
    return render(
        request,
        "week/page.html",
        context
        | {
            "week": week,
            "can_task": "tasks" in file.writes and context["can_write"],
            "coming": [
                (one, names.get(one.person, ""))
                for one in coming([queries.dated(row) for row in spans], context["day"])
                if one.on <= context["day"]
            ],
        },
    )


@require_POST
def task(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """A task from a gap as it is now; the words are made here and not taken from the form."""
    file = week_or_404(request, case_id, writing=True)
    week = _read(request, file, [], today())
    asked = (request.POST.get("child", ""), request.POST.get("stage", ""))
    found = next((one for one in (*week.missing, *week.missing_planned) if (str(one.child), one.stage) == asked), None)
    if found is None or "tasks" not in file.writes:
        messages.warning(request, GONE)
    else:
        add_task(
            case=file.case,
            text=f"Betreuung klären: {found.name}, {found.sentence}"[:LONGEST],
            person_id=found.child,
            responsible=Responsible.JOBCENTER,
            assignee=request.user,
            shared=file.member is None,
            token=_token(request),
        )
        messages.success(request, "Die Aufgabe „Betreuung klären“ steht jetzt auf Ihrer Liste.")
    disclose(request, kind="week.task", dossiers=[file.dossier_id])
    return back(request, file)


def _read(request: Request, file: File, spans: list[CareSpan], day: Any) -> shown.Week:
    return shown.read(
        file,
        blocks=queries.blocks(request.access, file, day),
        needs=queries.needs(request.access, file, day),
        goals=queries.goals(request.access, file),
        spans=spans,
    )


def _token(request: Request) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return None
