"""What the jobs do, as worker: reminders, changes, and the last look before a message leaves.

Nothing is stored of what is due: it follows from appointments, wishes and what was told (design rule 2). Running twice
sends nothing twice.
"""

import datetime as dt
import uuid
from collections.abc import Sequence

from django.conf import settings
from django.db.models import F, Max

from rundblick.access import crypto
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import waits
from rundblick.invitations import ics, queries
from rundblick.invitations.codes import Channel, Kind
from rundblick.invitations.models import Message, Wish
from rundblick.invitations.rules import GRACE, LONGEST_SHIFT, Quiet, reminder_due
from rundblick.invitations.services import tell
from rundblick.post.registries import Cause, Ticket
from rundblick.post.services import channels
from rundblick.web.clock import now

LONGEST_AHEAD = dt.timedelta(hours=168)


def quiet_hours() -> Quiet:
    """When this house sends nothing."""
    told = settings.RUNDBLICK.reminders
    return Quiet(*told.quiet, told.land)


def remind(at: dt.datetime | None = None) -> int:
    """Write the reminders that are due; how many. Five queries and what each takes."""
    moment, quiet, able = at or now(), quiet_hours(), channels()
    if quiet.holds(moment) or not able:
        return 0
    pairs = queries.wished_appointments(moment, moment + LONGEST_AHEAD + LONGEST_SHIFT)
    heard = _heard([row for row, _ in pairs])
    usual = settings.RUNDBLICK.reminders.hours
    due = [
        (row, wish)
        for row, wish in pairs
        if wish.channel in able
        and reminder_due(
            starts_at=row.starts_at,
            hours=usual if wish.hours is None else wish.hours,
            known_at=max(row.arranged_at, wish.recorded_at, heard.get((row.pk, wish.pk), row.arranged_at)),
            quiet=quiet,
            at=moment,
        )
    ]
    return _tell([(row, wish, Kind.REMINDER) for row, wish in due])


def pass_on() -> int:
    """Tell whoever knows of an appointment that it was moved or called off; how many. Three queries and theirs."""
    able = channels()
    return _tell(
        [
            (last.appointment, last.wish, _what_happened(last.appointment))
            for last in queries.told_otherwise(now())
            if last.channel in able
        ]
    )


def allow(message_id: uuid.UUID) -> Ticket:
    """The last look: does the person still want it, is the coach's door open, is it still true and in time?"""
    message = Message.objects.filter(pk=message_id).select_related("appointment__coach").first()
    wish = queries.standing(Wish.objects.filter(pk=message.wish_id)).first() if message else None
    if message is None or wish is None or not _still_true(message) or message.starts_at <= now():
        return Ticket()
    row = message.appointment
    coach = row.coach
    if not coach.is_active or not Appointment.objects.visible_to(coach.access_context()).filter(pk=row.pk).exists():
        return Ticket()
    quiet, at = quiet_hours(), now()
    disturbs = message.channel == Channel.SMS or message.kind == Kind.REMINDER
    if disturbs and quiet.holds(at) and quiet.holds(at - GRACE):
        morning = quiet.next_after(at)
        return Ticket(not_before=morning) if morning < message.starts_at else Ticket()
    return Ticket(address=wish.address, calendar=ics.attached(message.kind == Kind.CANCELLATION))


def settled(message_id: uuid.UUID, state: str, refused: bool) -> None:
    """Note what became of a message; an address that nobody knows gets no further one."""
    Message.objects.filter(pk=message_id).update(state=state, refused=refused, settled_at=now())
    if refused:
        queries.failed(Message.objects.filter(pk=message_id).values("wish_id"))


CAUSED = Cause(allow, settled)


def _tell(messages: Sequence[tuple[Appointment, Wish, Kind]]) -> int:
    crypto.load_keys([row.dossier_id for row, _, _ in messages])
    heads = queries.letterheads(row.coach.organisation_id for row, _, _ in messages)
    told = [
        tell(row, wish, kind, head=heads.get(row.coach.organisation_id) if row.coach.organisation_id else None)
        for row, wish, kind in messages
    ]
    return sum(message is not None for message in told)


def _what_happened(row: Appointment) -> Kind:
    return Kind.CANCELLATION if row.status == Status.CANCELLED else Kind.CHANGE


def _still_true(message: Message) -> bool:
    row = message.appointment
    if message.kind == Kind.CANCELLATION:
        return row.status == Status.CANCELLED
    told = (message.starts_at, message.ends_at, message.setting)
    if waits(row):
        return False
    return row.status == Status.PLANNED and told == (row.starts_at, row.ends_at, row.setting)


def _heard(rows: list[Appointment]) -> dict[tuple[uuid.UUID, uuid.UUID], dt.datetime]:
    """When each wish last led to a message about exactly the beginning that holds now."""
    told = Message.objects.filter(appointment__in=rows, starts_at=F("appointment__starts_at"))
    grouped = told.values_list("appointment_id", "wish_id").annotate(last=Max("created_at")).order_by()
    return {(appointment, wish): last for appointment, wish, last in grouped}
