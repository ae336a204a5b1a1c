"""What comes next in conferences: one item each, for those who work with the file."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef

from rundblick.conferences import queries
from rundblick.conferences.codes import KEPT_INSIDE
from rundblick.conferences.models import Conference, Contribution
from rundblick.conferences.rules import State, Step, next_step
from rundblick.web.clock import berlin_date

RULE = "conferences.next"
LABELS = {
    "prepare": "Besprechung vorbereiten",
    "protocol": "Protokoll der Besprechung abschließen",
    "inform": "Abschriften der Besprechung verteilen",
    "review": "Nachsehen, was aus der Besprechung wurde",
}
EXPLAINED = {
    "prepare": "Bis zu diesem Tag schicken alle ihre Stichpunkte.",
    "protocol": "Drei Tage nach der Besprechung.",
    "inform": "Alle Beteiligten bekommen, was sie lesen dürfen.",
    "review": "Bis alles getan ist.",
}


def next_steps(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """The next step of every conference. What it is about stays out of the item. One query."""
    own = Contribution.objects.filter(conference=OuterRef("pk"), agency=OuterRef("dossier__organisation"))
    rows = (
        Conference.objects.filter(dossier_id__in=dossier_ids, cancelled_at__isnull=True)
        .annotate(
            prepared=Exists(own),
            uninformed=Exists(queries.uninformed()),
            open_until=ArraySubquery(queries.not_done().values("due_on")),
        )
        .defer("question", "place", "video_url", "reason")
        .order_by("starts_at", "pk")
    )
    known = [row for row in rows if berlin_date(row.planned_at) <= as_of]
    found = [(row, next_step(state_of(row))) for row in known]
    return [_item(row, step) for row, step in found if step is not None]


def state_of(row: Any) -> State:
    """A row of `next_steps` as the rule asks about it."""
    ended = row.ended_with
    return State(
        starts_on=berlin_date(row.starts_at),
        prepare_until=row.prepare_until,
        prepared=row.prepared,
        closed_on=berlin_date(row.closed_at) if row.closed_at else None,
        uninformed=row.uninformed,
        open_until=row.open_until,
        review_on=row.review_on,
        outcome_waits=bool(ended and ended.review),
    )


def _item(row: Conference, step: Step) -> dict[str, Any]:
    return {
        "dossier_id": row.dossier_id,
        "topic_code": KEPT_INSIDE,
        "person_id": row.person_id,
        "rule": RULE,
        "key": f"{row.pk}:{step.code}",
        "kind": "conference",
        "label": LABELS[step.code],
        "explanation": EXPLAINED[step.code],
        "due_on": step.on,
        "last_useful_day": None,
    }
