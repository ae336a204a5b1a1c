"""Verbs of the room. Each runs inside the caller's transaction and checks before it writes."""

import datetime as dt
import secrets
import uuid
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection, transaction

from rundblick.access.context import current as acting
from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.tokens import digest
from rundblick.calendar.codes import Status
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import waits
from rundblick.calendar.rules import minutes_between
from rundblick.invitations import consents, ics, queries, words
from rundblick.invitations.access import of_jobcenter
from rundblick.invitations.codes import Channel, Kind
from rundblick.invitations.models import FeedAddress, Letterhead, Message, OutsideInvitation, Wish
from rundblick.post.services import channels, put_for
from rundblick.web.clock import now, today

CAUSE = "invitations"
CHANGED = "Inzwischen hat sich hier etwas geändert. Oben steht, was jetzt gilt. Bitte prüfen und noch einmal speichern."
NOT_ASKED = "Zuerst die Einwilligung: Ohne sie geht keine Nachricht hinaus. Bitte fragen Sie die Person."
VOLUNTARY = "Hier läuft ein freiwilliges Angebot. Eine förmliche Einladung passt nicht dazu und wird nicht vermerkt."


def wish(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    channel: str,
    address: str,
    hours: int | None,
    given_on: dt.date,
    recorded_by: User,
    known: uuid.UUID | None,
) -> Wish:
    """Write down that somebody wants messages at this address; what they wished for this way before ends with it.

    `known`: the wish that stood when the form was drawn. Sent twice, it makes one. Raises Refused when another stands,
    and while the person has not consented to messages.
    """
    if consents.stands(acting(), dossier_id, person_id) is None:
        raise Refused(NOT_ASKED)
    with reason("invitations.wish"):
        held = Wish.objects.select_for_update(of=("self",)).filter(
            dossier_id=dossier_id, person_id=person_id, channel=channel, ended_at__isnull=True
        )
        former = held.first()
        # A consent that was withdrawn since ends what was wished before, though the address is the same.
        good = consents.not_withdrawn(held).filter(failed_at__isnull=True).first() if former else None
        if good and (good.address, good.hours) == (address, hours):
            return good
        if (former.pk if former else None) != known:
            raise Refused(CHANGED)
        if former:
            former.ended_at = now()
            former.save(update_fields=["ended_at"])
        try:
            with transaction.atomic():
                return Wish.objects.create(
                    dossier_id=dossier_id,
                    person_id=person_id,
                    channel=channel,
                    address=address,
                    hours=hours,
                    given_on=given_on,
                    recorded_by=recorded_by,
                )
        except IntegrityError as clash:
            raise Refused(CHANGED) from clash


def end_wish(wished: Wish) -> None:
    """No message any more from this second on, waiting ones included. No reason is asked. Twice is harmless."""
    with reason("invitations.wish.end"):
        held = Wish.objects.select_for_update(of=("self",)).filter(pk=wished.pk, ended_at__isnull=True).first()
        if held is not None:
            held.ended_at = now()
            held.save(update_fields=["ended_at"])


def end_own_wish(wish_id: uuid.UUID) -> bool:
    """The person ends their own wish on their own page; False when there is none that stands and is theirs."""
    with reason("invitations.wish.end_own"), connection.cursor() as cursor:
        cursor.execute("SELECT invitations_end_own(%s)", [wish_id])
        return bool(cursor.fetchone()[0])


def invite(table: Sequence[Appointment]) -> list[Message]:
    """Send the invitation to everybody at one table, on each way they want. What was sent for this time stays one.

    Raises Refused when nothing at this table is planned any more, or waits for a consent, and when nobody at it wants
    messages.
    """
    planned = [row for row in table if row.status == Status.PLANNED and row.starts_at > now()]
    if not planned:
        raise Refused("Zu diesem Termin wird nicht mehr eingeladen.")
    if any(waits(row) for row in planned):
        raise Refused("Dieser Hausbesuch wartet noch auf die Einwilligung. Eingeladen wird, wenn er fest ist.")
    wishes = list(
        queries.standing(Wish.objects.filter(dossier_id=planned[0].dossier_id, channel__in=channels())).order_by("pk")
    )
    wished = [(row, one) for row in planned for one in wishes if row.person_id in (None, one.person_id)]
    if not wished:
        raise Refused("Niemand an diesem Termin hat in Nachrichten eingewilligt, oder die Adresse funktioniert nicht.")
    with reason("invitations.invite"):
        head = queries.letterhead(planned[0].coach.organisation_id)
        told = [tell(row, one, Kind.INVITATION, head=head) for row, one in wished]
    return [message for message in told if message is not None]


