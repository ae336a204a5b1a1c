"""Arranging, a series, moving: forms that keep what was typed and offer free times and rooms."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.hooks import case_url
from rundblick.access.models import User
from rundblick.access.requests import Request
from rundblick.calendar import consents, queries, series, services
from rundblick.calendar.access import appointment_or_404, dossier_for_appointments_or_404
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, RoomTaken, Stale
from rundblick.calendar.forms import ArrangeForm, AtAPlace, MoveForm, SeriesForm
from rundblick.calendar.models import Appointment, Place
from rundblick.calendar.rules import day_span, minutes_between, overlapping
from rundblick.calendar.traces import two_versions
from rundblick.calendar.views.common import state
from rundblick.people import queries as people
from rundblick.people.queries import Member
from rundblick.web.clock import berlin_date, in_berlin, now, today
from rundblick.web.german import count, german_date, german_time

ARRANGE_KEY = "calendar.arrange:{}"
SERIES_KEY = "calendar.series:{}"
MOVE_KEY = "calendar.move:{}"
OFFER = "frei"
ASKED_FOR = "Der Hausbesuch ist angefragt. Fest wird er mit der schriftlichen Einwilligung."
SAVE = "speichern"
MINUTES = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """One day of a series in its preview. `hint`: what stands in the way, though people decide."""

    value: str
    label: str
    ticked: bool
    possible: bool
    hint: str


@require_http_methods(["GET", "POST"])
def arrange(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Arrange an appointment with members of a household."""
    dossier = dossier_for_appointments_or_404(request.access, dossier_id)
    present = people.members_of([dossier.pk], today())[dossier.pk]
    coaches = queries.coaches(request.access, dossier.pk)
    key = ARRANGE_KEY.format(dossier.pk)
    saved_at, status, chosen = None, 200, False
    given = _choices(request, present, coaches)
    if OFFER in request.POST:
        form, chosen = _typed(ArrangeForm, request, **given)
    elif request.method == "POST":
        form, status = ArrangeForm(request.POST, **given), 422
        if form.is_valid() and (rows := _arranged(request, dossier.pk, form, coaches[0])):
            drafts.discard(user_id=request.user.pk, form_key=key)
            return redirect(_then(request, rows))
    else:
        form = ArrangeForm(initial=_proposal(request, present), **given)
        saved_at = restore(request, key, form)
    return _page(
        request,
        form,
        dossier.pk,
        status=status,
        heading="Termin vereinbaren",
        label=people.label_of(present, today()),
        draft_key=key,
        saved_at=saved_at,
        offers=[] if chosen else _offers(form, coaches[0]),
        back_url=case_url(dossier.pk),
        series_url=reverse("calendar:series", args=[dossier.pk]),
        allowed=_allowed(request, dossier.pk, present),
    )


