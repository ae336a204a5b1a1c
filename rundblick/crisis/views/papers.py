"""Two papers: a sheet without names for advice and supervision, and, for a child, a report that leaves the house by
hand. Both are made for the screen and the printer alone; nothing of them is stored."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.crisis import paper, queries
from rundblick.crisis.access import protocol_or_404
from rundblick.crisis.catalogue import CHILD
from rundblick.crisis.forms import SheetForm
from rundblick.crisis.models import Protocol
from rundblick.people.naming import names_in


@require_POST
def sheet(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """The pseudonymised sheet: first a text to look over, then, when no name is in it, the paper."""
    row, file = _written(request, protocol_id)
    found: list[str] = []
    text = request.POST.get("text")
    if text is not None:
        persons = file.persons
        names = [f"{one.first_names} {one.last_name} {one.former_names}" for one in persons]
        found = names_in(text, names, [one.birth_date for one in persons if one.birth_date])
    start = paper.sheet(file, row, queries.done(row)) if text is None else ""
    return _paper(request, row, file, "sheet", start=start, found=found)


@require_POST
def report(request: Request, protocol_id: uuid.UUID) -> HttpResponse:
    """The report: a text with what the youth office needs, then the paper. It is sent outside of Rundblick."""
    row, file = _written(request, protocol_id)
    if row.way != CHILD:
        raise Http404
    start = paper.report(file, row, queries.done(row)) if "text" not in request.POST else ""
    return _paper(request, row, file, "report", start=start, found=[])


def _written(request: Request, protocol_id: uuid.UUID) -> tuple[Protocol, File]:
    row = protocol_or_404(request.access, protocol_id, writing=True)
    return row, file_or_404(request.access, row.dossier_id)


def _paper(request: Request, row: Protocol, file: File, kind: str, *, start: str, found: list[str]) -> HttpResponse:
    form = SheetForm(request.POST if "text" in request.POST else None, initial={"text": start}, with_names=bool(found))
    ready = form.is_valid() and (not found or form.cleaned_data.get("anyway"))
    disclose(request, kind=f"crisis.{kind}", dossiers=[row.dossier_id])
    shown = {
        "kind": kind,
        "form": form,
        "found": found,
        "ready": ready,
        "text": form.cleaned_data["text"] if ready else "",
        "house": request.user.organisation,
        "here": reverse(f"crisis:{kind}", args=[row.pk]),
        "open_url": reverse("crisis:open", args=[row.pk]),
    }
    answer = render(request, "crisis/paper.html", shown)
    answer.headers["Cache-Control"] = "no-store"
    return answer
