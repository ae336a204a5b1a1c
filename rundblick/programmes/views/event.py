"""Recording what happened in a participation, correcting it, taking it back."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts, hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import queries as people
from rundblick.programmes import services
from rundblick.programmes.access import event_or_404, frame_around, participation_or_404
from rundblick.programmes.definition import Programme
from rundblick.programmes.due.ends import EXTENDED, REQUESTED
from rundblick.programmes.errors import Hint, Refused, Stale
from rundblick.programmes.event_values import values_of
from rundblick.programmes.forms import ChangeEventForm, EventForm
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.programmes.publishing import document
from rundblick.programmes.told import event_words
from rundblick.programmes.traces import last_change
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today
from rundblick.web.conflicts import conflict, version_of
from rundblick.web.frame import Crumb

KEY = "programmes.event:{}"
EXTENDING = (REQUESTED, EXTENDED)


@require_http_methods(["GET", "POST"])
def record(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Record an event; the due list leads here with the event that answers it already chosen."""
    participation = participation_or_404(request, participation_id, writing=True)
    frame = frame_around(request.access, participation)
    names = {m.person.pk: m.name for m in people.memberships_of([frame.dossier_id]).get(frame.dossier_id, [])}
    members = [(row.person_id, names.get(row.person_id, "Mitglied")) for row in frame.rows if row.person_id]
    events = services.recordable(frame.programme)
    values = {event.code: values_of(frame.programme, event) for event in events}
    asked = (request.POST if request.method == "POST" else request.GET).get("was", "")
    hint = ""
    key = KEY.format(participation.pk)
    saved_at: dt.datetime | None = None
    if request.method == "POST":
        form = EventForm(request.POST, events=events, members=members, values=values, asked=asked)
        try:
            if form.is_valid() and _recorded(request, participation, form):
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Festgehalten. Was dadurch nicht mehr ansteht, verschwindet von selbst.")
                return redirect("programmes:participation", participation.pk)
        except Hint as given:
            hint = given.message
    else:
        initial = _initial(request, participation)
        form = EventForm(events=events, members=members, values=values, asked=asked, initial=initial)
        saved_at = _restore(request, key, form)
    disclose(request, kind="programmes.event.record", dossiers=[participation.dossier_id])
    return render(
        request,
        "programmes/record.html",
        {
            "form": form,
            "hint": hint,
            "asked": asked,
            "criteria": _criteria(frame.programme, form),
            "participation": participation,
            "breadcrumb": _crumbs(participation),
            "draft_key": key,
            "saved_at": saved_at,
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, event_id: uuid.UUID) -> HttpResponse:
    """Correct an event; two versions side by side when somebody else saved first."""
    event = event_or_404(request, event_id)
    known = vocabulary().event(event.kind)
    plan = known is not None and known.kind == "plan"
    stored = {
        "occurred_on": event.occurred_on,
        "planned_on": event.planned_on,
        "called_off_on": event.called_off_on,
        "note": event.note or "",
    }
    form = ChangeEventForm(request.POST or None, plan=plan, initial=stored | {"version": event.version})
    two = None
    if request.method == "POST" and form.is_valid():
        try:
            services.change_event(event=event, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field or None, refusal.message)
        except Stale:
            by, at = last_change(event)
            two = conflict(form=form, stored=stored, version=event.version, changed_by=by, changed_at=at)
        else:
            messages.success(request, "Das Ereignis ist berichtigt.")
            return redirect("programmes:participation", event.participation_id)
    disclose(request, kind="programmes.event", dossiers=[event.dossier_id])
    return render(
        request,
        "programmes/event.html",
        {
            "form": form,
            "conflict": two,
            "event": event,
            "words": event_words(event, document(event.participation.run.definition)),
            "breadcrumb": _crumbs(event.participation),
        },
        status=409 if two else 200,
    )


@require_POST
def remove(request: Request, event_id: uuid.UUID) -> HttpResponse:
    """Take back what was recorded by mistake."""
    event = event_or_404(request, event_id)
    try:
        services.remove_event(event=event, version=version_of(request))
    except (Refused, Stale) as refusal:
        words = refusal.message if isinstance(refusal, Refused) else "Das Ereignis wurde inzwischen geändert."
        messages.warning(request, words)
    else:
        messages.success(request, "Das Ereignis ist entfernt.")
    return redirect("programmes:participation", event.participation_id)


def _recorded(request: Request, participation: Participation, form: EventForm) -> ProgrammeEvent | None:
    cleaned = form.cleaned_data
    try:
        return services.record_event(
            participation=participation,
            kind=cleaned["kind"],
            occurred_on=cleaned["occurred_on"],
            planned_on=cleaned["planned_on"],
            value=cleaned["value"],
            key=cleaned["key"],
            person_id=uuid.UUID(cleaned["person"]) if cleaned["person"] else None,
            note=cleaned["note"],
            event_id=cleaned["token"],
            overrule="trotzdem" in request.POST,
        )
    except Refused as refusal:
        form.add_error(refusal.field or None, refusal.message)
        return None


def _criteria(programme: Programme, form: EventForm) -> list[str]:
    """What is looked at together before a participation is extended."""
    rule = programme.time.extension
    return list(rule.criteria) if rule is not None and form["kind"].value() in EXTENDING else []


def _initial(request: Request, participation: Participation) -> dict[str, object]:
    return {
        "kind": request.GET.get("was", ""),
        "value": request.GET.get("wert", ""),
        "key": request.GET.get("zu", "")[:80],
        "person": str(participation.person_id or ""),
        "occurred_on": today(),
        "token": uuid.uuid4(),
    }


def _restore(request: Request, key: str, form: EventForm) -> dt.datetime | None:
    """Put a draft back (design rule 10), unless the due list asks for a certain event."""
    kept = None if request.GET.get("was") else drafts.load(user_id=request.user.pk, form_key=key)
    if kept is None:
        return None
    typed, saved_at = kept
    form.initial.update({name: values[-1] for name, values in typed.items() if values and name in form.fields})
    return saved_at


def _crumbs(participation: Participation) -> list[Crumb]:
    url = reverse("programmes:participation", args=[participation.pk])
    return [
        Crumb(label="Fall", url=hooks.case_url(participation.dossier_id)),
        Crumb(label=participation.run.definition.title, url=url),
    ]
