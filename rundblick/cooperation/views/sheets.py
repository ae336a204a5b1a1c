"""The sheets of all one's cases, those of one case, and one sheet."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access import crypto
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar import queries as calendar
from rundblick.calendar.access import PLANNERS
from rundblick.cases import queries as cases
from rundblick.cases.access import file_or_404
from rundblick.cases.agencies import TOPIC, names_of
from rundblick.cases.codes import GoalStatus
from rundblick.cases.frame import head
from rundblick.cooperation import queries, shown
from rundblick.cooperation.access import Place, place_or_404
from rundblick.people import queries as people
from rundblick.web.clock import now
from rundblick.web.frame import Crumb

SHOWN = 50
BESIDE = 6


@require_GET
def mine(request: Request) -> HttpResponse:
    """Every sheet of the reader's cases, or of the reader's agency: what is new first."""
    context = only(request, *PLANNERS)
    open_ = queries.open_sheets(context)
    tallies = {key: one for key, one in queries.counts(context).items() if key in open_ or one.new or one.open}
    ids = list({key.dossier_id for key in (*open_, *tallies)})
    labels = people.labels(ids) if ids else {}
    if ids:
        disclose(request, kind="cooperation.mine", dossiers=ids)
    lines = shown.sheet_lines(
        open_,
        tallies,
        own=context.organisation_id,
        agencies=names_of(key.agency_id for key in (*open_, *tallies)),
        names=lambda key: labels.get(key.dossier_id, ""),
    )
    return render(request, "cooperation/mine.html", {"lines": lines[:SHOWN], "more": len(lines) > SHOWN})


@require_GET
def case(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The sheets of one case: one per person and agency."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""), reading=TOPIC)
    inside = queries.is_inside(request.access, file.case.dossier.organisation_id)
    open_ = queries.open_sheets(request.access, file.dossier_id)
    tallies = queries.counts(request.access, file.dossier_id)
    if file.member:
        open_ = {key: one for key, one in open_.items() if key.person_id in (file.member, None)}
        tallies = {key: one for key, one in tallies.items() if key.person_id == file.member}
    disclose(request, kind="cooperation.case", dossiers=[file.dossier_id])
    members = [file.member] if file.member else [one.person.pk for one in file.members if one.person.pk in file.focus]
    lines = shown.sheet_lines(
        open_,
        tallies,
        own=request.access.organisation_id,
        agencies=names_of(key.agency_id for key in (*open_, *tallies)),
        names=lambda key: file.name(key.person_id),
        members=members,
    )
    return render(
        request,
        "cooperation/case.html",
        head(file, "") | {"lines": lines, "inside": inside, "ask_url": _ask_url(file, inside)},
    )


def _ask_url(file: Any, inside: bool) -> str:
    """Where an agency is let in by consent."""
    return reverse("consent:list", args=[file.dossier_id]) if inside and TOPIC in file.writes else ""


@require_GET
def sheet(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, agency_id: uuid.UUID) -> HttpResponse:
    """One sheet: what both sides wrote, and beside it what the agency reads in the file."""
    place = place_or_404(request, case_id, person_id, agency_id)
    file = place.file
    crypto.load_keys([file.dossier_id])
    rows = list(queries.entries(request.access, place.sheet)[: SHOWN + 1])
    may = {"may_write": place.may_write, "may_settle": place.may_settle}
    lines = shown.lines(rows[:SHOWN], context=request.access, agency=place.agency, **may)
    disclose(request, kind="cooperation.sheet", dossiers=[file.dossier_id])
    return render(
        request,
        "cooperation/sheet.html",
        head(file, "")
        | frame(place)
        | {
            "lines": lines,
            "more": len(rows) > SHOWN,
            "new": sum(one.new for one in lines) if place.may_settle else 0,
            "can_propose": place.may_write and not place.inside and not any(one.proposes for one in lines),
            "choices": shown.choices() if place.may_write else [],
            "beside": _beside(request, place),
            "topics": shown.topics(place.open),
        },
    )


def frame(place: Place) -> dict[str, Any]:
    """What each page of a sheet shows on top."""
    case_url = reverse("cases:page", args=[place.file.pk])
    list_url = reverse("cooperation:case", args=[place.file.pk])
    return {
        "place": place,
        "person": place.file.name(place.sheet.person_id),
        "sheet_url": shown.url_of(place.sheet),
        "until": shown.until(place.open),
        "breadcrumb": [
            Crumb(label="Fälle", url=reverse("cases:list")),
            Crumb(label="Fall", url=case_url),
            Crumb(label="Absprachen", url=list_url),
            Crumb(label="Blatt"),
        ],
    }


def _beside(request: Request, place: Place) -> dict[str, list[Any]]:
    """Goals, steps and appointments of the person that the agency's doors show; the Jobcenter sees exactly the same."""
    held = place.open.topics if place.open else set()
    context = request.access
    theirs: dict[str, Any] = {"person_id": place.sheet.person_id}
    found: dict[str, list[Any]] = {}
    if "goals" in held:
        rows = cases.goals(context, place.file.pk).filter(status=GoalStatus.OPEN, **theirs)
        found["goals"] = list(rows[:BESIDE])
    if "tasks" in held:
        found["tasks"] = list(cases.open_tasks(context, place.file.pk).filter(**theirs)[:BESIDE])
    if "appointments" in held:
        coming = calendar.upcoming(context, [place.file.dossier_id], at=now()).filter(**theirs)
        found["appointments"] = list(coming[:BESIDE])
    return found
