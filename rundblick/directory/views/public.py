"""The directory for everybody: no login, no cookie, no words in an address."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.directory import mapping, meetings, queries
from rundblick.directory.access import public_or_404
from rundblick.directory.asking import one_each
from rundblick.directory.models import Service
from rundblick.directory.views.entry import FOUR_WEEKS, told
from rundblick.directory.views.find import LONGEST, results
from rundblick.web.clock import now


@login_not_required
@require_GET
@mapping.shows_tiles
def find(request: Request) -> HttpResponse:
    """Topics, and what fits the filters of the address."""
    return _page(request, one_each(request.GET), "")


@login_not_required
@csrf_exempt
@require_POST
@throttled(times=60, seconds=60)
@mapping.shows_tiles
def look(request: Request) -> HttpResponse:
    """What fits the words that were typed. They are read from the form and kept nowhere.

    Nothing is changed and nobody is logged in by it, so the form needs no token and the page no cookie.
    """
    return _page(request, one_each(request.POST), request.POST.get("q", "").strip()[:LONGEST])


@login_not_required
@require_GET
def service(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """One offer, for everybody."""
    found = public_or_404(service_id)
    row = queries.services([found.pk])[0]
    return render(request, "directory/public_service.html", told(row, request.GET.get("nahe", "")) | _events(row))


def _events(row: Service) -> dict[str, Any]:
    coming = meetings.between(queries.upcoming(now(), service=row), now(), now() + FOUR_WEEKS)
    return {"events": coming, "keeps_events": False, "staff": False}


def _page(request: Request, query: dict[str, str], words: str) -> HttpResponse:
    context = results(query, words, "directory:public_service") | {"look_url": reverse("directory:public_look")}
    return render(request, "directory/public.html", context)
