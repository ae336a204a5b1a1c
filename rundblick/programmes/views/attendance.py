"""The attendance ledger of one participation: a week of taps, corrections, and what it adds up to."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import queries as people
from rundblick.programmes import attendance_page, presences, services
from rundblick.programmes.access import frame_around, may_keep, participation_or_404, presence_or_404
from rundblick.programmes.bridge import Frame, events_of, own_facts
from rundblick.programmes.definition import Attendance
from rundblick.programmes.duebook import due_of
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.forms import PresenceForm
from rundblick.programmes.models import Participation, Presence
from rundblick.programmes.traces import last_change
from rundblick.web.clock import monday_of, today
from rundblick.web.conflicts import conflict, version_of
from rundblick.web.frame import Crumb
from rundblick.web.german import count, german_date
from rundblick.web.parts import Tab

CHANGED = "Inzwischen hat jemand diesen Tag eingetragen. Bitte sehen Sie nach."


@require_GET
def page(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """A week at a glance, and what has been reached; only presence counts."""
    participation = participation_or_404(request, participation_id)
    frame = frame_around(request.access, participation)
    attendance = _attendance_or_404(frame)
    day = today()
    writable = [participation.pk] if participation.may_write else []
    lines = presences.shown([frame], writable=writable)
    mine = [line for line in lines if line.participation_id == participation.pk]
    absences = presences.absences_open(request.access, frame.programme, frame.run, may_write=participation.may_write)
    monday = attendance_page.shown_monday(request.GET.get("woche", ""), participation, day)
    facts = own_facts(frame, events_of([frame]), mine)
    names = _names(frame)
    due = due_of(request.access, [frame.dossier_id])[frame.dossier_id]
    disclose(request, kind="programmes.attendance", dossiers=[frame.dossier_id])
    return render(
        request,
        "programmes/attendance.html",
        {
            "breadcrumb": _crumbs(participation, "Anwesenheit"),
            "participation": participation,
            "programme": frame.programme,
            "attendance": attendance,
            "name": _name(participation, names),
            "tabs": _tabs(frame, participation, names),
            "week": attendance_page.week(attendance, participation, mine, monday, today=day),
            "summary": attendance_page.summary(
                facts, frame.programme, day, subject=participation.person_id, absences=absences
            ),
            "make_up": attendance_page.make_up(due, frame, participation.person_id) if absences else [],
            "may_record": participation.may_write and absences and participation.started_on is not None,
            "absences": absences,
            "shield": presences.shield(frame.programme),
        },
    )


@require_POST
def record(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """One tap: how it was on one day."""
    participation = _kept_by_reader_or_404(request, participation_id)
    on = _day(request)
    if on is None:
        messages.warning(request, "Diesen Tag konnten wir nicht lesen. Es ist nichts eingetragen.")
        return _back(participation, today())
    try:
        line = services.record_presence(
            participation=participation, on=on, state=request.POST.get("state", ""), version=version_of(request)
        )
    except (Refused, Stale) as refusal:
        messages.warning(request, refusal.message if isinstance(refusal, Refused) else CHANGED)
    else:
        messages.success(request, f"{german_date(on, 'weekday')}: {line.get_state_display()}.")
    return _back(participation, on)


@require_POST
def record_week(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Several days of a week at once: present on all that are still empty."""
    participation = _kept_by_reader_or_404(request, participation_id)
    days = [day for text in request.POST.getlist("day")[:7] if (day := _read(text)) is not None]
    try:
        lines = services.record_days(participation=participation, days=days, state=Presence.State.PRESENT)
    except (Refused, Stale) as refusal:
        messages.warning(request, refusal.message if isinstance(refusal, Refused) else CHANGED)
    else:
        words = (
            f"{count(len(lines), 'Tag', 'Tage')} als anwesend eingetragen." if lines else "Alles war schon eingetragen."
        )
        messages.success(request, words)
    return _back(participation, min(days, default=today()))


