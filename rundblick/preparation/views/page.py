"""The sheet before a talk."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.cases.frame import head
from rundblick.cases.tools import file_of_member
from rundblick.preparation import reading
from rundblick.preparation.forms import AskForm
from rundblick.preparation.prompts import catalogue
from rundblick.preparation.words import ASK_KEY
from rundblick.web.clock import today
from rundblick.web.parts import Tab


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What happened since the last talk with this member; `?seit=` names another first day."""
    file = file_of_member(request, case_id, person_id, reading="notes")
    view = reading.read(request.access, file, person_id, asked=request.GET.get("seit", ""))
    key = ASK_KEY.format(file.pk, person_id)
    ask = AskForm()
    saved_at = restore(request, key, ask)
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
            "ask": ask,
            "ask_key": key,
            "saved_at": saved_at,
            "here": here,
            "today": today(),
            "talk_url": reverse("preparation:talk", args=[file.pk, person_id]) if "notes" in file.writes else "",
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


@require_POST
def ask(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Keep what somebody wants to ask, where no script does."""
    file = file_of_member(request, case_id, person_id, reading="notes")
    key = ASK_KEY.format(file.pk, person_id)
    questions = request.POST.get("questions", "")[: AskForm.base_fields["questions"].max_length]  # type: ignore[attr-defined]
    if questions.strip():
        drafts.save(
            user_id=request.user.pk, form_key=key, fields={"questions": [questions]}, dossier_id=file.dossier_id
        )
        messages.success(request, "Gemerkt, nur für Sie und für sieben Tage.")
    else:
        drafts.discard(user_id=request.user.pk, form_key=key)
    return redirect("preparation:page", file.pk, person_id)
