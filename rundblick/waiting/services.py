"""Verbs of the Wartezettel. They run in the caller's transaction and name their reason."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import TimelineEntry, User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case, Goal, Task
from rundblick.cases.rules import at_noon
from rundblick.programmes.duebook import facts_changed
from rundblick.waiting.codes import Outcome
from rundblick.waiting.kinds import kind_of
from rundblick.waiting.models import Asking, Bridge, Wait
from rundblick.waiting.rules import Expected, next_asking, word_problems
from rundblick.web.clock import today

BEGAN, ENDED = "wait_began", "wait_ended"

AHEAD = "Dieser Tag liegt in der Zukunft."
OVER = "Hier wird nicht mehr gewartet."
NO_ANSWER = "Bitte schreiben Sie die Antwort auf."
NOTHING_HELPS = "Bitte schreiben Sie, was hilft, oder wählen Sie einen Schritt oder ein Ziel."
TOO_EARLY = "Da wurde noch nicht gewartet."


@dataclass(frozen=True, kw_only=True)
class WaitContent:
    """What is said about a wait; see `Wait`."""

    kind: str
    since: dt.date
    what: str = ""
    whom: str = ""
    reach: str = ""
    expected: Expected | None = None
    nudge_on: dt.date | None = None
    shared: bool = False


def begin(
    *, case: Case, person_id: uuid.UUID | None, author: User, content: WaitContent, token: uuid.UUID | None = None
) -> Wait:
    """Somebody, or with no person the whole household, waits for something.

    Without a day to ask, one is proposed. `token` becomes the id, so that a form sent twice makes one. Raises Refused
    for a day in the future, somebody outside of the household, or words that the kind does not take.
    """
    values = _values(content)
    if person_id is not None:
        members_only(case.pk, [person_id], on=today())
    values["shared"] = content.shared or person_id is None
    values["nudge_on"] = content.nudge_on or next_asking(
        kind_of(content.kind), asked=content.since, expected=content.expected, today=today()
    )
    row = Wait(id=token or uuid.uuid4(), dossier_id=case.pk, person_id=person_id, author=author, **values)
    saved = insert_once(row)
    if saved is row:
        _tell(row, BEGAN, row.since)
        facts_changed([case.pk])
    return saved


def change(*, wait: Wait, version: int, content: WaitContent) -> Wait:
    """Say anew what is waited for. Raises as `begin` does, and Stale when somebody changed it meanwhile."""
    values = _values(content)
    with reason("waiting.change"):
        row = _held(wait)
        _check_open(row, version)
        values["shared"] = content.shared or row.person_id is None
        for name, value in values.items():
            setattr(row, name, value)
        _save(row)
        entries = TimelineEntry.objects.filter(dossier_id=row.dossier_id, object_id=row.pk)
        entries.filter(kind=BEGAN).update(at=at_noon(row.since), shared=row.shared)
    return row


def ask(
    *,
    wait: Wait,
    author: User,
    version: int,
    on: dt.date,
    said: str = "",
    expected: Expected | None = None,
    nudge_on: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Asking:
    """Somebody asked on a day and heard `said`; from now on it is expected then, and asked again at `nudge_on`.

    `token` becomes the id, so that a form sent twice makes one. Raises Refused for a day in the future or before the
    wait began, or words that the kind does not take; Stale when somebody changed the wait meanwhile.
    """
    _check(wait.kind, {"said": said}, on)
    if on < wait.since:
        raise Refused(TOO_EARLY)
    with reason("waiting.ask"):
        row = _held(wait)
        twin = Asking.objects.filter(pk=token, wait=row).first() if token else None
        if twin is not None:
            return twin
        _check_open(row, version)
        asking = Asking(
            id=token or uuid.uuid4(),
            dossier_id=row.dossier_id,
            person_id=row.person_id,
            wait=row,
            on=on,
            said=said.strip() or None,
            author=author,
        )
        asking.save(force_insert=True)
        row.nudge_on = nudge_on
        row.expected_on, row.expected_monthly = _stored(expected)
        _save(row)
    return asking


def bridge(
    *,
    wait: Wait,
    text: str = "",
    task: Task | None = None,
    goal: Goal | None = None,
    on: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Bridge:
    """Something helps meanwhile, from a day (today by default): words, a step or a goal of the same person.

    Raises Refused when nothing is named, the step or goal is somebody else's, or the kind takes no words.
    """
    _check(wait.kind, {"text": text}, on or today())
    if not (text.strip() or task or goal):
        raise Refused(NOTHING_HELPS)
    for one in (task, goal):
        if one is not None and (one.dossier_id, one.person_id) != (wait.dossier_id, wait.person_id):
            raise Refused("Dieser Schritt oder dieses Ziel gehört zu jemand anderem.")
    if wait.ended_on is not None:
        raise Refused(OVER)
    row = Bridge(
        id=token or uuid.uuid4(),
        dossier_id=wait.dossier_id,
        person_id=wait.person_id,
        wait=wait,
        text=text.strip() or None,
        task=task,
        goal=goal,
        since=on or today(),
    )
    return insert_once(row)


def end_bridge(*, row: Bridge) -> None:
    """It no longer helps, from today. Twice is harmless; one of this very day is taken back altogether."""
    with reason("waiting.bridge.end"):
        if row.since == today():
            Bridge.objects.filter(pk=row.pk).delete()
        else:
            Bridge.objects.filter(pk=row.pk, ended_on__isnull=True).update(ended_on=today())


def end(*, wait: Wait, on: dt.date, outcome: str, result: str = "") -> Wait:
    """It came, was answered or is no longer needed, on a day. The same said twice is harmless.

    Raises Refused for a day in the future or before it began, for a question that was answered without an answer, for
    an outcome that does not fit, or when it ended otherwise already.
    """
    _check(wait.kind, {"result": result}, on)
    if on < wait.since:
        raise Refused(TOO_EARLY)
    if outcome not in outcomes(wait):
        raise Refused("So kann dieses Warten nicht ausgehen.")
    if outcome == Outcome.ANSWERED and not result.strip():
        raise Refused(NO_ANSWER)
    said = {"ended_on": on, "outcome": outcome, "result": result.strip() or None}
    with reason("waiting.end"):
        row = _held(wait)
        if row.ended_on is not None:
            if all(getattr(row, name) == value for name, value in said.items()):
                return row
            raise Refused(OVER)
        for name, value in said.items():
            setattr(row, name, value)
        _save(row)
        _tell(row, ENDED, on)
    return row


def resume(*, wait: Wait) -> Wait:
    """It goes on after all: the end was a mistake. Its words stay for the next end. Twice is harmless."""
    with reason("waiting.resume"):
        row = _held(wait)
        if row.ended_on is not None:
            row.ended_on, row.outcome = None, ""
            _save(row)
            TimelineEntry.objects.filter(dossier_id=row.dossier_id, kind=ENDED, object_id=row.pk).delete()
    return row


def outcomes(wait: Wait) -> list[Outcome]:
    """How this wait may end."""
    return [Outcome.ANSWERED if wait.sort.question else Outcome.CAME, Outcome.LEFT, Outcome.NOT_NEEDED]


def _values(content: WaitContent) -> dict[str, Any]:
    words = {name: getattr(content, name).strip() for name in ("what", "whom", "reach")}
    _check(content.kind, words, content.since)
    expected_on, monthly = _stored(content.expected)
    return {
        "kind": content.kind,
        "since": content.since,
        "expected_on": expected_on,
        "expected_monthly": monthly,
        "nudge_on": content.nudge_on,
        **{name: word or None for name, word in words.items()},
    }


def _check(kind: str, words: dict[str, str], day: dt.date) -> None:
    for problem in word_problems(kind_of(kind), words).values():
        raise Refused(problem)
    if day > today():
        raise Refused(AHEAD)


def _stored(expected: Expected | None) -> tuple[dt.date | None, bool]:
    return (expected.first, expected.monthly) if expected else (None, False)


def _held(wait: Wait) -> Wait:
    row = Wait.objects.select_for_update(of=("self",)).filter(pk=wait.pk).first()
    if row is None:
        raise Refused("Diesen Eintrag gibt es nicht mehr.")
    return row


def _check_open(row: Wait, version: int) -> None:
    if row.ended_on is not None:
        raise Refused(OVER)
    if row.version != version:
        raise Stale(row)


def _save(row: Wait) -> None:
    row.version += 1
    row.save()
    facts_changed([row.dossier_id])


def _tell(row: Wait, kind: str, day: dt.date) -> None:
    timeline.record(
        dossier_id=row.dossier_id,
        at=at_noon(day),
        kind=kind,
        topic="situation",
        object_id=row.pk,
        subject_id=row.person_id,
        shared=row.shared,
    )
