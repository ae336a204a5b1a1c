"""What an agency says as a guest, that the house has read it, and how a running help goes."""

import datetime as dt
import uuid

from rundblick.access.context import Context, reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.programmes.duebook import facts_changed
from rundblick.referrals.codes import RESULTS_OF_AGENCY, Going, Refusal, Result, Side, Source, State
from rundblick.referrals.models import Look, Referral, Step
from rundblick.referrals.services.held import ANSWERED, check_course, check_day, check_words, held, tell
from rundblick.web.clock import now, today

NOT_RUNNING = "Wie es läuft, lässt sich erst fragen, wenn der erste Termin war."
ONLY_DAYS = "Dazu sagt eine Stelle hier nur Tage und Stand."
NOT_THEIRS = "Diese Vermittlung ist nicht an Ihre Stelle gegangen."


def answer(
    *,
    context: Context,
    referral: Referral,
    author: User,
    state: str,
    on: dt.date,
    expected_on: dt.date | None = None,
    result: str = "",
    refusal: str = "",
    token: uuid.UUID | None = None,
) -> Step:
    """The agency says how far it is: a state and a day, and no words; for those there is the common sheet.

    Raises Refused where the referral was not handed to the guest's own house, and as `note` does.
    """
    with reason("referrals.answer"):
        row = held(referral)
        if row.agency_id is None or row.agency_id != context.organisation_id:
            raise Refused(NOT_THEIRS)
        twin = Step.objects.filter(pk=token, referral=row).first() if token else None
        if twin is not None:
            return twin
        check_day(row, on)
        if state == State.ENDED and result not in RESULTS_OF_AGENCY:
            raise Refused("Bitte wählen Sie, wie es ausgegangen ist.")
        step = Step(
            id=token or uuid.uuid4(),
            dossier_id=row.dossier_id,
            person_id=row.person_id,
            referral=row,
            agency_id=row.agency_id,
            source=Source.AGENCY,
            author=author,
            state=State(state),
            on=on,
            reached=True if state == State.CONTACTED else None,
            expected_on=expected_on if state == State.WAITING else None,
            result=result if state == State.ENDED else "",
            refusal=Refusal(refusal) if result == Result.DECLINED and refusal else "",
            recorded_at=now(),
        )
        check_course(row, step.happened())
        saved = insert_once(step)
        facts_changed([row.dossier_id])
    return saved


def seen(*, step: Step) -> None:
    """The house has read an agency's answer; from now on the story tells it. Twice is harmless."""
    with reason("referrals.seen"):
        fresh = Step.objects.filter(pk=step.pk, seen_at__isnull=True).exclude(source=Source.HOUSE)
        if fresh.update(seen_at=now()):
            tell(step.referral, ANSWERED, object_id=step.pk, day=step.on)


def look(
    *,
    referral: Referral,
    author: User,
    side: str,
    going: str,
    words: str = "",
    agency_id: uuid.UUID | None = None,
    running: bool,
    token: uuid.UUID | None = None,
) -> Look:
    """How a running help goes today, from one side. `agency_id`: the guest's own house, when the agency says it.

    Raises Refused before the first appointment, for words about a sensitive kind or by an agency, and for whatever an
    agency would say about how a sensitive kind goes.
    """
    if not running:
        raise Refused(NOT_RUNNING)
    with reason("referrals.look"):
        row = held(referral)
        check_words(row, words)
        if agency_id is not None and row.agency_id != agency_id:
            raise Refused(NOT_THEIRS)
        if agency_id is not None and (row.sort.sensitive or words.strip()):
            raise Refused(ONLY_DAYS)
        saved = insert_once(
            Look(
                id=token or uuid.uuid4(),
                dossier_id=row.dossier_id,
                person_id=row.person_id,
                referral=row,
                agency_id=agency_id,
                side=Side.AGENCY if agency_id else Side(side),
                on=today(),
                going=Going(going),
                words=words.strip() or None,
                author=author,
            )
        )
    facts_changed([row.dossier_id])
    return saved
