"""Two records of one person become one: their plans too."""

import uuid

from django.db.models import F, Max, QuerySet

from rundblick.access.models import TimelineEntry
from rundblick.plans.codes import State
from rundblick.plans.models import Plan, PlanLine
from rundblick.plans.services import KIND


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move the plans of one person to the other. Of two that hold the later one stays, of two drafts one is made."""
    moved = 0
    for plan in Plan.objects.filter(person_id=drop).order_by("number", "pk"):
        same = Plan.objects.filter(dossier_id=plan.dossier_id, person_id=keep, kind=plan.kind)
        moved += 1
        if plan.state == State.DRAFT and _one_draft(plan, same):
            continue
        if plan.state == State.PUBLISHED:
            _one_current(plan, same)
        plan.number += same.exclude(number__lt=plan.number).aggregate(last=Max("number"))["last"] or 0
        plan.person_id = keep
        plan.version += 1
        plan.save(update_fields=["person_id", "number", "state", "valid_until", "version"])
    moved += PlanLine.objects.filter(person_id=drop).update(person_id=keep)
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    return moved


def _one_draft(plan: Plan, same: QuerySet[Plan]) -> bool:
    """Put the lines and the offer of a draft into the other one; whether there was one."""
    held = same.filter(state=State.DRAFT).first()
    if held is None:
        return False
    last = held.lines.aggregate(last=Max("rank"))["last"]
    plan.lines.update(plan=held, person_id=held.person_id, rank=F("rank") + (0 if last is None else last + 1))
    for name in ("offer", "offer_plain"):
        setattr(held, name, "\n".join(part for part in (getattr(held, name), getattr(plan, name)) if part) or None)
    held.review_on = held.review_on or plan.review_on
    held.version += 1
    held.save(update_fields=["offer", "offer_plain", "review_on", "version"])
    plan.delete()
    return True


def _one_current(plan: Plan, same: QuerySet[Plan]) -> None:
    """End the earlier of two versions that hold on the day the later one began."""
    held = same.filter(state=State.PUBLISHED).first()
    if held is None or held.valid_from is None or plan.valid_from is None:
        return
    earlier, later = sorted((held, plan), key=lambda one: (one.valid_from, one.published_at))
    earlier.state, earlier.valid_until = State.ENDED, later.valid_from
    if earlier is held:
        held.version += 1
        held.save(update_fields=["state", "valid_until", "version"])
