"""One question: asking, reading, editing, closing, taking back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.exchange import queries, services
from rundblick.exchange.access import peer, question_or_404
from rundblick.exchange.forms import AnswerForm, QuestionForm
from rundblick.exchange.models import Question
from rundblick.exchange.views import writing

ASK_KEY = "exchange.ask"
EDIT_KEY = "exchange.edit:{}"
ANSWER_KEY = "exchange.answer:{}"


@require_http_methods(["GET", "POST"])
def ask(request: Request) -> HttpResponse:
    """Ask colleagues of the own team or of the whole house."""
    context = peer(request)
    teams = queries.teams(context)
    found: list[str] = []
    saved_at = None
    if request.method == "POST":
        form = QuestionForm(request.POST, teams=teams)
        if form.is_valid() and not (found := writing.names_to_look_at(request, form)):
            try:
                row = services.ask(author=request.user, asked=form.asked(), token=form.cleaned_data["token"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=ASK_KEY)
                messages.success(request, "Ihre Frage steht auf dem Brett.")
                return redirect("exchange:question", row.pk)
    else:
        form = QuestionForm(initial=writing.fresh(), teams=teams)
        saved_at = restore(request, ASK_KEY, form)
    return writing.page(
        request,
        form,
        heading="Kolleginnen und Kollegen fragen",
        key=ASK_KEY,
        back_url=reverse("exchange:board"),
        submit="Frage stellen",
        found=found,
        saved_at=saved_at,
    )


@require_GET
def question(request: Request, question_id: uuid.UUID) -> HttpResponse:
    """A question with its answers, and a place for one's own."""
    row = question_or_404(request, question_id)
    form = AnswerForm(initial=writing.fresh())
    saved_at = restore(request, ANSWER_KEY.format(row.pk), form)
    return thread(request, row, form, saved_at=saved_at, found=[])


@require_http_methods(["GET", "POST"])
def edit(request: Request, question_id: uuid.UUID) -> HttpResponse:
    """Say one's own question anew."""
    row = question_or_404(request, question_id, own=True)
    teams = queries.teams(request.access)
    key = EDIT_KEY.format(row.pk)
    found: list[str] = []
    saved_at = clash = None
    if request.method == "POST":
        form = QuestionForm(request.POST, teams=teams)
        if form.is_valid() and not (found := writing.names_to_look_at(request, form)):
            try:
                services.edit(question=row, version=form.cleaned_data["version"] or -1, asked=form.asked())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = writing.two_versions(request, form, stale.stored, _values(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Gespeichert.")
                return redirect("exchange:question", row.pk)
    else:
        form = QuestionForm(initial=writing.fresh() | _values(row) | {"version": row.version}, teams=teams)
        saved_at = restore(request, key, form)
    return writing.page(
        request,
        form,
        heading="Frage bearbeiten",
        key=key,
        back_url=reverse("exchange:question", args=[row.pk]),
        submit="Speichern",
        found=found,
        saved_at=saved_at,
        clash=clash,
    )


@require_POST
def close(request: Request, question_id: uuid.UUID) -> HttpResponse:
    """It is answered; or, with `auf`, it is a question again."""
    row = question_or_404(request, question_id, own=True)
    if "auf" in request.POST:
        services.reopen(question=row)
        messages.success(request, "Die Frage ist wieder offen.")
    else:
        services.close(question=row)
        messages.success(request, "Die Frage ist abgeschlossen. In zwölf Monaten verschwindet sie.")
    return redirect("exchange:question", row.pk)


@require_POST
def remove(request: Request, question_id: uuid.UUID) -> HttpResponse:
    """Take one's own question back with everything that was answered."""
    services.remove(question=question_or_404(request, question_id, own=True))
    messages.success(request, "Die Frage und ihre Antworten sind gelöscht.")
    return redirect("exchange:board")


def thread(request: Request, row: Question, form: AnswerForm, *, saved_at: Any, found: list[str]) -> HttpResponse:
    """A question with its answers and a form."""
    return render(
        request,
        "exchange/question.html",
        {
            "breadcrumb": writing.crumbs("Frage"),
            "question": row,
            "own": row.author_id == request.access.user_id,
            "me": request.access.user_id,
            "answers": queries.answers(request.access, row),
            "form": form,
            "found": found,
            "draft_key": ANSWER_KEY.format(row.pk),
            "saved_at": saved_at,
        },
        status=422 if form.errors or found else 200,
    )


def _values(row: Question) -> dict[str, Any]:
    """The question as its form shows it."""
    whom = str(row.team_id) if row.team_id else "house"
    return {"title": row.title, "text": row.text, "whom": whom, "named": "1" if row.named else ""}
