"""From a case into a programme: who, since when; the target group is explained, people decide."""

import uuid
from collections.abc import Collection, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import queries as people
from rundblick.programmes import considering, services
from rundblick.programmes.access import definition_or_404, dossier_for_programmes_or_404
from rundblick.programmes.bridge import day_facts, frames_of
from rundblick.programmes.definition import Programme
from rundblick.programmes.errors import Refused
from rundblick.programmes.forms import BeginForm
from rundblick.programmes.models import Run
from rundblick.programmes.places import places_of
from rundblick.programmes.publishing import document
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
def begin(request: Request, dossier_id: uuid.UUID, code: str) -> HttpResponse:
    """Propose or begin. Hints and the finding stand beside the form; only a missing agreement keeps from beginning."""
    dossier_for_programmes_or_404(request, dossier_id)
    definition = definition_or_404(request, code)
    programme = document(definition)
    day = today()
    # A run that is over stays on offer: a participation may be written down late.
    runs = list(Run.objects.filter(definition=definition).order_by("-valid_from"))
    for run in runs:
        run.definition = definition
    members = people.members_of([dossier_id], day)[dossier_id]
    able = [(m.person.pk, f"{m.name} ({m.role_label})") for m in considering.able_to_take_part(members, day)]
    known: dict[str, Any] = {}
    if request.method == "POST":
        form = BeginForm(request.POST, programme=programme, runs=runs, members=able)
        if form.is_valid():
            answer = _save(request, dossier_id, runs, form, {member.person.pk for member in members})
            if answer is not None:
                return answer
    else:
        known = hooks.all_facts([dossier_id], day)[dossier_id]
        everybody = [str(key) for key, _ in able] if programme.unit == "household" else []
        site = known.get("household.site") or ""
        initial = {"run": str(_run_of(runs).pk), "persons": everybody, "site": site}
        form = BeginForm(programme=programme, runs=runs, members=able, initial=initial)
    known = known or hooks.all_facts([dossier_id], day)[dossier_id]
    label = people.label_of(members, day)
    chosen = next((run for run in runs if str(run.pk) == str(form["run"].value())), runs[0])
    places = places_of(chosen, programme, day)
    disclose(request, kind="programmes.begin", dossiers=[dossier_id])
    return render(
        request,
        "programmes/begin.html",
        {
            "breadcrumb": _crumbs(dossier_id, programme),
            "programme": programme,
            "form": form,
            "label": label,
            "fits": considering.fits(programme, day_facts(known, day), members, day, label),
            "hints": considering.hints(programme, chosen, day=day, places=places, present=frames_of([dossier_id])),
            "places": places,
            "back_url": reverse("programmes:choose", args=[dossier_id]),
        },
        status=422 if form.errors and request.headers.get("HX-Request") else 200,
    )


def _save(
    request: Request,
    dossier_id: uuid.UUID,
    runs: Sequence[Run],
    form: BeginForm,
    members: Collection[uuid.UUID],
) -> HttpResponse | None:
    cleaned = form.cleaned_data
    try:
        rows = services.begin(
            dossier_id=dossier_id,
            run=next(run for run in runs if str(run.pk) == cleaned["run"]),
            persons=[uuid.UUID(key) for key in cleaned["persons"]],
            started_on=cleaned["started_on"],
            site=cleaned.get("site") or "",
            steps=form.steps(),
            members=members,
        )
    except Refused as refusal:
        form.add_error(form.field_of(refusal.field), refusal.message)
        return None
    words = "Die Teilnahme ist eingetragen." if cleaned["started_on"] else "Der Vorschlag ist eingetragen."
    messages.success(request, words)
    return redirect("programmes:participation", rows[0].pk)


def _run_of(runs: Sequence[Run]) -> Run:
    day = today()
    held = [run for run in runs if run.valid_from <= day and (run.valid_until is None or day < run.valid_until)]
    return held[0] if held else runs[0]


def _crumbs(dossier_id: uuid.UUID, programme: Programme) -> list[Crumb]:
    choose_url = reverse("programmes:choose", args=[dossier_id])
    return [
        Crumb(label="Fall", url=hooks.case_url(dossier_id)),
        Crumb(label="Programm wählen", url=choose_url),
        Crumb(label=programme.title),
    ]
