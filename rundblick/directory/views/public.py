"""The directory for everybody: no login, no cookie, no words in an address, in six languages."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.directory import mapping, meetings, queries
from rundblick.directory.access import public_or_404
from rundblick.directory.asking import one_each
from rundblick.directory.models import Service
from rundblick.directory.tongues.address import kept, page_url, speaks, switches
from rundblick.directory.tongues.book import spoken
from rundblick.directory.views.entry import FOUR_WEEKS, told
from rundblick.directory.views.find import LONGEST, results
from rundblick.web.clock import now


@login_not_required
@require_GET
@kept
@speaks
@mapping.shows_tiles
def find(request: Request) -> HttpResponse:
    """Topics, and what fits the filters of the address."""
    return render(request, "directory/public.html", found(request, one_each(request.GET), ""))


@login_not_required
@csrf_exempt
@require_POST
@throttled(times=60, seconds=60)
@speaks
@mapping.shows_tiles
def look(request: Request) -> HttpResponse:
    """What fits the words that were typed. They are read from the form and kept nowhere.

    Nothing is changed and nobody is logged in by it, so the form needs no token and the page no cookie.
    """
    return render(request, "directory/public.html", found(request, one_each(request.POST), typed(request)))


@login_not_required
@require_GET
@kept
@speaks
def service(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """One offer, for everybody."""
    return render(request, "directory/public_service.html", shown(request, service_id))


def typed(request: Request) -> str:
    """The words of a question."""
    return request.POST.get("q", "").strip()[:LONGEST]


def frame(request: Request) -> dict[str, Any]:
    """What every public page is drawn with: its language, and the others to choose from."""
    return {
        "tongue": spoken(),
        "switches": switches(request),
        "embedded": False,
        "base_url": settings.RUNDBLICK.public_base_url,
        "listed": settings.RUNDBLICK.production,
    }


def found(request: Request, query: dict[str, str], words: str, prefix: str = "public") -> dict[str, Any]:
    """A page of results for everybody; `prefix`: how its addresses are called."""
    context = results(query, words, lambda key: page_url("public_service", key))
    here = {"start_url": page_url(prefix), "look_url": page_url(f"{prefix}_look")}
    return frame(request) | context | here


def shown(request: Request, service_id: uuid.UUID) -> dict[str, Any]:
    """An offer for everybody, or 404."""
    row = queries.services([public_or_404(service_id).pk])[0]
    return frame(request) | told(row, request.GET.get("nahe", "")) | _events(row)


def _events(row: Service) -> dict[str, Any]:
    coming = meetings.between(queries.upcoming(now(), service=row), now(), now() + FOUR_WEEKS)
    return {"events": coming, "keeps_events": False, "staff": False}
