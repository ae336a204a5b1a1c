"""The page of a participation: where we are, what is due and why, what happened; correcting, ending, taking up."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import queries as people
from rundblick.programmes import attendance_page, consents_page, drawn, on_file, presences, services
from rundblick.programmes.access import frame_around, participation_or_404
from rundblick.programmes.ahead import weeks_ahead
from rundblick.programmes.bridge import Frame, all_dated_facts, events_of, own_facts
from rundblick.programmes.definition import Programme
from rundblick.programmes.duebook import due_of
from rundblick.programmes.errors import Hint, Refused, Stale
from rundblick.programmes.event_values import consents_of
from rundblick.programmes.facts import Fact
from rundblick.programmes.forms import ChangeForm, EndForm
from rundblick.programmes.meetings import meetings
from rundblick.programmes.models import ChecklistAnswer, Participation, Presence, ProgrammeEvent
from rundblick.programmes.modules import module_states
from rundblick.programmes.money_page import money_part
from rundblick.programmes.participation_page import acts, answered, happened, module_lines, reasons
from rundblick.programmes.profile import legal_bases
from rundblick.programmes.publishing import document
from rundblick.programmes.rules import access_steps, exit_reason
from rundblick.programmes.services.nominating import WEIGHED
from rundblick.programmes.shown import phase_of, standing
from rundblick.programmes.traces import last_change
from rundblick.programmes.waiting import waiting_among
from rundblick.web.clock import today
from rundblick.web.conflicts import conflict, version_of
from rundblick.web.frame import Crumb

GOOD_ENDS = ("integration", "goal_reached", "positive_early")
CHANGED = "Inzwischen hat jemand diese Teilnahme geändert. Bitte sehen Sie nach und versuchen Sie es noch einmal."


@require_GET
def page(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Everything about one participation; in a programme for households about all members who take part."""
    participation = participation_or_404(request, participation_id)
    frame = frame_around(request.access, participation)
    programme, day = frame.programme, today()
    writes = participation.may_write
    absences = presences.absences_open(request.access, programme, frame.run, may_write=writes)
    events = events_of([frame])
    lines = presences.shown([frame], writable=[participation.pk] if writes else [])
    facts = own_facts(frame, events, lines)
    told = [*facts, *_of_other_rooms(frame, day)]
    names = _names(frame)
    ids = {row.pk for row in frame.rows}
    subject = participation.person_id if programme.unit != "household" else None
    items = [
        item for item in due_of(request.access, [frame.dossier_id])[frame.dossier_id] if item.participation_id in ids
    ]
    steps = access_steps(facts, programme, day)
    place = waiting_among([frame], day).get(frame.key)
    disclose(request, kind="programmes.participation", dossiers=[frame.dossier_id])
    return render(
        request,
        "programmes/participation.html",
        {
            "breadcrumb": _crumbs(frame),
            "participation": participation,
            "frame": frame,
            "programme": programme,
            "standing": standing(frame, day, events=events, place=place),
            "place": place,
            "proposal_title": "Wartet auf einen Platz" if place else "Vorgeschlagen, noch nicht begonnen",
            "phase": phase_of(frame, day, events),
            "rows": [_row(row, names, frame) for row in frame.rows],
            "picture": drawn.where_we_are(frame, facts, names, day),
            "way_in": drawn.way_in(steps, begun=frame.begun(day)) if not frame.begun(day) else None,
            "steps": steps,
            "due": reasons(items, frame, names),
            "happened": happened(frame, events, names, day=day, writes=writes, absences=absences),
            "ahead": weeks_ahead(facts, programme, items, day),
            "modules": module_lines(module_states(facts, programme, day, subject)) if frame.begun(day) else [],
            "money": money_part(facts, programme, day) if frame.begun(day) else None,
            "meetings": [state for state in meetings(told, programme, day, subject=subject) if state.meeting.most]
            if frame.begun(day)
            else [],
            "consents": consents_page.lines(
                told,
                programme,
                day,
                subject=subject,
                participation_id=participation.pk,
                writes=writes,
            ),
            "attendance": attendance_page.summary(
                _about(facts, lines, participation), programme, day, subject=participation.person_id, absences=absences
            )
            if frame.begun(day)
            else None,
            "answers": answered(programme, _answers(participation, programme)),
            "why": _why(events, participation),
            "acts": acts(frame, items, facts, day) if writes else [],
            "newer_from": _newer(participation),
            "legal": legal_bases(programme),
            "may_write": writes,
            "case_url": hooks.case_url(frame.dossier_id),
            "profile_url": reverse("programmes:profile", args=[programme.id]),
        },
    )


