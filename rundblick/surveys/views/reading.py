"""The list of a member's surveys, beginning one, and what became of them."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.surveys import compared, queries, rules, services, shown, spoken
from rundblick.surveys.access import health_door, survey_or_404
from rundblick.surveys.codes import Mode, Respondent
from rundblick.surveys.definition import Questionnaire
from rundblick.surveys.forms import BeginForm
from rundblick.surveys.models import Survey
from rundblick.surveys.picture import then_and_now
from rundblick.surveys.publishing import document as document_of
from rundblick.surveys.publishing import documents, offered
from rundblick.surveys.queries import Given
from rundblick.web.clock import today
from rundblick.web.german import count, german_date

NAME = "surveys"
COMPARE = "vergleich"


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Which questionnaires there are, what was answered, and what comes next."""
    file = tools.file_of_member(request, case_id, person_id)
    frame = tools.frame(request, file, NAME)
    rows = queries.surveys_of(request.access, file.pk, person_id, until=frame["day"])
    around = shown.Around(
        file=file,
        day=frame["day"],
        writes=frame["can_write"],
        together=frame["together"],
        documents=documents({row.questionnaire_id for row in rows}),
    )
    takings = queries.takings(request.access, file.pk, person_id) if "programmes" in file.reads else []
    disclose(request, kind="surveys.page", dossiers=[file.dossier_id])
    hidden = queries.out_of_reach(file.pk, person_id) if rows and frame["can_write"] else 0
    return render(
        request,
        "surveys/page.html",
        frame
        | {
            "groups": shown.groups(around, takings=takings, surveys=rows, offered=offered()),
            "hidden": count(hidden, "Befragung", "Befragungen") if hidden and not frame["together"] else "",
            "erase_url": reverse("surveys:erase_health", args=[file.pk, person_id]),
            "nothing": not rows,
        },
    )


