"""Laying a survey on the person's own page, and taking over what came back."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.cases import tools
from rundblick.surveys import own
from rundblick.surveys.access import survey_or_404
from rundblick.surveys.codes import Respondent
from rundblick.surveys.models import OwnSheet, Survey
from rundblick.surveys.publishing import document as document_of

NAME = "surveys"
HAND, BACK, OVER = "bereitlegen", "zurueckholen", "uebernehmen"


@require_http_methods(["GET", "POST"])
def alone(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, survey_id: uuid.UUID) -> HttpResponse:
    """Where the sheet lies, and what can be done with it."""
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    row = survey_or_404(request.access, file, survey_id, writing=True)
    if row.respondent != Respondent.SELF or own.TOPIC not in file.writes:
        raise Http404
    if request.method == "POST":
        disclose(request, kind="surveys.alone", dossiers=[file.dossier_id])
        try:
            words = _act(request, row)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(request.path)
        messages.success(request, words)
        if HAND in request.POST:
            return redirect("surveys:page", file.pk, person_id)
        return redirect("surveys:survey", file.pk, person_id, row.pk)
    disclose(request, kind="surveys.alone", dossiers=[file.dossier_id])
    sheet = OwnSheet.objects.visible_to(request.access).filter(survey=row).first()
    return render(
        request,
        "surveys/alone.html",
        tools.frame(request, file, NAME)
        | {
            "document": document_of(row.questionnaire),
            "sheet": sheet,
            "possible": sheet is not None or own.can_answer(file.pk, person_id),
            "health": any(item.sensitive for item in document_of(row.questionnaire).items),
            "back_url": reverse("surveys:survey", args=[file.pk, person_id, row.pk]),
        },
    )


def _act(request: Request, row: Survey) -> str:
    """Do what the button says; answers the words for the screen."""
    if HAND in request.POST:
        own.hand_out(survey=row)
        return "Der Fragebogen liegt auf der eigenen Seite bereit."
    if OVER in request.POST:
        own.take_over(survey=row, author=request.user)
        return "Die Antworten sind übernommen. Sehen Sie sie gemeinsam an, und schließen Sie dann ab."
    own.take_back(survey=row)
    return "Der Fragebogen liegt nicht mehr auf der eigenen Seite."
