"""The page on which a journey is made: everything typed is kept, whichever button is pressed."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.cases.frame import query
from rundblick.journeys.access import draft_or_404
from rundblick.journeys.editing import drafts, form, moves
from rundblick.journeys.editing.complaints import checked
from rundblick.journeys.editing.document import Data
from rundblick.journeys.models import JourneyDraft
from rundblick.journeys.views.drafting import crumbs_of, title_of
from rundblick.web.conflicts import version_of


@require_http_methods(["GET", "POST"])
def edit(request: Request, draft_id: uuid.UUID) -> HttpResponse:
    """Change a draft. `turn` names a row to add, move or remove; `check` asks what is still missing."""
    draft = draft_or_404(request, draft_id)
    if request.method != "POST":
        return _draw(request, draft, draft.document, asked="pruefen" in request.GET)
    data = form.read(request.POST, draft.document)
    data, anchor = moves.moved(data, request.POST.get("turn", ""))
    try:
        drafts.save(draft, version_of(request), data)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return redirect("journeys:own")
    except drafts.StaleDraft as stale:
        return _draw(request, stale.draft, data, stale=True)
    here = reverse("journeys:draft", args=[draft.pk])
    if "turn" in request.POST:
        track = "-".join(anchor.split("-")[:2]) if anchor.startswith("tracks-") else ""
        return redirect(here + query({"offen": track}) + (f"#{anchor}" if anchor else ""))
    if "check" in request.POST:
        return redirect(
            f"{here}?pruefen=1" if checked(data).wrong else reverse("journeys:draft_publish", args=[draft.pk])
        )
    messages.success(request, "Der Entwurf ist gespeichert.")
    return redirect(here)


def _draw(
    request: Request, draft: JourneyDraft, data: Data, *, asked: bool = False, stale: bool = False
) -> HttpResponse:
    wrong = checked(data).wrong if asked else ()
    return render(
        request,
        "journeys/editing/draft.html",
        {
            "breadcrumb": crumbs_of(draft),
            "draft": draft,
            "title": title_of(data, draft.code),
            "page": form.page(data, wrong, opened=request.GET.get("offen", "")),
            "wrong": wrong,
            "stale": stale,
            "here_url": reverse("journeys:draft", args=[draft.pk]),
        },
        status=409 if stale else 200,
    )
