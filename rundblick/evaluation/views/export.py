"""A report leaves the house: with a purpose, and written into the log."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.evaluation.access import report_or_404
from rundblick.evaluation.definitions import programme_of, report_of
from rundblick.evaluation.exports import write
from rundblick.evaluation.forms import ExportForm
from rundblick.evaluation.storing import shown_from_json
from rundblick.evaluation.views.reports import crumbs
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
def export(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """Ask what for, then hand out the file. Files carry only what everybody may see, whoever takes them out."""
    snapshot = report_or_404(request.access, snapshot_id)
    programme = programme_of(snapshot.run)
    report = report_of(programme, snapshot.report)
    if not snapshot.is_done or report is None:
        raise Http404
    form = ExportForm(request.POST if request.method == "POST" else None, initial={"format": "pdf"})
    if request.method == "POST" and form.is_valid():
        file = write(form.cleaned_data["format"], programme, report, snapshot, shown_from_json(snapshot.figures))
        disclose(request, kind="report.export", dossiers=[], purpose=f"{form.said} ({file.name})")
        answer = HttpResponse(file.content, content_type=file.content_type)
        answer.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
        answer.headers["Cache-Control"] = "no-store"
        return answer
    back = reverse("evaluation:report", args=[snapshot.pk])
    return render(
        request,
        "evaluation/export.html",
        {
            "form": form,
            "back_url": back,
            "breadcrumb": crumbs(Crumb(label="Bericht", url=back), Crumb(label="Herausgeben")),
        },
        status=422 if form.errors and request.htmx else 200,  # type: ignore[attr-defined]
    )
