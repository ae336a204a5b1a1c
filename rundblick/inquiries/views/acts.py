"""What one does with a question: answer, ask further, say that it was read, end it."""

import datetime as dt
import uuid
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.inquiries import queries, services, shown
from rundblick.inquiries.access import Place, place_or_404
from rundblick.inquiries.forms import AnswerForm, FurtherForm
from rundblick.inquiries.services import Upload
from rundblick.inquiries.views.frame import frame

ANSWER_KEY = "inquiries.answer:{}"
FURTHER_KEY = "inquiries.further:{}"


@require_http_methods(["GET", "POST"])
def answer(request: Request, inquiry_id: uuid.UUID) -> HttpResponse:
    """Whoever was asked says what comes of it."""
    place = place_or_404(request.access, inquiry_id, asked=True)

    def save(said: dict[str, Any]) -> None:
        services.answer(
            inquiry=place.inquiry,
            author=request.user,
            outcome=said["outcome"],
            text=said["text"],
            token=said["token"],
        )

    return _write(request, place, AnswerForm, save, ANSWER_KEY, "Antworten", "Ihre Antwort steht jetzt im Fall.")


@require_http_methods(["GET", "POST"])
def further(request: Request, inquiry_id: uuid.UUID) -> HttpResponse:
    """Whoever leads the case asks on, or answers what was asked back."""
    place = place_or_404(request.access, inquiry_id, leading=True)

    def save(said: dict[str, Any]) -> None:
        chosen = said["file"]
        services.ask_further(
            inquiry=place.inquiry,
            author=request.user,
            text=said["text"],
            upload=Upload(chosen.name, chosen.read()) if chosen else None,
            token=said["token"],
        )

    return _write(request, place, FurtherForm, save, FURTHER_KEY, "Nachfragen", "Ihre Nachfrage ist angekommen.")


@require_POST
def read(request: Request, inquiry_id: uuid.UUID) -> HttpResponse:
    """The answer was read."""
    place = place_or_404(request.access, inquiry_id, leading=True)
    services.read(place.inquiry)
    messages.success(request, "Als gelesen vermerkt.")
    return redirect(shown.url_of(place.inquiry))


@require_POST
def end(request: Request, inquiry_id: uuid.UUID) -> HttpResponse:
    """The question is over."""
    place = place_or_404(request.access, inquiry_id, leading=True)
    services.end(place.inquiry)
    messages.success(request, f"Abgeschlossen. {place.inquiry.asked_name} liest diese Frage nicht mehr.")
    return redirect(reverse("inquiries:case", args=[place.inquiry.dossier_id]))


def _write(
    request: Request,
    place: Place,
    form_class: type[AnswerForm] | type[FurtherForm],
    save: Callable[[dict[str, Any]], None],
    stem: str,
    heading: str,
    done: str,
) -> HttpResponse:
    key = stem.format(place.inquiry.pk)
    if request.method == "POST":
        form = form_class(request.POST, request.FILES)
        if form.is_valid():
            try:
                save(form.cleaned_data)
            except Mistaken as mistaken:
                form.tell(mistaken.fields)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, done)
                return redirect(shown.url_of(place.inquiry))
        return _form(request, place, form, key, heading)
    token = uuid.uuid4()
    form = form_class(initial={"token": token})
    saved_at = restore(request, key, form)
    form.initial["token"] = token
    return _form(request, place, form, key, heading, saved_at=saved_at)


def _form(
    request: Request,
    place: Place,
    form: AnswerForm | FurtherForm,
    key: str,
    heading: str,
    *,
    saved_at: dt.datetime | None = None,
) -> HttpResponse:
    lines, attachments = queries.with_thread(request.access, place.inquiry)
    disclose(request, kind="inquiries.page", dossiers=[place.inquiry.dossier_id])
    return render(
        request,
        "inquiries/write.html",
        frame(place, heading)
        | {
            "form": form,
            "heading": heading,
            "lines": lines,
            "attachments": attachments,
            "draft_key": key,
            "saved_at": saved_at,
            "upload": "file" in form.fields,
        },
        status=422 if form.errors else 200,
    )
