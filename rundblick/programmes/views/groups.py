"""Groups: the list, the page of one with its plan and its members, opening, changing, closing, and what is printed."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from icalendar import Calendar, Event

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.programmes import group_page, services
from rundblick.programmes.definition import Attendance
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.group_access import group_or_404, leader_or_404, runs_for_groups
from rundblick.programmes.group_forms import ChangeGroupForm, GroupForm
from rundblick.programmes.group_plan import size_words
from rundblick.programmes.groups import groups_of, members_of, next_sessions, present_counts, sessions_of, sizes
from rundblick.programmes.ledger import UNITS
from rundblick.programmes.models import Cohort, Session
from rundblick.programmes.publishing import document
from rundblick.programmes.traces import SOMEBODY
from rundblick.web.clock import BERLIN, now, today
from rundblick.web.conflicts import conflict, version_of
from rundblick.web.frame import Crumb

CHANGED = "Inzwischen hat jemand diese Gruppe geändert. Bitte sehen Sie nach und versuchen Sie es noch einmal."
TEACHING_UNIT = dt.timedelta(minutes=45)


@require_GET
def listing(request: Request) -> HttpResponse:
    """The groups of the own house: running, coming, over."""
    context, day = leader_or_404(request), today()
    groups = groups_of(context)
    keys = [group.pk for group in groups]
    sessions, members = next_sessions(keys, day), sizes(keys, day)
    running: list[group_page.GroupLine] = []
    coming: list[group_page.GroupLine] = []
    over: list[group_page.GroupLine] = []
    for group in groups:
        line = group_page.group_line(group, sessions.get(group.pk), members[group.pk])
        ended = group.ended_on is not None and group.ended_on < day
        (over if ended else running if group.starts_on <= day else coming).append(line)
    return render(
        request,
        "programmes/groups.html",
        {"running": running, "coming": list(reversed(coming)), "over": over},
    )


@require_GET
def choose(request: Request) -> HttpResponse:
    """In which programme the new group meets."""
    runs = runs_for_groups(leader_or_404(request))
    return render(request, "programmes/group_choose.html", {"breadcrumb": crumbs("Neue Gruppe"), "runs": runs})


@require_http_methods(["GET", "POST"])
def open_group(request: Request, run_id: uuid.UUID) -> HttpResponse:
    """Open a group of a run, with the plan of the programme if wanted."""
    context = leader_or_404(request)
    run = next((run for run in runs_for_groups(context) if run.pk == run_id), None)
    if run is None or context.organisation_id is None:
        raise Http404
    attendance = document(run.definition).attendance
    assert attendance is not None
    initial = {"starts_on": max(today(), run.valid_from), "with_plan": True, "token": uuid.uuid4()}
    form = GroupForm(request.POST or None, attendance=attendance, initial=initial)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            opened = services.open_group(
                run=run,
                organisation_id=context.organisation_id,
                label=cleaned["label"],
                place=cleaned["place"],
                starts_on=cleaned["starts_on"],
                begins=cleaned["begins"],
                with_plan=cleaned.get("with_plan", False),
                group_id=cleaned["token"],
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        else:
            messages.success(request, "Die Gruppe ist angelegt.")
            if opened.hint:
                messages.info(request, opened.hint)
            return redirect("programmes:group", opened.group.pk)
    back = reverse("programmes:group_choose")
    return render(
        request,
        "programmes/group_form.html",
        {
            "breadcrumb": crumbs("Neue Gruppe"),
            "form": form,
            "conflict": None,
            "heading": f"Neue Gruppe: {run.definition.title}",
            "lead": run.label,
            "back_url": back,
            "submit": "Gruppe anlegen",
        },
    )


@require_GET
def page(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """A group: where it stands, when it meets, who belongs to it."""
    group, day = group_or_404(request, group_id), today()
    programme = document(group.run.definition)
    attendance = attendance_or_404(group)
    found = members_of(request.access, group, programme)
    members, former = group_page.split(found, day)
    everybody = sizes([group.pk], day)[group.pk]
    if found:
        disclose(request, kind="programmes.group", dossiers=[one.row.dossier_id for one in found])
    return render(
        request,
        "programmes/group.html",
        {
            "breadcrumb": crumbs(group.label),
            "group": group,
            "programme": programme,
            "standing": group_page.standing(group, day),
            "plan": group_page.plan_of(sessions_of(group), present_counts(request.access, group), day),
            "members": members,
            "former": former,
            "everybody": everybody,
            "hidden": group_page.hidden_words(everybody, len(members)),
            "size_hint": size_words(attendance.group, everybody) if not group.ended_on else "",
            "rules": attendance.group,
            "unit": UNITS[attendance.unit][1],
            "today": day,
            "profile_url": reverse("programmes:profile", args=[programme.id]),
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """Correct name, place or first day."""
    group = group_or_404(request, group_id)
    stored = {"label": group.label, "place": group.place, "starts_on": group.starts_on}
    form = ChangeGroupForm(request.POST or None, initial=stored | {"version": group.version})
    two = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_group(group=group, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        except Stale:
            two = conflict(form=form, stored=stored, version=group.version, changed_by=SOMEBODY, changed_at=now())
        else:
            messages.success(request, "Die Gruppe ist geändert.")
            return redirect("programmes:group", group.pk)
    return render(
        request,
        "programmes/group_form.html",
        {
            "breadcrumb": crumbs_of(group, "Ändern"),
            "form": form,
            "conflict": two,
            "heading": "Gruppe ändern",
            "lead": "Die Treffen bleiben, wo sie sind.",
            "back_url": reverse("programmes:group", args=[group.pk]),
            "submit": "Speichern",
        },
        status=409 if two else 200,
    )


@require_POST
def close(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """The group ends today; sessions after it are cancelled."""
    group = group_or_404(request, group_id)
    try:
        services.close_group(group=group, version=version_of(request), on=today())
    except (Refused, Stale) as refusal:
        messages.warning(request, refusal.message if isinstance(refusal, Refused) else CHANGED)
    else:
        messages.success(request, "Die Gruppe ist beendet. Was noch geplant war, ist abgesagt.")
    return redirect("programmes:group", group.pk)


@require_POST
def reopen(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """The group goes on."""
    group = group_or_404(request, group_id)
    try:
        services.reopen_group(group=group, version=version_of(request))
    except Stale:
        messages.warning(request, CHANGED)
    else:
        messages.success(request, "Die Gruppe läuft wieder. Abgesagte Treffen bleiben abgesagt.")
    return redirect("programmes:group", group.pk)


@require_GET
def printed_plan(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """The plan of a group to hang up or to hand out; nobody's name stands in it."""
    group = group_or_404(request, group_id)
    attendance = attendance_or_404(group)
    return render(
        request,
        "programmes/group_plan.html",
        {
            "breadcrumb": crumbs_of(group, "Plan"),
            "group": group,
            "programme": document(group.run.definition),
            "sessions": [
                {"when": group_page.when(one), "topic": one.topic, "extent": group_page.extent(one, attendance)}
                for one in sessions_of(group)
                if not one.cancelled
            ],
        },
    )


