"""Protocols of a crisis. GET shows who may open what; each word stands only in the answer of a POST, and is logged."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from rundblick.access import drafts
from rundblick.access.access import staff_only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.access import file_or_404
from rundblick.cases.frame import head
from rundblick.crisis import queries, services
from rundblick.crisis.access import protocol_or_404
from rundblick.crisis.catalogue import GENERAL, ways
from rundblick.crisis.forms import AskForm, BeginForm, LookBackForm, StepForm, WordsForm
from rundblick.crisis.models import Protocol
from rundblick.crisis.shown import END_DRAFT, WORDS_DRAFT, opened, way_in
from rundblick.web.conflicts import Conflict

WRITING = "notes"
"""Whoever may write down a talk of a case may begin a protocol in it."""


@require_GET
def asked(request: Request) -> HttpResponse:
    """Where the reader was asked to stand beside somebody; whom it is about is only seen inside."""
    rows = list(queries.asked(staff_only(request)))
    if rows:
        disclose(request, kind="crisis.asked", dossiers=[row.dossier_id for row in rows])
    return render(request, "crisis/asked.html", {"asked": rows})


@require_GET
def door(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """What the reader may open of a case, by day and author alone, and a form to begin."""
    return _door(request, case_id)


@require_POST
def begin(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Begin a protocol with one click; the answer is the open protocol."""
    file = file_or_404(request.access, case_id, writing=WRITING)
    form = BeginForm(request.POST, members=file.choices(), ways=ways())
    if not form.is_valid():
        return _door(request, case_id, form)
    given = form.cleaned_data
    try:
        row = services.begin(
            dossier_id=file.pk,
            person_id=uuid.UUID(given["person"]),
            way=given["way"],
            author=request.user,
            token=given["token"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _door(request, case_id, form)
    return _opened(request, row, "crisis.begin")


@require_POST
def show(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """Open a protocol on purpose."""
    return _opened(request, protocol_or_404(request.access, protocol_id), "crisis.open")


@require_POST
def turn(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """It is about thoughts of suicide: go on with those steps."""
    row = protocol_or_404(request.access, protocol_id, writing=True)
    return _acted(request, row, "crisis.turn", lambda: services.turn(protocol=row))


@require_POST
def tick(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """A step was done."""
    row = protocol_or_404(request.access, protocol_id, writing=True)
    way = way_in(row)
    step = way.step(request.POST.get("step", "")) if way else None
    if step is None:
        return _opened(request, row, "crisis.step")
    form = StepForm(request.POST, asked=step)
    if form.is_valid():
        try:
            services.tick(
                protocol=row, code=step.code, by=request.user, token=form.cleaned_data["token"], **form.said()
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
            if not step.asks:
                messages.error(request, str(refusal))
        else:
            return _opened(request, row, "crisis.step")
    return _opened(request, row, "crisis.step", {"step": form})


@require_POST
def undo(request: Request, protocol_id: uuid.UUID, done_id: uuid.UUID) -> HttpResponse:
    """Take back what one ticked oneself."""
    row = protocol_or_404(request.access, protocol_id, writing=True)
    return _acted(request, row, "crisis.undo", lambda: services.undo(protocol=row, done_id=done_id, by=request.user))


@require_POST
def write(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """What happened and what is agreed."""
    row = protocol_or_404(request.access, protocol_id, writing=True)
    form = WordsForm(request.POST)

    def save() -> None:
        services.write(protocol=row, **form.cleaned_data)
        drafts.discard(user_id=request.user.pk, form_key=WORDS_DRAFT.format(row.pk))
        messages.success(request, "Festgehalten.")

    return _saved(request, row, "crisis.write", "words", form, save)


@require_POST
def ask(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """Name a second person."""
    row = protocol_or_404(request.access, protocol_id, writing=True)
    form = AskForm(request.POST, colleagues=queries.colleagues(row))
    return _saved(
        request,
        row,
        "crisis.ask",
        "ask",
        form,
        lambda: services.ask(protocol=row, second=form.cleaned_data["second"]),
    )


@require_POST
def confirm(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """The second person says that they stood beside."""
    row = protocol_or_404(request.access, protocol_id)
    return _acted(request, row, "crisis.confirm", lambda: services.confirm(protocol=row, user=request.user))


@require_POST
def end(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """Look back together and close it."""
    row = protocol_or_404(request.access, protocol_id, writing=True)
    form = LookBackForm(request.POST)

    def save() -> None:
        if drafts.load(user_id=request.user.pk, form_key=WORDS_DRAFT.format(row.pk)):
            raise Refused("Darüber steht noch etwas, das nicht festgehalten ist. Bitte halten Sie es zuerst fest.")
        services.end(protocol=row, **form.cleaned_data)
        drafts.discard(user_id=request.user.pk, form_key=END_DRAFT.format(row.pk))
        messages.success(request, "Das Protokoll ist abgeschlossen.")

    return _saved(request, row, "crisis.end", "look_back", form, save)


@require_POST
def reopen(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """Take it up again."""
    row = protocol_or_404(request.access, protocol_id, writing=True)
    return _acted(request, row, "crisis.reopen", lambda: services.reopen(protocol=row))


def _acted(request: Request, row: Protocol, kind: str, act: Callable[[], Any]) -> HttpResponse:
    """Do something that needs no form; what is refused is told on the open protocol."""
    try:
        act()
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _opened(request, protocol_or_404(request.access, row.pk), kind)


def _saved(
    request: Request, row: Protocol, kind: str, name: str, form: BaseForm, save: Callable[[], Any]
) -> HttpResponse:
    """Save a form of the open protocol; with mistakes it comes back as typed, after a change with both versions."""
    if form.is_valid():
        try:
            save()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            stored = {field: getattr(stale.stored, field) or "" for field in form.fields if field != "version"}
            clash = two_versions(form, stale.stored, stored=stored)
            return _opened(request, row, kind, clash=clash, clash_on=name)
        else:
            return _opened(request, protocol_or_404(request.access, row.pk), kind)
    return _opened(request, row, kind, {name: form})


def _opened(
    request: Request,
    row: Protocol,
    kind: str,
    forms: Mapping[str, BaseForm] | None = None,
    *,
    clash: Conflict | None = None,
    clash_on: str = "",
) -> HttpResponse:
    """The open protocol. No browser keeps the page."""
    shown = opened(request, row, forms or {}) | {"conflict": clash, "clash_on": clash_on}
    disclose(request, kind=kind, dossiers=[row.dossier_id])
    answer = render(request, "crisis/opened.html", shown, status=409 if clash else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _door(request: Request, case_id: uuid.UUID, form: BeginForm | None = None) -> HttpResponse:
    file = file_or_404(request.access, case_id)
    may = WRITING in file.writes
    if form is None and may:
        first = file.choices()[:1]
        initial = {"token": uuid.uuid4(), "way": GENERAL, "person": str(first[0][0]) if first else ""}
        form = BeginForm(initial=initial, members=file.choices(), ways=ways())
    disclose(request, kind="crisis.door", dossiers=[file.pk])
    shown = head(file, "page") | {"protocols": list(queries.protocols(request.access, file.pk)), "form": form}
    return render(request, "crisis/door.html", shown)
