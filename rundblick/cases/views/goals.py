"""Goals: setting, changing, sharing."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import last_change
from rundblick.cases import services
from rundblick.cases.access import file_or_404, goal_or_404
from rundblick.cases.forms import ChangeGoalForm, GoalForm
from rundblick.cases.models import Goal
from rundblick.web.clock import today
from rundblick.web.conflicts import conflict

CREATE_KEY = "cases.goal:{}"
CHANGE_KEY = "cases.goal.change:{}"


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Note what a member wants to reach."""
    file = file_or_404(request.access, case_id, writing="goals")
    key = CREATE_KEY.format(file.pk)
    back_url = reverse("cases:page", args=[file.pk])
    saved_at = None
    if request.method == "POST":
        form = GoalForm(request.POST, members=file.choices())
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                services.set_goal(
                    case=file.case,
                    person_id=cleaned["person"],
                    text=cleaned["text"],
                    kind=cleaned["kind"],
                    since=cleaned["since"],
                    due_on=cleaned["due_on"],
                    shared=cleaned["shared"],
                    token=cleaned["token"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Ziel ist notiert.")
                return redirect(back_url)
    else:
        alone = str(next(iter(file.focus))) if len(file.focus) == 1 else ""
        initial = {"person": request.GET.get("mit", "") or alone, "since": today(), "token": uuid.uuid4()}
        form = GoalForm(initial=initial, members=file.choices())
        saved_at = restore(request, key, form)
    disclose(request, kind="case.goal.create", dossiers=[file.pk])
    return render(
        request,
        "cases/goal_form.html",
        {
            "form": form,
            "heading": "Neues Ziel",
            "draft_key": key,
            "draft_dossier": file.pk,
            "saved_at": saved_at,
            "back_url": back_url,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Change a goal, or say what became of it."""
    goal = goal_or_404(request.access, goal_id)
    key = CHANGE_KEY.format(goal.pk)
    back_url = reverse("cases:page", args=[goal.dossier_id])
    saved_at, clash = None, None
    if request.method == "POST":
        form = ChangeGoalForm(request.POST)
        if form.is_valid():
            try:
                services.change_goal(goal=goal, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                trace = last_change(stale.stored)
                clash = conflict(
                    form=form,
                    stored=_stored(stale.stored),
                    version=stale.stored.version,
                    changed_by=trace.who,
                    changed_at=trace.at,
                )
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Ziel ist gespeichert.")
                return redirect(back_url)
    else:
        form = ChangeGoalForm(initial=_stored(goal) | {"version": goal.version})
        saved_at = restore(request, key, form)
    disclose(request, kind="case.goal.change", dossiers=[goal.dossier_id])
    return render(
        request,
        "cases/goal_form.html",
        {
            "form": form,
            "goal": goal,
            "heading": "Ziel",
            "conflict": clash,
            "draft_key": key,
            "draft_dossier": goal.dossier_id,
            "saved_at": saved_at,
            "back_url": back_url,
        },
        status=409 if clash else 422 if form.errors else 200,
    )


@require_POST
def share(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Open a goal to the other members on the member's wish, or close it again."""
    goal = goal_or_404(request.access, goal_id)
    wanted = request.POST.get("shared") == "1"
    services.share_goal(goal=goal, shared=wanted)
    messages.success(request, "Für die Familie sichtbar." if wanted else "Nur noch für die Person sichtbar.")
    return redirect("cases:goal", goal.pk)


def _stored(goal: Goal) -> dict[str, Any]:
    """The goal as its form shows it."""
    names = ("text", "kind", "status", "since", "due_on")
    return {name: getattr(goal, name) for name in names} | {"ended_on": goal.reached_on or goal.ended_on}
