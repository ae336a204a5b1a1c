"""The directory inside pages of others: a search, a list, or one offer, where the installation allows it."""

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.directory.access import editor
from rundblick.directory.asking import one_each
from rundblick.directory.taxonomy import topics
from rundblick.directory.tongues import names
from rundblick.directory.tongues.address import kept, page_url, speaks
from rundblick.directory.tongues.book import speaking, tongues
from rundblick.directory.views.crumbs import START
from rundblick.directory.views.public import found, shown, typed
from rundblick.web.frame import Crumb

ONLY_THE_LIST = "nur"


def framed(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page that stands in frames of the sites this installation names (`RUNDBLICK_EMBED_SITES`), and in no others."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        answer = view(request, *args, **kwargs)
        sites = list(settings.RUNDBLICK.embed_sites)
        if sites:
            # Without tiles: the map stays on the full page.
            answer._csp_update = None  # type: ignore[attr-defined]
            answer._csp_replace = {"frame-ancestors": sites}  # type: ignore[attr-defined]
            answer.xframe_options_exempt = True
        return answer

    return answered


@login_not_required
@require_GET
@framed
@kept
@speaks
def find(request: Request) -> HttpResponse:
    """The search with its topics, what fits the filters of the address, or (`nur=liste`) that alone."""
    return _drawn(request, one_each(request.GET), "")


@login_not_required
@csrf_exempt
@require_POST
@throttled(times=60, seconds=60)
@framed
@speaks
def look(request: Request) -> HttpResponse:
    """What fits the words that were typed, as on the full page."""
    return _drawn(request, one_each(request.POST), typed(request))


@login_not_required
@require_GET
@framed
@kept
@speaks
def service(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """One offer."""
    return render(request, "directory/public_service.html", shown(request, service_id) | {"embedded": True})


@require_GET
def snippets(request: Request) -> HttpResponse:
    """What to copy into another page, for whoever keeps the directory."""
    editor(request)
    chosen = request.GET.get("zunge", "")
    topic = request.GET.get("thema", "")
    with speaking(chosen if chosen in tongues() else "") as tongue:
        search = _tag(page_url("embedded"), tongue.lang)
        known = topic if topic in topics() else "debts"
        one = _tag(f"{page_url('embedded')}?thema={known}&{ONLY_THE_LIST}=liste", tongue.lang)
    context = {
        "sites": settings.RUNDBLICK.embed_sites,
        "example": "https://www.kreis.example",
        "search": search,
        "list": one,
        "tongues": list(tongues().values()),
        "chosen": tongue.code,
        "topics": [(row.code, row.label) for row in topics().values()],
        "topic": known,
        "topic_name": names.topic(known),
        "breadcrumb": [START, Crumb(label="Einbetten")],
    }
    return render(request, "directory/embedding.html", context)


def _drawn(request: Request, query: dict[str, str], words: str) -> HttpResponse:
    alone = query.get(ONLY_THE_LIST) == "liste"
    context = found(request, query, words, "embedded") | {"embedded": True, "alone": alone, "sketch": None}
    context["title"] = names.topic(context["filters"].topic) if context["filters"].topic else ""
    return render(request, "directory/public.html", context)


def _tag(path: str, lang: str) -> str:
    address = settings.RUNDBLICK.public_base_url + path
    return (
        f'<iframe src="{address}" title="Wegweiser: Hilfe in der Nähe" lang="{lang}" width="100%" height="900"'
        ' loading="lazy" sandbox="allow-forms allow-popups allow-popups-to-escape-sandbox"></iframe>'
    )
