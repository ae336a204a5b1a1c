"""The transitions of one member, one in full, and the sheet for the person."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting
from rundblick.cases import tools
from rundblick.cases.agencies import doors_by_house
from rundblick.transitions import queries
from rundblick.transitions.access import member_file, transition_or_404
from rundblick.transitions.codes import Doer
from rundblick.transitions.frame import NAME, page_url
from rundblick.transitions.paper import sheet
from rundblick.transitions.picture import bridge
from rundblick.transitions.shown import line
from rundblick.web.clock import today


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """All changes of one member: those that go on with their picture, and those that are over."""
    file = member_file(request, case_id, person_id)
    shown = tools.frame(request, file, NAME)
    day = shown["day"]
    found = [
        line(one, day=day, neutral=False)
        for one in queries.of_case(request.access, file.pk, member=file.member, day=day)
    ]
    disclose(request, kind="transitions.page", dossiers=[file.dossier_id])
    over = [one for one in found if one.row.ended_on is not None and one.row.ended_on <= day]
    going = [one for one in found if one not in over]
    return render(
        request,
        "transitions/page.html",
        shown | {"lines": [(one, bridge(one)) for one in going], "over": over},
    )


@require_GET
def detail(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, transition_id: uuid.UUID) -> HttpResponse:
    """One change in full: the bridge, who takes over, every step with its day, and who does what."""
    file = member_file(request, case_id, person_id)
    row = transition_or_404(request, file, transition_id)
    (told,) = queries.told([row], request.access)
    one = line(told, day=today(), neutral=False)
    disclose(request, kind="transitions.detail", dossiers=[file.dossier_id])
    shown = tools.frame(request, file, NAME)
    house = row.organisation_id
    door = bool(house and not shown["together"] and house in doors_by_house(file.pk, row.person_id))
    arranging = "appointments" in file.writes and row.open
    arrange = reverse("calendar:arrange", args=[file.pk])
    return render(
        request,
        "transitions/detail.html",
        shown
        | {
            "line": one,
            "row": row,
            "picture": bridge(one),
            "split": [
                (doer.label, [step for step in one.steps if step.point.step.doer == doer and step.point.open])
                for doer in Doer
            ],
            "door": door,
            "can_write": shown["can_write"] and row.open,
            "may_resume": shown["can_write"] and not row.open,
            "arrange_url": f"{arrange}?mit={file.member}&rahmen={Setting.OFFICE}" if arranging else "",
            "call_url": f"{arrange}?mit={file.member}&rahmen={Setting.PHONE}" if arranging else "",
            "seek_url": reverse("outreach:page", args=[file.pk, file.member]) + tools.mode(request),
            "consent_url": reverse("consent:list", args=[file.pk]),
            "back_url": page_url(request, file),
        },
    )


@require_GET
def paper(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The sheet "Wie es weitergeht" for the person, as PDF."""
    file = member_file(request, case_id, person_id)
    told = [one for one in queries.of_case(request.access, file.pk, member=file.member) if one.row.open]
    disclose(request, kind="transitions.paper", dossiers=[file.dossier_id])
    answer = HttpResponse(sheet(request.access, file, told), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="wie-es-weitergeht.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
