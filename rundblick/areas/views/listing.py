"""The list of areas, looking for words in it, and all lines as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.areas import access, picture, queries, street_list
from rundblick.areas.models import Comparison, Stretch
from rundblick.areas.views.tabs import tabs
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.parts import Pages
from rundblick.web.spreadsheets import CSV

SIZE = 40
SEARCH = "areas.search"
LONGEST_SEARCH = 100


@require_GET
def listing(request: Request) -> HttpResponse:
    """Areas of the house with who looks after them today."""
    context = access.house(request)
    words = request.session.get(SEARCH, "")
    found = keyset.page(
        queries.listed(context, words=words, as_of=today()),
        key="name!",
        descending=False,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    latest = access.comparisons(context).filter(status=Comparison.Status.DONE).order_by("-as_of", "-ordered_at").first()
    return render(
        request,
        "areas/list.html",
        {
            "tabs": tabs(request, "areas"),
            "rows": found.rows,
            "words": words,
            "today": today(),
            "may_edit": access.may_edit(request),
            "latest": latest,
            "picture": picture.households(latest) if latest and latest.figures["households"] else None,
            "pages": Pages(
                previous_url=f"?vor={found.before}" if found.before else "",
                next_url=f"?hinter={found.after}" if found.after else "",
            ),
        },
    )


@require_POST
@throttled(times=120, seconds=60)
def search(request: Request) -> HttpResponse:
    """Look for words; they stay in the session, so that none stands in an address."""
    access.house(request)
    request.session[SEARCH] = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    return redirect("areas:list")


@require_GET
def as_csv(request: Request) -> HttpResponse:
    """All lines that hold today, as the import reads them."""
    context = access.house(request)
    rows = Stretch.objects.filter(queries.holding(today()), area__in=access.areas(context)).select_related("area")
    rows = rows.order_by("area__name", "town_key", "street_key", "pk")[: street_list.MOST_LINES]
    answer = HttpResponse(street_list.written(rows), content_type=CSV)
    answer.headers["Content-Disposition"] = f'attachment; filename="gebiete-{today().isoformat()}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
