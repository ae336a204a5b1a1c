"""What one does with a wait: begin, change, ask, name what helps, end, and take the end back."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore, saved
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases import queries as cases
from rundblick.cases import tools
from rundblick.cases.codes import GoalStatus
from rundblick.cases.file import File
from rundblick.waiting import services
from rundblick.waiting.access import bridge_or_404, wait_or_404
from rundblick.waiting.forms import AskForm, BridgeForm, EndForm, WaitForm, initial_of, written
from rundblick.waiting.hooks import NAME
from rundblick.waiting.models import Wait
from rundblick.waiting.rules import next_asking
from rundblick.web.clock import today

BEGIN_KEY = "waiting.begin:{}:{}"
CHANGE_KEY = "waiting.change:{}:{}:{}"
ASK_KEY = "waiting.ask:{}:{}:{}"
BRIDGE_KEY = "waiting.bridge:{}:{}:{}"
END_KEY = "waiting.end:{}:{}:{}"


@require_http_methods(["GET", "POST"])
def begin(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Write down what somebody waits for."""
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    key = BEGIN_KEY.format(file.pk, person_id)
    alone = person_id in file.protected
    if request.method == "POST":
        form = WaitForm(request.POST, alone=alone)
        if form.is_valid():
            given = form.cleaned_data
            try:
                services.begin(
                    case=file.case,
                    person_id=None if given.get("household") else person_id,
                    author=request.user,
                    content=form.content(),
                    token=given["token"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return _saved(request, file, key, "Steht auf dem Wartezettel.")
        return _form(request, file, "begin", "Neu auf dem Wartezettel", form, key)
    form = WaitForm(initial={"since": today(), "token": uuid.uuid4()}, alone=alone)
    return _form(request, file, "begin", "Neu auf dem Wartezettel", form, key, saved_at=restore(request, key, form))


@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, wait_id: uuid.UUID) -> HttpResponse:
    """Say anew what is waited for."""
    file, wait = _wait(request, case_id, person_id, wait_id)
    key = CHANGE_KEY.format(file.pk, person_id, wait.pk)
    given: dict[str, Any] = {"alone": person_id in file.protected, "wait": wait}
    clash = None
    if request.method == "POST":
        form = WaitForm(request.POST, **given)
        if form.is_valid():
            try:
                services.change(wait=wait, version=form.cleaned_data["version"] or -1, content=form.content())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=initial_of(stale.stored))
            else:
                return _saved(request, file, key, "Gespeichert.")
        return _form(request, file, "change", wait.name, form, key, clash=clash)
    form = WaitForm(initial=initial_of(wait) | {"version": wait.version}, **given)
    return _form(request, file, "change", wait.name, form, key, saved_at=restore(request, key, form))


