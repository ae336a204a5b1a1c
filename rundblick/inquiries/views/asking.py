"""Asking a question from the case."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.models import Team, User
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Mistaken, Refused
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.frame import head
from rundblick.inquiries import queries, services, shown
from rundblick.inquiries.forms import ALL, AskForm
from rundblick.inquiries.kinds import kinds
from rundblick.inquiries.models import TOPIC
from rundblick.inquiries.services import About, Upload
from rundblick.web.frame import Crumb

KEY = "inquiries.ask:{}"


@require_http_methods(["GET", "POST"])
def ask(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Put a question to the benefits department."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""), writing=TOPIC)
    house = file.case.dossier.organisation_id
    given: dict[str, Any] = {
        "file": file,
        "clerks": queries.clerks(house, but=request.user.pk),
        "teams": queries.teams(house),
        "documents": queries.documents(request.access, file.dossier_id),
    }
    key = KEY.format(file.pk)
    if request.method == "POST":
        form = AskForm(request.POST, request.FILES, **given)
        if form.is_valid():
            try:
                row = _ask(request, file, form, given)
            except Mistaken as mistaken:
                form.tell(mistaken.fields)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, f"Gefragt: {row.asked_name} liest Ihre Frage jetzt.")
                return redirect(shown.url_of(row))
        return _form(request, file, form, key, given)
    first = {"token": uuid.uuid4(), "asked": queries.last_asked(request.access, file.dossier_id)}
    form = AskForm(initial=first | ({"person": str(file.member)} if file.member else {}), **given)
    if not first["asked"]:
        form.initial.pop("asked")
    saved_at = restore(request, key, form)
    form.initial["token"] = first["token"]
    return _form(request, file, form, key, given, saved_at=saved_at)


def _ask(request: Request, file: File, form: AskForm, given: dict[str, Any]) -> Any:
    said = form.cleaned_data
    person_id = None if said["person"] == ALL else uuid.UUID(said["person"])
    asked: dict[str, User | Team] = {
        **{f"user:{one.pk}": one for one in given["clerks"]},
        **{f"team:{one.pk}": one for one in given["teams"]},
    }
    chosen = set(said.get("documents", ()))
    upload = said.get("file")
    return services.ask(
        about=About(
            dossier_id=file.dossier_id,
            person_id=person_id,
            name=file.name(person_id) if person_id else file.label,
            number=file.household.number,
        ),
        author=request.user,
        asked=asked[said["asked"]],
        kind=said["kind"],
        text=said["text"],
        due_on=said["due_on"],
        documents=[one for one in given["documents"] if str(one.pk) in chosen],
        upload=Upload(upload.name, upload.read()) if upload else None,
        token=said["token"],
    )


def _form(
    request: Request, file: File, form: AskForm, key: str, given: dict[str, Any], *, saved_at: dt.datetime | None = None
) -> HttpResponse:
    disclose(request, kind="inquiries.ask", dossiers=[file.dossier_id])
    list_url = reverse("inquiries:case", args=[file.pk])
    return render(
        request,
        "inquiries/ask.html",
        head(file, "")
        | {
            "form": form,
            "draft_key": key,
            "saved_at": saved_at,
            "list_url": list_url,
            "nobody": not (given["clerks"] or given["teams"]),
            "hints": [one for one in kinds() if one.hint],
            "for_person": [one.label for one in kinds() if one.for_person],
            "breadcrumb": [
                Crumb(label="Fälle", url=reverse("cases:list")),
                Crumb(label="Fall", url=reverse("cases:page", args=[file.pk])),
                Crumb(label="Fragen an den Leistungsbereich", url=list_url),
                Crumb(label="Neue Frage"),
            ],
        },
        status=422 if form.errors else 200,
    )
