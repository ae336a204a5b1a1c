"""Tasks: my list, the list of a case, adding, changing, ticking off."""

import datetime as dt
import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import crypto, drafts
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.queries import coaches
from rundblick.calendar.traces import two_versions
from rundblick.cases import queries, services
from rundblick.cases.access import file_or_404, task_or_404
from rundblick.cases.codes import Responsible
from rundblick.cases.forms import ChangeTaskForm, TaskForm
from rundblick.cases.frame import head, turned
from rundblick.cases.models import Task
from rundblick.people import queries as people
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.parts import Tab

SIZE = 50
DONE_SHOWN = dt.timedelta(days=28)
CREATE_KEY = "cases.task:{}"
CHANGE_KEY = "cases.task.change:{}"


@require_GET
def mine(request: Request) -> HttpResponse:
    """What stands on my list, the most urgent first; or what I have done lately."""
    context = only(request, *PLANNERS)
    done = request.GET.get("stand") == "erledigt"
    rows = Task.objects.visible_to(context).filter(assignee_id=request.user.pk)
    rows = rows.filter(done_on__gt=today() - DONE_SHOWN) if done else rows.filter(done_on__isnull=True)
    found = keyset.page(
        rows,
        key="done_on" if done else "due_on",
        descending=done,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    ids = list({task.dossier_id for task in found.rows})
    crypto.load_keys(ids)
    if ids:
        disclose(request, kind="case.tasks", dossiers=ids)
    keep = {"stand": "erledigt" if done else ""}
    return render(
        request,
        "cases/tasks.html",
        {
            "tasks": found.rows,
            "labels": people.labels(ids) if ids else {},
            "done": done,
            "tabs": [
                Tab(label="Offen", url="?", current=not done),
                Tab(label="Zuletzt erledigt", url="?stand=erledigt", current=done),
            ],
            "pages": turned(found.before, found.after, keep),
        },
    )


@require_GET
def of_case(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """All tasks and next steps of a case: what is open, and what was done."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""), reading="tasks")
    rows = Task.objects.visible_to(request.access).filter(queries.for_member(file.member), dossier_id=file.pk)
    done = rows.filter(done_on__isnull=False).select_related("assignee").order_by("-done_on", "pk")
    disclose(request, kind="case.case_tasks", dossiers=[file.pk])
    return render(
        request,
        "cases/case_tasks.html",
        head(file, "tasks")
        | {
            "tasks": list(queries.open_tasks(request.access, file.pk, member=file.member)),
            "done": list(done[:SIZE]),
            "names": file.names,
            "can_write": "tasks" in file.writes,
        },
    )


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Add a task to a case."""
    file = file_or_404(request.access, case_id, writing="tasks")
    colleagues = coaches(request.access, file.pk)
    key = CREATE_KEY.format(file.pk)
    saved_at = None
    if request.method == "POST":
        form = TaskForm(request.POST, members=file.choices(), colleagues=colleagues)
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                services.add_task(
                    case=file.case,
                    text=cleaned["text"],
                    person_id=cleaned["person"],
                    responsible=cleaned["responsible"],
                    assignee=cleaned["assignee"],
                    due_on=cleaned["due_on"],
                    shared=cleaned["shared"],
                    token=cleaned["token"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Die Aufgabe ist notiert.")
                return redirect("cases:page", file.pk)
    else:
        form = TaskForm(
            initial={
                "person": request.GET.get("mit", ""),
                "responsible": Responsible.JOBCENTER,
                "assignee": request.user.pk,
                "token": uuid.uuid4(),
            },
            members=file.choices(),
            colleagues=colleagues,
        )
        saved_at = restore(request, key, form)
    disclose(request, kind="case.task.create", dossiers=[file.pk])
    return _form(request, form, "Neue Aufgabe", key, file.pk, saved_at, reverse("cases:page", args=[file.pk]))


@require_http_methods(["GET", "POST"])
def change(request: Request, task_id: uuid.UUID) -> HttpResponse:
    """Change what, who or until when."""
    task = task_or_404(request.access, task_id)
    colleagues = coaches(request.access, task.dossier_id)
    key = CHANGE_KEY.format(task.pk)
    back_url = reverse("cases:case_tasks", args=[task.dossier_id])
    saved_at, clash = None, None
    if request.method == "POST":
        form = ChangeTaskForm(request.POST, colleagues=colleagues)
        if form.is_valid():
            try:
                services.change_task(task=task, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_stored(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Die Aufgabe ist geändert.")
                return redirect(back_url)
    else:
        form = ChangeTaskForm(initial=_stored(task) | {"version": task.version}, colleagues=colleagues)
        saved_at = restore(request, key, form)
    disclose(request, kind="case.task.change", dossiers=[task.dossier_id])
    return _form(request, form, "Aufgabe ändern", key, task.dossier_id, saved_at, back_url, clash, task)


@require_POST
def done(request: Request, task_id: uuid.UUID) -> HttpResponse:
    """Tick a task off."""
    task = task_or_404(request.access, task_id)
    services.complete(task=task)
    messages.success(request, "Erledigt. Sie können es in der Liste der erledigten Aufgaben zurücknehmen.")
    return _back(request, task)


@require_POST
def undo(request: Request, task_id: uuid.UUID) -> HttpResponse:
    """Take a tick back."""
    task = task_or_404(request.access, task_id)
    services.reopen_task(task=task)
    messages.success(request, "Die Aufgabe ist wieder offen.")
    return _back(request, task)


@require_POST
def share(request: Request, task_id: uuid.UUID) -> HttpResponse:
    """Open a task to the other members on the member's wish, or close it again."""
    task = task_or_404(request.access, task_id)
    wanted = request.POST.get("shared") == "1"
    services.share_task(task=task, shared=wanted)
    messages.success(request, "Für die Familie sichtbar." if wanted else "Nicht mehr für die Familie sichtbar.")
    return redirect("cases:task", task.pk)


def _form(
    request: Request,
    form: Any,
    heading: str,
    key: str,
    dossier_id: uuid.UUID,
    saved_at: dt.datetime | None,
    back_url: str,
    clash: Any = None,
    task: Task | None = None,
) -> HttpResponse:
    return render(
        request,
        "cases/task_form.html",
        {
            "form": form,
            "heading": heading,
            "conflict": clash,
            "task": task,
            "draft_key": key,
            "draft_dossier": dossier_id,
            "saved_at": saved_at,
            "back_url": back_url,
        },
        status=409 if clash else 422 if form.errors else 200,
    )


def _back(request: Request, task: Task) -> HttpResponse:
    back = request.POST.get("next", "")
    if url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        return redirect(back)
    return redirect("cases:page", task.dossier_id)


def _stored(task: Task) -> dict[str, Any]:
    """The task as its form shows it."""
    return {
        "text": task.text,
        "due_on": task.due_on,
        "responsible": task.responsible,
        "assignee": str(task.assignee_id or ""),
    }
