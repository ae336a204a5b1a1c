"""Goals of members: setting, placing, changing, reaching."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any, Final, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.db.models import Max, Q

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases.codes import GoalKind, GoalStatus
from rundblick.cases.models import Case, Goal
from rundblick.cases.rules import at_noon, nesting_problem
from rundblick.web.clock import today

KIND = "goal_reached"


class Details(TypedDict, total=False):
    """What more is known about a goal. What is not given stays as it is; an empty text removes."""

    field: int | None
    motive: str
    commitment: str
    strengths: str
    side_effects: str


class _Kept:
    """Says that the parent stays as it is."""


KEPT: Final = _Kept()


def set_goal(
    *,
    case: Case,
    person_id: uuid.UUID,
    text: str,
    kind: GoalKind | str = GoalKind.ACTION,
    since: dt.date | None = None,
    due_on: dt.date | None = None,
    shared: bool = False,
    token: uuid.UUID | None = None,
    parent: Goal | None = None,
    instead_of: Goal | None = None,
    together: uuid.UUID | None = None,
    **details: Unpack[Details],
) -> Goal:
    """Note what a member wants to reach. `token` becomes the goal's id, so that a form sent twice sets one.

    `parent`: the goal it hangs under. `instead_of`: a goal that did not work out and to which this is another way.
    `together` is shared by the rows of those who carry it together (see `set_goal_together`). Raises Refused without
    a text, for somebody outside of the household, dates the wrong way round, or a parent that does not fit.
    """
    start = since or today()
    _check(text, start, due_on)
    members_only(case.pk, [person_id], on=today())
    _check_place(kind, parent, person_id=person_id, dossier_id=case.pk)
    if instead_of is not None and (instead_of.person_id, instead_of.dossier_id) != (person_id, case.pk):
        raise Refused("Ein anderer Weg gehört derselben Person.")
    goal = Goal(
        id=token or uuid.uuid4(),
        dossier_id=case.pk,
        person_id=person_id,
        text=text.strip(),
        kind=kind,
        since=start,
        due_on=due_on,
        shared=shared,
        parent=parent,
        instead_of=instead_of,
        together=together,
        rank=_last_place(case.pk, person_id, parent),
        **_cleaned(details),
    )
    try:
        with transaction.atomic():
            goal.save(force_insert=True)
    except IntegrityError:
        same = Q(pk=goal.pk)
        if together is not None:
            same |= Q(together=together, person_id=person_id)
        twin = Goal.objects.filter(same, dossier_id=case.pk).first()
        if twin is None:
            raise
        return twin
    return goal


def set_goal_together(
    *,
    case: Case,
    persons: Sequence[uuid.UUID],
    text: str,
    token: uuid.UUID | None = None,
    parent: Goal | None = None,
    **values: Any,
) -> list[Goal]:
    """Note what several members want to reach together: one row each, tied by `together` (decision 15).

    Under a `parent` that is carried together, each row hangs under the person's own row of it; who does not carry the
    parent has the goal without one. With one person it is an ordinary goal. `token` makes sending twice harmless.
    Other arguments and what is raised as in `set_goal`.
    """
    who = list(dict.fromkeys(persons))
    if len(who) == 1:
        return [set_goal(case=case, person_id=who[0], text=text, token=token, parent=parent, **values)]
    together = token or uuid.uuid4()
    known = list(Goal.objects.filter(dossier_id=case.pk, together=together).order_by("pk"))
    if known:
        return known
    members_only(case.pk, who, on=today())
    above = _rows_of_parent(parent)
    return [
        set_goal(
            case=case,
            person_id=person_id,
            text=text,
            parent=above.get(person_id),
            together=together,
            **values,
        )
        for person_id in who
    ]


def change_goal(
    *,
    goal: Goal,
    version: int,
    text: str,
    kind: GoalKind | str,
    status: GoalStatus | str,
    since: dt.date,
    due_on: dt.date | None = None,
    ended_on: dt.date | None = None,
    parent: Goal | _Kept | None = KEPT,
    **details: Unpack[Details],
) -> Goal:
    """Change a goal, or say what became of it. `ended_on`: the day it was reached or given up, today by default.

    Raises Refused for dates the wrong way round or in the future or a place that does not fit, Stale when somebody
    changed it meanwhile. Rows of others who carry it together stay as they are.
    """
    _check(text, since, due_on)
    day = None if status == GoalStatus.OPEN else ended_on or today()
    if day and not since <= day <= today():
        raise Refused("Dieser Tag liegt vor dem Beginn des Ziels oder in der Zukunft.")
    with reason("cases.goal.change"):
        row = locked(goal, version=version)
        _move_below(row, kind, parent)
        row.text, row.kind, row.status, row.since, row.due_on = text.strip(), kind, status, since, due_on
        row.reached_on = day if status == GoalStatus.REACHED else None
        row.ended_on = day if status == GoalStatus.DROPPED else None
        for name, value in _cleaned(details).items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        _tell(row)
    return row


def think_about(*, goal: Goal, version: int, **details: Unpack[Details]) -> Goal:
    """Write down what stands behind a goal: motive, commitment, strengths, who else is affected, field.

    Raises Refused when the goal is gone, Stale when somebody changed it meanwhile.
    """
    with reason("cases.goal.think"):
        row = locked(goal, version=version)
        changed = {name: value for name, value in _cleaned(details).items() if getattr(row, name) != value}
        if changed:
            for name, value in changed.items():
                setattr(row, name, value)
            row.version += 1
            row.save(update_fields=[*changed, "version"])
    return row


def move_goal(*, goal: Goal, up: bool, place: int) -> bool:
    """Let a goal and its neighbour change places among the goals under the same parent; answers whether it moved.

    `place`: where it stood when the page was drawn, 0 first. Raises Refused when it stands elsewhere by now.
    """
    with reason("cases.goal.move"):
        siblings = Goal.objects.select_for_update(of=("self",)).filter(
            dossier_id=goal.dossier_id, person_id=goal.person_id, parent_id=goal.parent_id
        )
        rows = [
            row
            for row in siblings.order_by("rank", "since", "pk")
            if row.status != GoalStatus.DROPPED and (goal.parent_id or _is_lead(row) == _is_lead(goal))
        ]
        at = next((index for index, row in enumerate(rows) if row.pk == goal.pk), None)
        if at is None or at != place:
            raise Refused("Die Reihenfolge hat sich inzwischen geändert. Hier steht sie, wie sie jetzt ist.")
        to = at - 1 if up else at + 1
        if not 0 <= to < len(rows):
            return False
        rows[at], rows[to] = rows[to], rows[at]
        changed = [row for rank, row in enumerate(rows) if row.rank != rank]
        for rank, row in enumerate(rows):
            row.rank = rank
        Goal.objects.bulk_update(changed, ["rank"])
    return True


def share_goal(*, goal: Goal, shared: bool) -> Goal:
    """Open a goal to the other members, on the member's wish, or close it again."""
    with reason("cases.goal.share" if shared else "cases.goal.unshare"):
        row = locked(goal)
        if row.shared != shared:
            row.shared = shared
            row.save(update_fields=["shared"])
            TimelineEntry.objects.filter(kind=KIND, object_id=row.pk).update(shared=shared)
    return row