def _of_other_rooms(frame: Frame, day: dt.date) -> list[Fact]:
    """What other rooms know, as far as the page asks: everything where a form of meeting is held only so often, and
    consents on file where the programme asks about any.
    """
    if frame.begun(day) and any(meeting.most for meeting in frame.programme.care.meetings):
        return all_dated_facts({frame.dossier_id})[frame.dossier_id]
    return on_file.facts([frame.dossier_id])[frame.dossier_id] if consents_of(frame.programme) else []


def _about(facts: Sequence[Fact], lines: Sequence[Presence], participation: Participation) -> list[Fact]:
    """The facts with the attendance of this one row; the others of the household have their own ledger."""
    others = {str(line.pk) for line in lines if line.participation_id != participation.pk}
    return [fact for fact in facts if fact.key not in others]


def _answers(participation: Participation, programme: Programme) -> list[ChecklistAnswer]:
    """Answers of this nomination; no query where the programme asks nothing."""
    if not (programme.target_group.checklist or programme.access.weighing):
        return []
    return list(people.opened(ChecklistAnswer.objects.filter(participation=participation)))


def _newer(participation: Any) -> dt.date | None:
    """Since when there is a newer version this participation could go on in, for whoever may move it."""
    on_it = participation.newer_id in (None, participation.run.definition_id)
    offered = participation.may_write and participation.ended_on is None and not on_it
    return participation.newer_from if offered else None


def _why(events: Sequence[ProgrammeEvent], participation: Participation) -> str:
    """Why people decided differently from the weighing. One query where they said so, none otherwise."""
    mine = (event for event in events if event.kind == WEIGHED and event.participation_id == participation.pk)
    latest = max(mine, key=lambda event: (event.occurred_on, str(event.pk)), default=None)
    if latest is None:
        return ""
    return str(ProgrammeEvent.objects.only("note", "dossier_id").get(pk=latest.pk).note or "")


