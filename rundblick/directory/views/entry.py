"""One offer, and one organisation with all it offers."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.requests import Request
from rundblick.directory import arriving, meetings, queries, shown
from rundblick.directory.access import in_jobcenter, keeps_notes, may_edit, organization_or_404, service_or_404
from rundblick.directory.codes import Referrer, Status
from rundblick.directory.links import links_of
from rundblick.directory.models import Organization, Service
from rundblick.directory.quality import score
from rundblick.directory.taxonomy import topics
from rundblick.directory.tongues import names
from rundblick.directory.tongues.book import say
from rundblick.directory.views.crumbs import START
from rundblick.web.clock import now, today
from rundblick.web.frame import Crumb

FOUR_WEEKS = dt.timedelta(weeks=4)
"""How far ahead a page tells what takes place."""


@require_GET
def service(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Everything the directory knows of an offer, and how well it is known."""
    found = service_or_404(request, service_id)
    row = queries.services([found.pk])[0]
    edits = may_edit(request, row.organization)
    proofs = list(queries.proofs(row)) if in_jobcenter(request) or edits else []
    context = (
        told(row, request.GET.get("nahe", ""))
        | _colleagues(request, row.organization, row)
        | {
            "contacts": list(queries.contacts(row)),
            "proofs": proofs,
            "origins": shown.origins(proofs),
            "score": score(row, today()),
            "may_edit": edits,
            "links": links_of(request, row) if row.status == Status.ACTIVE else [],
            "hours": shown.removable(row) if edits else [],
            "events": meetings.between(queries.upcoming(now(), service=row), now(), now() + FOUR_WEEKS),
            "keeps_events": edits,
            "staff": True,
            "breadcrumb": [START, Crumb(label=row.name)],
        }
    )
    return render(request, "directory/service.html", context)


@require_GET
def organization(request: Request, organization_id: uuid.UUID) -> HttpResponse:
    """An organisation, its places and its offers."""
    row = organization_or_404(request, organization_id)
    clock = queries.clock()
    edits = may_edit(request, row)
    ids = list(queries.of_organization(row).values_list("pk", flat=True))
    lines = [shown.line(one, metres=None, at=clock.at, holiday=queries.is_holiday) for one in queries.services(ids)]
    return render(
        request,
        "directory/organization.html",
        _colleagues(request, row)
        | {
            "row": row,
            "lines": [one for one in lines if edits or one.row.status != "draft"],
            "locations": list(row.locations.all()),
            "may_edit": edits,
            "breadcrumb": [START, Crumb(label=row.name)],
            "events": meetings.between(queries.upcoming(now(), organization=row), now(), now() + FOUR_WEEKS),
        },
    )


def _colleagues(request: Request, organization: Organization, service: Service | None = None) -> dict[str, Any]:
    """What the own house knows from its ways. Two queries."""
    noting = keeps_notes(request)
    return {
        "noting": noting,
        "notes": list(queries.notes(request.access, organization, service)) if noting else [],
        "known": list(queries.acquaintances(request.access, organization)) if noting else [],
    }


def told(row: Service, start: str = "") -> dict[str, Any]:
    """What every page about an offer tells, public or not. `start`: key of the place from which somebody sets out."""
    clock = queries.clock()
    return {
        "row": row,
        "line": shown.line(row, metres=None, at=clock.at, holiday=queries.is_holiday),
        "plain_topics": [names.topic_plain(code) for code in row.topics if code in topics()],
        "audiences": shown.audience_labels(row),
        "spots": shown.spots(row),
        "loose": shown.loose_hours(row),
        "referrers": [say(Referrer(code).label) for code in row.referrers if code in Referrer.values],
        "confirmation": shown.confirmation(row),
        "languages": shown.languages(row),
        "bus": arriving.by_bus(row, start, clock.at),
    }
