"""What several verbs share: holding a referral, checking a step against its course, telling the story."""

import datetime as dt
import uuid

from rundblick.access import timeline
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused
from rundblick.cases.rules import at_noon
from rundblick.referrals.models import AnswerLink, Referral, Step
from rundblick.referrals.rules import Happened, problem
from rundblick.web.clock import now, today

BEGAN, CAME, ENDED, ANSWERED = "referral_began", "referral_first", "referral_ended", "referral_answered"
STORY = (BEGAN, CAME, ENDED, ANSWERED)
TOPIC = "notes"
"""Topic of what the story and the due book say, which no agency holds."""

GONE = "Diese Vermittlung gibt es nicht mehr."
AHEAD = "Dieser Tag liegt in der Zukunft."
TOO_EARLY = "Da war diese Vermittlung noch nicht begonnen."
NO_WORDS = (
    "Zu dieser vertraulichen Art der Hilfe wird hier nichts weiter aufgeschrieben; bitte leeren Sie das Feld. Was die"
    " Gesundheit, Schulden oder Sucht betrifft, gehört mit Einwilligung in den geschützten Bereich der Lebenslage."
)


def held(referral: Referral) -> Referral:
    """The referral, locked until the transaction ends. Raises Refused when its door has closed meanwhile."""
    row = Referral.objects.select_for_update(of=("self",)).filter(pk=referral.pk).first()
    if row is None:
        raise Refused(GONE)
    return row


def standing(referral: Referral) -> list[Step]:
    """Steps that were not taken back, as far as the doors show them."""
    return list(Step.objects.filter(referral=referral, undone_at__isnull=True).order_by("on", "recorded_at", "pk"))


def check_day(referral: Referral, day: dt.date) -> None:
    """Raises Refused for a day ahead or before the referral began."""
    if day > today():
        raise Refused(AHEAD)
    if day < referral.begun_on:
        raise Refused(TOO_EARLY)


def check_course(referral: Referral, new: Happened) -> None:
    """Raises Refused where the step does not fit into what was noted."""
    if trouble := problem([one.happened() for one in standing(referral)], new):
        raise Refused(trouble)


def check_words(referral: Referral, *words: str) -> None:
    """Raises Refused for words about a sensitive kind."""
    if referral.sort.sensitive and any(word.strip() for word in words):
        raise Refused(NO_WORDS)


def tell(referral: Referral, kind: str, *, object_id: uuid.UUID, day: dt.date) -> None:
    """Put it into the story of the case."""
    timeline.record(
        dossier_id=referral.dossier_id,
        at=at_noon(day),
        kind=kind,
        topic=TOPIC,
        object_id=object_id,
        subject_id=referral.person_id,
    )


def untell(referral: Referral, object_id: uuid.UUID) -> None:
    """Take it out of the story again."""
    TimelineEntry.objects.filter(dossier_id=referral.dossier_id, kind__in=STORY, object_id=object_id).delete()


def end_links(row: Referral) -> None:
    """Links that were not used are open no longer."""
    links = AnswerLink.objects.filter(referral=row, used_at__isnull=True, revoked_at__isnull=True)
    links.update(revoked_at=now())
