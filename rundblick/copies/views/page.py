"""The page of one member's copies: asking, how far it is, the deadline, what was released and handed over."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.cases.file import File
from rundblick.cases.frame import head
from rundblick.copies import queries, services
from rundblick.copies.access import copy_or_404, file_to_tell_or_404, has_own_page
from rundblick.copies.codes import OPEN, Asked, State
from rundblick.copies.forms import ExtendForm, HandForm, PrepareForm
from rundblick.copies.models import Copy
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What the member asked for, and how far it is."""
    file = file_to_tell_or_404(request, case_id, person_id)
    return draw(
        request, file, form=PrepareForm(initial={"asked_on": today(), "how": Asked.TALK, "token": uuid.uuid4()})
    )


def draw(
    request: Request, file: File, *, form: PrepareForm | None = None, hand: HandForm | None = None
) -> HttpResponse:
    """The page, with the forms as they came back."""
    assert file.member is not None
    copies = queries.copies_of(request.access, file.pk, file.member)
    present = next((copy for copy in copies if copy.state in OPEN), None)
    mine = present is not None and present.prepared_by_id == request.user.pk
    sections = queries.chapters(present) if present and mine and present.state == State.DRAFT else []
    released = [copy for copy in copies if copy.state == State.RELEASED]
    latest = next((copy for copy in released if copy.gone_at is None and copy.prepared_by_id == request.user.pk), None)
    if latest and hand is None:
        hand = HandForm(
            own_page=has_own_page(latest), initial={"on": today(), "token": uuid.uuid4()}, auto_id="hand-%s"
        )
    disclose(request, kind="copies.page", dossiers=[file.dossier_id])
    mistakes = (form is not None and form.errors) or (hand is not None and hand.errors)
    return render(
        request,
        "copies/page.html",
        framed(file)
        | {
            "copy": present,
            "mine": mine,
            "sections": sections,
            "waiting": sum(one.waiting for one in sections),
            "stuck": present is not None and services.is_stuck(present),
            "form": None if present else form or PrepareForm(initial={"token": uuid.uuid4()}),
            "latest": latest,
            "hand": hand,
            "handings": queries.handings_of(request.access, released),
            "former": [copy for copy in copies if copy != present],
        },
        status=422 if mistakes else 200,
    )


def framed(file: File, *further: Crumb) -> dict[str, Any]:
    """What every page of the room shows on top."""
    shown = head(file, "page")
    here = reverse("copies:page", args=[file.pk, file.member])
    crumbs = [
        Crumb(label="Fälle", url=reverse("cases:list")),
        Crumb(label="Fall", url=reverse("cases:page", args=[file.pk])),
    ]
    copy = Crumb(label="Auskunft", url=here if further else "")
    return shown | {"breadcrumb": [*crumbs, copy, *further], "here_url": here, "who": file.name(file.member)}


def back(copy: Copy) -> HttpResponse:
    """To the page of the copies."""
    return redirect("copies:page", copy.dossier_id, copy.person_id)


@require_POST
def prepare(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Somebody asked; a job collects."""
    file = file_to_tell_or_404(request, case_id, person_id)
    form = PrepareForm(request.POST)
    if form.is_valid():
        try:
            services.prepare(dossier_id=file.pk, person_id=person_id, user=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("asked_on", str(refusal))
        else:
            disclose(request, kind="copies.prepare", dossiers=[file.dossier_id])
            return redirect("copies:page", file.pk, person_id)
    return draw(request, file, form=form)


@require_GET
def status(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """The piece of page that asks again while a job is at work; it reloads the page when that is over."""
    _file, copy = copy_or_404(request, copy_id)
    answer = render(request, "copies/status.html", {"copy": copy})
    if copy.state not in (State.QUEUED, State.COLLECTING, State.RELEASING) or copy.error:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
def again(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """Collect anew."""
    _file, copy = copy_or_404(request, copy_id)
    return _act(
        request, copy, lambda: services.prepare_again(copy=copy, user=request.user), "Wird neu zusammengestellt."
    )


@require_POST
def withdraw(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """The person no longer wants it."""
    _file, copy = copy_or_404(request, copy_id)
    return _act(request, copy, lambda: services.withdraw(copy=copy), "Notiert. Der Entwurf ist gelöscht.")


@require_http_methods(["GET", "POST"])
def extend(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """Two more months, with a reason."""
    file, copy = copy_or_404(request, copy_id)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            services.extend(copy=copy, why=form.cleaned_data["why"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Die Frist ist verlängert. Bitte schreiben Sie der Person jetzt den Grund.")
            return back(copy)
    disclose(request, kind="copies.page", dossiers=[file.dossier_id])
    shown = framed(file, Crumb(label="Frist verlängern")) | {"copy": copy, "form": form}
    return render(request, "copies/extend.html", shown, status=422 if form.errors else 200)


def _act(request: Request, copy: Copy, do: Any, words: str) -> HttpResponse:
    try:
        do()
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, words)
    return back(copy)
