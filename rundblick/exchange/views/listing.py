"""The board: questions of colleagues, and looking for words in them."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.access import only
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.exchange import queries
from rundblick.exchange.access import is_peer, peer
from rundblick.exchange.models import PEERS
from rundblick.exchange.queries import OPEN, VIEWS
from rundblick.web import keyset
from rundblick.web.parts import Pages, Tab

SIZE = 30
SEARCH = "exchange.search"
LONGEST_SEARCH = 100


@require_GET
def board(request: Request) -> HttpResponse:
    """Open questions, one's own, or all; the latest first. Whoever leads or administers is told why nothing is here."""
    context = only(request, *PEERS)
    if not is_peer(context):
        return render(request, "exchange/apart.html")
    view = request.GET.get("zeige", OPEN)
    view = view if view in VIEWS else OPEN
    words = request.session.get(SEARCH, "")
    found = keyset.page(
        queries.board(context, view=view, words=words),
        key="asked_at!",
        descending=True,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    here = f"?zeige={view}"
    return render(
        request,
        "exchange/board.html",
        {
            "rows": found.rows,
            "me": context.user_id,
            "words": words,
            "view": view,
            "tabs": [Tab(label=label, url=f"?zeige={code}", current=code == view) for code, label in VIEWS.items()],
            "pages": Pages(
                previous_url=f"{here}&vor={found.before}" if found.before else "",
                next_url=f"{here}&hinter={found.after}" if found.after else "",
            ),
        },
    )


@require_POST
@throttled(times=120, seconds=60)
def search(request: Request) -> HttpResponse:
    """Look for words; they stay in the session, so that none stands in an address."""
    peer(request)
    request.session[SEARCH] = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    view = request.POST.get("zeige", "")
    return redirect(reverse("exchange:board") + (f"?zeige={view}" if view in VIEWS else ""))
