"""Places of the house, working hours, absences."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import hooks
from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.disclosure import disclose
from rundblick.access.models import Cover
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar import queries, services
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.codes import Status
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.forms_house import AwayForm, HoursForm, PlaceForm
from rundblick.calendar.models import Absence, Place, WorkingWeek
from rundblick.calendar.rules import day_span
from rundblick.calendar.slots import USUAL
from rundblick.calendar.traces import two_versions
from rundblick.calendar.views.common import act, lines
from rundblick.web.clock import berlin_date, today
from rundblick.web.frame import Crumb

MOST = 100


@require_http_methods(["GET", "POST"])
def places(request: Request) -> HttpResponse:
    """All places of the own organisation, and a new one."""
    context = only(request, Role.ADMIN)
    form = PlaceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        assert context.organisation_id
        try:
            added = services.add_place(organisation_id=context.organisation_id, **form.values())
        except Refused as refusal:
            form.add_error("name", str(refusal))
        else:
            messages.success(request, f"{added} steht jetzt zur Wahl.")
            return redirect("calendar:places")
    shown = {"form": form, "places": queries.places(context)}
    return render(request, "calendar/places.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def place(request: Request, place_id: uuid.UUID) -> HttpResponse:
    """Change a place, or take it from the choice."""
    context = only(request, Role.ADMIN)
    row = queries.places(context).filter(pk=place_id).first()
    if row is None:
        raise Http404("no such place")
    form = PlaceForm(request.POST or None, initial=_stored_place(row) | {"version": row.version})
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_place(place=row, version=form.cleaned_data["version"], **form.values())
        except Refused as refusal:
            form.add_error("name", str(refusal))
        except Stale as stale:
            clash = two_versions(form, stale.stored, stored=_stored_place(stale.stored))
        else:
            messages.success(request, "Gespeichert.")
            return redirect("calendar:places")
    shown = {
        "form": form,
        "conflict": clash,
        "breadcrumb": [Crumb(label="Orte", url=reverse("calendar:places")), Crumb(label=row.name)],
    }
    return render(request, "calendar/place.html", shown, status=_status(form, clash))


def _stored_place(row: Place) -> dict[str, Any]:
    return {name: getattr(row, name) for name in PlaceForm.base_fields if name != "version"}


@require_http_methods(["GET", "POST"])
def hours(request: Request) -> HttpResponse:
    """When I take appointments: hours, lunch, ways. Only free times are computed from it."""
    only(request, *PLANNERS)
    me = request.user
    row = WorkingWeek.objects.filter(pk=me.pk).first()
    stored = HoursForm.initial_of(queries.hours_of(me.pk) if row else USUAL)
    form = HoursForm(request.POST or None, initial=stored | {"version": row.version if row else 0})
    clash = None
    if request.method == "POST" and form.is_valid():
        try:
            services.set_hours(coach=me, version=form.cleaned_data["version"], **form.values())
        except Stale as stale:
            stands = HoursForm.initial_of(queries.hours_of(me.pk))
            clash = two_versions(form, stale.stored, stored=dict.fromkeys(form.fields) | stands)
        else:
            messages.success(request, "Gespeichert. Freie Zeiten richten sich jetzt danach.")
            return redirect("calendar:hours")
    shown = {"form": form, "conflict": clash, "own": row is not None, "back_url": reverse("calendar:week")}
    return render(request, "calendar/hours.html", shown, status=_status(form, clash))


@require_http_methods(["GET", "POST"])
def away(request: Request) -> HttpResponse:
    """Days on which I am away, and who covers."""
    context = only(request, *PLANNERS)
    form = AwayForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.be_away(coach=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("last_day", str(refusal))
        else:
            messages.success(request, "Eingetragen. Hier stehen die Termine, um die sich jemand kümmern sollte.")
            return redirect("calendar:absence", row.pk)
    coming = Absence.objects.filter(coach=request.user, valid_until__gt=today()).order_by("valid_from", "pk")
    shown = {
        "form": form,
        "absences": [{"row": row, "last_day": _last(row)} for row in coming[:MOST]],
        "covers": _covers(context, today(), dt.date.max),
    }
    return render(request, "calendar/away.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET"])
def absence(request: Request, absence_id: uuid.UUID) -> HttpResponse:
    """One absence: the appointments in it, and who could take them over."""
    context = only(request, *PLANNERS)
    row = _absence_or_404(request, absence_id)
    last_day = _last(row)
    start, end = day_span(row.valid_from)[0], day_span(last_day)[1]
    rows = list(queries.of_coach(context, request.user.pk, start, end).filter(status=Status.PLANNED))
    if rows:
        disclose(request, kind="calendar.absence", dossiers=[one.dossier_id for one in rows])
    covers = _covers(context, row.valid_from, last_day + dt.timedelta(days=1))
    drawn = lines(rows)
    by_url = {reverse("calendar:appointment", args=[one.pk]): one for one in rows}
    shown = {
        "absence": row,
        "last_day": last_day,
        "covers": covers,
        "lines": [
            {
                "line": line,
                "pk": by_url[line.url].pk,
                "covered": any(
                    one["mine"] and one["row"].valid_from <= berlin_date(line.at) <= one["last_day"] for one in covers
                ),
            }
            for line in drawn
        ],
        "breadcrumb": [Crumb(label="Abwesenheit", url=reverse("calendar:away")), Crumb(label="Termine in dieser Zeit")],
    }
    return render(request, "calendar/absence.html", shown)


@require_POST
def absence_end(request: Request, absence_id: uuid.UUID) -> HttpResponse:
    """I am there after all."""
    only(request, *PLANNERS)
    row = _absence_or_404(request, absence_id)
    return act(request, lambda: services.take_back(row), "Die Abwesenheit ist gelöscht.", then=reverse("calendar:away"))


def _absence_or_404(request: Request, absence_id: uuid.UUID) -> Absence:
    row = Absence.objects.filter(pk=absence_id, coach=request.user).first()
    if row is None:
        raise Http404("no such absence")
    return row


def _last(row: Absence | Cover) -> dt.date:
    return (row.valid_until or dt.date.max) - dt.timedelta(days=1)


def _covers(context: Context, start: dt.date, end: dt.date) -> list[dict[str, Any]]:
    """Who covers the user in that time and whom the user covers, with the page of the handover."""
    page = hooks.links.get("handover")
    return [
        {
            "row": row,
            "last_day": _last(row),
            "mine": row.absent_id == context.user_id,
            "url": page(row.pk) if page else "",
        }
        for row in queries.covers_of(context, start, end)
    ]


def _status(form: Any, clash: object) -> int:
    return 409 if clash else 422 if form.errors else 200
