"""Worries, carving, special jobs and questions of one employer."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.employers import keys, paper, rules
from rundblick.employers.access import colleagues, employer_or_404, kept_or_404, may_edit
from rundblick.employers.codes import WHAT_HELPS, Help, SpecialState
from rundblick.employers.forms.common import fresh, stored
from rundblick.employers.forms.helping import (
    AnswerForm,
    CarvingForm,
    ConcernForm,
    MoveForm,
    SpecialForm,
    TaskForm,
    TicketForm,
)
from rundblick.employers.models import CarvedTask, Carving, Concern, SpecialJob, Ticket
from rundblick.employers.services import helping as services
from rundblick.employers.views.common import Page, about, crumbs, sent, write
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

ANSWER_DAYS = 3


@require_http_methods(["GET", "POST"])
def worry_add(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Keep what an employer is worried about."""
    row = employer_or_404(request, employer_id, writing=True)
    return about(
        request,
        row,
        ConcernForm(sent(request), initial=fresh(on=today())),
        lambda valid: services.worry(employer=row, content=valid.content(), token=valid.cleaned_data["token"]),
        heading="Bedenken",
        key=keys.WORRY_KEY.format(row.pk),
        anchor="bedenken",
    )


@require_http_methods(["GET", "POST"])
def worry_change(request: Request, concern_id: uuid.UUID) -> HttpResponse:
    """Say it anew, or what was offered."""
    row = kept_or_404(request, Concern, concern_id, writing=True)
    thought = ", ".join(Help(one).label for one in WHAT_HELPS[row.worry])
    return about(
        request,
        row.employer,
        ConcernForm(sent(request), initial=stored(ConcernForm, row)),
        lambda valid: services.change_worry(concern=row, version=valid.seen, content=valid.content()),
        heading="Bedenken und Antwort",
        key=keys.WORRY_CHANGE_KEY.format(row.pk),
        anchor="bedenken",
        values=ConcernForm.values,
        lead=f"Was hier oft hilft: {thought}.",
    )


