"""Own journeys: which there are, their versions, and whether they are offered."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.journeys import publishing
from rundblick.journeys.access import version_or_404, versions_or_404
from rundblick.journeys.editing import compare, drafts
from rundblick.journeys.editing.complaints import checked
from rundblick.journeys.editing.document import data_of
from rundblick.journeys.editing.preview import preview_of
from rundblick.journeys.models import JourneyRetirement
from rundblick.journeys.shelf import shelf
from rundblick.journeys.views.drafting import as_file, title_of
from rundblick.journeys.wordings import wordings
from rundblick.programmes.staff import DRAFT_ROLES
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

MOST = 200


@require_GET
def own(request: Request) -> HttpResponse:
    """The journeys the house has made, those it is making, and the shipped ones as patterns."""
    context = only(request, *DRAFT_ROLES)
    rows = drafts.own_published(context).order_by("valid_from", "published_at")
    latest = {row.code: row for row in rows.defer("document")}
    retired = set(JourneyRetirement.objects.values_list("code", flat=True))
    drafted = list(drafts.own(context).select_related("edited_by", "based_on")[:MOST])
    return render(
        request,
        "journeys/editing/own.html",
        {
            "breadcrumb": [Crumb(label="Journeys", url=reverse("journeys:list")), Crumb(label="Eigene Journeys")],
            "published": [
                {"row": row, "retired": row.code in retired, "ahead": row.valid_from > today()}
                for row in sorted(latest.values(), key=lambda one: one.title.casefold())
            ],
            "drafts": [
                {"row": row, "title": title_of(row.document, row.code), "open": len(checked(row.document).wrong)}
                for row in drafted
            ],
            "patterns": list(shelf().values()),
        },
    )


@require_GET
def versions(request: Request, code: str) -> HttpResponse:
    """One own journey: the latest version as the empty sheet, what it changed, and the versions before."""
    rows = versions_or_404(request, code)
    said = wordings((row.code, row.sha256) for row in rows[:2])
    journey = said[rows[0].code, rows[0].sha256]
    before = data_of(said[rows[1].code, rows[1].sha256]) if len(rows) > 1 else None
    retired = JourneyRetirement.objects.filter(code=code).first()
    return render(
        request,
        "journeys/editing/versions.html",
        {
            "breadcrumb": [
                Crumb(label="Journeys", url=reverse("journeys:list")),
                Crumb(label="Eigene Journeys", url=reverse("journeys:own")),
                Crumb(label=journey.title),
            ],
            "journey": journey,
            "code": code,
            "rows": rows,
            "subject": compare.SUBJECTS[journey.subject],
            "ahead": rows[0].valid_from > today(),
            "retired": retired,
            "preview": preview_of(journey),
            "changes": compare.table(before, data_of(journey), caption="Zur Fassung davor") if before else None,
        },
    )


@require_POST
def offer(request: Request, code: str) -> HttpResponse:
    """Offer an own journey no more, or again with `again`."""
    rows = versions_or_404(request, code)
    if "again" in request.POST:
        publishing.offer_again(code)
        messages.success(request, f"„{rows[0].title}“ wird wieder angeboten.")
    else:
        publishing.retire(code)
        messages.success(request, f"„{rows[0].title}“ wird nicht mehr angeboten. Begonnene Bögen laufen weiter.")
    return redirect("journeys:versions", code)


@require_GET
def export(request: Request, version_id: uuid.UUID) -> HttpResponse:
    """A published version as a YAML file."""
    row = version_or_404(request, version_id)
    return as_file(row.code, data_of(drafts.said_by(row)))
