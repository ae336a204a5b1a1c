"""Kontakt suchen: what was tried with one member, the next step, and what one does with it."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.errors import Refused
from rundblick.cases import tools
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.frame import head
from rundblick.cases.models import ContactNote
from rundblick.outreach import card as cards
from rundblick.outreach import in_programmes, mix, picture, queries, services
from rundblick.outreach.access import entry_or_404
from rundblick.outreach.codes import NEEDS_CONSENT, Channel, Kind, Result
from rundblick.outreach.forms import AttemptForm
from rundblick.outreach.hooks import NAME
from rundblick.outreach.ladder import ladder
from rundblick.outreach.rules import Standing, Told, next_step, standing, untried
from rundblick.web.clock import today
from rundblick.web.ids import uuid_or_none

CHANNELS_THERE = {"attempt.phone": Channel.PHONE, "attempt.message": Channel.MESSAGE, "attempt.letter": Channel.LETTER}
"""Where a programme's event knows less than an entry of this room does."""


@dataclass(frozen=True)
class There:
    """An attempt that was written down in a programme, as the rules read it."""

    on: dt.date
    channel: str
    kind: str = Kind.ATTEMPT
    result: str = ""


@require_http_methods(["GET", "POST"])
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The attempts so far, the next step with its reason, and two taps to note one more."""
    file = _file(request, case_id, person_id, writing=request.method == "POST")
    form = AttemptForm(request.POST) if request.method == "POST" else None
    if form is not None and form.is_valid():
        try:
            services.attempt(
                case=file.case, members=file.member_ids, person_id=person_id, author=request.user, **form.cleaned_data
            )
        except Refused as refusal:
            form.add_error("channel", str(refusal))
        else:
            reached = form.cleaned_data["result"] == Result.REACHED
            messages.success(request, "Notiert. Schön, dass Sie sich wieder haben." if reached else "Notiert.")
            return redirect(_page(request, file))
    disclose(request, kind="outreach.page", dossiers=[file.dossier_id])
    values = tools.frame(request, file, NAME) | _shown(request, file, person_id, form)
    return render(request, "outreach/page.html", values, status=422 if form is not None else 200)


@require_POST
def stop(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The person wants no further attempts."""
    return _say(request, case_id, person_id, Kind.STOPPED, "Notiert. Niemand versucht es weiter, bis die Person kommt.")


