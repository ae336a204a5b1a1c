"""The lines of a draft: what it begins with, what a form says about them, and what is done to them.

Nothing here writes; `services` does.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import QuerySet

from rundblick.access.context import current
from rundblick.calendar.errors import Refused
from rundblick.cases import goal_tree
from rundblick.cases.codes import GoalStatus
from rundblick.cases.models import Goal, Task
from rundblick.plans import queries
from rundblick.plans.codes import LineKind, State
from rundblick.plans.kinds import Kind, kind_of
from rundblick.plans.models import Plan, PlanLine
from rundblick.plans.rules import neighbours
from rundblick.web.clock import today

WRITTEN = ("kind", "section", "goal", "text", "plain", "who", "until", "rank", "left_out")
"""What a draft may change of a line."""


@dataclass(frozen=True)
class Words:
    """What a form says about one line. `goal_id`: the goal a step belongs to."""

    text: str
    plain: str = ""
    who: str = ""
    until: dt.date | None = None
    goal_id: uuid.UUID | None = None


@dataclass(frozen=True)
class Said:
    """What a form says about a draft. Lines it does not name stay as they are."""

    offer: str = ""
    offer_plain: str = ""
    review_on: dt.date | None = None
    lines: Mapping[uuid.UUID, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Act:
    """What is done to a draft beside its words.

    `verb`: up, down, drop, back (`target`: a line), step (`target`: a goal's line), line (`target`: a section),
    goal or task (`target`: the id of one to take in).
    """

    verb: str
    target: str


def siblings(plan: Plan) -> QuerySet[Plan]:
    """The other versions of the same plan."""
    return Plan.objects.filter(dossier_id=plan.dossier_id, person_id=plan.person_id, kind=plan.kind).exclude(pk=plan.pk)


def _line(plan: Plan, rank: int, **values: object) -> PlanLine:
    return PlanLine(dossier_id=plan.dossier_id, plan=plan, person_id=plan.person_id, rank=rank, **values)


def _of_goal(plan: Plan, kind: Kind, goal: Goal, rank: int) -> PlanLine:
    return _line(plan, rank, kind=LineKind.GOAL, section=kind.goals.code, goal=goal, text=goal.text, until=goal.due_on)


def _of_task(plan: Plan, kind: Kind, task: Task, rank: int) -> PlanLine:
    return _line(
        plan,
        rank,
        kind=LineKind.STEP,
        section=kind.loose.code,
        task=task,
        text=task.text,
        who=task.responsible,
        until=task.due_on,
    )


def collected(plan: Plan, kind: Kind) -> list[PlanLine]:
    """Lines of a first version: open goals in the order of their tree, open steps by urgency."""
    goals = queries.open_goals(current(), plan.dossier_id, plan.person_id)
    tasks = queries.open_steps(current(), plan.dossier_id, plan.person_id)
    ordered = [node.goal for node in goal_tree.grow(goals, day=today()).everybody()]
    lines = [_of_goal(plan, kind, goal, rank) for rank, goal in enumerate(ordered)]
    return lines + [_of_task(plan, kind, task, rank) for rank, task in enumerate(tasks, len(lines))]


def carried(plan: Plan, kind: Kind, present: Plan) -> list[PlanLine]:
    """Lines of a later version: those of the present one without goals reached or given up and steps done."""
    rows = list(present.lines.select_related("goal", "task").order_by("rank", "thread"))
    over = {row.goal_id for row in rows if row.goal and row.goal.status != GoalStatus.OPEN}
    fresh: list[PlanLine] = []
    for row in rows:
        if (row.kind == LineKind.GOAL and row.goal_id in over) or (row.task and row.task.done_on):
            continue
        loosened = row.kind == LineKind.STEP and row.goal_id in over
        fresh.append(
            _line(
                plan,
                len(fresh),
                thread=row.thread,
                kind=row.kind,
                section=kind.loose.code if loosened else row.section,
                goal_id=None if loosened else row.goal_id,
                task_id=row.task_id,
                text=row.text,
                plain=row.plain,
                who=row.who,
                until=row.until,
            )
        )
    return fresh


def same_threads(lines: Sequence[PlanLine], former: Plan) -> None:
    """Goals and steps that already stood in the last version are still the same lines."""
    known = {_origin(row): row.thread for row in former.lines.all() if row.task_id or row.kind == LineKind.GOAL}
    for line in lines:
        line.thread = known.get(_origin(line), line.thread)


def _origin(line: PlanLine) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    return (line.goal_id, None) if line.kind == LineKind.GOAL else (None, line.task_id)


# Working on it


def standing(line: PlanLine) -> tuple[object, ...]:
    """What a line says, to see whether it changed."""
    names = ("section", "goal_id", "text", "plain", "who", "until", "rank", "left_out")
    return tuple(getattr(line, name) for name in names)


def say(row: Plan, lines: Iterable[PlanLine], said: Said) -> None:
    """Take over the words of a form."""
    kind = kind_of(row.kind)
    row.offer, row.offer_plain = said.offer.strip() or None, said.offer_plain.strip() or None
    row.review_on = said.review_on
    ordered = list(lines)
    goals = {line.goal_id for line in ordered if line.kind == LineKind.GOAL}
    for line in ordered:
        words = said.lines.get(line.pk)
        if words is None:
            continue
        line.text, line.plain = words.text.strip(), words.plain.strip() or None
        line.until = words.until if line.kind != LineKind.WORDS else None
        if line.kind != LineKind.STEP:
            continue
        line.who = words.who
        belongs = words.goal_id if words.goal_id in goals else None
        if belongs is not None:
            line.section = kind.goals.code
        elif line.section == kind.goals.code:
            line.section = kind.loose.code
        line.goal_id = belongs


def act_on(row: Plan, lines: list[PlanLine], act: Act) -> PlanLine | None:
    """Do one thing to the lines; answers the line it was about. Raises Refused for what does not fit."""
    kind = kind_of(row.kind)
    if act.verb in ("goal", "task"):
        return _take(row, kind, lines, act)
    if act.verb == "line":
        return _add_line(row, kind, lines, act.target)
    line = next((one for one in lines if str(one.pk) == act.target), None)
    if line is None:
        raise Refused("Diese Zeile gibt es nicht mehr.")
    match act.verb:
        case "up" | "down":
            _move(lines, line, up=act.verb == "up")
        case "drop" | "back":
            line.left_out = act.verb == "drop"
        case "step" if line.kind == LineKind.GOAL:
            return _add(row, lines, kind=LineKind.STEP, section=kind.goals.code, goal_id=line.goal_id)
        case _:
            raise Refused("Das geht hier nicht.")
    return line


def _add(row: Plan, lines: list[PlanLine], **values: object) -> PlanLine:
    line = _line(row, _last(lines), text="", **values)
    lines.append(line)
    return line


def _add_line(row: Plan, kind: Kind, lines: list[PlanLine], code: str) -> PlanLine:
    section = kind.section(code)
    if section is None or section.takes == "goals":
        raise Refused("Diesen Abschnitt gibt es nicht.")
    made = LineKind.STEP if section.takes == "steps" else LineKind.WORDS
    return _add(row, lines, kind=made, section=section.code)


def _take(row: Plan, kind: Kind, lines: list[PlanLine], act: Act) -> PlanLine:
    goals = queries.open_goals(current(), row.dossier_id, row.person_id) if act.verb == "goal" else []
    tasks = queries.open_steps(current(), row.dossier_id, row.person_id) if act.verb == "task" else []
    goal = next((one for one in goals if str(one.pk) == act.target), None)
    task = next((one for one in tasks if str(one.pk) == act.target), None)
    if goal is not None:
        line = _of_goal(row, kind, goal, _last(lines))
    elif task is not None:
        line = _of_task(row, kind, task, _last(lines))
    else:
        raise Refused("Dieses Ziel oder diesen Schritt gibt es nicht mehr.")
    twin = next((one for one in lines if _origin(one) == _origin(line)), None)
    if twin is not None:
        twin.left_out = False
        return twin
    former = siblings(row).exclude(state=State.DRAFT).order_by("-number").first()
    if former is not None:
        same_threads([line], former)
    lines.append(line)
    return line


def _move(lines: list[PlanLine], line: PlanLine, *, up: bool) -> None:
    present = {one.pk: one for one in lines if not one.left_out}
    group = [
        present[one.id]
        for one in neighbours((queries.plain_line(one) for one in present.values()), queries.plain_line(line))
    ]
    at = group.index(line)
    to = at - 1 if up else at + 1
    if not 0 <= to < len(group):
        return
    ranks = sorted(one.rank for one in group)
    if len(set(ranks)) < len(ranks):
        ranks = list(range(_last(lines), _last(lines) + len(group)))
    group[at], group[to] = group[to], group[at]
    for rank, one in zip(ranks, group, strict=True):
        one.rank = rank


def _last(lines: Iterable[PlanLine]) -> int:
    return max((line.rank for line in lines), default=-1) + 1


def loosen(row: Plan, lines: Sequence[PlanLine]) -> list[PlanLine]:
    """Let steps whose goal does not stand in the plan belong to none; answers those."""
    kind = kind_of(row.kind)
    goals = {line.goal_id for line in lines if line.kind == LineKind.GOAL}
    lost = [line for line in lines if line.kind == LineKind.STEP and line.goal_id and line.goal_id not in goals]
    for line in lost:
        line.goal_id, line.section = None, kind.loose.code
    return lost