@require_http_methods(["GET", "POST"])
def change(request: Request, presence_id: uuid.UUID) -> HttpResponse:
    """Correct a line: its kind, or how much it was."""
    presence = presence_or_404(request, presence_id)
    participation = presence.participation
    stored = {"state": presence.state, "units": presence.units}
    counted = presences.programme_of(participation).attendance
    unit = counted.unit if counted is not None else "day"
    form = PresenceForm(request.POST or None, unit=unit, initial=stored | {"version": presence.version})
    two = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_presence(presence=presence, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        except Stale:
            by, at = last_change(presence)
            two = conflict(form=form, stored=stored, version=presence.version, changed_by=by, changed_at=at)
        else:
            messages.success(request, "Der Tag ist berichtigt.")
            return _back(participation, presence.on)
    disclose(request, kind="programmes.attendance.change", dossiers=[presence.dossier_id])
    return render(
        request,
        "programmes/presence.html",
        {
            "breadcrumb": [*_crumbs(participation, "Anwesenheit", linked=True), Crumb(label="Tag berichtigen")],
            "form": form,
            "conflict": two,
            "presence": presence,
            "back_url": _address(participation, presence.on),
        },
        status=409 if two else 200,
    )


@require_POST
def remove(request: Request, presence_id: uuid.UUID) -> HttpResponse:
    """Take a line back."""
    presence = presence_or_404(request, presence_id)
    try:
        services.remove_presence(presence=presence, version=version_of(request))
    except (Refused, Stale) as refusal:
        messages.warning(request, refusal.message if isinstance(refusal, Refused) else CHANGED)
    else:
        messages.success(request, f"{german_date(presence.on, 'weekday')}: kein Eintrag mehr.")
    return _back(presence.participation, presence.on)


def _kept_by_reader_or_404(request: Request, participation_id: uuid.UUID) -> Participation:
    """A participation whose ledger the reader keeps: who may not see absences does not write them either."""
    participation: Participation = participation_or_404(request, participation_id, writing=True)
    if not may_keep(request.access, participation):
        raise Http404
    return participation


def _attendance_or_404(frame: Frame) -> Attendance:
    if frame.programme.attendance is None:
        raise Http404
    return frame.programme.attendance


def _day(request: Request) -> dt.date | None:
    return _read(request.POST.get("on", ""))


def _read(text: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def _address(participation: Participation, on: dt.date) -> str:
    address = reverse("programmes:attendance", args=[participation.pk])
    return f"{address}?woche={monday_of(on).isoformat()}#tag-{on.isoformat()}"


def _back(participation: Participation, on: dt.date) -> HttpResponse:
    return redirect(_address(participation, on))


def _names(frame: Frame) -> dict[uuid.UUID, str]:
    found = people.memberships_of([frame.dossier_id]).get(frame.dossier_id, [])
    return {member.person.pk: member.name for member in found}


def _name(row: Participation, names: dict[uuid.UUID, str]) -> str:
    return names.get(row.person_id, "Mitglied") if row.person_id else "Haushalt"


def _tabs(frame: Frame, participation: Participation, names: dict[uuid.UUID, str]) -> list[Tab]:
    """The others of the household who take part in the same run; none for one person alone."""
    rows = [row for row in frame.rows if row.started_on is not None]
    if len(rows) < 2:
        return []
    return [
        Tab(
            label=_name(row, names),
            url=reverse("programmes:attendance", args=[row.pk]),
            current=row.pk == participation.pk,
        )
        for row in rows
    ]


def _crumbs(participation: Any, last: str, *, linked: bool = False) -> list[Crumb]:
    url = reverse("programmes:participation", args=[participation.pk])
    own = reverse("programmes:attendance", args=[participation.pk])
    return [
        Crumb(label="Fall", url=hooks.case_url(participation.dossier_id)),
        Crumb(label=participation.run.definition.title, url=url),
        Crumb(label=last, url=own) if linked else Crumb(label=last),
    ]
