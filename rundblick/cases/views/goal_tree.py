"""The tool "Ziele": the tree of one member's goals, set and ordered in place, and what succeeded on top."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases import goal_tree, queries, services, tools
from rundblick.cases.access import goal_or_404, success_or_404
from rundblick.cases.codes import GoalStatus
from rundblick.cases.file import File
from rundblick.cases.forms import BranchForm, SuccessForm
from rundblick.cases.models import Goal, Success
from rundblick.cases.rules import kinds_below, smart_hints
from rundblick.web.clock import today

TOOL = "goals"
BRANCH_KEY = "cases.goal.branch:{}"
TOP_KEY = "cases.goal.top:{}:{}"
SUCCESS_KEY = "cases.success:{}:{}"
SUCCESS_OF_KEY = "cases.success.of:{}"
CHANGE_SUCCESS_KEY = "cases.success.change:{}"
SUCCESSES = 5


@require_http_methods(["GET", "POST"])
def tree(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """A member's goals as a tree on a day.

    `?unter=` opens the form for a goal under that one, `?statt=` for another way to one that did not work out,
    `?neu=1` on top; a POST sets it. `?hinweis=` shows a suggestion for the wording of that goal, once.
    """
    writing = TOOL if request.method == "POST" else ""
    file = tools.file_of_member(request, case_id, person_id, reading=TOOL, writing=writing)
    page = _page(request, file)
    new = page["branch"]
    if request.method == "POST":
        if new is None:
            raise Http404
        form = new["form"]
        if form.is_valid():
            try:
                goal = services.set_goal(
                    case=file.case,
                    person_id=person_id,
                    parent=new["below"],
                    instead_of=new["instead_of"],
                    **form.cleaned_data,
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=new["key"])
                messages.success(request, "Das Ziel ist notiert.")
                hint = str(goal.pk) if smart_hints(goal.text, goal.kind, goal.due_on) else ""
                return to_tree(request, goal, hinweis=hint)
    disclose(request, kind="case.goal.tree", dossiers=[file.pk])
    failed = new is not None and new["form"].errors
    return render(request, "cases/goal_tree.html", page, status=422 if failed else 200)


@require_GET
def begin(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The tree with the form for a goal on top."""
    file = tools.file_of_member(request, case_id, person_id, writing=TOOL)
    disclose(request, kind="case.goal.tree", dossiers=[file.pk])
    return redirect(f"{reverse('cases:goal_tree', args=[case_id, person_id])}{tools.mode(request, neu='1')}#neu")


