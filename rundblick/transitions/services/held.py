"""What several verbs share: holding a transition, checking words, telling the story."""

import datetime as dt
import uuid

from rundblick.access import timeline
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Mistaken, Refused, Stale
from rundblick.cases.rules import at_noon
from rundblick.programmes.duebook import facts_changed
from rundblick.transitions.chains import Chain
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.rules import Course, course

BEGAN, HANDED, ARRIVED, ENDED = "transition_began", "transition_handed", "transition_arrived", "transition_ended"
STORY = (BEGAN, HANDED, ARRIVED, ENDED)
TOPIC = "notes"
"""Topic of everything the room holds, which no agency does."""

GONE = "Diesen Übergang gibt es nicht mehr."
OVER = "Dieser Übergang ist beendet."
NO_WORDS = (
    "Zu diesem vertraulichen Wechsel werden hier nur Tage festgehalten; bitte leeren Sie das Feld. Was die Gesundheit"
    " oder ein Verfahren betrifft, gehört mit Einwilligung in den geschützten Bereich der Lebenslage."
)


def held(transition: Transition) -> Transition:
    """The transition, locked until the transaction ends. Raises Refused when its door has closed meanwhile."""
    row = Transition.objects.select_for_update(of=("self",)).filter(pk=transition.pk).first()
    if row is None:
        raise Refused(GONE)
    return row


def check_open(row: Transition, version: int | None = None) -> None:
    """Raises Refused when it is over, Stale when somebody changed it since that version."""
    if row.ended_on is not None:
        raise Refused(OVER)
    if version is not None and row.version != version:
        raise Stale(row)


def check_words(chain: Chain, **words: str) -> None:
    """Raises Mistaken for words about a sensitive change."""
    if chain.sensitive and (told := {name: NO_WORDS for name, word in words.items() if word.strip()}):
        raise Mistaken(told)


def standing(row: Transition) -> list[StepDone]:
    """What was done and not taken back."""
    return list(StepDone.objects.filter(transition=row, undone_at__isnull=True).order_by("on", "recorded_at", "pk"))


def course_of(row: Transition, *, as_of: dt.date) -> Course:
    """Where it stands. One query."""
    happened = [one.happened() for one in standing(row)]
    return course(row.turning, row.chain.steps, happened, begun_on=row.begun_on, as_of=as_of)


def save(row: Transition) -> None:
    """Write it down as the next version; what is due changes with it."""
    row.version += 1
    row.save()
    facts_changed([row.dossier_id])


def tell(row: Transition, kind: str, *, object_id: uuid.UUID, day: dt.date) -> None:
    """Put it into the story of the case."""
    timeline.record(
        dossier_id=row.dossier_id,
        at=at_noon(day),
        kind=kind,
        topic=TOPIC,
        object_id=object_id,
        subject_id=row.person_id,
    )


def untell(row: Transition, object_id: uuid.UUID, *kinds: str) -> None:
    """Take it out of the story again."""
    TimelineEntry.objects.filter(dossier_id=row.dossier_id, kind__in=kinds, object_id=object_id).delete()
