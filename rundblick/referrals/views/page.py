"""The ways of one member or a household, one way in full, and the sheet for the person."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.cases.access import file_or_404
from rundblick.cases.agencies import doors_by_house
from rundblick.cases.frame import head
from rundblick.referrals import queries
from rundblick.referrals.access import house_file, is_guest, referral_or_404
from rundblick.referrals.codes import Side, Source, State
from rundblick.referrals.frame import NAME, page_url
from rundblick.referrals.hooks import TOOL_OF_ALL
from rundblick.referrals.models import Referral
from rundblick.referrals.paper import sheet
from rundblick.referrals.picture import ways
from rundblick.referrals.rules import next_states
from rundblick.referrals.services.held import TOPIC
from rundblick.referrals.shown import by_need, line, step_words, tired
from rundblick.referrals.views.acts import HEADINGS
from rundblick.web.clock import today
from rundblick.web.parts import Tab


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """All ways to a help of one member, under the needs they were begun for. A guest is led to the agency's page."""
    if is_guest(request.access, file_or_404(request.access, case_id)):
        return redirect("referrals:agency")
    file = house_file(request, case_id, person_id)
    shown = tools.frame(request, file, NAME)
    day = shown["day"]
    told = queries.of_case(request.access, file.pk, member=file.member, day=day)
    needs = queries.needs(request.access, file.pk, member=file.member, day=day)
    groups = by_need(needs, told, day=day, neutral=False)
    disclose(request, kind="referrals.page", dossiers=[file.dossier_id])
    if len(file.members) > 1:
        all_ = Tab(label="Alle", url=reverse("referrals:household", args=[file.pk]), current=False)
        shown["views"] = [all_, *shown["views"]]
    return render(
        request,
        "referrals/page.html",
        shown
        | {
            "needs": groups,
            "picture": ways(told, day=day, neutral=False) if told else None,
            "tired": tired(groups),
        },
    )


@require_GET
def household(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The ways of all members, for the coach; in front of a family the page of one member is shown."""
    file = file_or_404(request.access, case_id, reading=TOPIC)
    if is_guest(request.access, file):
        return redirect("referrals:agency")
    told = queries.of_case(request.access, file.pk, member=None)
    needs = queries.needs(request.access, file.pk, member=None)
    disclose(request, kind="referrals.household", dossiers=[file.dossier_id])
    views = [
        Tab(label=member.name, url=reverse("referrals:page", args=[file.pk, member.person.pk]))
        for member in file.members
    ]
    members = [
        (
            file.name(key),
            key,
            by_need((need for need in needs if need.person_id == key), told, day=today(), neutral=True),
        )
        for key in dict.fromkeys(need.person_id for need in needs)
    ]
    return render(
        request,
        "referrals/household.html",
        head(file, "tools")
        | {
            "tool": TOOL_OF_ALL,
            "tools_url": reverse("cases:tools", args=[file.pk]),
            "views": [Tab(label="Alle", url=request.path, current=True), *views],
            "members": members,
            "mode": "",
        },
    )


@require_GET
def detail(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, referral_id: uuid.UUID) -> HttpResponse:
    """One way in full: what happened, what was prepared, who answered, how it goes, and the costs."""
    file = house_file(request, case_id, person_id)
    row = referral_or_404(request, file, referral_id)
    (told,) = queries.told(Referral.objects.visible_to(request.access).filter(pk=row.pk), request.access)
    doors = doors_by_house(file.pk, row.person_id)
    disclose(request, kind="referrals.detail", dossiers=[file.dossier_id])
    shown = tools.frame(request, file, NAME)
    together = shown["together"]
    once = {told.course.state} & {State.PREPARED, State.RUNNING}
    costs = queries.approvals(request.access, row) if row.sort.cost and not together else []
    steps = [(step, step_words(step), step.source == Source.HOUSE) for step in reversed(told.steps)]
    return render(
        request,
        "referrals/detail.html",
        shown
        | {
            "line": line(told, day=today(), neutral=False),
            "row": row,
            "steps": steps,
            "next": [(state.value, HEADINGS[state]) for state in next_states(told.course.state) if state not in once],
            "points": queries.points(request.access, row),
            "sides": [(side.label, [look for look in told.looks if look.side == side]) for side in Side if told.looks],
            "may_look": told.course.connected_on is not None and told.course.state != State.ENDED,
            "door": doors[row.organisation_id][-1] if row.organisation_id in doors else None,
            "links": [] if together else queries.links(request.access, row),
            "approvals": costs,
            "cost": row.sort.cost and not together,
            "may_decide": file.leads,
            "may_propose": all(one.verdict for one in costs),
            "back_url": page_url(request, file),
        },
    )


@require_GET
def paper(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The sheet "Ihr Weg zur Hilfe" for the person, as PDF."""
    file = house_file(request, case_id, person_id)
    told = [one for one in queries.of_case(request.access, file.pk, member=file.member) if one.course.open]
    disclose(request, kind="referrals.paper", dossiers=[file.dossier_id])
    answer = HttpResponse(sheet(request.access, file, told), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'inline; filename="weg-zur-hilfe.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