@require_http_methods(["GET", "POST"])
def begin(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, code: str, wave: str, view: str) -> HttpResponse:
    """What it is about, that it is voluntary, and whether the time fits; then the first question."""
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    frame = tools.frame(request, file, NAME)
    taking = _taking(request, file, person_id)
    before = [
        row
        for row in queries.surveys_of(request.access, file.pk, person_id)
        if row.code == code and row.participation_id == (taking.row.pk if taking else None)
    ]
    document = _document(code, before)
    asked = document.wave(wave)
    if asked is None or view not in document.respondents:
        raise Http404
    own = view == Respondent.SELF.value
    if request.method == "POST":
        form = BeginForm(request.POST, document=document, own=own)
        if form.is_valid():
            said = form.cleaned_data
            try:
                made = services.begin(
                    case=file.case,
                    person_id=person_id,
                    author=request.user,
                    token=said["token"],
                    what=services.Beginning(
                        code=code,
                        wave=wave,
                        respondent=view,
                        mode=said.get("mode") or Mode.TOGETHER,
                        language=said.get("language") or "de",
                        participation_id=taking.row.pk if taking else None,
                        on=said["on"],
                    ),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                first = document.sections[0].code
                return redirect(reverse("surveys:fill", args=[file.pk, person_id, made.pk, first]) + frame["mode"])
    else:
        first_mode = Mode.ALONE if frame["together"] else Mode.TOGETHER
        form = BeginForm(
            initial={"mode": first_mode, "language": "de", "on": today(), "token": uuid.uuid4()},
            document=document,
            own=own,
        )
    start = taking.start if taking else min((row.begun_on for row in before), default=None)
    window = rules.window(asked, start=start, end=taking.end if taking else None)
    disclose(request, kind="surveys.begin", dossiers=[file.dossier_id])
    return render(
        request,
        "surveys/begin.html",
        frame
        | {
            "form": form,
            "document": document,
            "purpose": document.purpose.de,
            "wave": asked,
            "view_label": Respondent(view).label,
            "own": own,
            "voluntary": spoken.voluntary("de"),
            "time_hint": _time_hint(window),
            "health": any(item.sensitive for item in document.items),
            "health_open": health_door(request.access, file).writes,
            "back_url": frame["here"] + frame["mode"],
        },
        status=422 if form.errors else 200,
    )


def _taking(request: Request, file: File, person_id: uuid.UUID) -> queries.Taking | None:
    """The participation named in the address, or 404 when it is none of this member's."""
    wanted = request.GET.get("teilnahme", "")
    if not wanted:
        return None
    found = queries.takings(request.access, file.pk, person_id) if "programmes" in file.reads else []
    taking = next((one for one in found if str(one.row.pk) == wanted), None)
    if taking is None:
        raise Http404
    return taking


def _document(code: str, before: list[Survey]) -> Questionnaire:
    if before:
        return document_of(before[0].questionnaire)
    found = offered().get(code)
    if found is None:
        raise Http404
    return found.document


def _time_hint(window: rules.Window | None) -> str:
    """Why the day may be wrong, in words; early and late are allowed."""
    match rules.at(window, today()):
        case rules.When.EARLY:
            assert window
            return f"Vorgesehen ist diese Befragung erst ab {german_date(window.opens)}. Sie können trotzdem beginnen."
        case rules.When.LATE:
            assert window
            return (
                f"Vorgesehen war sie bis {german_date(window.closes)}. Sie können sie nachholen; der Tag steht dabei."
            )
    return ""


@require_GET
def survey(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, survey_id: uuid.UUID) -> HttpResponse:
    """On to where the survey stands: its questions while it is open, its result afterwards."""
    file = tools.file_of_member(request, case_id, person_id)
    row = survey_or_404(request.access, file, survey_id)
    document = document_of(row.questionnaire)
    mode = tools.mode(request)
    if row.completed_on is not None or "situation" not in file.writes:
        return redirect(reverse("surveys:result", args=[file.pk, person_id, row.pk]) + mode)
    return redirect(reverse("surveys:fill", args=[file.pk, person_id, row.pk, document.sections[0].code]) + mode)


@require_http_methods(["GET", "POST"])
def result(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, survey_id: uuid.UUID) -> HttpResponse:
    """Then and now. Answers about health open on purpose alone, by a POST, and are logged apart."""
    file = tools.file_of_member(request, case_id, person_id)
    known = queries.surveys_of(request.access, file.pk, person_id)
    row = next((one for one in known if one.pk == survey_id), None)
    if row is None:
        raise Http404
    frame = tools.frame(request, file, NAME)
    document = document_of(row.questionnaire)
    compare = not frame["together"] or request.GET.get(COMPARE) == "1"
    views = [view for view in document.respondents if compare or view == Respondent.SELF.value]
    rows = [
        one
        for one in known
        if one.code == row.code and one.participation_id == row.participation_id and one.completed_on
    ]
    door = health_door(request.access, file) if _asks_health(document) else None
    open_ = request.method == "POST" and door is not None and door.reads
    made = compared.Compared(document, rows, _without_health(document, rows, request, open_))
    found = compared.courses(made, views=views)
    told = compared.sentences(found)
    disclose(request, kind="surveys.health" if open_ else "surveys.result", dossiers=[file.dossier_id])
    together = f"{request.path}?{tools.TOGETHER}=1"
    last = rows[-1] if rows else row
    context: dict[str, Any] = {
        "document": document,
        "survey": row,
        "sentences": told,
        "picture": then_and_now(title="Damals und heute", description=" ".join(told), courses=found, waves=made.waves())
        if any(course.known for course in found)
        else None,
        "table": compared.answers_table(made, views=views, health=open_) if rows else None,
        "asks_health": door is not None,
        "health_open": open_,
        "may_open": door is not None and door.reads,
        "compare_url": "" if compare or len(document.respondents) < 2 else f"{together}&{COMPARE}=1",
        "versions": sorted({one.questionnaire.number for one in rows}),
        "reopen_url": reverse("surveys:reopen", args=[file.pk, person_id, last.pk])
        if rows and frame["can_write"] and not frame["together"]
        else "",
        "last": last,
        "list_url": frame["here"] + frame["mode"],
        "open_url": request.get_full_path(),
    }
    return render(request, "surveys/result.html", frame | context)


def _asks_health(document: Questionnaire) -> bool:
    return any(item.sensitive for item in document.items)


def _without_health(
    document: Questionnaire, rows: list[Survey], request: Request, open_: bool
) -> dict[uuid.UUID, Given]:
    """What was answered; answers about health stay out until they were opened."""
    given = queries.answers_of(rows, request.access)
    if open_:
        return dict(given)
    hidden = {item.code for item in document.items if item.sensitive}
    return {
        pk: Given({code: said for code, said in one.answers.items() if code not in hidden}, protected=False)
        for pk, one in given.items()
    }


@require_POST
def erase_health(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """After the consent has ended: erase what was answered about health."""
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    disclose(request, kind="surveys.erase_health", dossiers=[file.dossier_id])
    try:
        services.erase_health(dossier_id=file.pk, person_id=person_id)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Die Antworten zur Gesundheit sind gelöscht.")
    return redirect("surveys:page", file.pk, person_id)
