"""Goals: setting, changing, sharing, and a suggestion for their wording."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases import services, tools
from rundblick.cases.access import file_or_404, goal_or_404
from rundblick.cases.codes import GoalKind, GoalStatus
from rundblick.cases.forms import ChangeGoalForm, GoalForm
from rundblick.cases.models import Goal
from rundblick.cases.rules import smart_hints
from rundblick.cases.views.goal_tree import TOOL, to_tree
from rundblick.web.clock import today
from rundblick.web.forms import GermanDateField

CREATE_KEY = "cases.goal:{}"
CHANGE_KEY = "cases.goal.change:{}"
FROM_TREE = "baum"


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Note what a member wants to reach, alone or together with others."""
    file = file_or_404(request.access, case_id, writing="goals")
    key = CREATE_KEY.format(file.pk)
    back_url = reverse("cases:page", args=[file.pk])
    saved_at = None
    if request.method == "POST":
        form = GoalForm(request.POST, members=file.choices())
        if form.is_valid():
            cleaned = form.cleaned_data
            person_id = cleaned.pop("person")
            try:
                services.set_goal_together(case=file.case, persons=[person_id, *cleaned.pop("others", [])], **cleaned)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Ziel ist notiert.")
                if request.GET.get("von") == FROM_TREE:
                    return redirect("cases:goal_tree", file.pk, person_id)
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
            "hint_url": reverse("cases:goal_hint"),
            "hint": None,
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Change a goal, or say what became of it. `?von=baum`: it was opened from the tree and leads back there."""
    goal = goal_or_404(request.access, goal_id)
    file = tools.file_of_member(request, goal.dossier_id, goal.person_id, reading="goals")
    from_tree = request.GET.get("von") == FROM_TREE
    key = CHANGE_KEY.format(goal.pk)
    parents = _parents(request, goal)
    saved_at, clash = None, None
    if request.method == "POST":
        form = ChangeGoalForm(request.POST, parents=parents)
        if form.is_valid():
            try:
                services.change_goal(goal=goal, **_sent(form))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_stored(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Ziel ist gespeichert.")
                return to_tree(request, goal) if from_tree else redirect("cases:page", goal.dossier_id)
    else:
        form = ChangeGoalForm(initial=_stored(goal) | {"version": goal.version}, parents=parents)
        saved_at = restore(request, key, form)
    disclose(request, kind="case.goal.change", dossiers=[goal.dossier_id])
    shown = tools.frame(request, file, TOOL)
    hints = smart_hints(goal.text, goal.kind, goal.due_on)
    return render(
        request,
        "cases/goal_change.html",
        shown
        | {
            "form": form,
            "goal": goal,
            "conflict": clash,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": f"{shown['here']}{shown['mode']}" if from_tree else reverse("cases:page", args=[file.pk]),
            "hint_url": reverse("cases:goal_hint"),
            "hint": hints[0] if hints else None,
        },
        status=409 if clash else 422 if form.errors else 200,
    )


@require_POST
def hint(request: Request) -> HttpResponse:
    """A suggestion for what is being typed, beside the field; `passt` waves it aside. Nothing is kept."""
    if request.access.roles.isdisjoint(PLANNERS):
        raise Http404
    waved = request.POST.get("passt") == "1"
    try:
        due_on = GermanDateField(required=False).clean(request.POST.get("due_on", ""))
    except ValidationError:
        due_on = None
    kind = request.POST.get("kind", "")
    known = kind if kind in GoalKind.values else GoalKind.LEAD
    hints = [] if waved else smart_hints(request.POST.get("text", "")[:1_000], known, due_on)
    shown = {"hint": hints[0] if hints else None, "waved": waved, "hint_url": reverse("cases:goal_hint")}
    return render(request, "cases/parts/goal_hint.html", shown)


@require_POST
def share(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Open a goal to the other members on the member's wish, or close it again."""
    goal = goal_or_404(request.access, goal_id)
    wanted = request.POST.get("shared") == "1"
    services.share_goal(goal=goal, shared=wanted)
    messages.success(request, "Für die Familie sichtbar." if wanted else "Nur noch für die Person sichtbar.")
    return redirect(reverse("cases:goal", args=[goal.pk]) + tools.mode(request, von=request.GET.get("von", "")))


def _stored(goal: Goal) -> dict[str, Any]:
    """The goal as its form shows it."""
    names = ("text", "kind", "status", "since", "due_on", "field")
    return {name: getattr(goal, name) for name in names} | {
        "ended_on": goal.reached_on or goal.ended_on,
        "parent": str(goal.parent_id or ""),
        "strengths": goal.strengths or "",
        "side_effects": goal.side_effects or "",
    }


def _sent(form: ChangeGoalForm) -> dict[str, Any]:
    """What the form changes: fields it did not carry stay as they are."""
    kept = ("parent", "field", "strengths", "side_effects")
    return {name: value for name, value in form.cleaned_data.items() if name not in kept or name in form.data}


def _parents(request: Request, goal: Goal) -> list[Goal]:
    """Goals of the same person that this one may hang under."""
    rows = Goal.objects.visible_to(request.access).filter(dossier_id=goal.dossier_id, person_id=goal.person_id)
    wider = rows.exclude(kind=GoalKind.ACTION).exclude(pk=goal.pk).order_by("rank", "since", "pk")
    return [row for row in wider if row.status != GoalStatus.DROPPED or row.pk == goal.parent_id]
