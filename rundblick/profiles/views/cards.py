"""Applicant cards: chosen together, printed, closed."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.crypto import KeyGone, Tampered
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused
from rundblick.cases.file import File
from rundblick.files import services as files
from rundblick.files import storage
from rundblick.files.models import StoredFile
from rundblick.files.rules import Refused as FileRefused
from rundblick.profiles import allowing, paper, queries
from rundblick.profiles import cards as verbs
from rundblick.profiles.access import file_or_404, row_or_404
from rundblick.profiles.forms_giving import CardForm, UploadForm
from rundblick.profiles.models import Card
from rundblick.profiles.views.common import address, scene
from rundblick.web.clock import berlin_date, today

CARD_KEY = "profiles.card:{}"
CLOSED = "Diese Karte ist geschlossen; drucken lässt sich nur eine, die offen ist."


@require_http_methods(["GET", "POST"])
def card(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Cards of the person, and making another one."""
    file = file_or_404(request, case_id, person_id, writing=True)
    consent = next(iter(allowing.standing(request.access, file.pk, person_id, allowing.CARD)), None)
    form, key, saved_at = None, CARD_KEY.format(person_id), None
    disclose(request, kind="profiles.card", dossiers=[file.pk])
    if consent is not None:
        targets = queries.targets(request.access, file.pk, person_id, today()).standing
        form = CardForm(
            request.POST if request.method == "POST" else None,
            initial={"token": uuid.uuid4(), "occupation": targets[0].text if targets else ""},
            files=verbs.files_of(request.access, file.pk, person_id),
            last=consent.valid_until - dt.timedelta(days=1),
        )
        if request.method == "POST" and form.is_valid() and _made(request, file, person_id, form):
            drafts.discard(user_id=request.user.pk, form_key=key)
            messages.success(request, "Die Karte ist fertig. Sie können sie jetzt drucken.")
            return redirect(address(request, file, "card"))
        if request.method == "GET":
            saved_at = restore(request, key, form)
    return _page(request, file, person_id, form, UploadForm(), key=key, saved_at=saved_at)


@require_POST
def upload(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Put a document or a photo of the person into the file of the case."""
    file = file_or_404(request, case_id, person_id, writing=True)
    disclose(request, kind="profiles.upload", dossiers=[file.pk])
    form = UploadForm(request.POST, request.FILES)
    if form.is_valid():
        given = form.cleaned_data["file"]
        try:
            files.keep(dossier_id=file.pk, name=given.name, content=given.read(), person_id=person_id)
        except FileRefused as refusal:
            form.add_error("file", str(refusal))
        else:
            messages.success(request, "Die Datei liegt jetzt verschlüsselt in der Akte und lässt sich auswählen.")
            return redirect(address(request, file, "card"))
    return _page(request, file, person_id, None, form, key="", saved_at=None)


@require_GET
def card_pdf(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, card_id: uuid.UUID) -> HttpResponse:
    """The card to print, while it is open."""
    file = file_or_404(request, case_id, person_id, writing=True)
    row: Card = row_or_404(request, file, Card, card_id)
    disclose(request, kind="profiles.card_pdf", dossiers=[file.pk])
    if not verbs.is_open(row):
        messages.warning(request, CLOSED)
        return redirect(address(request, file, "card"))
    last_day = berlin_date(row.valid_until) - dt.timedelta(days=1)
    answer = HttpResponse(paper.card(row, photo=_photo(row), last_day=last_day), content_type="application/pdf")
    answer["Content-Disposition"] = 'inline; filename="bewerberkarte.pdf"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_POST
def card_close(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, card_id: uuid.UUID) -> HttpResponse:
    """The card opens nothing any more."""
    file = file_or_404(request, case_id, person_id, writing=True)
    verbs.close_card(row_or_404(request, file, Card, card_id, writing=True))
    disclose(request, kind="profiles.card_close", dossiers=[file.pk])
    messages.success(request, "Die Karte ist geschlossen. Sie öffnet ab sofort nichts mehr.")
    return redirect(address(request, file, "card"))


def _made(request: Request, file: File, person_id: uuid.UUID, form: CardForm) -> bool:
    cleaned = form.cleaned_data
    try:
        verbs.make_card(
            case=file.case,
            person_id=person_id,
            name=file.name(person_id),
            occupation=cleaned["occupation"],
            photo=cleaned["photo"],
            files=cleaned["documents"],
            last_day=cleaned["last_day"],
            author=request.user,
            token=cleaned["token"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return False
    return True


def _photo(row: Card) -> tuple[StoredFile, bytes] | None:
    """The picture with its content; None where there is none, or it is out of reach."""
    if row.photo is None:
        return None
    try:
        return row.photo, storage.read(row.dossier_id, row.photo.pk)
    except (FileNotFoundError, KeyGone, Tampered):
        return None


def _page(
    request: Request,
    file: File,
    person_id: uuid.UUID,
    form: CardForm | None,
    uploading: UploadForm,
    *,
    key: str,
    saved_at: dt.datetime | None,
) -> HttpResponse:
    shown = {
        "form": form,
        "uploading": uploading,
        "upload_url": address(request, file, "upload"),
        "cards": [
            (row, verbs.is_open(row), berlin_date(row.valid_until) - dt.timedelta(days=1), len(row.released.all()))
            for row in verbs.cards(request.access, file.pk, person_id)
        ],
        "draft_key": key,
        "saved_at": saved_at,
        "ask_url": reverse("consent:give", args=[file.pk, person_id, allowing.CARD]),
        "card_url": address(request, file, "card"),
    }
    status = 422 if uploading.errors or (form is not None and form.errors) else 200
    return render(request, "profiles/card.html", scene(request, file) | shown, status=status)
