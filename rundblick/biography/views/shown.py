"""What all pages of the biography have in common."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.biography.models import Stretch
from rundblick.biography.picture import Piece, life
from rundblick.cases.file import File
from rundblick.cases.tools import TOGETHER, frame, mode
from rundblick.web.clock import today
from rundblick.web.conflicts import Conflict
from rundblick.web.forms import Form
from rundblick.web.german import german_date
from rundblick.web.parts import Tab
from rundblick.web.pictures import Picture

TOOL = "biography"
YOUTH = 14
"""Age from which the tool is meant; younger children may still have a page when they want to tell."""


def scene(request: Request, file: File) -> dict[str, Any]:
    """The frame of the tool with the two pages of it as tabs; addresses lead back to the page that is shown."""
    found = frame(request, file, TOOL)
    mode, page = found["mode"], found["here"]
    profile = reverse("biography:profile", args=[file.pk, file.member])
    pages = [
        Tab(label="Lebenslauf", url=page + mode, current=request.path == page),
        Tab(label="Stärken und Möglichkeiten", url=profile + mode, current=request.path == profile),
    ]
    return found | {
        "pages": pages,
        "here": request.path,
        "together_url": f"{request.path}?{TOGETHER}=1",
        "page_url": page + mode,
        "profile_url": profile + mode,
        "action": request.path + mode,
    }


def back(request: Request, name: str, case_id: uuid.UUID, person_id: uuid.UUID | None) -> HttpResponse:
    """To a page of the tool, in the mode the request came in."""
    return redirect(reverse(f"biography:{name}", args=[case_id, person_id]) + mode(request))


def form_page(
    request: Request,
    file: File,
    form: Form,
    *,
    template: str,
    heading: str,
    draft_key: str,
    saved_at: Any,
    back_url: str,
    clash: Conflict | None = None,
    **more: Any,
) -> HttpResponse:
    """A page with one form: 409 with two versions, 422 with mistakes."""
    shown = {
        "form": form,
        "form_heading": heading,
        "conflict": clash,
        "draft_key": draft_key,
        "draft_dossier": file.pk,
        "saved_at": saved_at,
        "back_url": back_url,
    }
    status = 409 if clash else 422 if form.errors else 200
    return render(request, template, scene(request, file) | shown | more, status=status)


def picture_of(rows: list[Stretch], as_of: Any) -> Picture | None:
    """The picture of these stretches; None while nothing was told."""
    if not rows:
        return None
    pieces = [
        Piece(title=row.title, kind=row.kind, span=row.span, reading=row.reading or "", mood=row.mood) for row in rows
    ]
    label = "heute" if as_of == today() else german_date(as_of)
    return life(title="Die Zeit im Bild", pieces=pieces, as_of=as_of, today_label=label)