@require_GET
def branch(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """The tree with the form for a goal under this one, or for another way to one that did not work out."""
    goal = goal_or_404(request.access, goal_id)
    disclose(request, kind="case.goal.tree", dossiers=[goal.dossier_id])
    asked = "statt" if goal.status == GoalStatus.DROPPED else "unter"
    address = reverse("cases:goal_tree", args=[goal.dossier_id, goal.person_id])
    return redirect(f"{address}{tools.mode(request, **{asked: str(goal.pk)})}#neu")


@require_POST
def move(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Let a goal change places with its neighbour above or below."""
    goal = goal_or_404(request.access, goal_id)
    place = request.POST.get("platz", "")
    try:
        services.move_goal(
            goal=goal, up=request.POST.get("nach") != "unten", place=int(place) if place.isdecimal() else -1
        )
    except Refused as refusal:
        messages.warning(request, str(refusal))
    return to_tree(request, goal)


@require_POST
def add_success(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Write down something that succeeded."""
    file = tools.file_of_member(request, case_id, person_id, writing=TOOL)
    page = _page(request, file, success=request.POST)
    form: SuccessForm | None = page["success_form"]
    if form is None:
        raise Http404
    if form.is_valid():
        cleaned = form.cleaned_data
        try:
            row = services.log_success(
                case=file.case,
                person_id=person_id,
                author=request.user,
                **{name: cleaned[name] for name in ("text", "on", "goal", "shared", "token")},
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            from_goal = row.goal_id is not None and request.POST.get("zurueck") == "ziel"
            kept = SUCCESS_OF_KEY.format(row.goal_id) if from_goal else SUCCESS_KEY.format(case_id, person_id)
            drafts.discard(user_id=request.user.pk, form_key=kept)
            messages.success(request, "Festgehalten. Beim nächsten Mal steht es ganz oben.")
            if from_goal:
                return redirect(reverse("cases:goal_course", args=[row.goal_id]) + tools.mode(request))
            return redirect(reverse("cases:goal_tree", args=[case_id, person_id]) + tools.mode(request))
    disclose(request, kind="case.goal.tree", dossiers=[file.pk])
    return render(request, "cases/goal_tree.html", page, status=422)


@require_http_methods(["GET", "POST"])
def change_success(request: Request, success_id: uuid.UUID) -> HttpResponse:
    """Correct what succeeded."""
    success = success_or_404(request.access, success_id)
    file = tools.file_of_member(request, success.dossier_id, success.person_id, reading=TOOL)
    goals = list(Goal.objects.visible_to(request.access).filter(person_id=success.person_id, dossier_id=file.pk))
    key = CHANGE_SUCCESS_KEY.format(success.pk)
    saved_at, clash = None, None
    if request.method == "POST":
        form = SuccessForm(request.POST, goals=goals)
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                services.change_success(
                    success=success,
                    version=cleaned["version"] or 0,
                    **{name: cleaned[name] for name in ("text", "on", "goal", "shared")},
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_stored(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Gespeichert.")
                return to_tree(request, success)
    else:
        form = SuccessForm(initial=_stored(success) | {"version": success.version}, goals=goals)
        saved_at = restore(request, key, form)
    disclose(request, kind="case.success.change", dossiers=[file.pk])
    return render(
        request,
        "cases/success_form.html",
        tools.frame(request, file, TOOL)
        | {"form": form, "success": success, "conflict": clash, "draft_key": key, "saved_at": saved_at},
        status=409 if clash else 422 if form.errors else 200,
    )


@require_POST
def take_back_success(request: Request, success_id: uuid.UUID) -> HttpResponse:
    """Remove a success that was written down by mistake."""
    success = success_or_404(request.access, success_id)
    services.take_back_success(success=success)
    messages.success(request, "Der Eintrag ist zurückgenommen.")
    return to_tree(request, success)


def to_tree(request: Request, row: Goal | Success, **more: str) -> HttpResponseRedirect:
    """Back to the tree of the person a row belongs to, at the goal."""
    address = reverse("cases:goal_tree", args=[row.dossier_id, row.person_id])
    anchor = f"#ziel-{row.pk}" if isinstance(row, Goal) else ""
    return redirect(f"{address}{tools.mode(request, **more)}{anchor}")


def _page(request: Request, file: File, *, success: Any = None) -> dict[str, Any]:
    """What the page of the tree shows. `success`: the posted form of a success."""
    shown = tools.frame(request, file, TOOL)
    day, person_id = shown["day"], file.member
    rows = queries.goals_on(request.access, file.pk, member=person_id, day=day, present=today())
    own = [row for row in rows if row.person_id == person_id]
    confidence = queries.latest_confidence(request.access, file.pk, person_id, day=day) if person_id else {}
    grown = goal_tree.grow(own, day=day)
    goal_tree.dress(grown, others=[row for row in rows if row.person_id != person_id], file=file, values=confidence)
    can_write = shown["can_write"]
    success_form = SuccessForm(success, goals=_open(own), auto_id="erfolg-%s") if can_write else None
    success_key = SUCCESS_KEY.format(file.pk, person_id)
    success_draft = None
    if success_form is not None and success is None and request.method != "POST":
        success_draft = restore(request, success_key, success_form)
    return shown | {
        "tree": grown,
        "leads": [(lead, goal_tree.stairs(lead)) for lead in grown.leads],
        "of_others": goal_tree.only_of_others(own, rows, day=day),
        "names": file.names,
        "successes": queries.latest_successes(request.access, file.pk, member=person_id, until=day, size=SUCCESSES),
        "success_form": success_form,
        "success_key": success_key,
        "success_draft": success_draft,
        "success_back": False,
        "branch": _branch(request, file, own) if can_write else None,
        "hint": _hint(request, own),
        "left": person_id not in file.member_ids,
        "mode_and": f"?{tools.TOGETHER}=1&" if shown["together"] else "?",
    }


def _open(goals: list[Goal]) -> list[Goal]:
    return [goal for goal in goals if goal.status != GoalStatus.DROPPED]


def _branch(request: Request, file: File, own: list[Goal]) -> dict[str, Any] | None:
    """The form for a new goal and where it stands: under a goal, instead of one, or on top; None when not asked."""
    known = {str(goal.pk): goal for goal in own}
    below, instead_of = known.get(request.GET.get("unter", "")), known.get(request.GET.get("statt", ""))
    if below is not None and (not kinds_below(below.kind) or below.status == GoalStatus.DROPPED):
        below = None
    if instead_of is not None:
        below = known.get(str(instead_of.parent_id))
        below = below if below and below.status != GoalStatus.DROPPED else None
    if below is None and instead_of is None and not request.GET.get("neu") and request.method != "POST":
        return None
    at = instead_of or below
    key = BRANCH_KEY.format(at.pk) if at else TOP_KEY.format(file.pk, file.member)
    posted = request.POST if request.method == "POST" else None
    form = BranchForm(posted, below=below, initial={"kind": instead_of.kind} if instead_of else {}, auto_id="ast-%s")
    saved_at = restore(request, key, form) if posted is None else None
    more = {"statt": str(instead_of.pk)} if instead_of else {"unter": str(below.pk) if below else ""}
    return {
        "form": form,
        "below": below,
        "instead_of": instead_of,
        "key": key,
        "saved_at": saved_at,
        "action": tools.mode(request, **more),
        "place": at.pk if at else "",
    }


def _hint(request: Request, own: list[Goal]) -> dict[str, Any] | None:
    """The suggestion for a goal just set, once."""
    goal = next((goal for goal in own if str(goal.pk) == request.GET.get("hinweis", "")), None)
    hints = smart_hints(goal.text, goal.kind, goal.due_on) if goal else []
    return {"goal": goal, "hint": hints[0]} if goal and hints else None


def _stored(success: Success) -> dict[str, Any]:
    return {
        "text": success.text,
        "on": success.on,
        "goal": str(success.goal_id or ""),
        "shared": success.shared,
    }
