"""Questionnaires on the own page: what waits there, and answering it section by section."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access import crypto
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.portal.access import Own, own
from rundblick.surveys import own as sheets
from rundblick.surveys import spoken
from rundblick.surveys.access import own_sheet_or_404
from rundblick.surveys.codes import Respondent
from rundblick.surveys.definition import Section
from rundblick.surveys.forms import SectionForm
from rundblick.surveys.models import OwnSheet
from rundblick.surveys.publishing import document as document_of
from rundblick.surveys.queries import opened


@require_GET
def questions(request: Request) -> HttpResponse:
    """The questionnaires that wait for this person."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    rows = [row for row in sheets.waiting(request.access) if _is_mine(row, mine)]
    disclose(request, kind="portal.questions", dossiers=mine.dossiers)
    shown = [(row, document_of(row.questionnaire)) for row in rows]
    return render(request, "portal/questions.html", {"sheets": shown})


@require_http_methods(["GET", "POST"])
def question(request: Request, sheet_id: uuid.UUID, section: str = "") -> HttpResponse:
    """The questions of one section; the last page sends everything to the coach."""
    mine = own(request.access)
    sheet = own_sheet_or_404(request.access, sheet_id, writing=True)
    if not _is_mine(sheet, mine):
        raise Http404
    crypto.load_keys([sheet.dossier_id])
    sections = _sections(sheet)
    here = next((one for one in sections if one.code == section), sections[0])
    place = sections.index(here)
    form = _form(request, sheet, here)
    if request.method == "POST":
        valid = form.is_valid()
        try:
            sheet = sheets.keep(sheet=sheet, said=form.said())
            if valid and (answer := _onward(request, sheet, here)) is not None:
                return answer
        except Refused as refusal:
            form.add_error(None, str(refusal))
    disclose(request, kind="portal.question", dossiers=[sheet.dossier_id])
    lang, direction = spoken.markup(sheet.language)
    return render(
        request,
        "portal/question.html",
        {
            "form": form,
            "document": document_of(sheet.questionnaire),
            "title": here.title.said(sheet.language),
            "intro": here.intro.said(sheet.language) if here.intro else "",
            "voluntary": "" if place else spoken.voluntary(sheet.language),
            "lang": lang,
            "direction": direction,
            "place": place + 1,
            "of": len(sections),
            "last": place + 1 == len(sections),
            "before": sections[place - 1].code if place else "",
            "sheet": sheet,
        },
        status=422 if form.errors else 200,
    )


def _form(request: Request, sheet: OwnSheet, here: Section) -> SectionForm:
    return SectionForm(
        request.POST if request.method == "POST" else None,
        document=document_of(sheet.questionnaire),
        items=[item for item in sheets.asked(sheet) if item in here.items],
        language=sheet.language,
        view=Respondent.SELF,
        given=opened(sheet.content),
        initial={"version": 0},
    )


def _sections(sheet: OwnSheet) -> list[Section]:
    """Sections in which something is asked."""
    asked = sheets.asked(sheet)
    return [one for one in document_of(sheet.questionnaire).sections if any(item in one.items for item in asked)]


def _onward(request: Request, sheet: OwnSheet, here: Section) -> HttpResponse | None:
    """To questions that appeared, to the next section, or away with it."""
    answers = opened(sheet.content)
    shown = set(request.POST)
    fresh = [one for one in sheets.asked(sheet) if one in here.items and one.code not in {*answers, *shown}]
    conditional = [one for one in fresh if one.show_if and one.show_if.item in shown]
    if conditional:
        return redirect("portal:question", sheet.pk, here.code)
    later = _sections(sheet)
    later = later[later.index(here) + 1 :]
    if later:
        return redirect("portal:question", sheet.pk, later[0].code)
    sheets.send(sheet=sheet)
    messages.success(request, _("Danke. Ihre Antworten sind angekommen."))
    return redirect("portal:questions")


def _is_mine(sheet: OwnSheet, mine: Own) -> bool:
    return any(
        door.reports and door.at_home and (sheet.dossier_id, sheet.person_id) == (door.dossier_id, door.person_id)
        for door in mine.doors
    )
