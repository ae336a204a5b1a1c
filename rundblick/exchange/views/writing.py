"""What all forms of the room have in common: names are hinted at before anything is saved, two versions are shown."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.exchange import queries
from rundblick.web.clock import now
from rundblick.web.conflicts import Conflict, conflict
from rundblick.web.frame import Crumb

ANYWAY = "anyway"


def names_to_look_at(request: Request, form: Any) -> list[str]:
    """Words that may tell who is meant; none when the writer has looked at them and saves anyway (one tap)."""
    return [] if ANYWAY in request.POST else queries.telling(request.access, form.words())


def two_versions(request: Request, form: Any, stored: Any, values: dict[str, Any]) -> Conflict:
    """The own words of another window beside those typed here."""
    return conflict(
        form=form,
        stored=values,
        version=stored.version,
        changed_by=request.user.display_name,
        changed_at=stored.changed_at or now(),
    )


def page(
    request: Request,
    form: Any,
    *,
    heading: str,
    key: str,
    back_url: str,
    submit: str,
    found: list[str],
    saved_at: dt.datetime | None = None,
    clash: Conflict | None = None,
) -> HttpResponse:
    """A page with one form."""
    return render(
        request,
        "exchange/form.html",
        {
            "breadcrumb": crumbs(heading),
            "heading": heading,
            "form": form,
            "found": found,
            "conflict": clash,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": back_url,
            "submit": submit,
        },
        status=409 if clash else 422 if form.errors or found else 200,
    )


def crumbs(here: str) -> list[Crumb]:
    """The way back to the board."""
    return [Crumb(label="Austausch", url=reverse("exchange:board")), Crumb(label=here)]


def fresh() -> dict[str, uuid.UUID]:
    """What a new form begins with."""
    return {"token": uuid.uuid4()}
