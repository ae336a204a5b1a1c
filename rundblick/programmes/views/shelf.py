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
from rundblick.programmes import drawn, runs, shelf_page
from rundblick.programmes import profile as profiles
from rundblick.programmes.access import definition_or_404, run_or_404
from rundblick.programmes.definition import Programme
from rundblick.programmes.forms import ShelfSearch
from rundblick.programmes.models import Definition, Run
from rundblick.programmes.offered import historical, offered_here
from rundblick.programmes.places import places_of
from rundblick.programmes.publishing import all_in_force, document, documents
from rundblick.programmes.registries import profile_links
from rundblick.programmes.rules import run_at
from rundblick.programmes.staff import DRAFT_ROLES, RUN_ROLES
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

SEARCHED = "programmes.search"


@require_GET
def shelf(request: Request) -> HttpResponse:
    """All programmes that are published; what was searched for stands in the session, never in the address."""
    staff_only(request)
    made = _cards()
    wanted = shelf_page.remembered(request.session.get(SEARCHED))
    found = shelf_page.chosen(made, wanted)
    return render(
        request,
        "programmes/shelf.html",
        {
            "here": [one for one in found if one.offered],
            "collection": [one for one in found if not one.offered],
            "found": len(found),
            "number": len(made),
            "form": ShelfSearch(initial=wanted, choices=shelf_page.choices(made)),
            "narrowed": len(wanted.keys() - {"words"}),
            "wanted": wanted,
            "may_edit": request.access.has_role(*DRAFT_ROLES),
        },
    )


@require_POST
def search(request: Request) -> HttpResponse:
    """Remember what is searched for and show the shelf; nothing chosen, or "alle zeigen", shows all."""
    staff_only(request)
    if "reset" in request.POST:
        request.session.pop(SEARCHED, None)
        return redirect("programmes:shelf")
    form = ShelfSearch(request.POST, choices=shelf_page.choices(_cards()))
    if form.is_valid():
        request.session[SEARCHED] = shelf_page.remembered(form.cleaned_data)
    return redirect("programmes:shelf")


@require_GET
def profile(request: Request, code: str) -> HttpResponse:
    """One page about a programme: pictures, rules with their origin, runs and versions."""
    row = definition_or_404(request, code)
    programme = document(row)
    day = today()
    current = run_at(programme, day)
    begin = max(day, current.valid_from) if current else _first_day(programme)
    versions = list(Definition.objects.filter(code=code).defer("document").order_by("-valid_from", "-published_at"))
    may_open = request.access.has_role(*RUN_ROLES)
    stretches = [
        {
            "run": run,
            "last_day": _last_day(run),
            "url": reverse("programmes:run", args=[run.pk]) if may_open else "",
            "open": current is not None and current.code == run.code and run.definition_id == row.pk,
            "here": run.provider_id is not None or row.published_by_id is not None,
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
            "may_edit": request.access.has_role(*DRAFT_ROLES),
            "may_lead": may_open,
            "links": [found for link in profile_links if (found := link(request, code))],
            "versions": versions,
            "picture": drawn.clocks(programme, begin),
            "waiting": drawn.waiting(programme, begin),
            "sections": profiles.sections(programme),
            "delivery": profiles.DELIVERY.get(programme.delivery or "", ""),
            "past": historical(programme, day),
            "rows": [one for one in programme.source.rows if "." not in one] or programme.source.rows,
            "law": [law for use in programme.legal_basis if (law := vocabulary().legal_basis(use.code))],
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


def _cards() -> list[shelf_page.Card]:
    day = today()
    rows = all_in_force(day)
    return shelf_page.cards(rows, documents(row.pk for row in rows), offered_here(rows, day), day)


def _first_day(programme: Programme) -> dt.date:
    return min(run.valid_from for run in programme.runs)


def _row_of(stretches: Sequence[Mapping[str, object]], code: str) -> Run:
    found = next(one["run"] for one in stretches if one["open"] and getattr(one["run"], "code", "") == code)
    assert isinstance(found, Run)
    return found


def _last_day(run: Run) -> dt.date | None:
    return run.valid_until - dt.timedelta(days=1) if run.valid_until else None