def locked(goal: Goal, *, version: int | None = None) -> Goal:
    """The goal under lock. Raises Refused when it is gone, Stale when `version` is given and another."""
    found = Goal.objects.select_for_update(of=("self",)).filter(pk=goal.pk).first()
    if found is None:
        raise Refused("Dieses Ziel gibt es nicht mehr.")
    if version is not None and found.version != version:
        raise Stale(found)
    return found


def _is_lead(goal: Goal) -> bool:
    return goal.kind == GoalKind.LEAD


def _check(text: str, since: dt.date, due_on: dt.date | None) -> None:
    if not text.strip():
        raise Refused("Bitte schreiben Sie das Ziel auf.")
    if since > today():
        raise Refused("Das Ziel beginnt in der Zukunft.")
    if due_on and due_on < since:
        raise Refused("Das Ende liegt vor dem Beginn.")


def _check_place(kind: str, parent: Goal | None, *, person_id: uuid.UUID, dossier_id: uuid.UUID) -> None:
    if parent is None:
        return
    # Under lock, so that its kind cannot change while something is hung below it.
    above = locked(parent)
    if (above.person_id, above.dossier_id) != (person_id, dossier_id):
        raise Refused("Ein Ziel hängt nur unter einem Ziel derselben Person.")
    problem = nesting_problem(kind, above.kind)
    if problem:
        raise Refused(problem)


def _move_below(row: Goal, kind: str, parent: Goal | _Kept | None) -> None:
    above = row.parent if isinstance(parent, _Kept) else parent
    if kind != row.kind:
        below = Goal.objects.filter(parent_id=row.pk).values_list("kind", flat=True)
        if any(nesting_problem(child, kind) for child in below):
            raise Refused("Darunter hängen Ziele, die zu dieser Art nicht passen. Bitte hängen Sie zuerst diese um.")
    if kind != row.kind or (above.pk if above else None) != row.parent_id:
        _check_place(kind, above, person_id=row.person_id, dossier_id=row.dossier_id)
    if (above.pk if above else None) != row.parent_id:
        row.parent = above
        row.rank = _last_place(row.dossier_id, row.person_id, above)


def _last_place(dossier_id: uuid.UUID, person_id: uuid.UUID, parent: Goal | None) -> int:
    siblings = Goal.objects.filter(dossier_id=dossier_id, person_id=person_id, parent=parent)
    last = siblings.aggregate(last=Max("rank"))["last"]
    return 0 if last is None else int(last) + 1


def _rows_of_parent(parent: Goal | None) -> dict[uuid.UUID, Goal]:
    """By person: the row a goal hangs under."""
    if parent is None:
        return {}
    if parent.together is None:
        return {parent.person_id: parent}
    rows = Goal.objects.filter(dossier_id=parent.dossier_id, together=parent.together)
    return {row.person_id: row for row in rows.exclude(status=GoalStatus.DROPPED).order_by("pk")}


def _cleaned(details: Details) -> dict[str, Any]:
    return {name: (value.strip() or None if isinstance(value, str) else value) for name, value in details.items()}


def _tell(row: Goal) -> None:
    TimelineEntry.objects.filter(kind=KIND, object_id=row.pk).delete()
    if row.reached_on:
        timeline.record(
            dossier_id=row.dossier_id,
            at=at_noon(row.reached_on),
            kind=KIND,
            topic="goals",
            object_id=row.pk,
            subject_id=row.person_id,
            shared=row.shared,
        )
