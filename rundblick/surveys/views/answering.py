"""Answering a survey section by section, ending it, and taking an end or a beginning back."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.surveys import compared, queries, rules, services, spoken
from rundblick.surveys.access import HealthDoor, health_door, survey_or_404
from rundblick.surveys.codes import Respondent
from rundblick.surveys.definition import Item, Questionnaire, Section
from rundblick.surveys.forms import FinishForm, SectionForm
from rundblick.surveys.models import Survey
from rundblick.surveys.publishing import document as document_of
from rundblick.surveys.queries import Given
from rundblick.surveys.rules import Answer, Asking
from rundblick.web.clock import today

NAME = "surveys"
KEY = "surveys.fill:{}:{}:{}"
LATER = "spaeter"


@dataclass(frozen=True)
class Open:
    """A survey that is being answered: what is asked, and what was said."""

    file: File
    survey: Survey
    document: Questionnaire
    door: HealthDoor
    given: Given

    @property
    def asking(self) -> Asking:
        return Asking(wave=self.survey.wave, view=self.survey.respondent, protected=self.door.writes)

    def asked(self, answers: dict[str, Answer] | None = None) -> list[Item]:
        """The questions that are asked, with these answers or those stored."""
        return rules.asked(self.document, self.asking, self.given.answers if answers is None else answers)

    def sections(self, items: list[Item]) -> list[Section]:
        """Sections in which something is asked."""
        codes = {item.code for item in items}
        return [one for one in self.document.sections if any(item.code in codes for item in one.items)]

    def address(self, name: str, *more: str) -> str:
        return reverse(f"surveys:{name}", args=[self.file.pk, self.file.member, self.survey.pk, *more])


def _open(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, survey_id: uuid.UUID) -> Open:
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    row = survey_or_404(request.access, file, survey_id, writing=True)
    document = document_of(row.questionnaire)
    asks_health = any(item.sensitive for item in document.items)
    door = health_door(request.access, file) if asks_health else HealthDoor()
    given = queries.answers_of([row], request.access)[row.pk]
    return Open(file, row, document, door, given)


@require_http_methods(["GET", "POST"])
def fill(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, survey_id: uuid.UUID, section: str
) -> HttpResponse:
    """The questions of one section. Each save keeps what fits; a mistake is told beside its question."""
    open_ = _open(request, case_id, person_id, survey_id)
    frame = tools.frame(request, open_.file, NAME)
    if open_.survey.completed_on is not None:
        return redirect(open_.address("result") + frame["mode"])
    asked = open_.asked()
    sections = open_.sections(asked)
    here = next((one for one in open_.document.sections if one.code == section), None)
    if here is None:
        raise Http404
    if here not in sections:
        return redirect(_onward(open_, section, sections) + frame["mode"])
    key = KEY.format(person_id, survey_id, section)
    items = [item for item in asked if item in here.items]
    saved_at = None
    if request.method == "POST":
        form = _form(open_, items, request.POST)
        answered = _keep(request, open_, form, key)
        if answered is not None:
            return redirect(_next(request, open_, here, items, answered) + frame["mode"])
    else:
        form = _form(open_, items)
        saved_at = restore(request, key, form)
        form.initial["version"] = open_.survey.version
    kind = "surveys.health" if any(item.sensitive for item in items) else "surveys.fill"
    disclose(request, kind=kind, dossiers=[open_.file.dossier_id])
    return render(
        request,
        "surveys/fill.html",
        frame | _around(open_, here, sections, form) | {"draft_key": key, "saved_at": saved_at},
        status=422 if form.errors else 200,
    )


def _form(open_: Open, items: list[Item], data: Any = None) -> SectionForm:
    return SectionForm(
        data,
        document=open_.document,
        items=items,
        language=open_.survey.language,
        view=open_.survey.respondent,
        given=open_.given.answers,
        initial={"version": open_.survey.version},
    )


def _keep(request: Request, open_: Open, form: SectionForm, key: str) -> dict[str, Answer] | None:
    """Save what fits; the answers as they stand now, or None when the page must be shown again."""
    valid = form.is_valid()
    version = form.cleaned_data.get("version") or -1
    try:
        held = services.save(
            survey=open_.survey,
            author=request.user,
            version=version,
            said=form.said(),
            protected=open_.door.writes,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    except Stale as stale:
        form.add_error(None, f"Inzwischen wurde hier anders geantwortet: {_stored_words(open_, form)}. {_AGAIN}")
        form.show_version(stale.stored.version)
        return None
    if not valid:
        form.show_version(held.version)
        return None
    drafts.discard(user_id=request.user.pk, form_key=key)
    after = dict(open_.given.answers)
    for code, answer in form.said().items():
        if answer is None:
            after.pop(code, None)
        else:
            after[code] = answer
    return after


_AGAIN = "Ihre Antworten stehen unten. Speichern Sie noch einmal, wenn sie gelten sollen."


def _stored_words(open_: Open, form: SectionForm) -> str:
    """Answers stored meanwhile that differ from those typed, in words."""
    there = {item.code for item in form.items}
    told = [
        f"„{item.text.de}“: {compared.answer_words(open_.document, item, open_.given, open_.asking, there)}"
        for item in form.items
        if form.said().get(item.code) != open_.given.answers.get(item.code) and item.code in open_.given.answers
    ]
    return "; ".join(told)


def _next(request: Request, open_: Open, here: Section, items: list[Item], answered: dict[str, Answer]) -> str:
    """Back to the list, to questions that appeared on this page, or to the next section."""
    if LATER in request.POST:
        messages.success(request, "Gespeichert. Sie können jederzeit weitermachen.")
        return reverse("surveys:page", args=[open_.file.pk, open_.file.member])
    now_asked = open_.asked(answered)
    fresh = [item for item in now_asked if item in here.items and item not in items and item.code not in answered]
    if fresh:
        messages.info(request, "Dazu gibt es noch eine Frage.")
        return open_.address("fill", here.code)
    return _onward(open_, here.code, open_.sections(now_asked))


def _onward(open_: Open, section: str, sections: list[Section]) -> str:
    """The section after this one in which something is asked, or the end."""
    order = [one.code for one in open_.document.sections]
    later = [one for one in sections if order.index(one.code) > order.index(section)]
    return open_.address("fill", later[0].code) if later else open_.address("finish")


def _around(open_: Open, here: Section, sections: list[Section], form: SectionForm) -> dict[str, Any]:
    place = sections.index(here)
    language, view = open_.survey.language, open_.survey.respondent
    lang, direction = spoken.markup(language)
    wave = open_.document.wave(open_.survey.wave)
    before = open_.address("fill", sections[place - 1].code) if place else ""
    return {
        "form": form,
        "survey": open_.survey,
        "document": open_.document,
        "wave_label": wave.label if wave else open_.survey.wave,
        "view_label": Respondent(view).label,
        "own": view == Respondent.SELF,
        "section_title": here.title.said(language, view),
        "section_intro": here.intro.said(language, view) if here.intro else "",
        "voluntary": spoken.voluntary(language) if place == 0 and view == Respondent.SELF else "",
        "lang": lang,
        "direction": direction,
        "draft_words": language in open_.document.drafts,
        "place": place + 1,
        "of": len(sections),
        "before_url": before,
        "locked": _locked_words(open_, place),
        "alone_url": open_.address("alone") if view == Respondent.SELF and "tasks" in open_.file.writes else "",
    }


def _locked_words(open_: Open, place: int) -> str:
    """That questions about health are left out, told once on the first page."""
    if place or open_.door.writes or not any(item.sensitive for item in open_.document.items):
        return ""
    return "Fragen zur Gesundheit stehen hier nicht: Dafür gibt es keine Einwilligung, die Sie nennt."


@require_http_methods(["GET", "POST"])
def finish(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, survey_id: uuid.UUID) -> HttpResponse:
    """What is still open, and the day it ends."""
    open_ = _open(request, case_id, person_id, survey_id)
    frame = tools.frame(request, open_.file, NAME)
    if request.method == "POST":
        form = FinishForm(request.POST)
        if form.is_valid():
            try:
                services.complete(survey=open_.survey, author=request.user, on=form.cleaned_data["on"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Die Befragung ist abgeschlossen.")
                return redirect(open_.address("result") + frame["mode"])
    else:
        form = FinishForm(initial={"on": max(today(), open_.survey.begun_on)})
    asked = open_.asked()
    left = [item for item in asked if item.code not in open_.given.answers]
    sections = open_.sections(asked)
    disclose(request, kind="surveys.finish", dossiers=[open_.file.dossier_id])
    return render(
        request,
        "surveys/finish.html",
        frame
        | {
            "form": form,
            "document": open_.document,
            "answered": len(asked) - len(left),
            "asked": len(asked),
            "left": [
                (
                    item.text.said("de", open_.survey.respondent),
                    open_.address("fill", _section_of(open_, item)) + frame["mode"],
                )
                for item in left
            ],
            "back_url": open_.address("fill", sections[-1].code) + frame["mode"] if sections else frame["here"],
            "discard_url": "" if frame["together"] else open_.address("discard"),
        },
        status=422 if form.errors else 200,
    )


def _section_of(open_: Open, item: Item) -> str:
    return next(one.code for one in open_.document.sections if item in one.items)


@require_POST
def reopen(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, survey_id: uuid.UUID) -> HttpResponse:
    """Correct an answer of a completed survey."""
    open_ = _open(request, case_id, person_id, survey_id)
    disclose(request, kind="surveys.reopen", dossiers=[open_.file.dossier_id])
    try:
        services.reopen(survey=open_.survey)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(open_.address("result"))
    messages.success(request, "Die Befragung ist wieder offen.")
    return redirect(open_.address("survey"))


@require_POST
def discard(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, survey_id: uuid.UUID) -> HttpResponse:
    """Take a survey back that was begun by mistake."""
    open_ = _open(request, case_id, person_id, survey_id)
    disclose(request, kind="surveys.discard", dossiers=[open_.file.dossier_id])
    try:
        services.discard(survey=open_.survey)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(open_.address("survey"))
    messages.success(request, "Die Befragung ist verworfen.")
    return redirect("surveys:page", open_.file.pk, open_.file.member)
