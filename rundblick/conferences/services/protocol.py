"""The agenda, the protocol while people talk, decisions, closing, and what is added afterwards."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db.models import Max

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.calendar.codes import Status
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.calendar.services import mark_held
from rundblick.cases.codes import Responsible
from rundblick.cases.models import Case
from rundblick.cases.services import add_task
from rundblick.conferences.codes import KEPT_INSIDE
from rundblick.conferences.models import Addendum, Conference, Decision, Point, Seat
from rundblick.conferences.services.planning import held
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import berlin_date, now, today
from rundblick.web.german import german_date

KIND = "conference"
TOO_EARLY = "Diese Besprechung hat noch nicht begonnen."
NO_OUTCOME = "Bitte wählen Sie, wie es ausgegangen ist."
NO_REVIEW = "Bitte nennen Sie den Tag, an dem Sie wieder nachsehen."


def add_point(
    *, conference: Conference, text: str, topic: str, person_id: uuid.UUID | None, token: uuid.UUID | None = None
) -> Point:
    """Put a point at the end of the agenda. `token` becomes the id. Raises Refused without words."""
    if not text.strip():
        raise Refused("Bitte schreiben Sie den Punkt auf.")
    with reason("conferences.point.add"):
        held(conference)
        last = Point.objects.filter(conference=conference).aggregate(last=Max("place"))["last"]
        row = Point(
            id=token or uuid.uuid4(),
            dossier_id=conference.dossier_id,
            conference=conference,
            person_id=person_id,
            topic=topic,
            text=text.strip(),
            place=0 if last is None else last + 1,
        )
        return insert_once(row)


def move_point(*, row: Point, up: bool) -> None:
    """Move a point one place; at the edge nothing happens."""
    with reason("conferences.point.move"):
        held(row.conference)
        order = list(Point.objects.filter(conference=row.conference).order_by("place", "pk"))
        at = order.index(row)
        other = at - 1 if up else at + 1
        if 0 <= other < len(order):
            order[at], order[other] = order[other], order[at]
        for place, point in enumerate(order):
            if point.place != place:
                Point.objects.filter(pk=point.pk).update(place=place)


def remove_point(*, row: Point) -> None:
    """Take a point off the agenda. Raises Refused when something was noted on it."""
    with reason("conferences.point.remove"):
        held(row.conference)
        if row.result:
            raise Refused("Zu diesem Punkt steht schon ein Ergebnis im Protokoll.")
        row.delete()


def note(
    *,
    conference: Conference,
    version: int,
    results: Mapping[uuid.UUID, str],
    outcome: str = "",
    why: str = "",
    review_on: dt.date | None = None,
) -> Conference:
    """Write down what came of the points, all at once. Raises Stale when somebody wrote meanwhile."""
    with reason("conferences.protocol"):
        row = held(conference, version)
        for point in Point.objects.filter(conference=row, pk__in=list(results)):
            text = results[point.pk].strip() or None
            if point.result != text:
                point.result = text
                point.save(update_fields=["result"])
        row.outcome, row.reason, row.review_on = outcome, why.strip() or None, review_on
        row.version += 1
        row.save(update_fields=["outcome", "reason", "review_on", "version"])
    return row


def decide(
    *,
    conference: Conference,
    text: str,
    topic: str,
    person_id: uuid.UUID | None,
    responsible: Responsible | str,
    due_on: dt.date,
    agency: Organisation | None = None,
    assignee: User | None = None,
    token: uuid.UUID | None = None,
) -> Decision:
    """Note a decision with who does it and until when. `token` becomes the id. Raises Refused without words."""
    if not text.strip():
        raise Refused("Bitte schreiben Sie, was getan wird.")
    with reason("conferences.decide"):
        held(conference)
        row = Decision(
            id=token or uuid.uuid4(),
            dossier_id=conference.dossier_id,
            conference=conference,
            person_id=person_id,
            topic=topic,
            text=text.strip(),
            responsible=responsible,
            agency=agency,
            assignee=assignee,
            due_on=due_on,
            decided_at=now(),
        )
        return insert_once(row)


def drop_decision(*, row: Decision) -> None:
    """Take a decision back while the protocol is open."""
    with reason("conferences.decide.drop"):
        held(row.conference)
        row.delete()


def close(*, conference: Conference, version: int, attended: Mapping[uuid.UUID, bool] | None = None) -> Conference:
    """Close the protocol: decisions become tasks, the text stays as it is, the copies can go out.

    Raises Refused before the talk has begun, or without the outcome its kind asks for; Stale as `note` does.
    """
    with reason("conferences.close"):
        row = held(conference, version)
        if row.starts_at > now():
            raise Refused(TOO_EARLY)
        if row.type.outcomes and row.ended_with is None:
            raise Refused(NO_OUTCOME)
        if row.ended_with is not None and row.ended_with.review and row.review_on is None:
            raise Refused(NO_REVIEW)
        for seat_id, came in (attended or {}).items():
            Seat.objects.filter(conference=row, pk=seat_id).update(attended=came)
        for decision in Decision.objects.filter(conference=row, task__isnull=True).order_by("decided_at", "pk"):
            _make_task(row, decision)
        row.closed_at = now()
        row.version += 1
        row.save(update_fields=["closed_at", "version"])
        planned = Appointment.objects.filter(dossier_id=row.dossier_id, meeting=row.pk, status=Status.PLANNED)
        for appointment in planned.filter(starts_at__lte=now()):
            mark_held(appointment=appointment)
        timeline.record(
            dossier_id=row.dossier_id,
            at=row.starts_at,
            kind=KIND,
            topic=KEPT_INSIDE,
            object_id=row.pk,
            subject_id=row.person_id,
        )
        facts_changed([row.dossier_id])
    return row


def _make_task(row: Conference, decision: Decision) -> None:
    """What is about health stands in the protocol alone: lists of tasks are read through other doors."""
    case = Case.objects.get(pk=row.dossier_id)
    day = german_date(berlin_date(row.starts_at))
    words = decision.text
    if decision.topic == "health":
        words = f"Beschluss der Besprechung vom {day}; der Wortlaut steht im Protokoll"
    decision.task = add_task(
        case=case,
        text=words,
        person_id=decision.person_id,
        responsible=decision.responsible,
        assignee=decision.assignee,
        due_on=decision.due_on,
        token=decision.pk,
    )
    decision.save(update_fields=["task"])


def add_later(
    *, conference: Conference, author: User, text: str, topic: str, person_id: uuid.UUID | None, token: uuid.UUID
) -> Addendum:
    """Correct or complete a closed protocol. Raises Refused without words, or while it is open."""
    if not text.strip():
        raise Refused("Bitte schreiben Sie den Nachtrag auf.")
    if conference.closed_at is None:
        raise Refused("Solange das Protokoll offen ist, ändern Sie es selbst.")
    with reason("conferences.addendum"):
        row = Addendum(
            id=token,
            dossier_id=conference.dossier_id,
            conference=conference,
            person_id=person_id,
            topic=topic,
            text=text.strip(),
            author=author,
            written_at=now(),
        )
        return insert_once(row)


def inform(*, row: Seat, on: dt.date, how: str) -> None:
    """Tick that somebody got their copy on a day. Raises Refused before closing, or for a day ahead."""
    if row.conference.closed_at is None:
        raise Refused("Abschriften gibt es, wenn das Protokoll abgeschlossen ist.")
    if on > today():
        raise Refused("Dieser Tag liegt in der Zukunft.")
    with reason("conferences.inform"):
        Seat.objects.filter(pk=row.pk).update(informed_on=on, informed_how=how)
        facts_changed([row.dossier_id])


def done(*, row: Decision, on: dt.date | None) -> None:
    """A decision is carried out, or is not after all (None); its task follows. Twice is harmless."""
    from rundblick.cases.services import complete, reopen_task

    with reason("conferences.decision.done"):
        Decision.objects.filter(pk=row.pk).update(done_on=on)
        if row.task is not None:
            complete(task=row.task, done_on=on) if on else reopen_task(task=row.task)
        facts_changed([row.dossier_id])