@require_POST
def back(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The person is back."""
    return _say(request, case_id, person_id, Kind.BACK, "Schön. Wenn es passt, vereinbaren Sie gleich etwas.")


@require_POST
def take_back(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """It was noted by mistake."""
    file = _file(request, case_id, person_id, writing=True)
    try:
        services.take_back(entry=entry_or_404(request, file, entry_id))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Zurückgenommen.")
    disclose(request, kind="outreach.take_back", dossiers=[file.dossier_id])
    return redirect(_page(request, file))


@require_GET
def card(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The card "Wir denken an Sie" as PDF. Its file name says nothing about anybody."""
    file = _file(request, case_id, person_id, writing=True)
    disclose(request, kind="outreach.card", dossiers=[file.dossier_id])
    answer = HttpResponse(cards.paper(request.access, file), content_type="application/pdf")
    answer.headers["Content-Disposition"] = 'attachment; filename="karte.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_GET
def case_mix(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """In which settings the talks of a household took place, for the coach."""
    file = file_or_404(request.access, case_id, reading="notes")
    disclose(request, kind="outreach.mix", dossiers=[file.dossier_id])
    rows = ContactNote.objects.visible_to(request.access).filter(dossier_id=file.pk)
    return _mix(request, rows, head(file, "tools") | {"layout": "cases/base_case.html", "heading": mix.TITLE})


@require_GET
def own_mix(request: Request) -> HttpResponse:
    """In which settings one's own talks took place: for nobody else (design rule 8)."""
    only(request, *PLANNERS)
    rows = ContactNote.objects.visible_to(request.access).filter(author_id=request.user.pk)
    return _mix(request, rows, {"layout": "web/base.html", "heading": "Wo ich mit Menschen spreche", "file": None})


def _mix(request: Request, rows: Any, shown: dict[str, Any]) -> HttpResponse:
    since, until = today() - mix.YEAR, today()
    talks = queries.talks_by_setting(rows, since=since, until=until)
    told = {"picture": mix.picture(talks), "unused": mix.unused(talks), "total": sum(talks.values())}
    return render(request, "outreach/mix.html", shown | told | {"since": since, "until": until})


def _file(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, *, writing: bool) -> File:
    topic = "appointments"
    return tools.file_of_member(request, case_id, person_id, reading=topic, writing=topic if writing else "")


def _page(request: Request, file: File) -> str:
    return reverse("outreach:page", args=[file.pk, file.member]) + tools.mode(request)


def _say(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, kind: Kind, words: str) -> HttpResponse:
    file = _file(request, case_id, person_id, writing=True)
    token = uuid_or_none(request.POST.get("token", ""))
    try:
        services.say(
            kind=kind,
            case=file.case,
            members=file.member_ids,
            person_id=person_id,
            author=request.user,
            on=today(),
            token=token,
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    disclose(request, kind="outreach.say", dossiers=[file.dossier_id])
    return redirect(_page(request, file))


def _shown(request: Request, file: File, person_id: uuid.UUID, form: AttemptForm | None) -> dict[str, Any]:
    context, day = request.access, tools.day_asked(request)
    own = [entry for entry in queries.entries(context, file.pk, person_id) if entry.on <= day]
    talked_on = queries.talked_on(context, file.pk, person_id, until=day) if "notes" in file.reads else None
    writes = "programmes" in file.writes
    joined = in_programmes.of_member(context, file.pk, person_id, day) if writes else []
    there = [
        There(row.occurred_on, CHANNELS_THERE.get(row.kind, Channel.HOME))
        for row in in_programmes.noted_there(context, joined, own)
        if row.occurred_on <= day
    ]
    held = standing(_together(own, there), talked_on=talked_on)
    following = None if held.stopped_on else next_step(ladder(), held.attempts, today=day)
    due_there = in_programmes.due_there(context, file.pk, person_id) if joined else []
    ahead = [step.label for step in ladder().steps[len(held.attempts) + 1 :]]
    return {
        "held": held,
        "following": following,
        "picture": picture.stairs(held, following, ahead=ahead, dated=not due_there),
        "untried": untried(held.attempts) if held.attempts else [],
        "needs_consent": NEEDS_CONSENT,
        "marks": [] if due_there else _marks(held),
        "origin": ladder().origin,
        "form": form or AttemptForm(initial={"channel": _proposed(held), "on": day, "token": uuid.uuid4()}),
        "results": [choice for choice in Result.choices if choice[0] != Result.REACHED],
        "token": uuid.uuid4(),
        "entries": [(entry, picture.words(entry)) for entry in reversed(own)],
        "found_again": bool(own) and not held.attempts and not held.stopped_on,
        "talked_on": talked_on,
        "ladders": [(one.row.run.definition.title, rule) for one in joined for rule in one.ladders],
        "due_there": due_there,
        "may_note": "notes" in file.writes,
    }


def _together(own: list[Any], there: list[There]) -> list[Told]:
    """Both in their order; of one day, what was written here comes last."""
    return sorted([*there, *own], key=lambda one: one.on)


def _proposed(held: Standing) -> str:
    step = next_step(ladder(), held.attempts, today=today()).step
    return step.ways[0] if step else ""


def _marks(held: Standing) -> list[tuple[dt.date, str]]:
    """When people look at it together, counted from the first attempt; what is past is left out."""
    if held.since is None or held.stopped_on:
        return []
    days = [(held.since + dt.timedelta(days=mark.days), mark.label) for mark in ladder().marks]
    return [(on, label) for on, label in days if on >= today()]
