"""Upload, download and remove."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import hooks
from rundblick.access.crypto import KeyGone, Tampered
from rundblick.access.disclosure import disclose
from rundblick.access.models import Dossier
from rundblick.access.requests import Request
from rundblick.files import services, storage
from rundblick.files.access import file_or_404
from rundblick.files.rules import ALLOWED_WORDS, Refused
from rundblick.web.forms import Form


class UploadForm(Form):
    """One file; the checks of its content happen in the service."""

    file = forms.FileField(label="Datei", help_text=f"{ALLOWED_WORDS}, höchstens 15 MB")


@require_http_methods(["GET", "POST"])
def upload(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Add a file to a case."""
    if not Dossier.objects.visible_to(request.access, writing=True).filter(pk=dossier_id).exists():
        raise Http404
    form = UploadForm(request.POST or None, request.FILES or None)
    back = hooks.case_url(dossier_id)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            services.keep(dossier_id=dossier_id, name=given.name, content=given.read())
        except Refused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "Die Datei liegt jetzt verschlüsselt in der Akte.")
            return redirect(back)
    return render(request, "files/upload.html", {"form": form, "back": back})


@require_GET
def download(request: Request, file_id: uuid.UUID) -> HttpResponse:
    """The content, always as an attachment."""
    file = file_or_404(request.access, file_id)
    try:
        content = storage.read(file.dossier_id, file.pk)
    except (FileNotFoundError, KeyGone, Tampered):
        raise Http404 from None
    disclose(request, kind="files.download", dossiers=[file.dossier_id])
    answer = HttpResponse(content, content_type=file.media_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="datei-{file.pk.hex[:8]}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def remove(request: Request, file_id: uuid.UUID) -> HttpResponse:
    """Delete a file after a confirmation on the page before."""
    file = file_or_404(request.access, file_id, writing=True)
    back = hooks.case_url(file.dossier_id)
    try:
        services.remove(file)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Die Datei ist gelöscht.")
    return redirect(back)