@require_http_methods(["GET", "POST"])
def ask(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, wait_id: uuid.UUID) -> HttpResponse:
    """Write down that somebody asked, and how it goes on."""
    file, wait = _wait(request, case_id, person_id, wait_id)
    key = ASK_KEY.format(file.pk, person_id, wait.pk)
    heading = f"Nachgefragt: {wait.name}"
    clash = None
    if request.method == "POST":
        form = AskForm(request.POST, wait=wait)
        if form.is_valid():
            try:
                services.ask(wait=wait, author=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                stored = {"expected": written(stale.stored.expected), "nudge_on": stale.stored.nudge_on}
                clash = two_versions(form, stale.stored, stored=stored)
            else:
                return _saved(request, file, key, "Notiert.")
        return _form(request, file, "ask", heading, form, key, clash=clash)
    proposed = next_asking(wait.sort, asked=today(), expected=wait.expected, today=today())
    first = {"on": today(), "expected": written(wait.expected), "nudge_on": proposed}
    form = AskForm(initial=first | {"token": uuid.uuid4(), "version": wait.version}, wait=wait)
    return _form(request, file, "ask", heading, form, key, saved_at=restore(request, key, form))


@require_http_methods(["GET", "POST"])
def bridge(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, wait_id: uuid.UUID) -> HttpResponse:
    """Name what helps until it comes."""
    file, wait = _wait(request, case_id, person_id, wait_id)
    key = BRIDGE_KEY.format(file.pk, person_id, wait.pk)
    heading = f"Was hilft bis dahin? {wait.name}"
    theirs = {"dossier_id": file.pk, "person_id": wait.person_id}
    tasks = list(cases.open_tasks(request.access, file.pk).filter(**theirs)) if "tasks" in file.reads else []
    goals = cases.goals(request.access, file.pk).filter(status=GoalStatus.OPEN, **theirs)
    offered: dict[str, Any] = {"wait": wait, "tasks": tasks, "goals": list(goals) if "goals" in file.reads else []}
    if request.method == "POST":
        form = BridgeForm(request.POST, **offered)
        if form.is_valid():
            try:
                services.bridge(wait=wait, **form.content())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return _saved(request, file, key, "Notiert.")
        return _form(request, file, "bridge", heading, form, key)
    form = BridgeForm(initial={"token": uuid.uuid4()}, **offered)
    return _form(request, file, "bridge", heading, form, key, saved_at=restore(request, key, form))


@require_POST
def unbridge(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, wait_id: uuid.UUID, bridge_id: uuid.UUID
) -> HttpResponse:
    """It no longer helps."""
    file, wait = _wait(request, case_id, person_id, wait_id)
    services.end_bridge(row=bridge_or_404(request, wait, bridge_id))
    disclose(request, kind="waiting.unbridge", dossiers=[file.dossier_id])
    messages.success(request, "Steht nicht mehr dabei.")
    return redirect(_page(request, file))


@require_http_methods(["GET", "POST"])
def end(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, wait_id: uuid.UUID) -> HttpResponse:
    """It came, was answered, or is no longer needed."""
    file, wait = _wait(request, case_id, person_id, wait_id)
    key = END_KEY.format(file.pk, person_id, wait.pk)
    heading = f"Nicht mehr warten: {wait.name}"
    if request.method == "POST":
        form = EndForm(request.POST, wait=wait)
        if form.is_valid():
            try:
                services.end(wait=wait, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return _saved(request, file, key, "Notiert. Es steht jetzt unter „Nicht mehr offen“.")
        return _form(request, file, "end", heading, form, key)
    first = {"on": today(), "outcome": services.outcomes(wait)[0], "result": wait.result}
    form = EndForm(initial=first, wait=wait)
    return _form(request, file, "end", heading, form, key, saved_at=restore(request, key, form))


@require_POST
def resume(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, wait_id: uuid.UUID) -> HttpResponse:
    """Take the end back."""
    file, wait = _wait(request, case_id, person_id, wait_id)
    services.resume(wait=wait)
    disclose(request, kind="waiting.resume", dossiers=[file.dossier_id])
    messages.success(request, "Steht wieder auf dem Wartezettel.")
    return redirect(_page(request, file))


def _wait(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, wait_id: uuid.UUID) -> tuple[File, Wait]:
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    return file, wait_or_404(request, file, wait_id)


def _page(request: Request, file: File) -> str:
    assert file.member is not None
    return tools.tools.get(NAME).url(file.pk, file.member) + tools.mode(request)  # type: ignore[union-attr]


def _saved(request: Request, file: File, key: str, words: str) -> HttpResponse:
    return saved(request, key, words, _page(request, file))


def _form(
    request: Request,
    file: File,
    act: str,
    heading: str,
    form: Any,
    key: str,
    *,
    saved_at: dt.datetime | None = None,
    clash: Any = None,
) -> HttpResponse:
    disclose(request, kind=f"waiting.{act}", dossiers=[file.dossier_id])
    return render(
        request,
        "waiting/form.html",
        tools.frame(request, file, NAME)
        | {
            "heading": heading,
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": _page(request, file),
        },
        status=409 if clash else 422 if form.errors else 200,
    )
