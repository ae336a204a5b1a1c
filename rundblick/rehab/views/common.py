"""What every form of the room has in common."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases import tools
from rundblick.rehab.access import Place
from rundblick.rehab.services import Writer
from rundblick.web.frame import Crumb

NAME = "rehab"


@dataclass(frozen=True, kw_only=True)
class Act:
    """A form of the room: what it is called, how it is made, what saves it, and where it leads.

    `name`: its code in the disclosure log. `which`: tells its draft from others of the same name. `save(form)` answers
    the sentence for the screen. `stored(row)`: values of the present row by field, where two may change one row.
    """

    name: str
    heading: str
    make: Callable[..., Any]
    first: Mapping[str, Any]
    save: Callable[[Any], str]
    which: str = ""
    back: str = "page"
    stored: Callable[[Any], dict[str, Any]] | None = None
    notes: list[str] = field(default_factory=list)
    meaning: str = ""


def writer_of(request: Request, place: Place) -> Writer:
    """The reader as whoever writes on this page."""
    agency_id = place.desk.agency_id if place.desk else None
    return Writer(user=request.user, dossier_id=place.file.dossier_id, person_id=place.person_id, agency_id=agency_id)


def url_of(request: Request, place: Place, name: str = "page") -> str:
    """Address of a page of this person; the screen for two stays one."""
    return reverse(f"rehab:{name}", args=[place.file.pk, place.person_id]) + tools.mode(request)


def frame(request: Request, place: Place) -> dict[str, Any]:
    """What every page of this person shows on top; a past day and another house's file are not written to."""
    shown = tools.frame(request, place.file, NAME)
    shown["breadcrumb"] = [
        *shown["breadcrumb"][:-1],
        Crumb(label="Fall", url=reverse("cases:page", args=[place.file.pk])),
        Crumb(label="Reha und Teilhabe"),
    ]
    return shown | {
        "place": place,
        "can_write": place.may_write and not shown["past"],
        "page_url": url_of(request, place),
        "assessments_url": url_of(request, place, "assessments"),
    }


def act_on(request: Request, place: Place, act: Act) -> HttpResponse:
    """Show the form, or save it and go back."""
    key = f"rehab.{act.name}:{place.file.pk}:{place.person_id}:{act.which}"
    saved_at = clash = None
    if request.method == "POST":
        form = act.make(request.POST)
        if form.is_valid():
            try:
                words = act.save(form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = _two(form, stale, act)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, words)
                return redirect(url_of(request, place, act.back))
    else:
        given = dict(act.first)
        form = act.make(initial=given)
        saved_at = restore(request, key, form)
        if "token" in form.fields:
            form.initial["token"] = uuid.uuid4()
    disclose(request, kind=f"rehab.{act.name}", dossiers=[place.file.dossier_id])
    return render(
        request,
        "rehab/form.html",
        frame(request, place)
        | {
            "act": act,
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": url_of(request, place, act.back),
        },
        status=409 if clash else 422 if form.errors else 200,
    )


def _two(form: Any, stale: Stale, act: Act) -> Any:
    if stale.stored is None or act.stored is None:
        form.add_error(None, "Jemand hat das inzwischen geändert. Ihre Eingaben stehen noch hier.")
        return None
    return two_versions(form, stale.stored, stored=act.stored(stale.stored))
