"""What the timeline tells of results: something was achieved, somebody stands by the household."""

import datetime as dt
import uuid

from rundblick.access.context import current
from rundblick.access.models import TimelineEntry
from rundblick.web.clock import BERLIN
from rundblick.work.models import Outcome, Sponsorship

ACHIEVED = "outcome"
MET = "sponsorship"
NOON = dt.time(12)


def achieved(outcome: Outcome) -> TimelineEntry:
    """The unsaved entry of an outcome, on the day it counts from."""
    return TimelineEntry(
        dossier_id=outcome.dossier_id,
        at=noon(outcome.achieved_on),
        kind=ACHIEVED,
        topic="outcomes",
        object_id=outcome.pk,
        subject_id=outcome.person_id,
        shared=outcome.shared,
        author_id=outcome.recorded_by_id,
    )


def met(sponsorship: Sponsorship, author_id: uuid.UUID | None = None) -> TimelineEntry:
    """The unsaved entry of a sponsorship, on the day it began."""
    return TimelineEntry(
        dossier_id=sponsorship.dossier_id,
        at=noon(sponsorship.began_on),
        kind=MET,
        topic="outcomes",
        object_id=sponsorship.pk,
        subject_id=sponsorship.person_id,
        author_id=author_id or current().user_id,
    )


def noon(day: dt.date) -> dt.datetime:
    """Noon of that day in Berlin: where something without a time of day stands in the timeline."""
    return dt.datetime.combine(day, NOON, tzinfo=BERLIN)