@require_http_methods(["GET", "POST"])
def change(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Correct the first day or the site; two versions side by side when somebody else saved first."""
    participation = participation_or_404(request, participation_id, writing=True)
    programme = document(participation.run.definition)
    stored = {
        "started_on": participation.started_on,
        "site": participation.site,
        "employer": participation.employer,
    }
    form = ChangeForm(request.POST or None, programme=programme, initial=stored | {"version": participation.version})
    two = None
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.change(
                participation=participation,
                version=cleaned["version"],
                started_on=cleaned["started_on"],
                site=cleaned["site"],
                employer=cleaned.get("employer"),
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        except Stale:
            by, at = last_change(participation)
            two = conflict(form=form, stored=stored, version=participation.version, changed_by=by, changed_at=at)
        else:
            messages.success(request, "Die Teilnahme ist berichtigt.")
            return redirect("programmes:participation", participation.pk)
    disclose(request, kind="programmes.change", dossiers=[participation.dossier_id])
    return render(
        request,
        "programmes/change.html",
        {"form": form, "conflict": two, "participation": participation, "breadcrumb": _crumbs_of(participation)},
        status=409 if two else 200,
    )


@require_http_methods(["GET", "POST"])
def end(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """End a participation with a reason of the definition; leaving is always possible."""
    participation = participation_or_404(request, participation_id, writing=True)
    frame = frame_around(request.access, participation)
    others = sum(
        row.pk != participation.pk and row.started_on is not None and row.ended_on is None for row in frame.rows
    )
    form = EndForm(
        request.POST or None,
        programme=frame.programme,
        others=others,
        initial={"ended_on": today(), "everybody": others > 0, "version": participation.version},
    )
    hint = ""
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.end(
                participation=participation,
                version=cleaned["version"],
                ended_on=cleaned["ended_on"],
                exit_code=cleaned["exit_code"],
                everybody=cleaned.get("everybody", False),
                overrule="trotzdem" in request.POST,
            )
        except Hint as given:
            hint = given.message
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        except Stale:
            messages.warning(request, CHANGED)
            return redirect("programmes:participation", participation.pk)
        else:
            messages.success(request, _farewell(frame.programme, cleaned["exit_code"]))
            return redirect("programmes:participation", participation.pk)
    disclose(request, kind="programmes.end", dossiers=[participation.dossier_id])
    return render(
        request,
        "programmes/end.html",
        {
            "form": form,
            "hint": hint,
            "follow_on_url": _follow_on_url(frame.programme, participation),
            "participation": participation,
            "programme": frame.programme,
            "breadcrumb": _crumbs_of(participation),
        },
    )


def _farewell(programme: Programme, exit_code: str) -> str:
    """What is said at the end; somebody who goes early for a good reason has reached something."""
    if exit_reason(programme, exit_code).kind in GOOD_ENDS:
        return "Die Teilnahme ist beendet, und das mit einem guten Grund. Was danach noch zugesagt ist, bleibt stehen."
    return "Die Teilnahme ist beendet. Was danach noch zugesagt ist, bleibt stehen."


def _follow_on_url(programme: Programme, participation: Participation) -> str:
    """Where what follows is written down, empty where nothing has to follow."""
    if programme.follow_on is None:
        return ""
    known = {event.code for event in services.recordable(programme)}
    kind = next((code for code in programme.follow_on.done_by if code in known), "")
    return f"{reverse('programmes:record', args=[participation.pk])}?was={kind}" if kind else ""


@require_POST
def reopen(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Take up again what was ended or withdrawn, with everybody of the household whose last day was the same."""
    participation = participation_or_404(request, participation_id, writing=True)
    try:
        services.reopen(participation=participation, version=version_of(request), everybody=True)
    except (Refused, Stale) as refusal:
        messages.warning(request, refusal.message if isinstance(refusal, Refused) else CHANGED)
    else:
        messages.success(request, "Die Teilnahme läuft wieder.")
    return redirect("programmes:participation", participation.pk)


@require_POST
def withdraw(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """The proposal does not stand any more. No reason is asked for."""
    participation = participation_or_404(request, participation_id, writing=True)
    try:
        services.withdraw(participation=participation, version=version_of(request), on=today())
    except (Refused, Stale) as refusal:
        messages.warning(request, refusal.message if isinstance(refusal, Refused) else CHANGED)
    else:
        messages.success(request, "Der Vorschlag ist zurückgenommen.")
    return redirect("programmes:participation", participation.pk)


def _names(frame: Frame) -> dict[uuid.UUID, str]:
    members: Iterable[people.Member] = people.memberships_of([frame.dossier_id]).get(frame.dossier_id, [])
    return {member.person.pk: member.name for member in members}


def _row(row: Participation, names: Mapping[uuid.UUID, str], frame: Frame) -> dict[str, Any]:
    sites = {site.code: site.label for site in frame.programme.sites}
    return {
        "row": row,
        "name": names.get(row.person_id, "Mitglied") if row.person_id else "Haushalt",
        "site": sites.get(row.site, ""),
    }


def _crumbs(frame: Frame) -> list[Crumb]:
    return [
        Crumb(label="Fall", url=hooks.case_url(frame.dossier_id)),
        Crumb(label=frame.programme.title),
    ]


def _crumbs_of(participation: Participation) -> list[Crumb]:
    url = reverse("programmes:participation", args=[participation.pk])
    return [
        Crumb(label="Fall", url=hooks.case_url(participation.dossier_id)),
        Crumb(label=participation.run.definition.title, url=url),
    ]
