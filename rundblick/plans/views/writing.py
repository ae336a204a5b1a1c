"""Writing a draft: it is saved with every act, and a version that somebody else wrote meanwhile is never lost."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.plans import queries, services
from rundblick.plans.access import draft_or_404, plan_or_404
from rundblick.plans.codes import LineKind, State
from rundblick.plans.drafting import Act
from rundblick.plans.forms import BeginForm, DraftForm, DraftLine, stored
from rundblick.plans.kinds import Section, kind_of
from rundblick.plans.models import Plan
from rundblick.plans.rules import Line, parts
from rundblick.plans.shown import title_of
from rundblick.plans.views.common import TOOL, file_of, framed, home, to, to_page
from rundblick.web.clock import today
from rundblick.web.conflicts import Conflict, version_of

KEY = "plans.draft:{}"
DO = "tun"
ON = "weiter"
TYPED = ("text_", "plain_")


@require_POST
def begin(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Begin a draft, or go on with the one that is being written."""
    file = tools.file_of_member(request, case_id, person_id, writing="goals")
    shown = tools.frame(request, file, TOOL)
    form = BeginForm(request.POST, day=today())
    if not form.is_valid():
        messages.error(request, "Bitte wählen Sie aus, was für ein Plan es werden soll.")
        return redirect(home(shown))
    try:
        plan = services.begin(case=file.case, person_id=person_id, kind=form.cleaned_data["kind"], author=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(home(shown))
    disclose(request, kind="plans.draft", dossiers=[file.pk])
    return to(request, "draft", plan)


@require_http_methods(["GET", "POST"])
def draft(request: Request, plan_id: uuid.UUID) -> HttpResponse:
    """Choose, order and word the lines."""
    plan = plan_or_404(request.access, plan_id, writing=True)
    file = file_of(request, plan, writing=True)
    if plan.state != State.DRAFT:
        return _overtaken(request, plan, file)
    key = KEY.format(plan.pk)
    lines = queries.lines_of(request.access, [plan])[plan.pk]
    saved_at, clash = None, None
    gone: list[str] = []
    if request.method == "POST":
        form = DraftForm(request.POST, kind=kind_of(plan.kind), lines=lines)
        if form.is_valid():
            asked = request.POST.get(DO, "")
            try:
                target = services.work_on(
                    plan=plan,
                    version=form.cleaned_data["version"],
                    said=form.said(),
                    author=request.user,
                    act=_act(asked),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                form, clash, gone = _clash(request, stale.stored, lines)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                return _onwards(request, plan, asked, target)
    else:
        form = DraftForm(initial={**_head(plan), "version": plan.version}, kind=kind_of(plan.kind), lines=lines)
        saved_at = restore(request, key, form)
    disclose(request, kind="plans.draft", dossiers=[file.pk])
    shown = framed(request, file)
    return render(
        request,
        "plans/draft.html",
        shown
        | {
            "form": form,
            "plan": plan,
            "title": title_of(plan),
            "conflict": clash,
            "gone": gone,
            "draft_key": key,
            "draft_here": reverse("plans:draft", args=[plan.pk]) + shown["mode"],
            "saved_at": saved_at,
            "areas": _areas(plan, form),
            "to_take": _to_take(request, plan, lines, file),
        },
        status=409 if clash else 422 if form.errors else 200,
    )


@require_POST
def discard(request: Request, plan_id: uuid.UUID) -> HttpResponse:
    """Throw a draft away."""
    plan = draft_or_404(request.access, plan_id)
    try:
        services.discard(plan=plan, version=version_of(request))
    except Stale:
        messages.error(request, "Inzwischen hat jemand weitergeschrieben. Bitte sehen Sie den Entwurf noch einmal an.")
        return to(request, "draft", plan)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return to_page(request, plan)
    drafts.discard(user_id=request.user.pk, form_key=KEY.format(plan.pk))
    messages.success(request, "Der Entwurf ist verworfen. Ziele und Schritte bleiben, wie sie sind.")
    return to_page(request, plan)


def _head(plan: Plan) -> dict[str, Any]:
    return {"offer": plan.offer or "", "offer_plain": plan.offer_plain or "", "review_on": plan.review_on}


def _act(asked: str) -> Act | None:
    verb, _, target = asked.partition(":")
    return Act(verb, target) if target else None


def _onwards(request: Request, plan: Plan, asked: str, target: Any) -> HttpResponse:
    if asked == ON:
        return to(request, "publish", plan)
    if target is None:
        messages.success(request, "Der Entwurf ist gespeichert.")
        return to(request, "draft", plan)
    if asked.startswith("drop:"):
        messages.success(request, "Herausgenommen. Unten können Sie die Zeile wieder aufnehmen.")
        return to(request, "draft", plan)
    return to(request, "draft", plan, f"#zeile-{target.pk}")


def _clash(request: Request, held: Plan, seen: list[Line]) -> tuple[DraftForm, Conflict, list[str]]:
    """Both versions of the draft; `gone`: words for lines that somebody took out meanwhile."""
    lines = queries.lines_of(request.access, [held])[held.pk]
    there = stored(held, lines)
    data = request.POST.copy()
    for name, value in there.items():
        # Lines that came in meanwhile have nothing typed yet: they stand as they are stored.
        if name not in data:
            data[name] = "" if value is None else value
    form = DraftForm(data, kind=kind_of(held.kind), lines=lines)
    form.name_fields()
    two = two_versions(form, held, stored=there)
    present = {line.id for line in form.lines}
    gone = [
        words
        for line in seen
        if line.id not in present and (words := request.POST.get(f"text_{line.id.hex}", "").strip())
    ]
    return form, two, gone


def _overtaken(request: Request, plan: Plan, file: File) -> HttpResponse:
    """Somebody published the draft: who was writing keeps their words to copy."""
    if request.method != "POST":
        return to(request, "version", plan)
    disclose(request, kind="plans.draft", dossiers=[plan.dossier_id])
    return render(
        request,
        "plans/overtaken.html",
        framed(request, file) | {"plan": plan, "title": title_of(plan), "typed": _typed(request.POST)},
        status=409,
    )


def _typed(data: MultiValueDict[str, str]) -> list[str]:
    return [
        value.strip()
        for name, value in data.items()
        if isinstance(value, str) and value.strip() and (name.startswith(TYPED) or name in ("offer", "offer_plain"))
    ]


@dataclass(frozen=True)
class Area:
    """A section of the draft with its lines and their fields. `branches`: (goal, its steps)."""

    section: Section
    branches: list[tuple[DraftLine, list[DraftLine]]]
    lines: list[DraftLine]

    @property
    def add(self) -> str:
        """What may be added here, in words; nothing where goals belong."""
        return {"steps": "Schritt hinzufügen", "words": "Satz hinzufügen"}.get(self.section.takes, "")


def _areas(plan: Plan, form: DraftForm) -> list[Area]:
    drawn = form.drawn()
    return [
        Area(
            section=part.section,
            branches=[(drawn[one.goal.id], [drawn[step.id] for step in one.steps]) for one in part.branches],
            lines=[drawn[line.id] for line in part.lines],
        )
        for part in parts(kind_of(plan.kind), form.lines)
    ]


def _to_take(request: Request, plan: Plan, lines: list[Line], file: File) -> list[dict[str, Any]]:
    """What is not in the draft: lines taken out, and goals and steps that are open. `act`: what the button does."""
    out = [
        {"act": f"back:{line.id}", "text": line.text or "(noch ohne Wortlaut)", "what": line.kind_label}
        for line in lines
        if line.left_out
    ]
    goals = {line.goal_id for line in lines if line.kind == LineKind.GOAL}
    tasks = {line.task_id for line in lines}
    out += [
        {"act": f"goal:{goal.pk}", "text": goal.text, "what": goal.get_kind_display()}
        for goal in queries.open_goals(request.access, plan.dossier_id, plan.person_id)
        if goal.pk not in goals
    ]
    if "tasks" in file.reads:
        out += [
            {"act": f"task:{task.pk}", "text": task.text, "what": f"Schritt · {task.get_responsible_display()}"}
            for task in queries.open_steps(request.access, plan.dossier_id, plan.person_id)
            if task.pk not in tasks
        ]
    return out
