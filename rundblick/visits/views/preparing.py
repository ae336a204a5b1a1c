"""Before a visit and after it: the questions, the sheet for the way, the look back, and the rule of the house."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Stale
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import minutes_between, other_settings
from rundblick.calendar.traces import two_versions
from rundblick.visits import queries, services
from rundblick.visits.access import house_or_404, noted_visit_or_404
from rundblick.visits.codes import Result
from rundblick.visits.forms import LookBackForm, PrepareForm, RuleForm, asked_before
from rundblick.visits.models import Preparation
from rundblick.visits.questions import questions
from rundblick.visits.sheets import sheets
from rundblick.web.clock import now
from rundblick.web.frame import Crumb

PREPARE_KEY, AFTER_KEY = "visits.prepare:{}", "visits.after:{}"
SHEET = ("company", "company_role", "alone_because", "bell", "agreed", "wishes", "result")


@require_http_methods(["GET", "POST"])
def prepare(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Think before a visit: seven questions, who goes, what stands on the sheet, and what comes out of it."""
    row = noted_visit_or_404(request, appointment_id)
    stored = _kept(request, row)
    always_two = queries.rule_of(request.access.organisation_id).always_two
    key, clash, saved_at, status = PREPARE_KEY.format(row.pk), None, None, 200
    if request.method == "POST":
        form, status = PrepareForm(request.POST, always_two=always_two), 422
        if form.is_valid():
            try:
                services.prepare(appointment=row, **form.said())
            except Stale as stale:
                clash, status = two_versions(form, stale.stored, stored=_stored(stale.stored)), 409
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Die Vorbereitung ist gespeichert.")
                return redirect("visits:prepare", row.pk)
    else:
        form = PrepareForm(initial=_stored(stored), always_two=always_two)
        saved_at = restore(request, key, form)
        # Only the version that is stored now counts, whatever an old draft says.
        form.initial["version"] = stored.version if stored else 0
    disclose(request, kind="visits.prepare", dossiers=[row.dossier_id])
    return render(
        request,
        "visits/prepare.html",
        _frame(row, "Besuch vorbereiten")
        | {
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "draft_dossier": row.dossier_id,
            "saved_at": saved_at,
            "always_two": always_two,
            "elsewhere": [(one.value, one.label) for one in other_settings(row.setting)],
            "result": stored.result if stored else "",
            "results": Result,
            "source": questions().source,
            "open": row.ends_at > now(),
        },
        status=status,
    )


@require_http_methods(["GET", "POST"])
def look_back(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Three questions after a visit, for the talk in the team; then the note."""
    row = noted_visit_or_404(request, appointment_id)
    stored = _kept(request, row)
    key, clash, saved_at, status = AFTER_KEY.format(row.pk), None, None, 200
    note = f"{reverse('cases:note_create', args=[row.dossier_id])}?termin={row.pk}&minuten={_minutes(row)}"
    if request.method == "POST":
        form, status = LookBackForm(request.POST), 422
        if form.is_valid():
            try:
                services.look_back(appointment=row, **form.cleaned_data)
            except Stale as stale:
                clash, status = two_versions(form, stale.stored, stored=_looked(stale.stored)), 409
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Gespeichert. Jetzt das Gespräch festhalten?")
                return redirect(note)
    else:
        form = LookBackForm(initial=_looked(stored))
        saved_at = restore(request, key, form)
        form.initial["version"] = stored.version if stored else 0
    disclose(request, kind="visits.look_back", dossiers=[row.dossier_id])
    return render(
        request,
        "visits/look_back.html",
        _frame(row, "Nach dem Besuch")
        | {
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "draft_dossier": row.dossier_id,
            "saved_at": saved_at,
            "note_url": note,
        },
        status=status,
    )


@require_GET
def sheet(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """One sheet for the way: only what is needed to find the door and to keep what was agreed."""
    row = noted_visit_or_404(request, appointment_id)
    disclose(request, kind="visits.sheet", dossiers=[row.dossier_id])
    return render(request, "visits/sheet.html", _frame(row, "Blatt für unterwegs") | {"sheets": sheets(request, [row])})


@require_http_methods(["GET", "POST"])
def rule(request: Request) -> HttpResponse:
    """What the house agreed on for visits."""
    house = house_or_404(request)
    stored = queries.rule_of(house)
    form = RuleForm(request.POST or None, initial=_rule(stored))
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            services.set_rule(organisation_id=house, **form.cleaned_data)
        except Stale as stale:
            clash = two_versions(form, stale.stored, stored=_rule(stale.stored))
        else:
            messages.success(request, "Die Regel gilt ab jetzt.")
            return redirect("visits:rule")
    status = 409 if clash else 422 if form.errors else 200
    shown = {"form": form, "conflict": clash, "breadcrumb": [Crumb(label="Hausregel für Besuche")]}
    return render(request, "visits/rule.html", shown, status=status)


def _kept(request: Request, row: Appointment) -> Preparation | None:
    """What is stored, to fill an empty form; saving reads it under its lock."""
    return queries.preparations(request.access, [row]).get(row.pk) if request.method == "GET" else None


def _frame(row: Appointment, here: str) -> dict[str, Any]:
    back = reverse("calendar:appointment", args=[row.pk])
    return {
        "appointment": row,
        "waits": row.waits,
        "back_url": back,
        "breadcrumb": [Crumb(label="Termin", url=back), Crumb(label=here)],
    }


def _stored(row: Preparation | None) -> dict[str, Any]:
    """The preparation as its form shows it."""
    kept = {name: getattr(row, name) or "" for name in SHEET} if row else {}
    return kept | asked_before(queries.answers_of(row)) | {"version": row.version if row else 0}


def _looked(row: Preparation | None) -> dict[str, Any]:
    return {name: getattr(row, name) or "" if row else "" for name in ("well", "other", "team")}


def _rule(row: Any) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("always_two", "grace", "version")}


def _minutes(row: Appointment) -> int:
    return minutes_between(row.starts_at, row.ends_at)
