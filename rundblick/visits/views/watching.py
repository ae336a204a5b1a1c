"""Being out: reporting back by oneself, and looking after a colleague who did not. No place is asked or kept."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.models import User
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.visits import queries, services, tasks
from rundblick.visits.access import visit_or_404, watch_or_404
from rundblick.visits.forms import ActsForm, ArriveForm, PhoneForm
from rundblick.visits.models import Watch
from rundblick.web.clock import in_berlin, now, today
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
def out(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Say that one is there now, until when, and who should miss one. Where it is said already, that page."""
    row = visit_or_404(request, appointment_id)
    context = request.access
    known = queries.own_open(context, row)
    if known is not None and request.method == "GET":
        return redirect("visits:watch", known.pk)
    colleagues = list(queries.colleagues(context, today()))
    if request.method == "POST":
        form = ArriveForm(request.POST, colleagues=colleagues)
        if form.is_valid():
            try:
                watch = services.arrive(appointment=row, coach=request.user, **form.said())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect("visits:watch", watch.pk)
    else:
        form = ArriveForm(initial=_usual(request, row, colleagues), colleagues=colleagues)
    back = reverse("calendar:appointment", args=[row.pk])
    shown = {
        "form": form,
        "waits": row.waits,
        "alone": not colleagues,
        "back_url": back,
        "breadcrumb": [Crumb(label="Termin", url=back), Crumb(label="Unterwegs")],
    }
    return render(request, "visits/out.html", shown, status=422 if form.errors else 200)


@require_GET
def watch(request: Request, watch_id: uuid.UUID) -> HttpResponse:
    """One's own watch with large buttons, or that of a colleague who named one."""
    return _page(request, watch_or_404(request, watch_id))


@require_POST
def stay(request: Request, watch_id: uuid.UUID) -> HttpResponse:
    """Half an hour more."""
    row = watch_or_404(request, watch_id, own=True)
    try:
        known = dt.datetime.fromisoformat(request.POST.get("bis", ""))
    except ValueError:
        known = row.expected_at
    return _acted(request, row, lambda: services.stay(watch=row, known=known), "Gut. Noch 30 Minuten.")


@require_POST
def leave(request: Request, watch_id: uuid.UUID) -> HttpResponse:
    """Outside again."""
    row = watch_or_404(request, watch_id, own=True)
    return _acted(request, row, lambda: services.leave(watch=row), "Schön, dass Sie wieder da sind.")


@require_POST
def call(request: Request, watch_id: uuid.UUID) -> HttpResponse:
    """Colleagues are needed now. The job goes at once, and again each minute should it fail."""
    row = watch_or_404(request, watch_id, own=True)

    def verb() -> None:
        services.call(watch=row)
        tasks.call.defer()

    return _acted(request, row, verb, "Ihre Kolleginnen und Kollegen werden gerufen.")


@require_POST
def take(request: Request, watch_id: uuid.UUID) -> HttpResponse:
    """I look after it."""
    row = watch_or_404(request, watch_id)
    return _acted(request, row, lambda: services.take(watch=row, user=request.user), "Danke. Die anderen sehen das.")


@require_POST
def acts(request: Request, watch_id: uuid.UUID) -> HttpResponse:
    """What was done."""
    row = watch_or_404(request, watch_id)
    form = ActsForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    chosen = form.cleaned_data["acts"]
    return _acted(request, row, lambda: services.note_acts(watch=row, acts=chosen), "Festgehalten.")


@require_POST
def end(request: Request, watch_id: uuid.UUID) -> HttpResponse:
    """Everything is in order."""
    row = watch_or_404(request, watch_id)
    return _acted(request, row, lambda: services.end(watch=row), "Gut, dass alles in Ordnung ist.")


@require_http_methods(["GET", "POST"])
def calls(request: Request) -> HttpResponse:
    """Who is out and named me, who needs me, and my own number."""
    context = only(request, *PLANNERS)
    form = PhoneForm(request.POST or None, initial={"phone": queries.own_phone(context)})
    if request.method == "POST" and form.is_valid():
        services.keep_phone(user=request.user, phone=form.cleaned_data["phone"])
        messages.success(request, "Gespeichert.")
        return redirect("visits:calls")
    at = now()
    rows = queries.concerning(context)
    shown = {
        "called": [row for row in rows if row.coach_id != context.user_id and row.called(at)],
        "waiting": [row for row in rows if row.coach_id != context.user_id and not row.called(at)],
        "own": [row for row in rows if row.coach_id == context.user_id],
        "form": form,
    }
    return render(request, "visits/calls.html", shown, status=422 if form.errors else 200)


def _acted(request: Request, row: Watch, verb: Callable[[], Any], done: str) -> HttpResponse:
    """Do it, say so or why not, and show what holds now."""
    try:
        verb()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("visits:watch", row.pk)


def _page(request: Request, row: Watch, form: ActsForm | None = None) -> HttpResponse:
    context, at = request.access, now()
    own = row.coach_id == context.user_id
    notices = list(row.notices.filter(alarm_at=row.alarm_at)) if row.alarm_at else []
    names = queries.names([*row.watchers, *(one.user_id for one in notices)])
    visit = Appointment.objects.visible_to(context).filter(pk=row.appointment_id).first()
    shown = {
        "watch": row,
        "own": own,
        "called": row.called(at),
        "late": not row.over and row.expected_at <= at,
        "named": [names[one] for one in row.watchers if one in names],
        "notices": [(names.get(one.user_id, ""), one) for one in notices],
        "visit": visit,
        "form": form or ActsForm(initial={"acts": row.acts}),
        "mine": row.taken_by_id == context.user_id,
        "breadcrumb": [Crumb(label="Hausbesuche", url=reverse("visits:calls")), Crumb(label="Unterwegs")],
    }
    return render(request, "visits/watch.html", shown, status=422 if form and form.errors else 200)


def _usual(request: Request, row: Appointment, colleagues: list[User]) -> dict[str, Any]:
    """What the empty form starts with: the end of the appointment, and what one said last time."""
    context = request.access
    until = in_berlin(max(row.ends_at, now() + dt.timedelta(minutes=30)))
    may = {user.pk for user in colleagues}
    watchers, phone = queries.last_said(context)
    return {
        "until": until.time().replace(second=0, microsecond=0),
        "grace": queries.rule_of(context.organisation_id).grace,
        "phone": phone or queries.own_phone(context),
        "watchers": [str(one) for one in watchers if one in may],
        "token": uuid.uuid4(),
    }
