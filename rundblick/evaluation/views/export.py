"""A report leaves the house: with a purpose, and written into the log."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.evaluation.access import report_or_404
from rundblick.evaluation.commenting import Thread, labels_of, threads
from rundblick.evaluation.definitions import programme_of, report_of
from rundblick.evaluation.exports import File, write
from rundblick.evaluation.forms import ExportForm
from rundblick.evaluation.listing import name_of
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.storing import shown_from_json
from rundblick.evaluation.views.reports import crumbs
from rundblick.exports.codes import Kind
from rundblick.exports.services.log import Taken, note
from rundblick.exports.views.frame import as_file
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
        shown = shown_from_json(snapshot.figures)
        said = _comments(request, snapshot, form.cleaned_data["comments"])
        file = write(form.cleaned_data["format"], programme, report, snapshot, shown, said)
        disclose(request, kind="report.export", dossiers=[], purpose=f"{form.said} ({file.name})")
        _write_down(request, form, snapshot, file)
        return as_file(file.content, name=file.name, content_type=file.content_type)
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


def _comments(request: Request, snapshot: ReportSnapshot, wish: str) -> list[Thread]:
    """What is printed with the report: nothing, what all readers may read, or everything the reader may see."""
    if not wish:
        return []
    found = threads(request.access, snapshot, labels_of(snapshot))
    return found if wish == "all" else [one for one in found if not one.comment.internal]


def _write_down(request: Request, form: ExportForm, snapshot: ReportSnapshot, file: File) -> None:
    """The line in the log of exports; it belongs to the house that ordered the report, whoever takes it out."""
    owner = snapshot.ordered_by.organisation_id if snapshot.ordered_by else None
    note(
        request.access,
        Taken(
            kind=Kind.REPORT,
            title=f"{name_of(programme_of(snapshot.run), snapshot.report)} ({snapshot.run.label})",
            about=snapshot.pk,
            form=form.cleaned_data["format"],
            content=file.content,
            purpose=form.said,
            recipient=form.cleaned_data["recipient"],
            as_of=snapshot.as_of,
            rows=len(snapshot.figures),
            house_id=owner,
        ),
    )