@require_GET
def calendar(request: Request, group_id: uuid.UUID) -> HttpResponse:
    """The sessions as a calendar file; it names no programme and nobody."""
    group = group_or_404(request, group_id)
    attendance = attendance_or_404(group)
    file = Calendar()
    file.add("prodid", "-//Rundblick//Gruppen//DE")
    file.add("version", "2.0")
    for session in sessions_of(group):
        file.add_component(_entry(session, group, attendance))
    answer = HttpResponse(file.to_ical(), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="gruppe.ics"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _entry(session: Session, group: Cohort, attendance: Attendance) -> Event:
    entry = Event()
    entry.add("uid", f"{session.pk}@rundblick")
    entry.add("dtstamp", now())
    entry.add("sequence", session.version)
    entry.add("summary", "Gruppe")
    if group.place:
        entry.add("location", group.place)
    if session.begins is None:
        entry.add("dtstart", session.on)
    else:
        start = dt.datetime.combine(session.on, session.begins, tzinfo=BERLIN)
        entry.add("dtstart", start)
        if attendance.unit == "teaching_unit":
            entry.add("dtend", start + float(session.units) * TEACHING_UNIT)
    entry.add("status", "CANCELLED" if session.cancelled else "CONFIRMED")
    return entry


def attendance_or_404(group: Cohort) -> Attendance:
    """How the programme of a group counts attendance."""
    found = document(group.run.definition).attendance
    if found is None:
        raise Http404
    return found


def crumbs(last: str) -> list[Crumb]:
    """The way back to the list."""
    return [Crumb(label="Gruppen", url=reverse("programmes:groups")), Crumb(label=last)]


def crumbs_of(group: Cohort, *last: str) -> list[Crumb]:
    """The way back to the group and to the list."""
    own = Crumb(label=group.label, url=reverse("programmes:group", args=[group.pk]))
    return [Crumb(label="Gruppen", url=reverse("programmes:groups")), own, *(Crumb(label=one) for one in last)]