@require_http_methods(["GET", "POST"])
def carve(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Begin a worksheet."""
    row = employer_or_404(request, employer_id, writing=True)
    return about(
        request,
        row,
        CarvingForm(sent(request), initial=fresh(on=today())),
        lambda valid: services.carve(employer=row, content=valid.content(), token=valid.cleaned_data["token"]),
        heading="Aufgaben neu zuschneiden",
        key=keys.CARVE_KEY.format(row.pk),
        anchor="zuschnitt",
        lead="Welche einfachen Aufgaben würden andere gern abgeben? Aus ihnen kann eine Stelle werden.",
    )


@require_GET
def carving(request: Request, carving_id: uuid.UUID) -> HttpResponse:
    """A worksheet: tasks, hours, who does them today, and what becomes a job."""
    row = kept_or_404(request, Carving, carving_id)
    lines = list(row.lines.order_by("-moves", "text", "pk"))
    return render(
        request,
        "employers/carving.html",
        {
            "breadcrumb": [*crumbs(row.employer), Crumb(label=row.title)],
            "employer": row.employer,
            "carving": row,
            "lines": lines,
            "sums": rules.carved(lines),
            "may_edit": may_edit(request),
        },
    )


@require_http_methods(["GET", "POST"])
def carving_change(request: Request, carving_id: uuid.UUID) -> HttpResponse:
    """Say what becomes of it."""
    row = kept_or_404(request, Carving, carving_id, writing=True)
    return about(
        request,
        row.employer,
        CarvingForm(sent(request), initial=stored(CarvingForm, row)),
        lambda valid: services.change_carving(carving=row, version=valid.seen, content=valid.content()),
        heading="Arbeitsblatt ändern",
        key=keys.CARVE_CHANGE_KEY.format(row.pk),
        anchor="zuschnitt",
        values=CarvingForm.values,
    )


@require_http_methods(["GET", "POST"])
def task_add(request: Request, carving_id: uuid.UUID) -> HttpResponse:
    """Put a task on the worksheet."""
    row = kept_or_404(request, Carving, carving_id, writing=True)
    page = Page(
        heading="Aufgabe",
        key=keys.TASK_KEY.format(row.pk),
        crumbs=[*crumbs(row.employer), Crumb(label=row.title, url=_sheet(row.pk))],
    )

    def save(valid: TaskForm) -> str:
        services.add_task(carving=row, token=valid.cleaned_data["token"], **valid.said())
        return _sheet(row.pk)

    return write(request, TaskForm(sent(request), initial=fresh(moves=True)), page, save)


@require_POST
def task_move(request: Request, task_id: uuid.UUID) -> HttpResponse:
    """It becomes part of the new job, or stays where it is."""
    row = kept_or_404(request, CarvedTask, task_id, writing=True)
    services.move_task(task=row)
    return redirect(_sheet(row.carving_id))


@require_POST
def task_remove(request: Request, task_id: uuid.UUID) -> HttpResponse:
    """Take it off the worksheet."""
    row = kept_or_404(request, CarvedTask, task_id, writing=True)
    services.remove_task(task=row)
    messages.success(request, "Die Aufgabe steht nicht mehr auf dem Blatt.")
    return redirect(_sheet(row.carving_id))


@require_GET
def carving_paper(request: Request, carving_id: uuid.UUID) -> HttpResponse:
    """The worksheet on paper."""
    row = kept_or_404(request, Carving, carving_id)
    return paper.answer(paper.worksheet(row), "arbeitsblatt")


@require_http_methods(["GET", "POST"])
def special_add(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Put a special job into the register."""
    row = employer_or_404(request, employer_id, writing=True)
    carvings = list(row.carvings.order_by("title", "pk"))

    def save(valid: SpecialForm) -> None:
        services.add_special(employer=row, token=valid.cleaned_data["token"], **valid.job())

    return about(
        request,
        row,
        SpecialForm(sent(request), initial=fresh(on=today(), state=SpecialState.PLANNED), carvings=carvings),
        save,
        heading="Besonderer Arbeitsplatz",
        key=keys.SPECIAL_KEY.format(row.pk),
        anchor="besondere",
        lead="Ein Arbeitsplatz, den es ohne Anpassung nicht gäbe. Wer dort arbeitet, steht hier nie.",
    )


@require_http_methods(["GET", "POST"])
def special_move(request: Request, job_id: uuid.UUID) -> HttpResponse:
    """It stands elsewhere from a day on."""
    row = kept_or_404(request, SpecialJob, job_id, writing=True)

    def save(valid: MoveForm) -> None:
        given: tuple[str, dt.date] = (valid.cleaned_data["state"], valid.cleaned_data["on"])
        services.move_special(job=row, state=given[0], on=given[1])

    latest = row.steps.order_by("-on", "-written_at", "-pk").first()
    return about(
        request,
        row.employer,
        MoveForm(sent(request), initial={"on": today(), "state": latest.state if latest else ""}),
        save,
        heading=f"Stand: {row.title}",
        key=keys.MOVE_KEY.format(row.pk),
        anchor="besondere",
    )


@require_http_methods(["GET", "POST"])
def ask(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Take a question of an employer."""
    row = employer_or_404(request, employer_id, writing=True)
    first = fresh(answerer=str(request.user.pk), due_on=today() + dt.timedelta(days=ANSWER_DAYS))
    return about(
        request,
        row,
        TicketForm(sent(request), initial=first, colleagues=colleagues(request.access)),
        lambda valid: services.ask(employer=row, **valid.ticket()),
        heading="Frage des Betriebs",
        key=keys.TICKET_KEY.format(row.pk),
        anchor="fragen",
        lead="Die Frage steht auf der Startseite derjenigen Person, die antwortet.",
    )


@require_http_methods(["GET", "POST"])
def answer(request: Request, ticket_id: uuid.UUID) -> HttpResponse:
    """Answer a question, which closes it."""
    row = kept_or_404(request, Ticket, ticket_id, writing=True)
    return about(
        request,
        row.employer,
        AnswerForm(sent(request), initial=stored(AnswerForm, row)),
        lambda valid: services.answer(ticket=row, version=valid.seen, words=valid.cleaned_data["answer"]),
        heading="Antwort",
        key=keys.ANSWER_KEY.format(row.pk),
        anchor="fragen",
        values=AnswerForm.values,
        lead=row.question,
    )


def _sheet(carving_id: uuid.UUID) -> str:
    return reverse("employers:carving", args=[carving_id])
