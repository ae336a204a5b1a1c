"""Verbs of the room. They run in the caller's transaction and name their reason; long work is done by jobs."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.db.models import F, Func, Q, Value

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.copies import tasks
from rundblick.copies.access import has_own_page
from rundblick.copies.codes import OPEN, State, Way
from rundblick.copies.content import place_in_words, read
from rundblick.copies.models import Copy, Handing, Part, Redaction
from rundblick.copies.rules import answer_by, stands_in
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now, today

STUCK_AFTER = dt.timedelta(minutes=15)

AHEAD = "Dieser Tag liegt in der Zukunft."
OVER = "Diese Auskunft ist schon freigegeben oder wird neu zusammengestellt. Es wurde nichts geändert."
NOT_THERE = "Diese Worte stehen nicht in diesem Eintrag. Bitte schreiben Sie ganze Wörter so, wie sie dort stehen."
TOO_LATE = "Verlängert werden kann nur im ersten Monat, und nur einmal."
UNSEEN = "Bitte sehen Sie die vorgeschlagenen Stellen durch, oder sagen Sie, dass sie so hinausgehen."
MUST_LOOK = "Einträge aus Protokollen müssen Sie einzeln ansehen, bevor die Auskunft hinausgeht."
NO_PAGE = "Die Person hat noch keinen Zugang zu ihrer eigenen Seite."
GONE = "Die Dateien sind schon gelöscht."


def prepare(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    user: User,
    asked_on: dt.date,
    how: str,
    token: uuid.UUID | None = None,
) -> Copy:
    """Somebody wants their copy; a job collects it through the doors of `user`.

    While one is open for this member, that one is answered. Raises Refused for a day in the future.
    """
    if asked_on > today():
        raise Refused(AHEAD)
    row = Copy(
        id=token or uuid.uuid4(),
        dossier_id=dossier_id,
        person_id=person_id,
        prepared_by=user,
        asked_on=asked_on,
        how=how,
    )
    with reason("copies.prepare"):
        try:
            with transaction.atomic():
                saved = insert_once(row)
        except IntegrityError:
            return Copy.objects.get(dossier_id=dossier_id, person_id=person_id, state__in=OPEN)
        if saved is row:
            tasks.collect.defer(copy_id=str(row.pk))
            facts_changed([dossier_id])
    return saved


def prepare_again(*, copy: Copy, user: User) -> None:
    """Collect anew, now through the doors of `user`; what was hidden so far is thrown away with the old state.

    Raises Refused after the release, and while a job is at work.
    """
    with reason("copies.again"):
        row = _held(copy)
        if row.state not in (State.DRAFT, State.FAILED) and not is_stuck(row):
            raise Refused(OVER)
        row.state, row.prepared_by, row.ordered_at = State.QUEUED, user, now()
        row.started_at, row.done, row.error = None, 0, ""
        row.save()
        tasks.collect.defer(copy_id=str(row.pk))


def is_stuck(copy: Copy) -> bool:
    """Whether a job has begun so long ago that it must have been killed, or was never begun."""
    since = copy.started_at or copy.ordered_at
    return copy.state in (State.QUEUED, State.COLLECTING) and since < now() - STUCK_AFTER


def withdraw(*, copy: Copy) -> None:
    """The person no longer wants it. Twice is harmless. Raises Refused after the release."""
    with reason("copies.withdraw"):
        row = _held(copy)
        if row.state == State.WITHDRAWN:
            return
        if row.state in (State.RELEASING, State.RELEASED):
            raise Refused(OVER)
        row.state = State.WITHDRAWN
        row.save(update_fields=["state"])
        tasks.clear.defer(copy_id=str(row.pk))
        facts_changed([row.dossier_id])


def extend(*, copy: Copy, why: str) -> None:
    """Two more months, said to the person with the reason (Art. 12 Abs. 3 DSGVO).

    Raises Refused after the first month, for a second time, and once it was answered.
    """
    with reason("copies.extend"):
        row = _held(copy)
        if row.state not in OPEN or row.extended_on or today() > answer_by(row.asked_on, extended=False):
            raise Refused(TOO_LATE)
        row.extended_on, row.extension_reason = today(), why.strip()
        row.save(update_fields=["extended_on", "extension_reason"])
        facts_changed([row.dossier_id])


def look(*, copy: Copy, part: Part, place: int) -> None:
    """Somebody looked at an entry. Twice is harmless."""
    _draft(copy)
    _looked(part, place)


def hide(
    *, copy: Copy, part: Part, place: int, why: str, words: str = "", everywhere: bool = False, user: User
) -> Redaction:
    """Withhold an entry, or with `words` only these, there or everywhere in the copy; the entry counts as looked at.

    The same said twice makes one. Raises Refused for words that do not stand in the entry, and after the release.
    """
    words = " ".join(words.split())
    with reason("copies.hide"):
        _draft(copy)
        if words and not stands_in(words, read(part)[1][place]):
            raise Refused(NOT_THERE)
        _looked(part, place)
        all_over = everywhere and bool(words)
        at = {"part": None, "entry": None} if all_over else {"part": part, "entry": place}
        here = Redaction.objects.filter(copy=copy, reason=why, **at)
        twin = next((one for one in here if (one.words or "") == words), None)
        if twin is not None:
            return twin
        return Redaction.objects.create(
            dossier_id=copy.dossier_id,
            copy=copy,
            person_id=copy.person_id,
            author=user,
            words=words or None,
            reason=why,
            place="überall" if all_over else place_in_words(part, place),
            **at,
        )


def unhide(*, copy: Copy, redaction: Redaction) -> None:
    """Tell it after all. Raises Refused after the release."""
    with reason("copies.unhide"):
        _draft(copy)
        redaction.delete()


def release(*, copy: Copy, unseen_as_they_are: bool) -> None:
    """The copy may leave. Final: from now on nothing about its content changes; a job makes the files.

    Raises Refused while an entry of a protocol was not looked at, and while other suggested entries were not and
    `unseen_as_they_are` was not said.
    """
    with reason("copies.release"):
        row = _draft(copy)
        must, may = unseen(row)
        if must:
            raise Refused(MUST_LOOK)
        if may and not unseen_as_they_are:
            raise Refused(UNSEEN)
        row.state, row.released_at, row.unseen_released, row.error = State.RELEASING, now(), may, ""
        row.save(update_fields=["state", "released_at", "unseen_released", "error"])
        tasks.write_files.defer(copy_id=str(row.pk))
        facts_changed([row.dossier_id])


def finish(*, copy: Copy) -> None:
    """Make the files of a released copy once more, after a job that failed or was killed. Harmless otherwise."""
    if copy.state == State.RELEASING:
        tasks.write_files.defer(copy_id=str(copy.pk))


def unseen(copy: Copy) -> tuple[int, int]:
    """How many suggested entries nobody looked at: those of protocols, and all others. One statement."""
    counts = {True: 0, False: 0}
    for review, to_look, looked in Part.objects.filter(copy=copy).values_list("review", "to_look", "looked"):
        counts[review] += len(set(to_look) - set(looked))
    return counts[True], counts[False]


def hand_over(*, copy: Copy, way: str, on: dt.date, user: User, token: uuid.UUID | None = None) -> Handing:
    """Write down how a released copy reached the person, or put it on their own page until the files are erased.

    Raises Refused for a day in the future or before the release, once the files are gone, and without an own page.
    """
    if copy.state != State.RELEASED or copy.gone_at or copy.readable_until is None:
        raise Refused(GONE)
    if on > today():
        raise Refused(AHEAD)
    if way == Way.OWN_PAGE and not has_own_page(copy):
        raise Refused(NO_PAGE)
    until = copy.readable_until if way == Way.OWN_PAGE else None
    return insert_once(
        Handing(
            id=token or uuid.uuid4(),
            dossier_id=copy.dossier_id,
            copy=copy,
            person_id=copy.person_id,
            way=way,
            on=on,
            by=user,
            until=until,
        )
    )


def _held(copy: Copy) -> Copy:
    found: Copy = Copy.objects.select_for_update().get(pk=copy.pk)
    return found


def _draft(copy: Copy) -> Copy:
    row = _held(copy)
    if (row.state, row.prepared_by_id) != (State.DRAFT, copy.prepared_by_id):
        raise Refused(OVER)
    return row


def _looked(part: Part, place: int) -> None:
    fresh = Part.objects.filter(~Q(looked__contains=[place]), pk=part.pk)
    fresh.update(looked=Func(F("looked"), Value(place), function="array_append"))
