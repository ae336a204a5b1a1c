"""One appointment: what it is, and what becomes of it."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.hooks import case_url
from rundblick.access.requests import Request
from rundblick.calendar import consents, earlier, queries, services
from rundblick.calendar.access import appointment_or_404
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.forms import FOLLOWING
from rundblick.calendar.links import links_of
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import other_settings
from rundblick.calendar.views.common import act, lines, table
from rundblick.people.models import Person
from rundblick.web.clock import berlin_date, now


@require_GET
def appointment(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """One appointment and what can be done about it."""
    context = request.access
    row = appointment_or_404(context, appointment_id)
    at_table = table(request, row)
    writable = Appointment.objects.visible_to(context, writing=True).filter(pk=row.pk).exists()
    disclose(request, kind="calendar.appointment", dossiers=[row.dossier_id])
    begun = row.starts_at <= now()
    planned = row.status == Status.PLANNED
    slot = earlier.freed(row) if writable and row.coach_id == context.user_id else None
    return render(
        request,
        "calendar/appointment.html",
        {
            "appointment": row,
            "line": lines(at_table)[0],
            "begun": begun,
            "can_move": writable and planned,
            "can_hold": writable and begun and row.status in (Status.PLANNED, Status.MISSED),
            "can_miss": writable and begun and row.status in (Status.PLANNED, Status.HELD),
            "can_share": writable and row.person_id is not None,
            "several": len(at_table) > 1,
            "video_url": (row.video_url or "") if writable else "",
            "following": FOLLOWING if row.series else "",
            "slot": slot,
            "takers": _takers(request, row, slot) if slot else [],
            "offer_url": reverse("calendar:another_setting", args=[row.pk])
            if writable and row.status == Status.MISSED
            else "",
            "links": links_of(context, row) if writable else [],
            "back_url": case_url(row.dossier_id),
            "setting": Setting(row.setting).label,
        }
        | _consent(request, row, at_table, open_now=writable and planned and row.ends_at > now()),
    )


def _consent(request: Request, row: Appointment, at_table: list[Appointment], *, open_now: bool) -> dict[str, Any]:
    """What a home visit waits for, or the consent it stands on, to be withdrawn from here. Up to two queries."""
    waiting = [one for one in at_table if one.waits] if open_now else []
    names = queries.names(waiting) if waiting else {}
    standing = consents.consent_of(request.access, row) if open_now and not waiting else None
    return {
        "waiting": [
            (names[one.person_id], consents.give_url(one.dossier_id, one.person_id, back=request.path))
            for one in waiting
            if one.person_id in names
        ],
        "elsewhere": [(setting.value, setting.label) for setting in other_settings(row.setting)] if waiting else [],
        "standing": standing,
        "withdraw_url": consents.withdraw_url(standing, back=request.path) if standing else "",
    }


@require_POST
def elsewhere(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """The same time in another setting, with one tap. The place of the former setting goes with it."""
    row = appointment_or_404(request.access, appointment_id, writing=True)
    page = reverse("calendar:appointment", args=[row.pk])
    setting = request.POST.get("rahmen", "")
    if setting not in other_settings(row.setting):
        raise Http404("no such setting")
    try:
        services.move(
            appointment=row,
            version=row.version,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            setting=setting,
            purpose=row.purpose or "",
        )
    except (Refused, Stale):
        messages.error(request, "Dieser Termin wurde gerade geändert. Bitte sehen Sie noch einmal nach.")
    else:
        messages.success(request, f"Der Termin findet jetzt {Setting(setting).label} statt.")
    return redirect(page)


def _takers(request: Request, row: Appointment, slot: earlier.FreeSlot) -> list[dict[str, Any]]:
    """Who of the own cases would like that time. Up to three queries."""
    found = earlier.takers(request.access, slot, besides=row.person_id)
    if not found or not earlier.still_free(row.coach_id, slot):
        return []
    disclose(request, kind="calendar.takers", dossiers=[wish.dossier_id for wish in found])
    people = {person.pk: person.name for person in Person.objects.filter(pk__in=[one.person_id for one in found])}
    return [{"wish": wish, "name": people.get(wish.person_id, "Mitglied")} for wish in found]


@require_POST
def give(request: Request, appointment_id: uuid.UUID, wish_id: uuid.UUID) -> HttpResponse:
    """Give the time this appointment left to somebody who wished to come earlier."""
    row = appointment_or_404(request.access, appointment_id, writing=True)
    slot = earlier.freed(row)
    wish = next((one for one in earlier.wishes(request.access) if one.pk == wish_id), None)
    if wish is None or row.coach_id != request.access.user_id:
        raise Http404("no such wish")
    page = reverse("calendar:appointment", args=[row.pk])
    if slot is None or not earlier.still_free(row.coach_id, slot):
        messages.error(request, "Diese Zeit ist nicht mehr frei.")
        return redirect(page)
    try:
        given = services.take_slot(wish=wish, slot=slot, coach=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(page)
    except Stale:
        messages.error(request, "Der spätere Termin wurde gerade geändert. Bitte sehen Sie noch einmal nach.")
        return redirect(page)
    messages.success(request, "Der frei gewordene Termin ist vergeben. Bitte sagen Sie der Person Bescheid.")
    return redirect("calendar:appointment", given.pk)


@require_POST
def cancel(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Call the appointment off, or it and those of its series that follow."""
    following = request.POST.get("umfang") == FOLLOWING
    done = "Dieser Termin und die folgenden der Reihe sind abgesagt." if following else "Der Termin ist abgesagt."
    return _become(request, appointment_id, services.cancel, done, following=following)


@require_POST
def held(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """It took place."""
    return _become(request, appointment_id, services.mark_held, "Vermerkt: Der Termin hat stattgefunden.")


@require_POST
def missed(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """It did not come about; the next page offers another setting."""
    then = reverse("calendar:another_setting", args=[appointment_id])
    done = "Vermerkt: Der Termin ist nicht zustande gekommen."
    return _become(request, appointment_id, services.mark_missed, done, then=then)


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
    return act(
        request,
        lambda: services.share(appointment=row, shared=wanted),
        "Für die Familie sichtbar." if wanted else "Nur noch für die Person sichtbar.",
        then=reverse("calendar:appointment", args=[row.pk]),
    )


@require_POST
def take_over(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Whoever covers the coach on that day leads the appointment."""
    row = appointment_or_404(request.access, appointment_id, writing=True)
    cover = queries.covers_on(row.coach_id, berlin_date(row.starts_at)).select_related("deputy").first()
    page = reverse("calendar:appointment", args=[row.pk])
    if cover is None:
        messages.error(request, "An diesem Tag ist keine Vertretung eingerichtet.")
        return redirect(page)
    return act(
        request,
        lambda: services.take_over(appointment=row, deputy=cover.deputy),
        "Die Vertretung übernimmt diesen Termin.",
        then=page,
    )


def _become(
    request: Request, appointment_id: uuid.UUID, verb: Callable[..., Any], done: str, then: str = "", **how: Any
) -> HttpResponse:
    row = appointment_or_404(request.access, appointment_id, writing=True)
    page = reverse("calendar:appointment", args=[row.pk])
    whole = request.POST.get("alle") == "1"
    return act(
        request,
        lambda: verb(appointment=row, whole_meeting=whole, **how),
        done,
        then=then or page,
        otherwise=page,
    )