def tell(appointment: Appointment, wished: Wish, kind: Kind, *, head: Letterhead | None) -> Message | None:
    """Write one message and put it into the outbox; None when exactly this was told already.

    The text is neutral. `head`: the letterhead of the coach's house.
    """
    message = Message(
        dossier_id=appointment.dossier_id,
        appointment=appointment,
        person_id=wished.person_id,
        wish=wished,
        kind=kind,
        channel=wished.channel,
        sequence=appointment.version,
        starts_at=appointment.starts_at,
        ends_at=appointment.ends_at,
        setting=appointment.setting,
    )
    try:
        with transaction.atomic():
            message.save(force_insert=True)
    except IntegrityError:
        return None
    put_for(cause=CAUSE, message_id=message.pk, channel=wished.channel, **_content(message, wished.address, head))
    return message


def note_outside(*, table: Sequence[Appointment], sent_on: dt.date, by: User) -> list[OutsideInvitation]:
    """Note for everybody at one table that the Jobcenter sent a formal invitation elsewhere: its date, nothing else.

    Raises Refused for Träger and partner agencies, in a voluntary programme, and for a day to come.
    """
    if not of_jobcenter(acting()):
        raise Refused("Das kann nur das Jobcenter vermerken.")
    if sent_on > today():
        raise Refused("Dieser Tag liegt in der Zukunft.")
    if queries.in_voluntary_programme(table[0].dossier_id, queries.persons_at(table)):
        raise Refused(VOLUNTARY)
    with reason("invitations.outside"):
        return [
            OutsideInvitation.objects.update_or_create(
                appointment=row,
                defaults={
                    "dossier_id": row.dossier_id,
                    "person_id": row.person_id,
                    "sent_on": sent_on,
                    "noted_by": by,
                },
            )[0]
            for row in table
        ]


def write_letterhead(*, organisation_id: uuid.UUID, values: dict[str, Any]) -> Letterhead:
    """Say where a house is and by which number it is reached."""
    with reason("invitations.letterhead"):
        return Letterhead.objects.update_or_create(organisation_id=organisation_id, defaults=values)[0]


def new_feed(user: User) -> str:
    """A new secret address for a coach's calendar; the former one ends. Answers the token, which is not kept."""
    token = secrets.token_urlsafe(32)
    with reason("invitations.feed"):
        end_feed(user)
        FeedAddress.objects.create(user=user, token_hash=digest(token))
    return token


def end_feed(user: User) -> None:
    """The address stops to answer in this second. Twice is harmless."""
    with reason("invitations.feed.end"):
        FeedAddress.objects.filter(user=user).delete()


def entry(row: Appointment, *, house: str, key: uuid.UUID | None = None, cancelled: bool = False) -> ics.Entry:
    """An appointment as a calendar shows it: neutral, with the place of the house for its offices."""
    return ics.Entry(
        key=key or row.pk,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        sequence=row.version,
        where=words.where(row.setting, house),
        cancelled=cancelled,
    )


def _content(message: Message, address: str, head: Letterhead | None) -> dict[str, str]:
    row = message.appointment
    house, phone = (head.line, head.phone) if head else ("", "")
    if message.channel == Channel.SMS:
        text = words.short(message.kind, starts_at=row.starts_at, code=row.setting, phone=phone)
        return {"body": text}
    cancelled = message.kind == Kind.CANCELLATION
    body = words.mail(
        message.kind,
        starts_at=row.starts_at,
        minutes=minutes_between(row.starts_at, row.ends_at),
        code=row.setting,
        house=house,
        phone=phone,
    )
    calendar = ics.request(
        entry(row, house=house, cancelled=cancelled),
        stamp=message.created_at,
        organizer=settings.RUNDBLICK.smtp.sender,
        attendee=address,
    )
    # A reminder needs no new entry: who took the first one has it.
    calendar = "" if message.kind == Kind.REMINDER else calendar
    return {"subject": words.SUBJECT, "body": body, "calendar": calendar}
