"""Set-based reads of plans. Callers show them; row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import F, Q

from rundblick.access.context import Context
from rundblick.cases.codes import GoalStatus
from rundblick.cases.models import Goal, Task
from rundblick.plans.codes import LineKind, State
from rundblick.plans.models import Plan, PlanLine
from rundblick.plans.rules import Line
from rundblick.web.german import german_date


def versions(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Plan]:
    """All versions of all plans of a member, drafts included, the latest first. One query; texts stay sealed."""
    rows = Plan.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.select_related("author").order_by("kind", "-number"))


def held_on(plans: Collection[Plan], day: dt.date) -> list[Plan]:
    """Those that held on that day."""
    return [
        plan
        for plan in plans
        if plan.valid_from and plan.valid_from <= day and (plan.valid_until is None or day < plan.valid_until)
    ]


def drafts(plans: Collection[Plan]) -> list[Plan]:
    """Those that are being written."""
    return [plan for plan in plans if plan.state == State.DRAFT]


def lines_of(context: Context, plans: Collection[Plan]) -> dict[uuid.UUID, list[Line]]:
    """By version: its lines in order, with what became of goals and steps since. One query."""
    rows = PlanLine.objects.visible_to(context).filter(plan__in=[plan.pk for plan in plans])
    found: dict[uuid.UUID, list[Line]] = {plan.pk: [] for plan in plans}
    rows = rows.select_related("goal", "task").defer("goal__text", "task__text")
    for row in rows.order_by("rank", "thread"):
        found[row.plan_id].append(plain_line(row, note=_since(row)))
    return found


def plain_line(row: PlanLine, *, note: str = "") -> Line:
    """A row as the rules read it."""
    return Line(
        id=row.pk,
        thread=row.thread,
        kind=row.kind,
        section=row.section,
        goal_id=row.goal_id,
        task_id=row.task_id,
        text=row.text,
        plain=row.plain or "",
        who=row.who,
        until=row.until,
        rank=row.rank,
        left_out=row.left_out,
        note=note,
    )


def _since(row: PlanLine) -> str:
    """What became of the goal or the step. A goal or task behind a closed door says nothing."""
    if row.kind == LineKind.GOAL and row.goal is not None:
        if row.goal.status == GoalStatus.REACHED:
            return f"erreicht am {german_date(row.goal.reached_on)}"
        return "nicht mehr verfolgt" if row.goal.status == GoalStatus.DROPPED else ""
    if row.kind == LineKind.STEP and row.task is not None and row.task.done_on:
        return f"erledigt am {german_date(row.task.done_on)}"
    return ""


def open_goals(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Goal]:
    """Goals of the member that are being followed."""
    rows = Goal.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.filter(status=GoalStatus.OPEN).order_by("rank", "since", "pk"))


def open_steps(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Task]:
    """Open tasks and next steps of the member and of the whole household, the most urgent first."""
    whose = Q(person_id=person_id) | Q(person__isnull=True)
    rows = Task.objects.visible_to(context).filter(whose, dossier_id=dossier_id, done_on__isnull=True)
    return list(rows.order_by(F("due_on").asc(nulls_last=True), "created_on", "pk"))
