"""Notes for oneself: one question at a time, the own notes below, and all of them as a file."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.exchange import services
from rundblick.exchange.access import reflection_or_404, reflections
from rundblick.exchange.forms import NoteForm
from rundblick.exchange.models import PEERS, Reflection
from rundblick.exchange.prompts import after, catalogue, prompt_of
from rundblick.exchange.views import writing
from rundblick.web import keyset
from rundblick.web.german import german_datetime
from rundblick.web.parts import Pages

KEY = "exchange.note"
SIZE = 20


@require_http_methods(["GET", "POST"])
def notes(request: Request) -> HttpResponse:
    """Write a note with one of the questions, or without; nobody else ever reads it."""
    context = only(request, *PEERS)
    prompt = prompt_of(request.POST.get("prompt") or request.GET.get("frage", ""))
    found: list[str] = []
    saved_at = None
    if request.method == "POST":
        form = NoteForm(request.POST)
        if form.is_valid() and not (found := writing.names_to_look_at(request, form)):
            given = form.cleaned_data
            services.reflect(author=request.user, text=given["text"], prompt=prompt.code, token=given["token"])
            drafts.discard(user_id=request.user.pk, form_key=KEY)
            messages.success(request, "Ihre Notiz ist aufgehoben. Nur Sie können sie lesen.")
            return redirect("exchange:notes")
    else:
        form = NoteForm(initial=writing.fresh() | {"prompt": prompt.code})
        saved_at = restore(request, KEY, form)
        # The words stay when another question is asked; they then answer that one.
        form.initial["prompt"] = prompt.code
    rows = keyset.page(
        reflections(context),
        key="written_at!",
        descending=True,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    answer = render(
        request,
        "exchange/notes.html",
        {
            "breadcrumb": writing.crumbs("Notizen für mich"),
            "form": form,
            "found": found,
            "prompt": prompt,
            "next_code": after(prompt).code,
            "source": catalogue().source,
            "rows": [(row, prompt_of(row.prompt)) for row in rows.rows],
            "draft_key": KEY,
            "saved_at": saved_at,
            "pages": Pages(
                previous_url=f"?vor={rows.before}" if rows.before else "",
                next_url=f"?hinter={rows.after}" if rows.after else "",
            ),
        },
        status=422 if form.errors or found else 200,
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def forget(request: Request, reflection_id: uuid.UUID) -> HttpResponse:
    """Delete one note at once."""
    services.forget(row=reflection_or_404(request, reflection_id))
    messages.success(request, "Die Notiz ist gelöscht.")
    return redirect("exchange:notes")


@require_GET
def notes_file(request: Request) -> HttpResponse:
    """All own notes as a text file."""
    rows = reflections(only(request, *PEERS)).order_by("written_at", "pk")
    answer = HttpResponse("\n\n".join(map(_as_text, rows)), content_type="text/plain; charset=utf-8")
    answer.headers["Content-Disposition"] = 'attachment; filename="meine-notizen.txt"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _as_text(row: Reflection) -> str:
    return f"{german_datetime(row.written_at)}\n{prompt_of(row.prompt).question}\n{row.text}"
