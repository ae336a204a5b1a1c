"""Pages of appointments."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import crypto, drafts
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.hooks import case_url
from rundblick.access.models import User
from rundblick.access.requests import Request
from rundblick.calendar import queries, services, shown
from rundblick.calendar.access import PLANNERS, appointment_or_404, dossier_for_appointments_or_404
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.forms import ArrangeForm, MoveForm
from rundblick.calendar.links import links_of
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import Week, minutes_between, other_settings
from rundblick.calendar.traces import two_versions
from rundblick.people import queries as people
from rundblick.web.clock import berlin_date, in_berlin, now, today
from rundblick.web.german import german_time
from rundblick.web.parts import Tab

ARRANGE_KEY = "calendar.arrange:{}"
MOVE_KEY = "calendar.move:{}"


@require_GET
def week(request: Request) -> HttpResponse:
    """One week: my appointments, or all that the doors of my team show."""
    context = only(request, *PLANNERS)
    shown_week = Week.read(request.GET.get("woche", ""), today=today())
    everybody = request.GET.get("wer") == "team"
    if everybody or context.user_id is None:
        found = queries.in_period(context, shown_week.start, shown_week.end)
    else:
        found = queries.of_coach(context, context.user_id, shown_week.start, shown_week.end)
    rows = list(found)
    drawn = _lines(rows)
    if rows:
        disclose(request, kind="calendar.week", dossiers=[row.dossier_id for row in rows])
    whose = "&wer=team" if everybody else ""
    return render(
        request,
        "calendar/week.html",
        {
            "week": shown_week,
            "days": shown.days(shown_week, drawn, today=today()),
            "empty": not rows,
            "everybody": everybody,
            "tabs": [
                Tab(label="Meine Termine", url=f"?woche={shown_week.code}", current=not everybody),
                Tab(label="Mit dem Team", url=f"?woche={shown_week.code}&wer=team", current=everybody),
            ],
            "previous_url": f"?woche={shown_week.moved(-1).code}{whose}",
            "next_url": f"?woche={shown_week.moved(1).code}{whose}",
            "this_week_url": "" if shown_week == Week.of(today()) else f"?woche={Week.of(today()).code}{whose}",
        },
    )


@require_GET
def appointment(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """One appointment and what can be done about it."""
    context = request.access
    row = appointment_or_404(context, appointment_id)
    table = _table(request, row)
    writable = Appointment.objects.visible_to(context, writing=True).filter(pk=row.pk).exists()
    disclose(request, kind="calendar.appointment", dossiers=[row.dossier_id])
    begun = row.starts_at <= now()
    planned = row.status == Status.PLANNED
    return render(
        request,
        "calendar/appointment.html",
        {
            "appointment": row,
            "line": _lines(table)[0],
            "begun": begun,
            "can_move": writable and planned,
            "can_hold": writable and begun and row.status in (Status.PLANNED, Status.MISSED),
            "can_miss": writable and begun and row.status in (Status.PLANNED, Status.HELD),
            "can_share": writable and row.person_id is not None,
            "several": len(table) > 1,
            "offer_url": reverse("calendar:another_setting", args=[row.pk])
            if writable and row.status == Status.MISSED
            else "",
            "links": links_of(context, row) if writable else [],
            "back_url": case_url(row.dossier_id),
            "setting": Setting(row.setting).label,
        },
    )


@require_http_methods(["GET", "POST"])
def arrange(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Arrange an appointment with members of a household."""
    context = request.access
    dossier = dossier_for_appointments_or_404(context, dossier_id)
    present = people.members_of([dossier.pk], today())[dossier.pk]
    members = [(member.person.pk, f"{member.name} ({member.role_label})") for member in present]
    coaches = queries.coaches(context, dossier.pk)
    key = ARRANGE_KEY.format(dossier.pk)
    saved_at = None
    if request.method == "POST":
        form = ArrangeForm(request.POST, members=members, coaches=coaches)
        if form.is_valid() and _arranged(request, dossier.pk, form, coaches[0]):
            drafts.discard(user_id=request.user.pk, form_key=key)
            return redirect(case_url(dossier.pk))
    else:
        form = ArrangeForm(initial=_proposal(request, members), members=members, coaches=coaches)
        saved_at = restore(request, key, form)
    disclose(request, kind="calendar.arrange", dossiers=[dossier.pk])
    return render(
        request,
        "calendar/form.html",
        {
            "form": form,
            "heading": "Termin vereinbaren",
            "label": people.label_of(present, today()),
            "submit": "Termin speichern",
            "draft_key": key,
            "draft_dossier": dossier.pk,
            "saved_at": saved_at,
            "back_url": case_url(dossier.pk),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def move(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Another time, setting or place; for everybody at the same table."""
    context = request.access
    row = appointment_or_404(context, appointment_id, writing=True)
    page = reverse("calendar:appointment", args=[row.pk])
    if row.status != Status.PLANNED:
        messages.info(request, "Dieser Termin ist nicht mehr geplant. Sie können einen neuen vereinbaren.")
        return redirect(page)
    key = MOVE_KEY.format(row.pk)
    saved_at, clash, status = None, None, 200
    if request.method == "POST":
        form = MoveForm(request.POST)
        if form.is_valid():
            try:
                moved = services.move(appointment=row, version=form.cleaned_data["version"], **form.meeting())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_values(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Der Termin ist verlegt.")
                _hint(request, moved)
                return redirect(page)
        status = 409 if clash else 422
    else:
        form = MoveForm(initial=_values(row) | {"version": row.version})
        saved_at = restore(request, key, form)
    disclose(request, kind="calendar.move", dossiers=[row.dossier_id])
    return render(
        request,
        "calendar/form.html",
        {
            "form": form,
            "conflict": clash,
            "heading": "Termin verlegen",
            "submit": "Termin speichern",
            "draft_key": key,
            "draft_dossier": row.dossier_id,
            "saved_at": saved_at,
            "back_url": page,
        },
        status=status,
    )


@require_POST
def cancel(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Call the appointment off."""
    row = appointment_or_404(request.access, appointment_id, writing=True)
    return _act(request, row, services.cancel, "Der Termin ist abgesagt.")


@require_POST
def held(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """It took place."""
    row = appointment_or_404(request.access, appointment_id, writing=True)
    return _act(request, row, services.mark_held, "Vermerkt: Der Termin hat stattgefunden.")


@require_POST
def missed(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """It did not come about; the next page offers another setting."""
    row = appointment_or_404(request.access, appointment_id, writing=True)
    return _act(
        request,
        row,
        services.mark_missed,
        "Vermerkt: Der Termin ist nicht zustande gekommen.",
        then=reverse("calendar:another_setting", args=[row.pk]),
    )


@require_GET
def another_setting(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """After an appointment that did not come about: perhaps another setting suits better."""
    context = request.access
    row = appointment_or_404(context, appointment_id, writing=True)
    arrange_url = reverse("calendar:arrange", args=[row.dossier_id])
    who = f"&mit={row.person_id}" if row.person_id else ""
    offers = [(setting.label, f"{arrange_url}?rahmen={setting}{who}") for setting in other_settings(row.setting)]
    return render(
        request,
        "calendar/another_setting.html",
        {
            "appointment": row,
            "same": (Setting(row.setting).label, f"{arrange_url}?rahmen={row.setting}{who}"),
            "offers": offers,
            "back_url": case_url(row.dossier_id),
        },
    )


@require_POST
def share(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Open the appointment to the other members on the member's wish, or close it again."""
    row = appointment_or_404(request.access, appointment_id, writing=True)
    wanted = request.POST.get("shared") == "1"
    try:
        services.share(appointment=row, shared=wanted)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Für die Familie sichtbar." if wanted else "Nur noch für die Person sichtbar.")
    return redirect("calendar:appointment", row.pk)


def _arranged(request: Request, dossier_id: uuid.UUID, form: ArrangeForm, me: User) -> bool:
    cleaned = form.cleaned_data
    try:
        rows = services.arrange(
            dossier_id=dossier_id,
            persons=cleaned["who"],
            coach=cleaned.get("coach") or me,
            shared=cleaned["shared"],
            meeting=cleaned["token"],
            **form.meeting(),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    messages.success(request, "Der Termin ist vereinbart.")
    _hint(request, rows)
    return True


def _hint(request: Request, rows: list[Appointment]) -> None:
    """An overlap is worth a hint, never an error. Messages travel in a cookie, so they hold no names."""
    first = rows[0]
    found = queries.clashes(
        request.access,
        coach_id=first.coach_id,
        person_ids=[row.person_id for row in rows if row.person_id],
        start=first.starts_at,
        end=first.ends_at,
        meeting=first.meeting,
    )
    if found:
        times = f"{german_time(found[0].starts_at)} bis {german_time(found[0].ends_at)} Uhr"
        messages.info(request, f"Hinweis: Von {times} steht schon ein anderer Termin im Kalender.")


def _act(request: Request, row: Appointment, verb: Callable[..., Any], done: str, then: str = "") -> HttpResponse:
    try:
        verb(appointment=row, whole_meeting=request.POST.get("alle") == "1")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("calendar:appointment", row.pk)
    messages.success(request, done)
    return redirect(then or reverse("calendar:appointment", args=[row.pk]))


def _proposal(request: Request, members: list[tuple[uuid.UUID, str]]) -> dict[str, Any]:
    known = {str(key) for key, _ in members}
    setting = request.GET.get("rahmen", "")
    who = request.GET.get("mit", "")
    return {
        "token": uuid.uuid4(),
        "setting": setting if setting in Setting.values else "",
        "who": [who] if who in known else [],
    }


def _values(row: Appointment) -> dict[str, Any]:
    """The appointment as its form shows it."""
    starts_at = in_berlin(row.starts_at)
    return {
        "day": berlin_date(starts_at),
        "time": starts_at.time(),
        "minutes": minutes_between(row.starts_at, row.ends_at),
        "setting": row.setting,
        "consent_given": row.consent_on is not None,
        "consent_on": row.consent_on,
        "place": row.place or "",
        "purpose": row.purpose or "",
    }


def _table(request: Request, row: Appointment) -> list[Appointment]:
    """Everybody at the same table the user may see, the given one first."""
    rows = Appointment.objects.visible_to(request.access)
    others = rows.filter(dossier_id=row.dossier_id, meeting=row.meeting).exclude(pk=row.pk)
    return [row, *others.select_related("coach").order_by("pk")]


def _lines(rows: list[Appointment]) -> list[shown.Line]:
    crypto.load_keys([row.dossier_id for row in rows])
    together = {row.dossier_id for row in rows if row.person_id is None}
    households = people.labels(together) if together else {}
    return shown.lines(rows, names=queries.names(rows), households=households)
