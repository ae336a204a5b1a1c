"""The agenda and the protocol while people talk."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.models import Organisation
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.conferences import queries, services
from rundblick.conferences.access import conference_or_404, point_or_404
from rundblick.conferences.models import Conference
from rundblick.conferences.protocol_form import Around, ProtocolForm
from rundblick.conferences.shown import by_house
from rundblick.conferences.views.frame import answer, draft_shown, names_of, persons_to_name, saved

KEY = "conferences.protocol:{}"


@require_http_methods(["GET", "POST"])
def protocol(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """Results point by point, further points, decisions; saving stays here."""
    row = conference_or_404(request.access, conference_id, writing=True)
    if not row.open:
        return redirect(reverse("conferences:page", args=[row.pk]))
    points = queries.points(request.access, row)
    around = _around(request, row)
    key = KEY.format(row.pk)
    clash, saved_at = None, None
    if request.method == "POST":
        form = ProtocolForm(request.POST, row=row, points=points, around=around)
        if form.is_valid():
            try:
                _save(row, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=form.stored())
            else:
                messages.success(request, "Gespeichert.")
                return saved(request, key, reverse("conferences:protocol", args=[row.pk]))
    else:
        first = {"token": uuid.uuid4(), "version": row.version}
        form = ProtocolForm(initial=first, row=row, points=points, around=around)
        saved_at = restore(request, key, form)
    shown = draft_shown(key, saved_at) | {
        "points": points,
        "decisions": queries.decisions(request.access, row),
        "houses": by_house(queries.contributions(request.access, row)),
    }
    return answer(request, row, "conferences/protocol.html", shown, kind="protocol", form=form, clash=clash)


@require_POST
def move_point(request: Request, conference_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """Move a point up or down."""
    row, point = _point(request, conference_id, point_id)
    up = request.POST.get("nach") == "oben"
    return _act(request, row, lambda: services.move_point(row=point, up=up))


@require_POST
def remove_point(request: Request, conference_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """Take a point off the agenda."""
    row, point = _point(request, conference_id, point_id)
    return _act(request, row, lambda: services.remove_point(row=point))


def _point(request: Request, conference_id: uuid.UUID, point_id: uuid.UUID) -> tuple[Conference, Any]:
    row = conference_or_404(request.access, conference_id, writing=True)
    return row, point_or_404(request.access, row, point_id)


def _act(request: Request, row: Conference, verb: Any) -> HttpResponse:
    disclose(request, kind="conferences.protocol", dossiers=[row.dossier_id])
    try:
        verb()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("conferences:protocol", args=[row.pk]))


def _save(row: Conference, form: ProtocolForm) -> None:
    """All of it or nothing: a clash leaves nothing half written."""
    services.note(conference=row, version=form.cleaned_data["version"], results=form.results(), **form.ending())
    if (point := form.point()) is not None:
        services.add_point(conference=row, **point)
    if (decided := form.decided()) is not None:
        services.decide(conference=row, **decided)


def _around(request: Request, row: Conference) -> Around:
    doors = queries.own_doors(request.access, row.dossier_id, writing=True)
    persons, topics = persons_to_name(request.access, row, names_of(row.dossier_id), doors)
    seats = queries.seats(request.access, row)
    agencies: list[Organisation] = [seat.organisation for seat in seats if seat.organisation]
    colleagues = [seat.user for seat in seats if seat.user]
    return Around(persons=persons, topics=topics, colleagues=colleagues, agencies=agencies)
