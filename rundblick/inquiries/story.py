"""Questions in the story of a case: what kind, and where it stands. Never a word of what was asked or answered."""

import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Q

from rundblick.access import timeline
from rundblick.access.context import current
from rundblick.access.models import TimelineEntry
from rundblick.access.models.base import open_grants
from rundblick.inquiries import queries, rules
from rundblick.inquiries.codes import Outcome, State
from rundblick.inquiries.models import Inquiry, Line
from rundblick.inquiries.shown import url_of

ASKED, ANSWERED = "inquiry_asked", "inquiry_answered"
STORY = (ASKED, ANSWERED)
TOPIC = "notes"
"""Topic of what the story says: whoever was asked holds the topic of questions and reads no story."""


def asked(row: Inquiry) -> None:
    """A question was put."""
    if not _may_tell(row):
        return
    timeline.record(
        dossier_id=row.dossier_id, at=row.asked_at, kind=ASKED, topic=TOPIC, object_id=row.pk, subject_id=row.person_id
    )


def answered(row: Inquiry) -> None:
    """What the benefits department said and the story does not tell yet. Once whoever leads the case has read it.

    A clerk writes nothing into the file of a case, so the entry waits for its reader and carries the day of the answer.
    """
    if not _may_tell(row):
        return
    there = TimelineEntry.objects.filter(dossier_id=row.dossier_id, kind=ANSWERED, object_id=OuterRef("pk"))
    for line in Line.objects.filter(~Exists(there), inquiry=row, from_benefits=True).order_by("at", "pk"):
        timeline.record(
            dossier_id=row.dossier_id,
            at=line.at,
            kind=ANSWERED,
            topic=TOPIC,
            object_id=line.pk,
            subject_id=row.person_id,
            author_id=line.author_id,
        )


def _may_tell(row: Inquiry) -> bool:
    """Whether the acting person writes in the story; a door may let somebody ask and nothing else."""
    whom = Q(subject_id__isnull=True) | Q(subject_id=row.person_id)
    doors = open_grants(current()).filter(whom, dossier_id=row.dossier_id, writes=True)
    return doors.filter(topics__contains=[TOPIC]).exists()


def asked_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Questions by kind, with where they stand now. Whom their door does not let in is told nothing."""
    rows = queries.with_state(Inquiry.objects.filter(pk__in=ids))
    states = {row: rules.state(ended=row.ended_at is not None, answered=bool(row.answered)) for row in rows}
    return {row.pk: _told(row, state) for row, state in states.items()}


def answered_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Answers by the kind of their question."""
    rows = Line.objects.filter(pk__in=ids).select_related("inquiry")
    back = Outcome.ASKING_BACK
    return {row.pk: _told(row.inquiry, back if row.outcome == back else State.ANSWERED) for row in rows}


def _told(row: Inquiry, state: State | Outcome) -> dict[str, Any]:
    words = "Rückfrage des Leistungsbereichs" if state is Outcome.ASKING_BACK else str(state.label)
    return {"title": row.sort.label, "line": words, "url": url_of(row)}
