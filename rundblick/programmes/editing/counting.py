"""Ordering numbers over all participations of a programme, and the job that counts them as worker.

The web role sees only what its doors open, so it cannot count; who may ask is checked when ordering.
"""

import datetime as dt
import logging
import uuid

from rundblick.access.context import Context, reason
from rundblick.access.database import as_worker
from rundblick.programmes.editing.complaints import checked
from rundblick.programmes.editing.effects import effects
from rundblick.programmes.editing.overview import overview
from rundblick.programmes.errors import NotPublished, Refused
from rundblick.programmes.models import DefinitionDraft, ProgrammeCount
from rundblick.programmes.publishing import published
from rundblick.programmes.staff import DRAFT_ROLES, RUN_ROLES
from rundblick.web.clock import now, today

STUCK_AFTER = dt.timedelta(minutes=15)
log = logging.getLogger("rundblick.programmes")


def order_overview(context: Context, code: str) -> ProgrammeCount:
    """Ask for the figures of a programme in one's own house. Raises Refused without the right."""
    if not context.has_role(*RUN_ROLES):
        raise Refused("Zahlen über alle Teilnahmen sehen Programmkoordination und Teamleitung.")
    return _order(context, ProgrammeCount.Kind.OVERVIEW, code, None)


def order_effects(context: Context, draft: DefinitionDraft) -> ProgrammeCount:
    """Ask what a draft of one's own house would change. Raises Refused without the right, or while it has mistakes."""
    if not context.has_role(*DRAFT_ROLES) or draft.organisation_id != context.organisation_id:
        raise Refused("Entwürfe bearbeitet die Programmkoordination des eigenen Hauses.")
    if checked(draft.document).programme is None:
        raise Refused("Das lässt sich erst ausrechnen, wenn im Entwurf nichts mehr fehlt.")
    return _order(context, ProgrammeCount.Kind.EFFECTS, draft.code, draft)


def latest(context: Context, kind: str, code: str, draft: DefinitionDraft | None = None) -> ProgrammeCount | None:
    """The last numbers somebody of the house asked for."""
    if context.organisation_id is None:
        return None
    rows = ProgrammeCount.objects.filter(kind=kind, code=code, organisation_id=context.organisation_id, draft=draft)
    return rows.order_by("-ordered_at").first()


def _order(context: Context, kind: str, code: str, draft: DefinitionDraft | None) -> ProgrammeCount:
    from rundblick.programmes.tasks import count

    if context.organisation_id is None:
        raise Refused("Ihr Zugang gehört zu keinem Haus.")
    waiting = latest(context, kind, code, draft)
    same = waiting is not None and (draft is None or waiting.draft_version == draft.version)
    if waiting is not None and same and waiting.is_waiting and waiting.ordered_at > now() - STUCK_AFTER:
        return waiting
    with reason("programmes.count"):
        row = ProgrammeCount.objects.create(
            kind=kind,
            code=code,
            draft=draft,
            draft_version=draft.version if draft else None,
            organisation_id=context.organisation_id,
            as_of=today(),
            ordered_by_id=context.user_id,
            ordered_at=now(),
        )
        # One answer is enough; the older ones say nothing that is still wanted.
        older = ProgrammeCount.objects.filter(
            kind=kind, code=code, organisation_id=context.organisation_id, draft=draft
        )
        older.exclude(pk=row.pk).exclude(status=ProgrammeCount.Status.DONE).delete()
    count.defer(count_id=str(row.pk))
    return row


def carry_out(count_id: uuid.UUID) -> bool:
    """Count what was ordered. False when there was nothing to do or it failed; then the row says so."""
    with as_worker("programmes.count.start"):
        waiting = ProgrammeCount.objects.filter(pk=count_id, status=ProgrammeCount.Status.QUEUED)
        if not waiting.update(status=ProgrammeCount.Status.RUNNING):
            return False
    try:
        with as_worker("programmes.count", one_moment=True):
            return _count(count_id)
    except Exception:
        log.exception("count %s failed", count_id)
        with as_worker("programmes.count.failed"):
            ProgrammeCount.objects.filter(pk=count_id).update(status=ProgrammeCount.Status.FAILED)
        return False


def _count(count_id: uuid.UUID) -> bool:
    row = ProgrammeCount.objects.select_related("draft").get(pk=count_id)
    if row.draft is not None:
        programme = checked(row.draft.document).programme
        found = effects(row.code, row.organisation_id, programme, row.as_of) if programme else None
        row.draft_version = row.draft.version
    else:
        try:
            found = overview(published(row.code, row.as_of), row.organisation_id, row.as_of)
        except NotPublished:
            found = None
    row.status = ProgrammeCount.Status.DONE if found is not None else ProgrammeCount.Status.FAILED
    row.result = found or {}
    row.counted_at = now()
    row.save(update_fields=["status", "result", "counted_at", "draft_version"])
    if found is not None:
        older = ProgrammeCount.objects.filter(
            kind=row.kind, code=row.code, organisation_id=row.organisation_id, draft=row.draft
        )
        older.filter(ordered_at__lt=row.ordered_at).delete()
    return found is not None
