"""Needs in the terms of the 4-Phasen-Modell: as text and table for the leading file, with a mark when copied."""

import uuid
from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.tools import file_of_member, frame
from rundblick.situation import services
from rundblick.situation.needs import needs_of, text_of
from rundblick.situation.views.common import TOOL, shell
from rundblick.web.clock import today
from rundblick.web.german import german_date
from rundblick.web.spreadsheets import CSV, as_csv

HEAD = ("Schlüsselgruppe", "Handlungsbedarf", "Thema", "Merkmale", "Worte", "Sicht", "seit", "übertragen am")


@require_GET
def needs(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Today's needs of a member, to be read, printed or copied."""
    file = file_of_member(request, case_id, person_id)
    found = needs_of(request.access, case_id, person_id)
    disclose(request, kind="situation.needs", dossiers=[file.pk])
    return render(
        request,
        "situation/needs.html",
        shell(request, file)
        | {
            "needs": found,
            "text": text_of(found),
            "today": today(),
        },
    )


@require_GET
def table(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The same as a table for a spreadsheet; cells are never formulas."""
    file = file_of_member(request, case_id, person_id)
    lines: list[Sequence[str]] = [HEAD]
    for need in needs_of(request.access, case_id, person_id):
        row = need.row
        line = (
            need.group,
            need.need,
            need.shown.topic,
            ", ".join(need.shown.marks),
            row.text or "",
            row.get_view_display(),
            german_date(row.valid_from),
            german_date(row.transferred_on) if row.transferred_on else "",
        )
        lines.append(line)
    disclose(request, kind="situation.needs.export", dossiers=[file.pk])
    answer = HttpResponse(as_csv(lines), content_type=CSV)
    answer.headers["Content-Disposition"] = f'attachment; filename="handlungsbedarfe-{today().isoformat()}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def transferred(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Mark the needs that were on the page as copied into the leading file today, or take the marks away.

    What came or changed since the page was drawn was not copied and stays unmarked.
    """
    file = file_of_member(request, case_id, person_id, writing="situation")
    day = None if request.POST.get("zurueck") == "1" else today()
    seen = set(request.POST.getlist("bedarf"))
    rows = [need.row for need in needs_of(request.access, case_id, person_id) if need.mark in seen]
    count = services.transferred(entries=rows, day=day)
    disclose(request, kind="situation.needs.transferred", dossiers=[file.pk])
    if count:
        messages.success(request, "Als übertragen markiert." if day else "Die Markierung ist entfernt.")
    return redirect(reverse("situation:needs", args=[case_id, person_id]) + frame(request, file, TOOL)["mode"])
