"""Wish, steps and decision."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.writing import sent, write
from rundblick.cases.queries import goals
from rundblick.roadmap import queries, services
from rundblick.roadmap.access import file_to_write, row_or_404, step_or_404
from rundblick.roadmap.codes import State
from rundblick.roadmap.forms import DecisionForm, StepForm, WishForm
from rundblick.roadmap.models import Decision
from rundblick.roadmap.views.frame import FORM, around, form_page, own, page_url

WISH_KEY = "roadmap.wish:{}:{}"
STEP_KEY = "roadmap.step:{}:{}:{}"
DECIDE_KEY = "roadmap.decide:{}:{}"


@require_http_methods(["GET", "POST"])
def wish(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Whether the person wants to talk about work; a yes begins the Fahrplan."""
    file = file_to_write(request, case_id, person_id)
    disclose(request, kind="roadmap.write", dossiers=[file.dossier_id])
    row = queries.journey(request.access, file.pk, person_id).path
    initial = {"wish": "yes" if row.wish else "no", "on": row.on, "version": row.version} if row else {}
    form = WishForm(sent(request), initial=initial)
    page = form_page(
        request,
        file,
        heading="Kam Arbeit zur Sprache?",
        key=WISH_KEY.format(file.pk, person_id),
        lead="Nur ein Ja oder Nein der Person, und wann. Warum, steht hier nicht.",
        values=lambda stored: {"wish": "yes" if stored.wish else "no", "on": stored.on},
    )

    def save(form: WishForm) -> str:
        services.say_wish(whose=own(file), author=request.user, **form.cleaned_data)
        return page_url(request, file)

    return write(request, form, page, save, template=FORM, **around(request, file))


@require_http_methods(["GET", "POST"])
def step(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, code: str) -> HttpResponse:
    """How far one step is, when, with whom."""
    file, one = file_to_write(request, case_id, person_id), step_or_404(code)
    disclose(request, kind="roadmap.write", dossiers=[file.dossier_id])
    row = queries.journey(request.access, file.pk, person_id).steps.get(code)
    form = StepForm(sent(request), initial=StepForm.first(one, row))
    page = form_page(
        request,
        file,
        heading=one.label,
        key=STEP_KEY.format(file.pk, person_id, code),
        lead=one.says,
        values=StepForm.stored,
    )

    def save(form: StepForm) -> str:
        services.note_step(whose=own(file), author=request.user, code=code, **form.cleaned_data)
        return page_url(request, file)

    return write(request, form, page, save, template=FORM, **around(request, file))


@require_POST
def skip(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, code: str) -> HttpResponse:
    """Leave a step out, or take it up again, with one tap; nobody asks why."""
    file, one = file_to_write(request, case_id, person_id), step_or_404(code)
    state = State.OPEN if request.POST.get("state") == State.OPEN else State.SKIPPED
    services.note_step(whose=own(file), author=request.user, code=one.code, state=state)
    return redirect(page_url(request, file))


@require_http_methods(["GET", "POST"])
def decide(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Write down what the person decided, on the phone for example."""
    file = file_to_write(request, case_id, person_id)
    disclose(request, kind="roadmap.write", dossiers=[file.dossier_id])
    aims = [
        (goal.pk, goal.text)
        for goal in goals(request.access, file.pk, member=person_id)
        if goal.person_id == person_id and goal.reached_on is None
    ]
    form = DecisionForm(sent(request), goals=aims, initial={"token": uuid.uuid4()})
    page = form_page(
        request,
        file,
        heading="Die Entscheidung",
        key=DECIDE_KEY.format(file.pk, person_id),
        lead="Die Person entscheidet. Warten ist eine gute Entscheidung und braucht nur einen Tag zum Wiedersehen.",
    )

    def save(form: DecisionForm) -> str:
        given = form.cleaned_data
        services.decide(
            whose=own(file),
            author=request.user,
            choice=given["choice"],
            on=given["on"],
            review_on=given["review_on"],
            goal_id=given.get("goal"),
            token=given["token"],
        )
        return page_url(request, file)

    return write(request, form, page, save, template=FORM, **around(request, file))


@require_POST
def undo(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """Take back a decision that was written down by mistake; what the person said themselves stays."""
    file = file_to_write(request, case_id, person_id)
    services.take_back(row=row_or_404(request, file, Decision, row_id))
    return redirect(page_url(request, file))
