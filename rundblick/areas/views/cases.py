"""Cases whose area is looked after somewhere else."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.hooks import case_url
from rundblick.access.requests import Request
from rundblick.areas import access
from rundblick.areas.elsewhere import elsewhere
from rundblick.areas.views.tabs import tabs
from rundblick.people.queries import labels
from rundblick.web.clock import today
from rundblick.web.parts import Pages

SIZE = 40


@require_GET
def listing(request: Request) -> HttpResponse:
    """A page of them, by area, with the way to handing over."""
    context = access.with_cases(request)
    found = elsewhere(context, today())
    start = next((place for place, one in enumerate(found, 1) if str(one.dossier_id) == request.GET.get("hinter")), 0)
    rows = found[start : start + SIZE]
    ids = [one.dossier_id for one in rows]
    names = labels(ids) if ids else {}
    if ids:
        disclose(request, kind="areas.elsewhere", dossiers=ids)
    here = reverse("areas:elsewhere")
    return render(
        request,
        "areas/elsewhere.html",
        {
            "tabs": tabs(request, "elsewhere"),
            "number": len(found),
            "lines": [{"row": one, "name": names[one.dossier_id], "url": case_url(one.dossier_id)} for one in rows],
            "pages": Pages(
                previous_url=here if start else "",
                next_url=f"{here}?hinter={ids[-1]}" if start + SIZE < len(found) else "",
            ),
        },
    )
