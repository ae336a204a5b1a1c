"""How it goes with one goal: confidence, attainment, what stands behind it; and the three building blocks as a form."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases import goal_course, services, tools
from rundblick.cases.access import goal_or_404, goal_to_read_or_404
from rundblick.cases.codes import GoalKind
from rundblick.cases.forms import (
    AttainmentForm,
    CommitmentForm,
    ConfidenceForm,
    LevelsForm,
    MotiveForm,
    StrengthForm,
    SuccessForm,
)
from rundblick.cases.models import AttainmentScale, Confidence, Goal
from rundblick.cases.services.course import LEVEL_FIELDS
from rundblick.cases.views.goal_tree import SUCCESS_OF_KEY, TOOL
from rundblick.web.clock import today
from rundblick.web.forms import Form
from rundblick.web.german import german_date

LEVELS_KEY = "cases.goal.levels:{}"
BLOCK_KEY = "cases.goal.block:{}:{}"


@require_GET
def course(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """How it went with a goal until a day."""
    goal = goal_to_read_or_404(request.access, goal_id)
    return _course(request, goal)


@require_POST
def confidence(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Note how confident the person is."""
    goal = goal_or_404(request.access, goal_id)
    form = ConfidenceForm(request.POST, prefix="zuversicht")
    if form.is_valid():
        try:
            services.note_confidence(goal=goal, author=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        except Stale as stale:
            _once_more(form, stale, f"der Wert {stale.stored.value}")
        else:
            messages.success(request, "Festgehalten.")
            return _back(request, goal, "zuversicht")
    return _course(request, goal, confidence_form=form)


@require_POST
def attainment(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Note how far somebody came, as the person or the coach sees it."""
    goal = goal_or_404(request.access, goal_id)
    words = goal_course.words_of(goal)
    form = AttainmentForm(request.POST, prefix="stufe", words=words)
    if form.is_valid():
        try:
            services.note_attainment(goal=goal, author=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("on", str(refusal))
        except Stale as stale:
            _once_more(form, stale, f"die Stufe {stale.stored.level}")
        else:
            messages.success(request, "Festgehalten.")
            return _back(request, goal, "stufen")
    return _course(request, goal, attainment_form=form)


@require_http_methods(["GET", "POST"])
def levels(request: Request, goal_id: uuid.UUID) -> HttpResponse:
    """Say in own words what the levels of a goal mean."""
    goal = goal_or_404(request.access, goal_id)
    file = tools.file_of_member(request, goal.dossier_id, goal.person_id, reading=TOOL)
    scale = getattr(goal, "scale", None)
    key = LEVELS_KEY.format(goal.pk)
    saved_at, clash = None, None
    if request.method == "POST":
        form = LevelsForm(request.POST)
        if form.is_valid():
            try:
                services.word_levels(goal=goal, words=form.words(), version=form.cleaned_data["version"])
            except Stale as stale:
                clash = _conflict(form, stale.stored, _stored_words(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Die Stufen stehen jetzt in eigenen Worten da.")
                return _back(request, goal, "stufen")
    else:
        form = LevelsForm(initial=_stored_words(scale) | {"version": scale.version if scale else 0})
        saved_at = restore(request, key, form)
    disclose(request, kind="case.goal.levels", dossiers=[file.pk])
    return render(
        request,
        "cases/goal_levels.html",
        tools.frame(request, file, TOOL)
        | {"goal": goal, "form": form, "conflict": clash, "draft_key": key, "saved_at": saved_at},
        status=409 if clash else 422 if form.errors else 200,
    )


@dataclass(frozen=True)
class Block:
    """One of the three building blocks of working on goals (Handreichung 3.3.3): what it is for, and its form."""

    title: str
    lead: str
    form: type[Form]
    fields: tuple[str, ...]


BLOCKS = (
    Block(
        "Motive",
        "Gründe und Werte geben Kraft. Lassen Sie sich Zeit, auch für ein Hin und Her. "
        "Nichts muss heute fertig werden.",
        MotiveForm,
        ("motive",),
    ),
    Block(
        "Zuversicht",
        "Fragen Sie nach dem, was schon einmal gelungen ist, und nach Menschen, die helfen.",
        StrengthForm,
        ("strengths",),
    ),
    Block(
        "Vorsatz",
        "Was die Person selbst sagt, trägt weiter als jeder Rat. Schreiben Sie es wörtlich auf.",
        CommitmentForm,
        ("commitment",),
    ),
)


@require_http_methods(["GET", "POST"])
def blocks(request: Request, goal_id: uuid.UUID, number: int) -> HttpResponse:
    """Motive, confidence, commitment: one calm step each, from 1 to 3, each kept by itself and none obligatory."""
    if not 1 <= number <= len(BLOCKS):
        raise Http404
    goal = goal_or_404(request.access, goal_id)
    file = tools.file_of_member(request, goal.dossier_id, goal.person_id, reading=TOOL)
    block, key = BLOCKS[number - 1], BLOCK_KEY.format(goal.pk, number)
    saved_at, clash = None, None
    if request.method == "POST":
        form = block.form(request.POST)
        if form.is_valid():
            try:
                _keep(request, goal, form.cleaned_data, block)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = _after(form, stale, block)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                return _after_block(request, goal, number)
    else:
        form = block.form(initial={name: getattr(goal, name) for name in block.fields} | {"version": goal.version})
        saved_at = restore(request, key, form)
    disclose(request, kind="case.goal.blocks", dossiers=[file.pk])
    steps = [
        (index, one.title, reverse("cases:goal_blocks", args=[goal.pk, index]) + tools.mode(request))
        for index, one in enumerate(BLOCKS, start=1)
    ]
    return render(
        request,
        "cases/goal_blocks.html",
        tools.frame(request, file, TOOL)
        | {
            "goal": goal,
            "brick": block,
            "number": number,
            "steps": steps,
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "saved_at": saved_at,
        },
        status=409 if clash else 422 if form.errors else 200,
    )


def _keep(request: Request, goal: Goal, cleaned: dict[str, Any], block: Block) -> None:
    services.think_about(goal=goal, version=cleaned["version"], **{name: cleaned[name] for name in block.fields})
    if cleaned.get("value") is not None:
        held = Confidence.objects.filter(goal=goal, on=today()).first()
        services.note_confidence(
            goal=goal, value=cleaned["value"], author=request.user, version=held.version if held else 0
        )


def _after_block(request: Request, goal: Goal, number: int) -> HttpResponse:
    if "weiter" in request.POST and number < len(BLOCKS):
        return redirect(reverse("cases:goal_blocks", args=[goal.pk, number + 1]) + tools.mode(request))
    messages.success(request, "Festgehalten.")
    return _back(request, goal, "")


def _after(form: Form, stale: Stale, block: Block) -> Any:
    stored = {name: getattr(stale.stored, name) or "" for name in block.fields}
    return _conflict(form, stale.stored, stored)


def _conflict(form: Form, stored: Any, values: dict[str, Any]) -> Any:
    return two_versions(form, stored, stored=values)


def _stored_words(scale: AttainmentScale | None) -> dict[str, Any]:
    return {name: getattr(scale, name, None) or "" for name in LEVEL_FIELDS.values()}


def _once_more(form: Form, stale: Stale, what: str) -> None:
    """Say what stands there by now; sending once more replaces it."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data[form.add_prefix("version")] = str(stale.stored.version)
    form.data = data
    day = german_date(stale.stored.on)
    form.add_error(None, f"Für den {day} steht schon {what}. Speichern Sie noch einmal, wenn das ersetzt werden soll.")


def _back(request: Request, goal: Goal, anchor: str) -> HttpResponse:
    address = reverse("cases:goal_course", args=[goal.pk]) + tools.mode(request)
    return redirect(f"{address}#{anchor}" if anchor else address)


def _course(
    request: Request,
    goal: Goal,
    *,
    confidence_form: ConfidenceForm | None = None,
    attainment_form: AttainmentForm | None = None,
) -> HttpResponse:
    file = tools.file_of_member(request, goal.dossier_id, goal.person_id, reading=TOOL)
    shown = tools.frame(request, file, TOOL)
    found = goal_course.of(request.access, goal, until=shown["day"])
    failed = bool(confidence_form or attainment_form)
    success_form = SuccessForm(goals=[goal], initial={"goal": str(goal.pk), "on": today()}, auto_id="erfolg-%s")
    success_key = SUCCESS_OF_KEY.format(goal.pk)
    success_draft = restore(request, success_key, success_form) if shown["can_write"] else None
    disclose(request, kind="case.goal.course", dossiers=[file.pk])
    return render(
        request,
        "cases/goal_course.html",
        shown
        | {
            "goal": goal,
            "here": reverse("cases:goal_course", args=[goal.pk]),
            "tree_url": reverse("cases:goal_tree", args=[file.pk, goal.person_id]) + tools.mode(request),
            "together_url": reverse("cases:goal_course", args=[goal.pk]) + f"?{tools.TOGETHER}=1",
            "kind_label": GoalKind(goal.kind).label,
            "course": found,
            "confidence_form": confidence_form or _confidence_form(found),
            "attainment_form": attainment_form or AttainmentForm(prefix="stufe", words=found.words),
            "success_form": success_form,
            "success_key": success_key,
            "success_draft": success_draft,
            "success_back": True,
            "left": goal.person_id not in file.member_ids,
        },
        status=422 if failed else 200,
    )


def _confidence_form(found: goal_course.Course) -> ConfidenceForm:
    today_s = next((row for row in found.confidences if row.on == today()), None)
    initial = {"on": today(), "version": today_s.version if today_s else 0}
    return ConfidenceForm(prefix="zuversicht", initial=initial | ({"value": today_s.value} if today_s else {}))
