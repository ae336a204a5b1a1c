"""A copy leaves: the release, its files, and how it reached the person."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.crypto import KeyGone, Tampered
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.copies import services
from rundblick.copies.access import copy_or_404, has_own_page, own_draft_or_404
from rundblick.copies.codes import Form, State
from rundblick.copies.forms import HandForm, ReleaseForm
from rundblick.copies.models import Redaction, file_id
from rundblick.copies.reasons import reason_of
from rundblick.copies.views.page import back, draw, framed
from rundblick.files import storage
from rundblick.web.frame import Crumb

TYPES = {Form.PAPER: "application/pdf", Form.DATA: "application/json"}


@require_http_methods(["GET", "POST"])
def release(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """What is hidden, what nobody looked at, and the last word."""
    file, copy = own_draft_or_404(request, copy_id)
    must, may = services.unseen(copy)
    form = ReleaseForm(request.POST if request.method == "POST" else None, unseen=may)
    if request.method == "POST" and form.is_valid():
        try:
            services.release(copy=copy, unseen_as_they_are=form.cleaned_data.get("as_they_are", False))
        except Refused as refusal:
            form.add_error("as_they_are" if may and not must else None, str(refusal))
        else:
            disclose(request, kind="copies.release", dossiers=[file.dossier_id])
            messages.success(request, "Freigegeben. Die Dateien entstehen jetzt.")
            return back(copy)
    rows = Redaction.objects.filter(copy=copy).order_by("at", "pk")
    disclose(request, kind="copies.draft", dossiers=[file.dossier_id])
    return render(
        request,
        "copies/release.html",
        framed(file, Crumb(label="Freigeben"))
        | {
            "copy": copy,
            "form": form,
            "must": must,
            "may": may,
            "rows": [(row, reason_of(row.reason)) for row in rows],
        },
        status=422 if form.errors else 200,
    )


@require_POST
def finish(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """Make the files once more."""
    _file, copy = copy_or_404(request, copy_id)
    services.finish(copy=copy)
    messages.success(request, "Die Dateien entstehen noch einmal.")
    return back(copy)


@require_POST
def hand_over(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """Write down how the copy reached the person."""
    file, copy = copy_or_404(request, copy_id)
    form = HandForm(request.POST, own_page=has_own_page(copy), auto_id="hand-%s")
    if form.is_valid():
        try:
            services.hand_over(copy=copy, user=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            disclose(request, kind="copies.hand_over", dossiers=[file.dossier_id])
            messages.success(request, "Notiert.")
            return back(copy)
    return draw(request, file, hand=form)


@require_GET
def download(request: Request, copy_id: uuid.UUID, form: str) -> HttpResponse:
    """A file of a released copy, for the one who prepared it."""
    file, copy = copy_or_404(request, copy_id)
    if copy.state != State.RELEASED or copy.prepared_by_id != request.user.pk:
        raise Http404
    answer = as_answer(copy.dossier_id, copy.pk, form)
    disclose(request, kind="copies.download", dossiers=[file.dossier_id])
    return answer


def as_answer(dossier_id: uuid.UUID, copy_id: uuid.UUID, form: str) -> HttpResponse:
    """A file of a released copy as an attachment. Raises Http404 for another form, and once it is erased."""
    if form not in Form.values:
        raise Http404
    try:
        content = storage.read(dossier_id, file_id(copy_id, form))
    except (FileNotFoundError, KeyGone, Tampered):
        raise Http404 from None
    answer = HttpResponse(content, content_type=TYPES[Form(form)])
    answer.headers["Content-Disposition"] = f'attachment; filename="auskunft.{form}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
