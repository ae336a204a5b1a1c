"""Pages of results: write down, correct, take back; and the list."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import crypto, drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.access import file_or_404
from rundblick.people.queries import labels
from rundblick.web.clock import today
from rundblick.work import services
from rundblick.work.access import outcome_or_404
from rundblick.work.forms import OutcomeForm
from rundblick.work.models import Outcome
from rundblick.work.shown import lines
from rundblick.work.taxonomy import taxonomy

FIELDS = ("kind", "title", "achieved_on", "ended_on", "benefit_ended_on", "shared")
LIST_SIZE = 50


@require_GET
def listing(request: Request) -> HttpResponse:
    """Results of all cases whose doors are open, latest first; by kind."""
    rows = Outcome.objects.visible_to(request.access).select_related("person").order_by("-achieved_on", "-pk")
    chosen = request.GET.get("art", "")
    if chosen in {kind.code for kind in taxonomy().kinds}:
        rows = rows.filter(kind=chosen)
    found = list(rows[:LIST_SIZE])
    crypto.load_keys([row.dossier_id for row in found])
    disclose(request, kind="work.list", dossiers=[row.dossier_id for row in found])
    names = labels({row.dossier_id for row in found})
    context = {
        "lines": lines(found, households=names),
        "kinds": taxonomy().kinds,
        "chosen": chosen,
        "full": len(found) == LIST_SIZE,
        "size": LIST_SIZE,
    }
    return render(request, "work/list.html", context)


@require_http_methods(["GET", "POST"])
def create(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Write down a result of a case."""
    file = file_or_404(request.access, dossier_id, writing="outcomes")
    key, saved_at = f"work.outcome:{file.pk}", None
    if request.method == "POST":
        form = OutcomeForm(request.POST, members=file.choices())
        if form.is_valid():
            given = {name: form.cleaned_data[name] for name in FIELDS}
            try:
                services.record_outcome(dossier_id=file.pk, person_id=form.cleaned_data["person"], **given)
            except services.Refused as refusal:
                form.add_error(refusal.field, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Ergebnis ist festgehalten.")
                return redirect("cases:page", file.pk)
    else:
        alone = str(next(iter(file.focus))) if len(file.focus) == 1 else ""
        form = OutcomeForm(initial={"person": alone, "achieved_on": today()}, members=file.choices())
        saved_at = restore(request, key, form)
    disclose(request, kind="work.outcome", dossiers=[file.pk])
    return _form(request, form, file.pk, key=key, saved_at=saved_at, heading="Ergebnis festhalten")


@require_http_methods(["GET", "POST"])
def correct(request: Request, outcome_id: uuid.UUID) -> HttpResponse:
    """Correct a result; two people who do so at once see both versions."""
    outcome = outcome_or_404(request.access, outcome_id)
    file = file_or_404(request.access, outcome.dossier_id)
    members = file.choices()
    if outcome.person_id not in {person_id for person_id, _ in members}:
        members.append((outcome.person_id, outcome.person.name))
    key, saved_at, clash = f"work.outcome.correct:{outcome.pk}", None, None
    if request.method == "POST":
        form = OutcomeForm(request.POST, members=members)
        if form.is_valid():
            changes = {name: form.cleaned_data[name] for name in FIELDS} | {"person_id": form.cleaned_data["person"]}
            try:
                services.correct_outcome(outcome, version=form.cleaned_data["version"] or 0, **changes)
            except services.Refused as refusal:
                form.add_error(refusal.field, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_stored(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Ergebnis ist berichtigt.")
                return redirect("cases:page", file.pk)
    else:
        form = OutcomeForm(initial=_stored(outcome) | {"version": outcome.version}, members=members)
        saved_at = restore(request, key, form)
    disclose(request, kind="work.outcome", dossiers=[file.pk])
    return _form(
        request, form, file.pk, key=key, saved_at=saved_at, heading="Ergebnis berichtigen", clash=clash, outcome=outcome
    )


@require_POST
def remove(request: Request, outcome_id: uuid.UUID) -> HttpResponse:
    """Take back an entry that was made by mistake."""
    outcome = outcome_or_404(request.access, outcome_id)
    dossier_id = outcome.dossier_id
    services.remove_outcome(outcome)
    messages.success(request, "Das Ergebnis ist zurückgenommen.")
    return redirect("cases:page", dossier_id)


def _stored(outcome: Outcome) -> dict[str, Any]:
    return {name: getattr(outcome, name) for name in FIELDS} | {"person": outcome.person_id}


def _form(
    request: Request,
    form: OutcomeForm,
    dossier_id: uuid.UUID,
    *,
    key: str,
    saved_at: Any,
    heading: str,
    clash: Any = None,
    outcome: Outcome | None = None,
) -> HttpResponse:
    context = {
        "form": form,
        "heading": heading,
        "conflict": clash,
        "outcome": outcome,
        "draft_key": key,
        "draft_dossier": dossier_id,
        "saved_at": saved_at,
        "back_url": reverse("cases:page", args=[dossier_id]),
    }
    return render(request, "work/form.html", context, status=409 if clash else 422 if form.errors else 200)
