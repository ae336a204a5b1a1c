"""Closing the protocol, and what follows: copies, decisions carried out, addenda."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.conferences import queries, services
from rundblick.conferences.access import conference_or_404, decision_or_404, seat_or_404
from rundblick.conferences.forms import AddendumForm, InformForm
from rundblick.conferences.shown import told_lines
from rundblick.conferences.views.frame import answer, back, draft_shown, here, names_of, persons_to_name, saved
from rundblick.web.clock import today
from rundblick.web.conflicts import version_of

ADDENDUM_KEY = "conferences.addendum:{}"
CHANGED = "Inzwischen hat jemand am Protokoll geschrieben. Bitte sehen Sie es noch einmal an."


@require_http_methods(["GET", "POST"])
def close(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """Look at it once more, say who was there, close it for good."""
    row = conference_or_404(request.access, conference_id, writing=True)
    if not row.open:
        return back(row)
    seats = queries.seats(request.access, row)
    trouble = ""
    if request.method == "POST":
        came = {seat.pk: f"da-{seat.pk}" in request.POST for seat in seats}
        try:
            services.close(conference=row, version=version_of(request), attended=came)
        except Refused as refusal:
            trouble = str(refusal)
        except Stale:
            trouble = CHANGED
            row = conference_or_404(request.access, conference_id, writing=True)
        else:
            messages.success(request, "Abgeschlossen. Aus den Beschlüssen sind Aufgaben geworden.")
            return back(row)
    shown = {
        "lines": told_lines(seats, names_of(row.dossier_id)),
        "points": queries.points(request.access, row),
        "decisions": queries.decisions(request.access, row),
        "trouble": trouble,
    }
    return answer(request, row, "conferences/close.html", shown, kind="close")


@require_POST
def inform(request: Request, conference_id: uuid.UUID, seat_id: uuid.UUID) -> HttpResponse:
    """Tick that somebody got their copy."""
    row = conference_or_404(request.access, conference_id, writing=True)
    seat = seat_or_404(request.access, row, seat_id)
    disclose(request, kind="conferences.close", dossiers=[row.dossier_id])
    form = InformForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Bitte nennen Sie einen Tag, der nicht in der Zukunft liegt, und den Weg.")
        return back(row)
    try:
        services.inform(row=seat, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Abgehakt.")
    return back(row)


@require_POST
def decision_done(request: Request, conference_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    """It is carried out, or is not after all."""
    row = conference_or_404(request.access, conference_id, writing=True)
    decision = decision_or_404(request.access, row, decision_id)
    disclose(request, kind="conferences.close", dossiers=[row.dossier_id])
    services.done(row=decision, on=None if request.POST.get("doch") else today())
    return back(row)


@require_POST
def drop_decision(request: Request, conference_id: uuid.UUID, decision_id: uuid.UUID) -> HttpResponse:
    """Take a decision back while the protocol is open."""
    row = conference_or_404(request.access, conference_id, writing=True)
    decision = decision_or_404(request.access, row, decision_id)
    disclose(request, kind="conferences.protocol", dossiers=[row.dossier_id])
    try:
        services.drop_decision(row=decision)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(reverse("conferences:protocol", args=[row.pk]))


@require_http_methods(["GET", "POST"])
def addendum(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """Correct or complete a closed protocol."""
    row = conference_or_404(request.access, conference_id, writing=True)
    if row.closed_at is None:
        return back(row)
    doors = queries.own_doors(request.access, row.dossier_id, writing=True)
    persons, topics = persons_to_name(request.access, row, names_of(row.dossier_id), doors)
    key = ADDENDUM_KEY.format(row.pk)
    saved_at = None
    if request.method == "POST":
        form = AddendumForm(request.POST, persons=persons, topics=topics, inside=True)
        if form.is_valid():
            given = form.cleaned_data
            try:
                services.add_later(
                    conference=row,
                    author=request.user,
                    text=given["text"],
                    topic=given["topic"],
                    person_id=form.whom(),
                    token=given["token"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Der Nachtrag steht unter dem Protokoll.")
                return saved(request, key, here(row))
    else:
        form = AddendumForm(initial={"token": uuid.uuid4()}, persons=persons, topics=topics, inside=True)
        saved_at = restore(request, key, form)
    shown = draft_shown(key, saved_at) | {"heading": "Nachtrag zum Protokoll", "submit": "Nachtrag speichern"}
    return answer(request, row, "conferences/form.html", shown, kind="addendum", form=form)
