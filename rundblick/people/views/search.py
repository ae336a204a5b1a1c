"""The one search box: POST keeps the query in the session, GET shows the results, htmx shows them while typing."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.throttle import throttled
from rundblick.people.access import searcher
from rundblick.people.search import Found, find
from rundblick.web.clock import today

SESSION_KEY = "people.search"
LONGEST = 200
AT_ONCE = 8


@require_http_methods(["GET", "POST"])
@throttled(times=120, seconds=300)
def search(request: Request) -> HttpResponse:
    """The result page. The query never stands in the address."""
    context = searcher(request)
    if request.method == "POST":
        request.session[SESSION_KEY] = request.POST.get("q", "")[:LONGEST]
        return redirect("people:search")
    typed = str(request.session.get(SESSION_KEY, "")).strip()
    found = find(typed, today=today()) if typed else Found()
    if found.hits:
        disclose(request, kind="people.search", dossiers=found.dossiers)
    more = [(source.label, source.find(context, typed)) for name, source in hooks.search.items() if name != "people"]
    return render(
        request,
        "people/search.html",
        {
            "typed": typed,
            "found": found,
            "others": [(label, hits) for label, hits in more if hits] if typed else [],
            "may_take_in": context.has_role(Role.INTAKE),
        },
    )


@require_POST
@throttled(times=600, seconds=300)
def live(request: Request) -> HttpResponse:
    """The best few results as a piece of page, while somebody types."""
    searcher(request)
    typed = request.POST.get("q", "")[:LONGEST].strip()
    found = find(typed, today=today(), most=AT_ONCE) if typed else Found()
    if found.hits:
        disclose(request, kind="people.search", dossiers=found.dossiers)
    return render(request, "people/parts/live.html", {"typed": typed, "found": found})
