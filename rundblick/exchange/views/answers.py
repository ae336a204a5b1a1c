"""Answers: giving one, editing, taking back, and saying that one helped."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.exchange import services
from rundblick.exchange.access import answer_or_404, question_or_404
from rundblick.exchange.forms import AnswerForm
from rundblick.exchange.views import writing
from rundblick.exchange.views.questions import ANSWER_KEY, thread

EDIT_KEY = "exchange.answer.edit:{}"


@require_POST
def answer(request: Request, question_id: uuid.UUID) -> HttpResponse:
    """Answer a question."""
    row = question_or_404(request, question_id)
    form = AnswerForm(request.POST)
    found: list[str] = []
    if form.is_valid() and not (found := writing.names_to_look_at(request, form)):
        given = form.cleaned_data
        try:
            services.answer(
                question=row, author=request.user, text=given["text"], named=bool(given["named"]), token=given["token"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.discard(user_id=request.user.pk, form_key=ANSWER_KEY.format(row.pk))
            messages.success(request, "Danke für Ihre Antwort.")
            return redirect("exchange:question", row.pk)
    return thread(request, row, form, saved_at=None, found=found)


@require_http_methods(["GET", "POST"])
def answer_edit(request: Request, answer_id: uuid.UUID) -> HttpResponse:
    """Say one's own answer anew."""
    row = answer_or_404(request, answer_id, own=True)
    key = EDIT_KEY.format(row.pk)
    found: list[str] = []
    saved_at = clash = None
    if request.method == "POST":
        form = AnswerForm(request.POST)
        if form.is_valid() and not (found := writing.names_to_look_at(request, form)):
            given = form.cleaned_data
            try:
                services.edit_answer(
                    row=row, version=given["version"] or -1, text=given["text"], named=bool(given["named"])
                )
            except Stale as stale:
                values = {"text": stale.stored.text, "named": "1" if stale.stored.named else ""}
                clash = writing.two_versions(request, form, stale.stored, values)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Gespeichert.")
                return redirect("exchange:question", row.question_id)
    else:
        shown = {"text": row.text, "named": "1" if row.named else "", "version": row.version}
        form = AnswerForm(initial=writing.fresh() | shown)
        saved_at = restore(request, key, form)
    return writing.page(
        request,
        form,
        heading="Antwort bearbeiten",
        key=key,
        back_url=reverse("exchange:question", args=[row.question_id]),
        submit="Speichern",
        found=found,
        saved_at=saved_at,
        clash=clash,
    )


@require_POST
def answer_remove(request: Request, answer_id: uuid.UUID) -> HttpResponse:
    """Take one's own answer back."""
    row = answer_or_404(request, answer_id, own=True)
    services.remove_answer(row=row)
    messages.success(request, "Ihre Antwort ist gelöscht.")
    return redirect("exchange:question", row.question_id)


@require_POST
def helped(request: Request, answer_id: uuid.UUID) -> HttpResponse:
    """Say that an answer helped, or take it back with `doch_nicht`."""
    row = answer_or_404(request, answer_id)
    try:
        services.helped(row=row, author=request.user, yes="doch_nicht" not in request.POST)
    except Refused as refusal:
        messages.info(request, str(refusal))
    return redirect("exchange:question", row.question_id)
