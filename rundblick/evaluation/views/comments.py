"""Comments to a report: saying, answering, closing."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from rundblick.access.requests import Request
from rundblick.evaluation import commenting
from rundblick.evaluation.access import report_or_404
from rundblick.evaluation.errors import Refused
from rundblick.evaluation.forms import CommentForm
from rundblick.evaluation.models import ReportSnapshot
from rundblick.web.ids import uuid_or_none


@require_POST
def say(request: Request, snapshot_id: uuid.UUID) -> HttpResponse:
    """Write a comment or an answer; afterwards back to the figure or the report."""
    context = request.access
    snapshot = report_or_404(context, snapshot_id)
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Bitte schreiben Sie einen Kommentar, höchstens 2.000 Zeichen.")
        return redirect(_back(snapshot, form.place))
    given = form.cleaned_data
    answers = None
    if given["answers"]:
        answers = commenting.comment_or_404(snapshot, uuid_or_none(given["answers"]))
    try:
        commenting.say(
            context,
            snapshot,
            text=given["text"],
            place=form.place,
            answers=answers,
            internal=not given["open_to_all"],
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Kommentar steht beim Bericht.")
    return redirect(_back(snapshot, form.place))


@require_POST
def close(request: Request, snapshot_id: uuid.UUID, comment_id: uuid.UUID) -> HttpResponse:
    """Close a comment; it stays to be read."""
    snapshot = report_or_404(request.access, snapshot_id)
    comment = commenting.comment_or_404(snapshot, comment_id)
    try:
        commenting.close(request.access, comment)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Kommentar ist abgeschlossen.")
    return redirect(_back(snapshot, None))


def _back(snapshot: ReportSnapshot, place: int | None) -> str:
    if place is not None and place in commenting.labels_of(snapshot):
        return f"{reverse('evaluation:figure', args=[snapshot.pk, place])}#kommentare"
    return f"{reverse('evaluation:report', args=[snapshot.pk])}#kommentare"
