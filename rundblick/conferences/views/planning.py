"""Planning, changing and calling off; seats and invitations."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.models import Organisation
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.frame import head
from rundblick.conferences import queries, services
from rundblick.conferences.access import conference_or_404, file_to_plan_or_404, seat_or_404
from rundblick.conferences.forms import ChangeForm, PlanForm, SeatForm, initial_of
from rundblick.conferences.types import types
from rundblick.conferences.views.frame import answer, back, draft_shown, here, saved
from rundblick.consent.queries import agencies
from rundblick.people.queries import members_of
from rundblick.web.clock import today
from rundblick.web.ids import uuid_or_none

PLAN_KEY = "conferences.plan:{}"
CHANGE_KEY = "conferences.change:{}"
AHEAD = dt.timedelta(days=14)


@require_http_methods(["GET", "POST"])
def plan(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Plan a conference about members of a household: `?person=` says about whom, `?mit=` which house comes."""
    file = file_to_plan_or_404(request.access, case_id)
    key = PLAN_KEY.format(file.pk)
    guest = _guest(request)
    saved_at = None
    if request.method == "POST":
        form = PlanForm(request.POST, members=file.choices())
        if form.is_valid():
            try:
                row = services.plan(
                    case=file.case, author=request.user, content=form.content(), token=form.cleaned_data["token"]
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                if guest is not None:
                    services.seat(conference=row, organisation=guest, part="agency")
                messages.success(request, "Geplant. Jetzt bestimmen Sie, wer am Tisch sitzt.")
                return saved(request, key, here(row))
    else:
        first = {"token": uuid.uuid4(), "day": today() + AHEAD, "setting": "office"}
        form = PlanForm(initial=first | {"person": _whom(request, file)}, members=file.choices())
        saved_at = restore(request, key, form)
    disclose(request, kind="conferences.plan", dossiers=[file.pk])
    return render(
        request,
        "conferences/plan.html",
        head(file, "page")
        | draft_shown(key, saved_at)
        | {
            "form": form,
            "kinds": types(),
            "guest": guest.name if guest else "",
            "back_url": reverse("conferences:of_case", args=[file.pk]),
        },
        status=422 if form.is_bound and form.errors else 200,
    )


def _whom(request: Request, file: File) -> uuid.UUID | None:
    wanted = uuid_or_none(request.GET.get("person", ""))
    return wanted if wanted in {one.person.pk for one in file.members} else next(iter(file.focus), None)


def _guest(request: Request) -> Organisation | None:
    wanted = uuid_or_none(request.GET.get("mit", ""))
    return agencies(request.access).get(wanted) if wanted else None


@require_http_methods(["GET", "POST"])
def change(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """Say anew when, where and about what."""
    row = conference_or_404(request.access, conference_id, writing=True)
    key = CHANGE_KEY.format(row.pk)
    clash, saved_at = None, None
    if request.method == "POST":
        form = ChangeForm(request.POST)
        if form.is_valid():
            content = form.content(row, queries.abouts(request.access, row))
            try:
                services.change(conference=row, version=form.cleaned_data["version"], content=content)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=initial_of(stale.stored))
            else:
                messages.success(request, "Gespeichert.")
                return saved(request, key, here(row))
    else:
        form = ChangeForm(initial=initial_of(row))
        saved_at = restore(request, key, form)
    shown = draft_shown(key, saved_at) | {"heading": "Besprechung ändern", "submit": "Speichern"}
    return answer(request, row, "conferences/form.html", shown, kind="change", form=form, clash=clash)


@require_POST
def cancel(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """Call it off."""
    row = conference_or_404(request.access, conference_id, writing=True)
    return _act(
        request, row, "change", "Abgesagt. Wer eingeladen war, sieht die Besprechung nicht mehr.", services.cancel
    )


@require_http_methods(["GET", "POST"])
def seat(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """Who else comes."""
    row = conference_or_404(request.access, conference_id, writing=True)
    present = members_of([row.dossier_id], today())[row.dossier_id]
    offered: dict[str, Any] = {
        "members": [(one.person.pk, f"{one.name} ({one.role_label})") for one in present],
        "colleagues": queries.colleagues(request.access),
        "agencies": list(agencies(request.access).values()),
    }
    form = SeatForm(request.POST or None, **offered)
    if request.method == "POST" and form.is_valid():
        try:
            services.seat(conference=row, **form.said())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Sitzt mit am Tisch.")
            return back(row)
    shown = {"heading": "Wer kommt noch?", "submit": "Dazusetzen", "draft_key": ""}
    return answer(request, row, "conferences/form.html", shown, kind="seat", form=form)


@require_POST
def unseat(request: Request, conference_id: uuid.UUID, seat_id: uuid.UUID) -> HttpResponse:
    """Take a seat away."""
    row = conference_or_404(request.access, conference_id, writing=True)
    one = seat_or_404(request.access, row, seat_id)
    return _act(request, row, "seat", "Sitzt nicht mehr mit am Tisch.", lambda conference: services.unseat(row=one))


@require_POST
def invite(request: Request, conference_id: uuid.UUID, seat_id: uuid.UUID) -> HttpResponse:
    """Ask a house from outside to the table."""
    row = conference_or_404(request.access, conference_id, writing=True)
    one = seat_or_404(request.access, row, seat_id)
    return _act(
        request,
        row,
        "invite",
        "Eingeladen. Die Stelle bekommt eine Mail ohne Namen und liest hier nach der Anmeldung.",
        lambda conference: services.invite(row=one, by=request.user),
    )


@require_POST
def uninvite(request: Request, conference_id: uuid.UUID, seat_id: uuid.UUID) -> HttpResponse:
    """Take the invitation back."""
    row = conference_or_404(request.access, conference_id, writing=True)
    one = seat_or_404(request.access, row, seat_id)
    words = "Die Einladung ist zurückgenommen. Die Stelle liest hier nichts mehr."
    return _act(request, row, "invite", words, lambda conference: services.uninvite(row=one))


def _act(request: Request, row: Any, kind: str, words: str, verb: Any) -> HttpResponse:
    """Do it and say so, or say why not."""
    disclose(request, kind=f"conferences.{kind}", dossiers=[row.dossier_id])
    try:
        verb(conference=row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return back(row)
