"""The directory for machines: HSDS 3 as JSON, to read only, without a login."""

import uuid

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.tokens import outside
from rundblick.directory.access import public_or_404
from rundblick.directory.codes import PUBLIC
from rundblick.directory.hsds.export import VERSION, full, service_told
from rundblick.directory.models import Service
from rundblick.directory.tongues.book import spoken

PAGE = 50
MOST = 100
_DUMP = {"ensure_ascii": False}


@login_not_required
@require_GET
def about(request: HttpRequest) -> HttpResponse:
    """What there is for programs, and how to read it, for people."""
    context = {
        "tongue": spoken(),
        "switches": [],
        "embedded": False,
        "listed": settings.RUNDBLICK.production,
        "version": VERSION,
        "start": outside("directory:hsds"),
        "services": outside("directory:hsds_services"),
        "feed": outside("directory:event_feed"),
        "home": reverse("directory:public"),
        "size": PAGE,
    }
    return render(request, "directory/data.html", context)


@login_not_required
@require_GET
def start(request: HttpRequest) -> JsonResponse:
    """Which version this is, and where the services are."""
    return _json({"version": VERSION, "services": outside("directory:hsds_services")})


@login_not_required
@require_GET
def services(request: HttpRequest) -> JsonResponse:
    """A page of services in full. Six queries."""
    size = min(max(_number(request.GET.get("per_page", ""), PAGE), 1), MOST)
    rows = Service.objects.filter(status__in=PUBLIC)
    total = rows.count()
    pages = max(1, -(-total // size))
    page = max(_number(request.GET.get("page", ""), 1), 1)
    found = list(full(rows, inner=False)[(page - 1) * size : page * size]) if page <= pages else []
    return _json(
        {
            "total_items": total,
            "total_pages": pages,
            "page_number": page,
            "size": len(found),
            "first_page": page == 1,
            "last_page": page >= pages,
            "empty": not found,
            "contents": [service_told(row, inner=False) for row in found],
        }
    )


@login_not_required
@require_GET
def service(request: HttpRequest, service_id: uuid.UUID) -> JsonResponse:
    """One service in full."""
    row = public_or_404(service_id)
    return _json(service_told(full(Service.objects.filter(pk=row.pk), inner=False)[0], inner=False))


def _json(told: dict[str, object]) -> JsonResponse:
    answer = JsonResponse(told, json_dumps_params=_DUMP)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


def _number(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else otherwise
