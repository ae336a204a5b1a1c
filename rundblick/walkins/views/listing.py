"""What is open: walk-ins of the own team, the latest first, with the days that are left."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.frame import turned
from rundblick.walkins import services
from rundblick.walkins.access import coach, open_to, walkin_or_404
from rundblick.walkins.content import opened
from rundblick.walkins.models import WalkIn
from rundblick.walkins.views.capture import tabs
from rundblick.web import keyset
from rundblick.web.clock import today

SIZE = 50
SEARCH = "walkins.search"
MOST_SEARCHED = 1_000
"""What is said is sealed, so looking for a word opens every walk-in of the last 14 days, at most so many."""
LONGEST = 60


@require_GET
def listed(request: Request) -> HttpResponse:
    """All that is open, or what a word stands in."""
    context = coach(request)
    rows = open_to(context)
    word = str(request.session.get(SEARCH, ""))
    pages = turned(None, None, {})
    if word:
        latest = rows.order_by("-on", "-pk")[:MOST_SEARCHED]
        lines = [line for line in map(_line, latest) if line["said"].names(word)][:SIZE]
    else:
        where: dict[str, Any] = {"after": request.GET.get("hinter", ""), "before": request.GET.get("vor", "")}
        found = keyset.page(rows, key="on!", descending=True, size=SIZE, **where)
        lines, pages = [_line(row) for row in found.rows], turned(found.before, found.after, {})
    disclose(request, kind="walkins.list", dossiers=[])
    values = {"lines": lines, "word": word, "pages": pages, "tabs": tabs("list")}
    return render(request, "walkins/list.html", values)


@require_POST
def search(request: Request) -> HttpResponse:
    """Keep the word in the session, so that it stands in no address; empty shows all."""
    coach(request)
    request.session[SEARCH] = request.POST.get("q", "").strip()[:LONGEST]
    return redirect("walkins:list")


@require_POST
def erase(request: Request, walkin_id: uuid.UUID) -> HttpResponse:
    """It is done; nothing remains but the count."""
    services.erase(walkin_or_404(request, walkin_id))
    messages.success(request, "Gelöscht. Nur die Zahl bleibt.")
    return redirect("walkins:list")


def _line(row: WalkIn) -> dict[str, Any]:
    return {"row": row, "said": opened(row), "days": (row.erase_on - today()).days}
