"""The sheet before a talk."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.cases.frame import head
from rundblick.cases.tools import file_of_member
from rundblick.preparation import reading, words
from rundblick.preparation.access import may_talk
from rundblick.preparation.forms import AskForm
from rundblick.preparation.prompts import catalogue
from rundblick.web.clock import today
from rundblick.web.parts import Tab


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What happened since the last talk with this member; `?seit=` names another first day."""
    file = file_of_member(request, case_id, person_id, reading="notes")
    view = reading.read(request.access, file, person_id, asked=request.GET.get("seit", ""))
    disclose(request, kind="preparation.page", dossiers=[file.dossier_id])
    here = reverse("preparation:page", args=[file.pk, person_id])
    return render(
        request,
        "preparation/page.html",
        head(file, "page")
        | {
            "view": view,
            "person": file.name(person_id),
            "source": catalogue().source,
            "ask_url": reverse("preparation:ask", args=[file.pk, person_id]),
            "here": here,
            "today": today(),
            "talk_url": reverse("preparation:talk", args=[file.pk, person_id]) if may_talk(file, person_id) else "",
            "views": [
                Tab(
                    label=member.name,
                    url=reverse("preparation:page", args=[file.pk, member.person.pk]),
                    current=member.person.pk == person_id,
                )
                for member in file.members
            ],
        },
    )


@require_http_methods(["GET", "POST"])
def ask(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What somebody wants to ask, for themself alone. Fetched by the sheet, or opened as a page of its own."""
    file = file_of_member(request, case_id, person_id, reading="notes")
    key = words.ASK_KEY.format(file.pk, person_id)
    form, saved_at = AskForm(request.POST or None), None
    if request.method == "POST" and form.is_valid():
        words.keep_questions(
            user_id=request.user.pk, case_id=file.pk, key=key, questions=form.cleaned_data["questions"]
        )
        return redirect("preparation:page", file.pk, person_id)
    if request.method == "GET":
        saved_at = restore(request, key, form)
    disclose(request, kind="preparation.ask", dossiers=[file.dossier_id])
    shown = {"file": file, "ask": form, "ask_key": key, "saved_at": saved_at}
    if request.headers.get("HX-Request"):
        return render(request, "preparation/parts/ask.html", shown)
    return render(request, "preparation/ask.html", head(file, "page") | shown, status=422 if form.errors else 200)
