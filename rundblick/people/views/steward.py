"""The steward's desk: records that may be one person, compared side by side and decided."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.people import stewardship
from rundblick.people.forms import DecisionForm
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab


@require_GET
def desk(request: Request) -> HttpResponse:
    """Open suspicions, or those decided before (`stand=entschieden`)."""
    only(request, Role.STEWARD)
    decided = request.GET.get("stand") == "entschieden"
    pairs, more = stewardship.pairs(decided=decided)
    if pairs:
        disclose(request, kind="people.duplicates", dossiers=[d for pair in pairs for d in pair.dossiers])
    here = reverse("people:duplicates")
    tabs = [
        Tab(label="Zu klären", url=here, current=not decided),
        Tab(label="Entschieden", url=f"{here}?stand=entschieden", current=decided),
    ]
    context = {"pairs": pairs, "more": more, "tabs": tabs, "decided": decided}
    return render(request, "people/duplicates.html", context)


@require_http_methods(["GET", "POST"])
def pair(request: Request, suspicion_id: uuid.UUID) -> HttpResponse:
    """Compare two records and decide: same person, different persons, or take a merging back."""
    only(request, Role.STEWARD)
    found = stewardship.pair(suspicion_id)
    if found is None:
        raise Http404
    form = DecisionForm(
        request.POST if request.method == "POST" else None,
        sides=[(str(side.person_id), f"{side.name}, angelegt am {side.created_on}") for side in found.sides],
        merged=found.suspicion.merged_at is not None,
        initial={"keep": str(found.elder.person_id)},
    )
    if form.is_valid():
        said = stewardship.decide(found, form.cleaned_data["decision"], keep=form.cleaned_data.get("keep", ""))
        messages.success(request, said)
        return redirect("people:duplicates")
    disclose(request, kind="people.duplicates", dossiers=found.dossiers)
    crumbs = [Crumb(label="Dubletten", url=reverse("people:duplicates")), Crumb(label="Vergleich")]
    return render(request, "people/duplicate.html", {"pair": found, "form": form, "breadcrumb": crumbs})
