"""What one's own house brings along."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.conferences import queries, services
from rundblick.conferences.access import conference_or_404, own_contribution_or_404
from rundblick.conferences.forms import ContributionForm, contribution_of
from rundblick.conferences.models import Conference
from rundblick.conferences.views.frame import answer, draft_shown, names_of, persons_to_name, saved

PREPARE_KEY = "conferences.prepare:{}"
CONTRIBUTION_KEY = "conferences.contribution:{}:{}"


@require_http_methods(["GET", "POST"])
def prepare(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """One's own points, and a further one."""
    row = conference_or_404(request.access, conference_id)
    offered = _offered(request, row)
    key = PREPARE_KEY.format(row.pk)
    saved_at = None
    if request.method == "POST":
        form = ContributionForm(request.POST, **offered)
        if form.is_valid():
            try:
                services.contribute(
                    conference=row, author=request.user, token=form.cleaned_data["token"], **form.said()
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Ihr Stichpunkt ist gespeichert.")
                return saved(request, key, reverse("conferences:prepare", args=[row.pk]))
    else:
        form = ContributionForm(initial={"token": uuid.uuid4()}, **offered)
        saved_at = restore(request, key, form)
    own = [one for one in queries.contributions(request.access, row) if one.agency_id == request.access.organisation_id]
    shown = draft_shown(key, saved_at) | {"own": own, "house": request.user.organisation}
    return answer(request, row, "conferences/prepare.html", shown, kind="prepare", form=form)


@require_http_methods(["GET", "POST"])
def change_contribution(request: Request, conference_id: uuid.UUID, contribution_id: uuid.UUID) -> HttpResponse:
    """Say one point anew."""
    row = conference_or_404(request.access, conference_id)
    mine = own_contribution_or_404(request.access, row, contribution_id)
    offered = _offered(request, row)
    key = CONTRIBUTION_KEY.format(row.pk, mine.pk)
    clash, saved_at = None, None
    if request.method == "POST":
        form = ContributionForm(request.POST, **offered)
        if form.is_valid():
            version = form.cleaned_data["version"] or -1
            try:
                services.change_contribution(row=mine, version=version, author=request.user, **form.said())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=contribution_of(stale.stored))
            else:
                messages.success(request, "Gespeichert.")
                return saved(request, key, reverse("conferences:prepare", args=[row.pk]))
    else:
        form = ContributionForm(initial=contribution_of(mine) | {"version": mine.version}, **offered)
        saved_at = restore(request, key, form)
    shown = draft_shown(key, saved_at) | {"heading": "Stichpunkt ändern", "submit": "Speichern"}
    shown["back_url"] = reverse("conferences:prepare", args=[row.pk])
    return answer(request, row, "conferences/form.html", shown, kind="prepare", form=form, clash=clash)


@require_POST
def take_back(request: Request, conference_id: uuid.UUID, contribution_id: uuid.UUID) -> HttpResponse:
    """Take a point away again."""
    row = conference_or_404(request.access, conference_id)
    mine = own_contribution_or_404(request.access, row, contribution_id)
    disclose(request, kind="conferences.prepare", dossiers=[row.dossier_id])
    try:
        services.take_back(row=mine)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Steht nicht mehr dabei.")
    return redirect(reverse("conferences:prepare", args=[row.pk]))


def _offered(request: Request, row: Conference) -> dict[str, Any]:
    """What may be written about whom: what the writer's own doors open at this second."""
    doors = queries.own_doors(request.access, row.dossier_id, writing=True)
    persons, topics = persons_to_name(request.access, row, names_of(row.dossier_id), doors)
    if not persons or not row.open or request.access.organisation_id is None:
        raise Http404
    return {"persons": persons, "topics": topics, "inside": False}
