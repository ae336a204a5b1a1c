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
from rundblick.programmes import considering, nomination, services
from rundblick.programmes.access import definition_or_404, dossier_for_programmes_or_404
from rundblick.programmes.bridge import Frame, day_facts, frames_of
from rundblick.programmes.definition import Programme
from rundblick.programmes.errors import Refused
from rundblick.programmes.forms import QUESTION, WEIGHED, BeginForm
from rundblick.programmes.models import ChecklistAnswer, Participation, Run
from rundblick.programmes.places import places_of
from rundblick.programmes.publishing import document
from rundblick.programmes.waiting import full
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
def begin(request: Request, dossier_id: uuid.UUID, code: str) -> HttpResponse:
    """Propose or begin. Hints and findings stand beside the form; only consent and law keep from beginning."""
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
    present: list[Frame] | None = None
    differs = False
    if request.method == "POST":
        form = BeginForm(request.POST, programme=programme, runs=runs, members=able)
        if form.is_valid() and "ansehen" not in request.POST:
            differs = _decides_differently(request, programme, form)
            answer = None if differs else _save(request, dossier_id, runs, form, {m.person.pk for m in members})
            if answer is not None:
                return answer
    else:
        known = hooks.all_facts([dossier_id], day)[dossier_id]
        present = frames_of([dossier_id])
        proposed = _proposed(present, programme)
        everybody = [str(key) for key, _ in able] if programme.unit == "household" else []
        initial = {"run": str(_run_of(runs).pk), "persons": everybody, "site": known.get("household.site") or ""}
        form = BeginForm(programme=programme, runs=runs, members=able, initial=initial | _initial(proposed, programme))
    known = known or hooks.all_facts([dossier_id], day)[dossier_id]
    present = frames_of([dossier_id]) if present is None else present
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
            "hints": considering.hints(programme, chosen, day=day, places=places, present=present),
            "looked": nomination.look(programme, form.answers(QUESTION), form.answers(WEIGHED)),
            "differs": differs,
            "places": places,
            "waits": programme.access.waiting_list and full(places),
            "back_url": reverse("programmes:choose", args=[dossier_id]),
        },
        status=422 if form.errors and request.headers.get("HX-Request") else 200,
    )


def _decides_differently(request: Request, programme: Programme, form: BeginForm) -> bool:
    """Whether to ask once for a reason: the weighing proposes another way. Saving again needs none (rule 9)."""
    if "trotzdem" in request.POST or form.cleaned_data.get("why"):
        return False
    return bool(nomination.look(programme, {}, form.answers(WEIGHED)).elsewhere)


def _proposed(present: Sequence[Frame], programme: Programme) -> list[Participation]:
    """Proposals of this programme that stand: the page goes on with them."""
    return [
        row
        for frame in present
        if frame.programme.id == programme.id
        for row in frame.rows
        if row.started_on is None and row.ended_on is None
    ]


def _initial(proposed: Sequence[Participation], programme: Programme) -> dict[str, Any]:
    """What was said when somebody was proposed. One query where the programme asks questions."""
    if not proposed:
        return {}
    first = proposed[0]
    found: dict[str, Any] = {"persons": [str(row.person_id) for row in proposed if row.person_id]}
    found |= {name: value for name, value in (("site", first.site), ("employer", first.employer)) if value}
    if programme.target_group.checklist or programme.access.weighing:
        for answer in ChecklistAnswer.objects.filter(participation=first):
            name = f"{WEIGHED if answer.weighing else QUESTION}{answer.question}"
            found[name] = "ja" if answer.yes else "nein"
    return found


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
            employer=cleaned.get("employer") or "",
            steps=form.steps(),
            consents=form.consents(),
            answers=form.answers(QUESTION),
            weighed=form.answers(WEIGHED),
            why=cleaned.get("why") or "",
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
