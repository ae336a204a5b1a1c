"""The screen that two look at during a talk. One form, so that no act loses what was typed."""

import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.calendar.errors import Refused
from rundblick.cases import services
from rundblick.cases.access import task_or_404
from rundblick.cases.codes import Responsible
from rundblick.cases.file import File
from rundblick.cases.models import Task
from rundblick.cases.tools import TOGETHER, tools
from rundblick.preparation import queries, rules, words
from rundblick.preparation.access import file_for_talk
from rundblick.preparation.forms import TalkForm
from rundblick.web.clock import today
from rundblick.web.ids import uuid_or_none

ACT = "tun"
WON = 3
TASKS = 8


@require_http_methods(["GET", "POST"])
def talk(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What went well, what was agreed, and what is said now. Every button keeps the words."""
    file = file_for_talk(request, case_id, person_id)
    if request.method == "POST":
        form = TalkForm(request.POST)
        if form.is_valid():
            verb, _, what = request.POST.get(ACT, "").partition(":")
            if answer := ACTS.get(verb, _stay)(request, file, form, what):
                return answer
    else:
        form = _fresh(request, file, person_id)
    disclose(request, kind="preparation.talk", dossiers=[file.dossier_id])
    return render(request, "preparation/talk.html", _shown(request, file, form), status=422 if form.errors else 200)


@require_POST
@throttled(times=600, seconds=600)
def keep(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Keep the words of one window while they are typed; see `web/drafts.js`. 413 for too much text."""
    file = file_for_talk(request, case_id, person_id)
    form = TalkForm(request.POST)
    if not form.is_valid():
        return HttpResponse(status=413)
    _keep(request, file, form)
    return JsonResponse({})


@require_GET
def note(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The note that was begun after a talk with this member."""
    return redirect(_note_url(file_for_talk(request, case_id, person_id)))


def _fresh(request: Request, file: File, person_id: uuid.UUID) -> TalkForm:
    typed = words.windows(user_id=request.user.pk, case_id=file.pk, person_id=person_id)
    initial = {name: rules.together(typed, name) for name in words.FIELDS}
    return TalkForm(initial=initial | {"window": uuid.uuid4().hex, "knows": rules.seen(typed), "token": uuid.uuid4()})


def _sent(form: TalkForm) -> dict[str, str]:
    return {name: form.cleaned_data[name] for name in (*words.FIELDS, "window", "knows")}


def _keep(request: Request, file: File, form: TalkForm, **changed: str) -> None:
    assert file.member
    words.keep(user_id=request.user.pk, case_id=file.pk, person_id=file.member, sent=_sent(form) | changed)


def _back(file: File, place: str = "") -> HttpResponse:
    return redirect(reverse("preparation:talk", args=[file.pk, file.member]) + place)


def _stay(request: Request, file: File, form: TalkForm, what: str) -> HttpResponse:
    _keep(request, file, form)
    return _back(file)


def _add_task(request: Request, file: File, form: TalkForm, what: str) -> HttpResponse | None:
    """A side matter becomes a task, and its line is free again."""
    said = form.cleaned_data
    who = said["who"] or Responsible.JOBCENTER
    if "tasks" not in file.writes:
        raise Http404
    try:
        services.add_task(
            case=file.case,
            text=said["task"],
            person_id=file.member,
            responsible=who,
            assignee=request.user if who == Responsible.JOBCENTER else None,
            token=said["token"],
        )
    except Refused as refusal:
        form.add_error("task", str(refusal))
        return None
    _keep(request, file, form, task="")
    messages.success(request, "Notiert.")
    return _back(file, "#nebenbei")


def _tick(request: Request, file: File, form: TalkForm, what: str) -> HttpResponse:
    """Something agreed is done."""
    services.complete(task=_task(request, file, what))
    _keep(request, file, form)
    return _back(file, "#vereinbart")


def _untick(request: Request, file: File, form: TalkForm, what: str) -> HttpResponse:
    """It is not done after all."""
    services.reopen_task(task=_task(request, file, what))
    _keep(request, file, form)
    return _back(file, "#vereinbart")


def _task(request: Request, file: File, what: str) -> Task:
    """One of this member's tasks, or of the household's."""
    task = task_or_404(request.access, uuid_or_none(what) or uuid.UUID(int=0))
    theirs = task.person_id == file.member or (task.person_id is None and task.shared)
    if task.dossier_id != file.pk or not theirs:
        raise Http404
    return task


def _look(request: Request, file: File, form: TalkForm, what: str) -> HttpResponse:
    """On to a picture of the file, for two."""
    tool = tools.get(what)
    if tool is None or tool.topic not in file.reads or file.member is None:
        raise Http404
    _keep(request, file, form)
    return redirect(f"{tool.url(file.pk, file.member)}?{TOGETHER}=1")


def _sheets(request: Request, file: File, form: TalkForm, what: str) -> HttpResponse:
    """On to the addresses and places."""
    _keep(request, file, form)
    return redirect("preparation:talk_sheets", file.pk, file.member)


def _write_down(request: Request, file: File, form: TalkForm, what: str) -> HttpResponse:
    """On to the note, which opens with everything; `what`: the part that stands open."""
    assert file.member
    found = None
    if "appointments" in file.reads:
        found = queries.appointment_today(request.access, file.pk, file.member, today())
    words.hand_over(
        user_id=request.user.pk, case_id=file.pk, person_id=file.member, sent=_sent(form), appointment=found
    )
    return redirect(f"{_note_url(file)}&auf={what}#{what}" if what in ("schritte", "termin") else _note_url(file))


def _note_url(file: File) -> str:
    return f"{reverse('cases:note_create', args=[file.pk])}?gespraech={file.member}"


ACTS: dict[str, Callable[[Request, File, TalkForm, str], HttpResponse | None]] = {
    "aufgabe": _add_task,
    "erledigt": _tick,
    "offen": _untick,
    "bild": _look,
    "blaetter": _sheets,
    "festhalten": _write_down,
}


def _shown(request: Request, file: File, form: TalkForm) -> dict[str, Any]:
    """Only what is about this member or the household (design rule 6)."""
    context, person = request.access, file.member
    assert person
    tasks, won = [], []
    if "tasks" in file.reads:
        tasks = queries.tasks(context, file.pk, queries.own(person), since=today())
    if "goals" in file.reads:
        won = queries.successes(context, file.pk, person, size=WON)
    in_order = sorted(tools.items(), key=lambda item: item[1].order)
    begun = words.note_begun(user_id=request.user.pk, case_id=file.pk, person_id=person)
    return {
        "file": file,
        "form": form,
        "tool": {"label": "Unser Gespräch"},
        "here": reverse("preparation:page", args=[file.pk, person]),
        "keep_url": reverse("preparation:keep", args=[file.pk, person]),
        "draft_key": words.KEY.format(file.pk, person),
        "tasks": tasks[:TASKS],
        "won": won,
        "tools": [(name, tool.label) for name, tool in in_order if tool.in_talks and tool.topic in file.reads],
        "note_url": _note_url(file) if begun else "",
        "can_tick": "tasks" in file.writes,
    }
