"""What the pages of the room have in common: addresses, drafts, forms, and what they tell the log."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.referrals.models import Referral

NAME = "referrals"


def page_url(request: Request, file: File) -> str:
    """All referrals of the member looked at."""
    return reverse("referrals:page", args=[file.pk, file.member]) + tools.mode(request)


def detail_url(request: Request, file: File, referral: Referral | uuid.UUID) -> str:
    """One referral."""
    key = referral if isinstance(referral, uuid.UUID) else referral.pk
    return reverse("referrals:detail", args=[file.pk, file.member, key]) + tools.mode(request)


def draw(
    request: Request,
    file: File,
    act: str,
    heading: str,
    form: Any,
    key: str,
    *,
    back_url: str,
    saved_at: dt.datetime | None = None,
    clash: Any = None,
    template: str = "referrals/form.html",
    **more: Any,
) -> HttpResponse:
    """The page of a form."""
    disclose(request, kind=f"referrals.{act}", dossiers=[file.dossier_id])
    return render(
        request,
        template,
        tools.frame(request, file, NAME)
        | {
            "heading": heading,
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": back_url,
            "more": more,
        },
        status=409 if clash else 422 if form.errors else 200,
    )
