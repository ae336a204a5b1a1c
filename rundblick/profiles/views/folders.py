"""The application folder: written together, made as a PDF, kept nowhere but as the draft of whoever writes."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.biography import queries as biography
from rundblick.calendar.drafting import restore
from rundblick.cases.file import File
from rundblick.profiles import folder as paper
from rundblick.profiles import queries
from rundblick.profiles.access import file_or_404
from rundblick.profiles.cards import files_of
from rundblick.profiles.forms_giving import FolderForm
from rundblick.profiles.views.common import scene
from rundblick.web.clock import today

FOLDER_KEY = "profiles.folder:{}"


@require_http_methods(["GET", "POST"])
def folder(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Write the letter and choose what belongs to it; sending the form answers the PDF. The draft stays."""
    file = file_or_404(request, case_id, person_id, writing=True)
    files = files_of(request.access, file.pk, person_id)
    key, saved_at = FOLDER_KEY.format(person_id), None
    disclose(request, kind="profiles.folder", dossiers=[file.pk])
    if request.method == "POST":
        form = FolderForm(request.POST, files=files)
        if form.is_valid():
            return _pdf(request, file, person_id, form)
    else:
        targets = queries.targets(request.access, file.pk, person_id, today()).standing
        subject = f"Bewerbung: {targets[0].text}" if targets else ""
        form = FolderForm(initial={"sender": file.name(person_id), "subject": subject, "vita": True}, files=files)
        saved_at = restore(request, key, form)
    shown = {"form": form, "draft_key": key, "saved_at": saved_at}
    status = 422 if form.errors else 200
    return render(request, "profiles/folder.html", scene(request, file) | shown, status=status)


def _pdf(request: Request, file: File, person_id: uuid.UUID, form: FolderForm) -> HttpResponse:
    cleaned, context, day = form.cleaned_data, request.access, today()
    name = file.name(person_id)
    letter = vita = None
    if cleaned["text"]:
        written = {part: cleaned[part] for part in ("sender", "recipient", "subject", "text")}
        letter = paper.letter(**written, name=name, day=day)
    if cleaned["vita"]:
        vita = paper.vita(
            name=name,
            sender=cleaned["sender"],
            stretches=biography.told(context, file.pk, person_id, day).own,
            told=biography.profile(context, file.pk, person_id, day),
            profile=queries.profile_on(context, file.pk, person_id, day),
        )
    content = paper.folder(letter=letter, vita=vita, enclosures=form.enclosures)
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="bewerbung.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer
