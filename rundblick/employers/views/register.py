"""The list of employers: looking, narrowing, sorting, and the same as a file."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.employers import queries
from rundblick.employers.access import house, may_edit
from rundblick.employers.codes import Branch
from rundblick.employers.tables import HEAD, line
from rundblick.employers.views.common import tabs
from rundblick.web import keyset, spreadsheets
from rundblick.web.clock import today
from rundblick.web.parts import Pages

SIZE = 30
MOST_EXPORTED = 5_000
SEARCH = "employers.search"
LONGEST_SEARCH = 100


@require_GET
def listing(request: Request) -> HttpResponse:
    """Employers of the house, as they are looked for."""
    context = house(request)
    chosen = _chosen(request)
    key, descending = queries.KEYS[str(chosen["sortiert"])]
    found = keyset.page(
        _rows(request, chosen),
        key=key,
        descending=descending,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    here = urlencode(chosen, doseq=True)
    words = request.session.get(SEARCH, "")
    narrowed = bool(words or chosen["branche"] or chosen["ort"] or chosen["nur"])
    return render(
        request,
        "employers/list.html",
        {
            "rows": found.rows,
            "number": len(found.rows) if found.rows else queries.number(context),
            "words": words,
            "chosen": chosen,
            "narrowed": narrowed,
            "here": here,
            "branches": Branch.choices,
            "cities": queries.cities(context),
            "asks": queries.ASKS.items(),
            "sorts": queries.SORTS.items(),
            "may_edit": may_edit(request),
            "tabs": tabs("list"),
            "pages": Pages(
                previous_url=f"?{here}&vor={found.before}" if found.before else "",
                next_url=f"?{here}&hinter={found.after}" if found.after else "",
            ),
        },
    )


@require_POST
@throttled(times=120, seconds=60)
def search(request: Request) -> HttpResponse:
    """Look for words; they stay in the session, so that none stands in an address. The filters come along."""
    house(request)
    request.session[SEARCH] = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    given = {name: request.POST.getlist(name) for name in ("branche", "ort", "nur", "sortiert")}
    return redirect(reverse("employers:list") + "?" + urlencode({k: v for k, v in given.items() if v}, doseq=True))


@require_GET
def as_csv(request: Request) -> HttpResponse:
    """What the list shows, all of it, for a spreadsheet. No business contact stands in it."""
    house(request)
    rows = _rows(request, _chosen(request)).order_by("name", "pk")[:MOST_EXPORTED]
    answer = HttpResponse(spreadsheets.as_csv([HEAD, *(line(row) for row in rows)]), content_type=spreadsheets.CSV)
    answer.headers["Content-Disposition"] = f'attachment; filename="betriebe-{today().isoformat()}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _chosen(request: Request) -> dict[str, Any]:
    branch, sort = request.GET.get("branche", ""), request.GET.get("sortiert", "")
    return {
        "branche": branch if branch in Branch.values else "",
        "ort": request.GET.get("ort", "")[:100],
        "nur": [one for one in queries.ASKS if one in request.GET.getlist("nur")],
        "sortiert": sort if sort in queries.SORTS else "name",
    }


def _rows(request: Request, chosen: dict[str, Any]) -> Any:
    wanted = queries.Wanted(
        words=request.session.get(SEARCH, ""),
        branch=chosen["branche"],
        city=chosen["ort"],
        asks=frozenset(chosen["nur"]),
    )
    return queries.found(request.access, wanted, as_of=today())
