"""Goals of members: setting, changing, reaching."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases.codes import GoalKind, GoalStatus
from rundblick.cases.models import Case, Goal
from rundblick.cases.rules import at_noon
from rundblick.web.clock import today

KIND = "goal_reached"


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
) -> Goal:
    """Note what a member wants to reach. `token` becomes the goal's id, so that a form sent twice sets one.

    Raises Refused without a text, for somebody outside of the household, or dates the wrong way round.
    """
    start = since or today()
    _check(text, start, due_on)
    members_only(case.pk, [person_id], on=today())
    goal = Goal(
        id=token or uuid.uuid4(),
        dossier_id=case.pk,
        person_id=person_id,
        text=text.strip(),
        kind=kind,
        since=start,
        due_on=due_on,
        shared=shared,
    )
    try:
        with transaction.atomic():
            goal.save(force_insert=True)
    except IntegrityError:
        twin = Goal.objects.filter(pk=goal.pk, dossier_id=case.pk).first()
        if twin is None:
            raise
        return twin
    return goal


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
) -> Goal:
    """Change a goal, or say what became of it. `ended_on`: the day it was reached or given up, today by default.

    Raises Refused for dates the wrong way round or in the future, Stale when somebody changed it meanwhile.
    """
    _check(text, since, due_on)
    day = None if status == GoalStatus.OPEN else ended_on or today()
    if day and not since <= day <= today():
        raise Refused("Dieser Tag liegt vor dem Beginn des Ziels oder in der Zukunft.")
    with reason("cases.goal.change"):
        row = _locked(goal)
        if row.version != version:
            raise Stale(row)
        row.text, row.kind, row.status, row.since, row.due_on = text.strip(), kind, status, since, due_on
        row.reached_on = day if status == GoalStatus.REACHED else None
        row.ended_on = day if status == GoalStatus.DROPPED else None
        row.version += 1
        row.save()
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
    return row


def share_goal(*, goal: Goal, shared: bool) -> Goal:
    """Open a goal to the other members, on the member's wish, or close it again."""
    with reason("cases.goal.share" if shared else "cases.goal.unshare"):
        row = _locked(goal)
        if row.shared != shared:
            row.shared = shared
            row.save(update_fields=["shared"])
            TimelineEntry.objects.filter(kind=KIND, object_id=row.pk).update(shared=shared)
    return row


def _check(text: str, since: dt.date, due_on: dt.date | None) -> None:
    if not text.strip():
        raise Refused("Bitte schreiben Sie das Ziel auf.")
    if since > today():
        raise Refused("Das Ziel beginnt in der Zukunft.")
    if due_on and due_on < since:
        raise Refused("Das Ende liegt vor dem Beginn.")


def _locked(goal: Goal) -> Goal:
    found = Goal.objects.select_for_update(of=("self",)).filter(pk=goal.pk).first()
    if found is None:
        raise Refused("Dieses Ziel gibt es nicht mehr.")
    return found
