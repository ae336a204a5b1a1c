"""The page of a participation: where we are, what is due and why, what happened; correcting, ending, taking up."""

import uuid
from collections.abc import Iterable, Mapping
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
from rundblick.programmes import drawn, services
from rundblick.programmes.access import frame_around, participation_or_404
from rundblick.programmes.bridge import Frame, events_of, own_facts
from rundblick.programmes.duebook import due_of
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.forms import ChangeForm, EndForm
from rundblick.programmes.models import Participation
from rundblick.programmes.participation_page import happened, reasons
from rundblick.programmes.profile import legal_bases
from rundblick.programmes.publishing import document
from rundblick.programmes.rules import access_steps
from rundblick.programmes.shown import phase_of, standing
from rundblick.programmes.traces import last_change
from rundblick.web.clock import today
from rundblick.web.conflicts import conflict
from rundblick.web.frame import Crumb

CHANGED = "Inzwischen hat jemand diese Teilnahme geändert. Bitte sehen Sie nach und versuchen Sie es noch einmal."


@require_GET
def page(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Everything about one participation; in a programme for households about all members who take part."""
    participation = participation_or_404(request, participation_id)
    frame = frame_around(request.access, participation)
    day = today()
    events = events_of([frame])
    facts = own_facts(frame, events)
    names = _names(frame)
    ids = {row.pk for row in frame.rows}
    items = due_of(request.access, [frame.dossier_id])[frame.dossier_id]
    steps = access_steps(facts, frame.programme, day)
    disclose(request, kind="programmes.participation", dossiers=[frame.dossier_id])
    return render(
        request,
        "programmes/participation.html",
        {
            "breadcrumb": _crumbs(frame),
            "participation": participation,
            "frame": frame,
            "programme": frame.programme,
            "standing": standing(frame, day),
            "phase": phase_of(frame, day, events),
            "rows": [_row(row, names, frame) for row in frame.rows],
            "picture": drawn.where_we_are(frame, facts, names, day),
            "way_in": drawn.way_in(steps, begun=frame.begun(day)) if not frame.begun(day) else None,
            "steps": steps,
            "due": reasons([item for item in items if item.participation_id in ids], frame, names),
            "happened": happened(frame, events, names, day=day, writes=participation.may_write),
            "legal": legal_bases(frame.programme),
            "may_write": participation.may_write,
            "case_url": hooks.case_url(frame.dossier_id),
            "profile_url": reverse("programmes:profile", args=[frame.programme.id]),
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Correct the first day or the site; two versions side by side when somebody else saved first."""
    participation = participation_or_404(request, participation_id, writing=True)
    programme = document(participation.run.definition)
    stored = {"started_on": participation.started_on, "site": participation.site}
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
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        try:
            services.end(
                participation=participation,
                version=cleaned["version"],
                ended_on=cleaned["ended_on"],
                exit_code=cleaned["exit_code"],
                everybody=cleaned.get("everybody", False),
            )
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        except Stale:
            messages.warning(request, CHANGED)
            return redirect("programmes:participation", participation.pk)
        else:
            messages.success(request, "Die Teilnahme ist beendet. Was danach noch zugesagt ist, bleibt stehen.")
            return redirect("programmes:participation", participation.pk)
    disclose(request, kind="programmes.end", dossiers=[participation.dossier_id])
    return render(
        request,
        "programmes/end.html",
        {
            "form": form,
            "participation": participation,
            "programme": frame.programme,
            "breadcrumb": _crumbs_of(participation),
        },
    )


@require_POST
def reopen(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Take up again what was ended or withdrawn, with everybody of the household whose last day was the same."""
    participation = participation_or_404(request, participation_id, writing=True)
    try:
        services.reopen(participation=participation, version=_version(request), everybody=True)
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
        services.withdraw(participation=participation, version=_version(request), on=today())
    except (Refused, Stale) as refusal:
        messages.warning(request, refusal.message if isinstance(refusal, Refused) else CHANGED)
    else:
        messages.success(request, "Der Vorschlag ist zurückgenommen.")
    return redirect("programmes:participation", participation.pk)


def _version(request: Request) -> int:
    """A version that cannot be read is none of the stored ones."""
    text = request.POST.get("version", "")
    return int(text) if text.isdecimal() and len(text) < 10 else -1


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
