"""The Fahrplan of one person: path, decision, tickets, position, and what of the folder is shown."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.roadmap import booklet, queries, shown
from rundblick.roadmap.access import health_door
from rundblick.roadmap.codes import Choice, Voice
from rundblick.roadmap.views.frame import NAME


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Everything at a glance; forms are one step away."""
    file = tools.file_of_member(request, case_id, person_id)
    values = tools.frame(request, file, NAME)
    journey = queries.journey(request.access, file.pk, person_id)
    leaves = queries.leaves(request.access, file.pk, person_id)
    disclose(request, kind="roadmap.page", dossiers=[file.dossier_id])
    began = journey.began
    steps = shown.stages(journey)
    decision = journey.decision
    written = [row for row in journey.tickets if row.author_id == request.user.pk]
    return render(
        request,
        "roadmap/page.html",
        values
        | {
            "began": began,
            "path": journey.path,
            "steps": steps,
            "here_step": next((one for one in steps if one.here), None),
            "picture": shown.path(steps) if began else None,
            "decision": decision,
            "decided": shown.decision(decision),
            "waiting": decision is not None and decision.choice == Choice.LATER,
            "heads": shown.heads(journey.tickets),
            "lines": shown.lines(journey.tickets) if journey.tickets else [],
            "mine": next((row for row in written if row.voice != Voice.PERSON), None),
            "theirs": next((row for row in written if row.voice == Voice.PERSON), None),
            "standpoint": shown.standpoint(journey),
            "sheets": shown.sheets(leaves, written=True),
            "health": health_door(request, file)[0] if not values["together"] else False,
        },
    )


@require_GET
def paper(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The booklet with empty sheets, for somebody who likes to write by hand."""
    file = tools.file_of_member(request, case_id, person_id)
    journey = queries.journey(request.access, file.pk, person_id)
    disclose(request, kind="roadmap.paper", dossiers=[file.dossier_id])
    return booklet.answer(booklet.pdf(file.name(person_id), journey, leaves={}))
