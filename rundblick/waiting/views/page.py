"""What one member waits for, and what all members of a household wait for."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.cases.access import file_or_404
from rundblick.cases.frame import head
from rundblick.waiting import queries
from rundblick.waiting.hooks import NAME, TOOL_OF_ALL
from rundblick.waiting.picture import bars
from rundblick.waiting.shown import lines
from rundblick.web.clock import today
from rundblick.web.parts import Tab


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What a member waits for on the day shown, and what came."""
    file = tools.file_of_member(request, case_id, person_id)
    shown = tools.frame(request, file, NAME)
    day = shown["day"]
    found = lines(queries.waits(request.access, file.pk, member=file.member, day=day), file, day)
    disclose(request, kind="waiting.page", dossiers=[file.dossier_id])
    if len(file.members) > 1:
        all_ = Tab(label="Alle", url=reverse("waiting:household", args=[file.pk]), current=False)
        shown["views"] = [all_, *shown["views"]]
    return render(
        request,
        "waiting/page.html",
        shown
        | {
            "lines": found,
            "picture": bars(found, day=day) if found else None,
            "over": [
                (wait, wait.belongs_to(file.member))
                for wait in queries.over(request.access, file.pk, member=file.member, day=day)
            ],
        },
    )


@require_GET
def household(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """What all members wait for, for the coach; in front of a family the page of one member is shown."""
    file = file_or_404(request.access, case_id, reading="situation")
    found = lines(queries.waits(request.access, file.pk, member=None, day=today()), file, today())
    disclose(request, kind="waiting.household", dossiers=[file.dossier_id])
    first = file.members[0].person.pk if file.members else None
    views = [
        Tab(label=member.name, url=reverse("waiting:page", args=[file.pk, member.person.pk])) for member in file.members
    ]
    return render(
        request,
        "waiting/household.html",
        head(file, "tools")
        | {
            "tool": TOOL_OF_ALL,
            "tools_url": reverse("cases:tools", args=[file.pk]),
            "views": [Tab(label="Alle", url=request.path, current=True), *views],
            "lines": [(line, line.wait.person_id or first) for line in found],
            "picture": bars(found, day=today(), whose=True) if found else None,
        },
    )
