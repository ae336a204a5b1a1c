"""The copy of a talk for the leading file, its mark, and what is still to be copied."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access import crypto
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Stale
from rundblick.cases.frame import turned
from rundblick.companion import queries, services
from rundblick.companion.access import note_to_copy_or_404, planner
from rundblick.people import queries as people
from rundblick.web import keyset

SIZE = 50
CORRECTED = "Der Vermerk wurde inzwischen berichtigt. Bitte kopieren Sie den neuen Text."


@require_GET
def copy(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """The text, to be marked and copied, printed or saved."""
    note = note_to_copy_or_404(request, note_id)
    said = queries.text(request.access, note)
    disclose(request, kind="companion.copy", dossiers=[note.dossier_id])
    return render(
        request,
        "companion/copy.html",
        {"note": note, "text": said, "rows": said.count("\n") + 3, "mark": queries.mark_of(request.access, note)},
    )


@require_GET
def plain(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """The same as a file."""
    note = note_to_copy_or_404(request, note_id)
    answer = HttpResponse(queries.text(request.access, note), content_type="text/plain; charset=utf-8")
    disclose(request, kind="companion.plain", dossiers=[note.dossier_id])
    answer.headers["Content-Disposition"] = 'attachment; filename="vermerk.txt"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def transferred(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Mark the version that was on the page as copied, or take the mark back."""
    note = note_to_copy_or_404(request, note_id)
    if request.POST.get("zurueck") == "1":
        services.take_back(note=note)
        messages.success(request, "Die Markierung ist entfernt.")
        return redirect("companion:copy", note.pk)
    typed = request.POST.get("version", "")
    try:
        services.transferred(note=note, version=int(typed) if typed.isdecimal() else -1, user=request.user)
    except Stale:
        messages.error(request, CORRECTED)
        return redirect("companion:copy", note.pk)
    disclose(request, kind="companion.transferred", dossiers=[note.dossier_id])
    messages.success(request, "Als übertragen markiert.")
    return redirect("companion:waiting")


@require_GET
def waiting(request: Request) -> HttpResponse:
    """Notes of the own cases that nobody copied yet, the oldest first."""
    context = planner(request)
    found = keyset.page(
        queries.of_my_cases(context, request.user.pk),
        key="happened_on",
        descending=False,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    ids = list({note.dossier_id for note in found.rows})
    crypto.load_keys(ids)
    labels = people.labels(ids) if ids else {}
    if ids:
        disclose(request, kind="companion.waiting", dossiers=ids)
    lines = [
        (note, note.person.name if note.person else labels[note.dossier_id], reverse("companion:copy", args=[note.pk]))
        for note in found.rows
    ]
    return render(request, "companion/waiting.html", {"lines": lines, "pages": turned(found.before, found.after, {})})
