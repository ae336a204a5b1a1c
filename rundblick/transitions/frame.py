"""What the pages of the room have in common: addresses, drafts, forms, and what they tell the log."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.transitions.models import Transition

NAME = "transitions"


def page_url(request: Request, file: File) -> str:
    """All transitions of the member looked at."""
    return reverse("transitions:page", args=[file.pk, file.member]) + tools.mode(request)


def detail_url(request: Request, file: File, row: Transition) -> str:
    """One transition."""
    return reverse("transitions:detail", args=[file.pk, file.member, row.pk]) + tools.mode(request)


def draw(
    request: Request,
    file: File,
    act: str,
    heading: str,
    form: Any,
    key: str,
    *,
    back_url: str,
    lead: str = "",
    hint: str = "",
    saved_at: dt.datetime | None = None,
    clash: Any = None,
) -> HttpResponse:
    """The page of a form."""
    disclose(request, kind=f"transitions.{act}", dossiers=[file.dossier_id])
    return render(
        request,
        "transitions/form.html",
        tools.frame(request, file, NAME)
        | {
            "heading": heading,
            "lead_words": lead,
            "hint": hint,
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": back_url,
        },
        status=409 if clash else 422 if form.errors else 200,
    )