@require_http_methods(["GET", "POST"])
def arrange_series(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """A series: first all days are shown, then those that stay ticked are saved."""
    dossier = dossier_for_appointments_or_404(request.access, dossier_id)
    present = people.members_of([dossier.pk], today())[dossier.pk]
    coaches = queries.coaches(request.access, dossier.pk)
    key = SERIES_KEY.format(dossier.pk)
    saved_at, days, status = None, None, 200
    planned: list[series.Planned] = []
    given = _choices(request, present, coaches)
    if request.method == "POST":
        form, status = SeriesForm(request.POST, **given), 422
        if form.is_valid():
            # An error at the room takes it out of what was cleaned.
            coach, room = form.cleaned_data.get("coach") or coaches[0], form.cleaned_data["room"]
            planned = _planned(form, coach)
            seen = request.POST.get("gesehen") == _seen(planned)
            if SAVE in request.POST and seen and _series_arranged(request, dossier.pk, form, coach, planned):
                drafts.discard(user_id=request.user.pk, form_key=key)
                return redirect(case_url(dossier.pk))
            days = _preview(room, coach, planned, request.POST.getlist("tag") if seen else None)
            status = 422 if form.errors else 200
    else:
        form = SeriesForm(initial=_proposal(request, present), **given)
        saved_at = restore(request, key, form)
    return _page(
        request,
        form,
        dossier.pk,
        status=status,
        heading="Terminreihe vereinbaren",
        label=people.label_of(present, today()),
        submit="Tage ansehen",
        draft_key=key,
        saved_at=saved_at,
        days=days,
        seen=_seen(planned),
        back_url=case_url(dossier.pk),
        allowed=_allowed(request, dossier.pk, present),
    )


@require_http_methods(["GET", "POST"])
def move(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Another time, setting or place; for everybody at the same table, and the rest of a series when wanted."""
    row = appointment_or_404(request.access, appointment_id, writing=True)
    page = reverse("calendar:appointment", args=[row.pk])
    if row.status != Status.PLANNED:
        messages.info(request, "Dieser Termin ist nicht mehr geplant. Sie können einen neuen vereinbaren.")
        return redirect(page)
    key = MOVE_KEY.format(row.pk)
    saved_at, clash, chosen, status = None, None, False, 200
    given: dict[str, Any] = {
        "rooms": queries.rooms(request.access, also=row.room_id),
        "series": row.series is not None,
    }
    if OFFER in request.POST:
        form, chosen = _typed(MoveForm, request, **given)
    elif request.method == "POST":
        form, status = MoveForm(request.POST, **given), 422
        if form.is_valid():
            try:
                moved = services.move(appointment=row, version=form.cleaned_data["version"], **form.meeting())
            except Refused as refusal:
                _refuse(request, form, refusal)
            except Stale as stale:
                clash, status = two_versions(form, stale.stored, stored=_values(stale.stored)), 409
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Der Termin ist verlegt.")
                _hint(request, moved)
                return redirect(page)
    else:
        form = MoveForm(initial=_values(row) | {"version": row.version}, **given)
        saved_at = restore(request, key, form)
    return _page(
        request,
        form,
        row.dossier_id,
        status=status,
        kind="calendar.move",
        heading="Termin verlegen",
        conflict=clash,
        draft_key=key,
        saved_at=saved_at,
        offers=[] if chosen or clash else _offers(form, row.coach),
        back_url=page,
    )


def _page(
    request: Request,
    form: AtAPlace,
    dossier_id: uuid.UUID,
    *,
    status: int,
    kind: str = "calendar.arrange",
    **shown: Any,
) -> HttpResponse:
    disclose(request, kind=kind, dossiers=[dossier_id])
    usual: dict[str, Any] = {
        "label": "",
        "submit": "Termin speichern",
        "conflict": None,
        "offers": None,
        "series_url": "",
        "allowed": [],
    }
    return render(
        request, "calendar/form.html", usual | {"form": form, "draft_dossier": dossier_id} | shown, status=status
    )


def _choices(request: Request, present: list[Member], coaches: list[User]) -> dict[str, Any]:
    return {
        "members": [(member.person.pk, f"{member.name} ({member.role_label})") for member in present],
        "coaches": coaches,
        "rooms": queries.rooms(request.access),
    }


def _typed(kind: type[AtAPlace], request: Request, **given: Any) -> tuple[Any, bool]:
    """The form as it was typed, without judging it; with a free time chosen, day and time are filled in.

    Answers also whether a time was chosen.
    """
    data = request.POST.copy()
    try:
        start = in_berlin(dt.datetime.fromisoformat(str(data[OFFER])))
    except (ValueError, OverflowError):
        start = None
    if start is not None:
        data["day"], data["time"] = german_date(start), f"{start:%H:%M}"
    typed = kind(data, **given)
    return kind(initial={name: typed[name].value() for name in typed.fields}, **given), start is not None


def _offers(form: AtAPlace, coach: User) -> list[dt.datetime]:
    """The next free times for what the form says so far."""

    def said(name: str) -> Any:
        try:
            return form.fields[name].clean(form[name].value())
        except (forms.ValidationError, KeyError):
            return None

    day = said("day")
    return queries.offers(
        (said("coach") or coach).pk,
        minutes=said("minutes") or MINUTES,
        setting=said("setting") or Setting.OFFICE,
        not_before=day_span(day)[0] if day and day > today() else now(),
        state=state(),
    )


def _allowed(request: Request, dossier_id: uuid.UUID, present: list[Member]) -> list[consents.Allowed]:
    return consents.allowed(request.access, dossier_id, present, back=request.path)


def _then(request: Request, rows: list[Appointment]) -> str:
    """Say what was arranged, and where to go: a visit that waits for a consent shows what it waits for."""
    waits = any(queries.waits(row) for row in rows)
    messages.success(request, ASKED_FOR if waits else "Der Termin ist vereinbart.")
    _hint(request, rows)
    return reverse("calendar:appointment", args=[rows[0].pk]) if waits else case_url(rows[0].dossier_id)


def _arranged(request: Request, dossier_id: uuid.UUID, form: ArrangeForm, me: User) -> list[Appointment]:
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
        _refuse(request, form, refusal)
        return []
    return rows


def _refuse(request: Request, form: AtAPlace, refusal: Refused) -> None:
    """Say why beside the field it belongs to; a taken room offers those that are free."""
    if not isinstance(refusal, RoomTaken):
        form.add_error(None, str(refusal))
        return
    free = [room.name for room in queries.free_rooms(request.access, refusal.starts_at, refusal.ends_at)]
    form.add_error("room", f"{refusal} Frei ist dann: {', '.join(free[:6])}." if free else str(refusal))


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
    elif first.room_id and (others := _in_room(first)):
        times = f"{german_time(others[0].starts_at)} bis {german_time(others[0].ends_at)} Uhr"
        messages.info(request, f"Hinweis: Im selben Raum ist von {times} noch ein Termin.")
    elif away := series.left_out(
        (day := berlin_date(first.starts_at)), state(), queries.away(first.coach_id, day, day + dt.timedelta(days=1))
    ):
        messages.info(request, f"Hinweis: An diesem Tag steht im Kalender: {away}.")


def _in_room(row: Appointment) -> list[queries.Taken]:
    assert row.room_id
    found = queries.taken(None, [row.room_id], row.starts_at, row.ends_at)
    return [one for one in found if one.meeting != row.meeting]


def _planned(form: SeriesForm, coach: User) -> list[series.Planned]:
    cleaned, rhythm = form.cleaned_data, form.rhythm()
    first = cleaned["day"]
    away = queries.away(coach.pk, first, first + dt.timedelta(weeks=series.MOST * max(rhythm.weeks, 5)))
    return series.planned(first, cleaned["time"], cleaned["minutes"], rhythm, state=state(), away=away)


def _seen(planned: list[series.Planned]) -> str:
    """Names the days as they were shown: when they are others by now, they are shown again before they are saved."""
    return hashlib.sha256(repr([(one.starts_at, one.ends_at, one.why) for one in planned]).encode()).hexdigest()[:16]


def _preview(room: Place | None, coach: User, planned: list[series.Planned], ticked: list[str] | None) -> list[Day]:
    """Every day with what stands in the way; holidays and absences are unticked. One query."""
    start, end = planned[0].starts_at, planned[-1].ends_at
    others = queries.taken(coach.pk, [room.pk] if room else [], start, end)
    days = []
    for one in planned:
        meanwhile = overlapping(one.starts_at, one.ends_at, others)
        in_room = any(other.room_id for other in meanwhile)
        closed = bool(in_room and room and room.exclusive)
        hint = one.why or ("Raum belegt" if in_room else "schon ein anderer Termin" if meanwhile else "")
        value = one.day.isoformat()
        wanted = not one.why and not closed if ticked is None else value in ticked
        days.append(
            Day(value=value, label=_label(one), ticked=wanted and one.possible, possible=one.possible, hint=hint)
        )
    return days


def _label(one: series.Planned) -> str:
    over = " (bis zum nächsten Tag)" if berlin_date(one.ends_at - dt.timedelta(microseconds=1)) > one.day else ""
    return f"{german_date(one.day, 'weekday')}, {german_time(one.starts_at)} bis {german_time(one.ends_at)} Uhr{over}"


def _series_arranged(
    request: Request, dossier_id: uuid.UUID, form: SeriesForm, coach: User, planned: list[series.Planned]
) -> bool:
    ticked, cleaned = set(request.POST.getlist("tag")), form.cleaned_data
    spans = [(one.starts_at, one.ends_at) for one in planned if one.possible and one.day.isoformat() in ticked]
    given = {name: value for name, value in form.meeting().items() if name not in ("starts_at", "ends_at")}
    try:
        rows = services.arrange_series(
            dossier_id=dossier_id,
            persons=cleaned["who"],
            coach=coach,
            spans=spans,
            token=cleaned["token"],
            shared=cleaned["shared"],
            **given,
        )
    except Refused as refusal:
        _refuse(request, form, refusal)
        return False
    made = len({row.meeting for row in rows})
    messages.success(request, f"{count(made, 'Termin ist', 'Termine sind')} vereinbart.")
    return True


def _proposal(request: Request, present: list[Member]) -> dict[str, Any]:
    known = {str(member.person.pk) for member in present}
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
        "room": row.room_id,
        "place": row.place or "",
        "video_url": row.video_url or "",
        "purpose": row.purpose or "",
    }
