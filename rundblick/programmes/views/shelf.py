"""The shelf of programmes, the profile of one, and the page of a run for those who coordinate."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.access import staff_only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.programmes import drawn, runs
from rundblick.programmes import profile as profiles
from rundblick.programmes.access import definition_or_404, run_or_404
from rundblick.programmes.definition import Programme
from rundblick.programmes.forms import ShelfSearch
from rundblick.programmes.models import Definition, Run
from rundblick.programmes.places import places_of
from rundblick.programmes.publishing import all_in_force, document, documents
from rundblick.programmes.rules import run_at
from rundblick.programmes.staff import RUN_ROLES
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

SEARCHED = "programmes.search"


@require_GET
def shelf(request: Request) -> HttpResponse:
    """All programmes that are published; what was searched for stands in the session, never in the address."""
    staff_only(request)
    words = request.session.get(SEARCHED, "")
    rows = all_in_force(today())
    programmes = documents(row.pk for row in rows)
    wanted = profiles.folded(words).split()
    cards = [
        _card(row, programmes[row.pk])
        for row in rows
        if all(word in profiles.searched(programmes[row.pk]) for word in wanted)
    ]
    form = ShelfSearch(initial={"words": words})
    return render(request, "programmes/shelf.html", {"cards": cards, "form": form, "words": words, "number": len(rows)})


@require_POST
def search(request: Request) -> HttpResponse:
    """Remember what is searched for and show the shelf; nothing typed shows all."""
    staff_only(request)
    form = ShelfSearch(request.POST)
    if form.is_valid():
        request.session[SEARCHED] = form.cleaned_data["words"]
    return redirect("programmes:shelf")


@require_GET
def profile(request: Request, code: str) -> HttpResponse:
    """One page about a programme: pictures, rules with their origin, runs and versions."""
    row = definition_or_404(request, code)
    programme = document(row)
    day = today()
    current = run_at(programme, day)
    versions = list(Definition.objects.filter(code=code).defer("document").order_by("-valid_from", "-published_at"))
    may_open = request.access.has_role(*RUN_ROLES)
    stretches = [
        {
            "run": run,
            "last_day": _last_day(run),
            "url": reverse("programmes:run", args=[run.pk]) if may_open else "",
            "open": current is not None and current.code == run.code and run.definition_id == row.pk,
        }
        for run in Run.objects.filter(definition__in=versions).select_related("provider").order_by("-valid_from")
    ]
    return render(
        request,
        "programmes/profile.html",
        {
            "breadcrumb": [Crumb(label="Programme", url=reverse("programmes:shelf")), Crumb(label=programme.title)],
            "programme": programme,
            "definition": row,
            "versions": versions,
            "picture": drawn.clocks(programme, max(day, current.valid_from) if current else _first_day(programme)),
            "sections": profiles.sections(programme),
            "legal": profiles.legal_bases(programme),
            "assumptions": profiles.assumptions(programme),
            "runs": stretches,
            "places": places_of(_row_of(stretches, current.code), programme, day) if current else [],
        },
    )


@require_GET
def run(request: Request, run_id: uuid.UUID) -> HttpResponse:
    """Places, the way in, the ratio of the run, and the households whose doors are open to the reader."""
    row = run_or_404(request, run_id)
    programme = document(row.definition)
    seen = runs.page_of(request.access, row, programme, day=today(), after=request.GET.get("hinter", ""))
    if seen.dossiers:
        disclose(request, kind="programmes.run", dossiers=seen.dossiers)
    profile_url = reverse("programmes:profile", args=[programme.id])
    crumbs = [
        Crumb(label="Programme", url=reverse("programmes:shelf")),
        Crumb(label=programme.title, url=profile_url),
        Crumb(label=row.label),
    ]
    return render(
        request,
        "programmes/run.html",
        {"breadcrumb": crumbs, "run": row, "last_day": _last_day(row), "programme": programme, "seen": seen},
    )


def _card(row: Definition, programme: Programme) -> dict[str, object]:
    current = run_at(programme, today())
    return {
        "programme": programme,
        "url": reverse("programmes:profile", args=[row.code]),
        "legal": ", ".join(profiles.legal_bases(programme)),
        "sites": ", ".join(site.label for site in programme.sites),
        "unit": profiles.UNITS[programme.unit],
        "run": current,
        "assumptions": profiles.assumptions(programme),
    }


def _first_day(programme: Programme) -> dt.date:
    return min(run.valid_from for run in programme.runs)


def _row_of(stretches: Sequence[Mapping[str, object]], code: str) -> Run:
    found = next(one["run"] for one in stretches if one["open"] and getattr(one["run"], "code", "") == code)
    assert isinstance(found, Run)
    return found


def _last_day(run: Run) -> dt.date | None:
    return run.valid_until - dt.timedelta(days=1) if run.valid_until else None
