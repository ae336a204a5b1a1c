"""Telling a stretch, telling it anew, putting it away."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.biography import services
from rundblick.biography.access import row_or_404
from rundblick.biography.forms import StretchForm
from rundblick.biography.models import Stretch
from rundblick.biography.services import StretchContent
from rundblick.biography.views.shown import back, form_page, scene
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.tools import file_of_member
from rundblick.web.conflicts import version_of

CREATE_KEY = "biography.stretch:{}"
CHANGE_KEY = "biography.stretch.change:{}"
GONE = "Das wurde inzwischen neu erzählt oder herausgenommen. So steht es jetzt."
CHANGED = "Das hat inzwischen jemand geändert. Bitte sehen Sie es sich noch einmal an."


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Tell a stretch."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    key, saved_at = CREATE_KEY.format(person_id), None
    if request.method == "POST":
        form = StretchForm(request.POST)
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                services.tell(
                    case=file.case,
                    person_id=person_id,
                    content=_content(cleaned),
                    author=request.user,
                    shared=cleaned["shared"],
                    token=cleaned["token"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Der Abschnitt steht im Lebenslauf.")
                return back(request, "page", case_id, person_id)
    else:
        form = StretchForm(initial={"token": uuid.uuid4()})
        saved_at = restore(request, key, form)
    disclose(request, kind="biography.tell", dossiers=[file.pk])
    return form_page(
        request,
        file,
        form,
        template="biography/stretch_form.html",
        heading="Neuer Abschnitt",
        draft_key=key,
        saved_at=saved_at,
        back_url=scene(request, file)["page_url"],
        stretch=None,
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, stretch_id: uuid.UUID) -> HttpResponse:
    """Tell a stretch anew."""
    stretch = row_or_404(request.access, Stretch, stretch_id)
    person_id: uuid.UUID = stretch.person_id  # type: ignore[assignment]
    file = file_of_member(request, stretch.dossier_id, person_id, writing="situation")
    key, saved_at, clash = CHANGE_KEY.format(stretch.thread), None, None
    if request.method == "POST":
        form = StretchForm(request.POST)
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                services.retell(
                    stretch=stretch,
                    version=cleaned["version"] or 0,
                    content=_content(cleaned),
                    author=request.user,
                    shared=cleaned["shared"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_said(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Der Abschnitt ist gespeichert.")
                return back(request, "page", file.pk, person_id)
    elif stretch.valid_until is not None:
        messages.info(request, GONE)
        return back(request, "page", file.pk, person_id)
    else:
        form = StretchForm(initial=_said(stretch) | {"version": stretch.version})
        saved_at = restore(request, key, form)
    disclose(request, kind="biography.retell", dossiers=[file.pk])
    return form_page(
        request,
        file,
        form,
        template="biography/stretch_form.html",
        heading="Abschnitt",
        draft_key=key,
        saved_at=saved_at,
        back_url=scene(request, file)["page_url"],
        clash=clash,
        stretch=stretch,
    )


@require_POST
def put_away(request: Request, stretch_id: uuid.UUID) -> HttpResponse:
    """Take a stretch out of the biography."""
    stretch = row_or_404(request.access, Stretch, stretch_id)
    try:
        services.put_away(row=stretch, version=version_of(request))
    except Refused:
        messages.info(request, GONE)
    except Stale:
        messages.warning(request, CHANGED)
    else:
        drafts.discard(user_id=request.user.pk, form_key=CHANGE_KEY.format(stretch.thread))
        messages.success(request, "Der Abschnitt ist herausgenommen.")
    disclose(request, kind="biography.put_away", dossiers=[stretch.dossier_id])
    return back(request, "page", stretch.dossier_id, stretch.person_id)


def _content(cleaned: dict[str, Any]) -> StretchContent:
    names = ("kind", "span", "title", "place", "certificate", "recognition", "reading", "mood")
    return StretchContent(**{name: cleaned[name] for name in names})


def _said(stretch: Stretch) -> dict[str, Any]:
    """The stretch as its form shows it."""
    names = ("kind", "title", "place", "certificate", "recognition", "reading", "mood", "shared")
    return {name: getattr(stretch, name) for name in names} | {"span": str(stretch.span)}
