"""Planning a conference, moving it, calling it off; who sits at the table; inviting, and taking it back."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.access.context import current, reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.calendar import services as calendar
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.models import Appointment
from rundblick.cases.models import Case
from rundblick.conferences import mailing, queries
from rundblick.conferences.codes import KEPT_INSIDE, OPEN_TO_TABLE, SeatKind
from rundblick.conferences.models import About, Conference, Invitation, Point, Seat
from rundblick.conferences.rules import missing, opens
from rundblick.conferences.types import type_of
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import berlin_date, now

CLOSED = "Diese Besprechung ist abgeschlossen. Ergänzungen schreiben Sie als Nachtrag."
CALLED_OFF = "Diese Besprechung ist abgesagt."
NO_CONSENT = "Die Einwilligung fehlt oder gilt nicht mehr. Ohne sie kann niemand von außen eingeladen werden."


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is said about a conference; see `Conference`. `persons`: the first one is whom it is about above all."""

    kind: str
    persons: Sequence[uuid.UUID]
    question: str
    starts_at: dt.datetime
    ends_at: dt.datetime
    setting: Setting | str
    place: str = ""
    video_url: str = ""
    prepare_until: dt.date | None = None
    pseudonymised: bool = False


def plan(
    *, case: Case, author: User, content: Content, token: uuid.UUID | None = None, batch: uuid.UUID | None = None
) -> Conference:
    """Put a conference into the calendar, with the points its kind begins with and those who are always there.

    `token` becomes the id, so that a form sent twice makes one. With the person at the table there is an appointment,
    which names the kind and not the question. Raises Refused for somebody outside of the household, without a question,
    for a preparation that ends after the talk, and for a kind that cannot be pseudonymised.
    """
    _check(case.pk, content)
    kind = type_of(content.kind)
    with reason("conferences.plan"):
        row = Conference(
            id=token or uuid.uuid4(),
            dossier_id=case.pk,
            person_id=content.persons[0],
            led_by=author,
            batch=batch,
            planned_at=now(),
            kind=content.kind,
            **_values(content),
        )
        saved = insert_once(row)
        if saved is not row:
            return saved
        About.objects.bulk_create(
            About(dossier_id=case.pk, conference=row, person_id=person) for person in content.persons
        )
        _first_points(row)
        _seat(row, SeatKind.HOUSE, "coach", user=author)
        if kind.with_person:
            for person in content.persons:
                _seat(row, SeatKind.MEMBER, "person", member=person)
            _arrange(row, content.persons)
        facts_changed([case.pk])
    return row


def change(*, conference: Conference, version: int, content: Content) -> Conference:
    """Say anew when, where and about what; kind and persons stay. Raises as `plan` does, and Stale."""
    _check(conference.dossier_id, content)
    with reason("conferences.change"):
        row = held(conference, version)
        for name, value in _values(content).items():
            setattr(row, name, value)
        row.version += 1
        row.save()
        _move(row)
        facts_changed([row.dossier_id])
    return row


def cancel(*, conference: Conference) -> None:
    """Call it off. Twice is harmless; houses that were invited read it no more."""
    with reason("conferences.cancel"):
        row = Conference.objects.select_for_update(of=("self",)).get(pk=conference.pk)
        if row.closed_at is not None:
            raise Refused(CLOSED)
        if row.cancelled_at is not None:
            return
        row.cancelled_at = now()
        row.version += 1
        row.save(update_fields=["cancelled_at", "version"])
        Invitation.objects.filter(conference=row).delete()
        Seat.objects.filter(conference=row, kind=SeatKind.AGENCY).update(topic=KEPT_INSIDE)
        for appointment in _appointments(row):
            calendar.cancel(appointment=appointment)
        facts_changed([row.dossier_id])


def seat(
    *,
    conference: Conference,
    part: str = "",
    user: User | None = None,
    organisation: Organisation | None = None,
    member: uuid.UUID | None = None,
    words: str = "",
) -> Seat:
    """Give somebody a seat; twice is harmless. A house from outside is invited afterwards; a colleague gets a mail now.

    Raises Refused when nobody is named, or the conference is over.
    """
    with reason("conferences.seat"):
        row = held(conference)
        if not any((user, organisation, member, words.strip())):
            raise Refused("Bitte wählen Sie, wer kommt, oder schreiben Sie es auf.")
        if user is not None:
            seated = _seat(row, SeatKind.HOUSE, part, user=user)
            if seated.told_at is None and user.pk != row.led_by_id:
                mailing.tell_colleague(seated)
            return seated
        if organisation is not None:
            return _seat(row, SeatKind.AGENCY, part, organisation=organisation, words=words)
        if member is not None:
            calendar.members_only(row.dossier_id, [member], on=berlin_date(row.starts_at))
            return _seat(row, SeatKind.MEMBER, part, member=member)
        return _seat(row, SeatKind.OTHER, part, words=words)


def unseat(*, row: Seat) -> None:
    """Take a seat away, with its invitation. What the house brought along stays with the file."""
    with reason("conferences.unseat"):
        held(row.conference)
        Invitation.objects.filter(seat=row).delete()
        row.delete()


def invite(*, row: Seat, by: User) -> Invitation:
    """Ask a house from outside to the table. Only now its doors lead here, and a mail without names points to it.

    Twice is harmless. Raises Refused without an open door of each person for what is needed (Handreichung 3.4.5), and
    for a pseudonymised conference, of which nobody outside reads anything.
    """
    with reason("conferences.invite"):
        conference = held(row.conference)
        if row.kind != SeatKind.AGENCY or row.organisation_id is None:
            raise Refused("Eingeladen werden Stellen von außen.")
        if conference.pseudonymised:
            raise Refused("Pseudonymisiert: Die Stelle bekommt nur das Blatt ohne Namen.")
        standing = Invitation.objects.filter(seat=row).first()
        if standing is not None:
            return standing
        persons = list(conference.abouts.values_list("person_id", flat=True))
        doors = queries.doors_of_seats(conference.dossier_id, [row])[row.pk]
        if missing(doors, persons):
            raise Refused(NO_CONSENT)
        invitation = Invitation.objects.create(
            dossier_id=conference.dossier_id,
            conference=conference,
            seat=row,
            person_id=conference.person_id,
            agency_id=row.organisation_id,
            invited_at=now(),
            invited_by=by,
        )
        row.topic = OPEN_TO_TABLE
        row.save(update_fields=["topic"])
        mailing.tell(invitation)
    return invitation


def uninvite(*, row: Seat) -> None:
    """Take an invitation back: the house reads nothing of the table from this second. Twice is harmless."""
    with reason("conferences.uninvite"):
        Invitation.objects.filter(seat=row).delete()
        Seat.objects.filter(pk=row.pk).update(topic=KEPT_INSIDE)


def held(conference: Conference, version: int | None = None) -> Conference:
    """The row, locked, while it can still change. Raises Refused when it is over, Stale for another version."""
    row = Conference.objects.select_for_update(of=("self",)).filter(pk=conference.pk).first()
    if row is None:
        raise Refused("Diese Besprechung gibt es nicht mehr.")
    if row.closed_at is not None:
        raise Refused(CLOSED)
    if row.cancelled_at is not None:
        raise Refused(CALLED_OFF)
    if version is not None and row.version != version:
        raise Stale(row)
    return row


def _check(dossier_id: uuid.UUID, content: Content) -> None:
    if not content.persons:
        raise Refused("Bitte wählen Sie, um wen es geht.")
    if not content.question.strip():
        raise Refused("Bitte schreiben Sie die Frage der Besprechung in einem Satz.")
    if content.ends_at <= content.starts_at:
        raise Refused("Das Ende liegt vor dem Beginn.")
    if content.prepare_until and content.prepare_until > berlin_date(content.starts_at):
        raise Refused("Die Vorbereitung endet spätestens am Tag der Besprechung.")
    if content.pseudonymised and not type_of(content.kind).pseudonymised:
        raise Refused("Diese Art findet mit der Person statt und wird nicht pseudonymisiert.")
    calendar.members_only(dossier_id, content.persons, on=berlin_date(content.starts_at))


def _values(content: Content) -> dict[str, object]:
    return {
        "question": content.question.strip(),
        "starts_at": content.starts_at,
        "ends_at": content.ends_at,
        "setting": content.setting,
        "place": content.place.strip() or None,
        "video_url": content.video_url.strip() or None,
        "prepare_until": content.prepare_until,
        "pseudonymised": content.pseudonymised,
    }


def _first_points(row: Conference) -> None:
    """What the kind begins with, as far as the acting person's doors let them write about it."""
    doors = queries.own_doors(current(), row.dossier_id, writing=True)
    begun = [point for point in row.type.agenda if opens(doors, row.person_id, point.topic)]
    for place, point in enumerate(begun):
        Point.objects.create(
            dossier_id=row.dossier_id,
            conference=row,
            person_id=row.person_id,
            topic=point.topic,
            text=point.text,
            place=place,
        )


def _seat(
    row: Conference,
    kind: SeatKind,
    part: str,
    *,
    user: User | None = None,
    organisation: Organisation | None = None,
    member: uuid.UUID | None = None,
    words: str = "",
) -> Seat:
    if kind != SeatKind.OTHER:
        standing = Seat.objects.filter(conference=row, user=user, organisation=organisation, member_id=member).first()
        if standing is not None:
            return standing
    return Seat.objects.create(
        dossier_id=row.dossier_id,
        conference=row,
        person_id=row.person_id,
        kind=kind,
        part=part,
        user=user,
        organisation=organisation,
        member_id=member,
        words=words.strip() or None,
        topic=KEPT_INSIDE if kind == SeatKind.AGENCY else OPEN_TO_TABLE,
    )


def _arrange(row: Conference, persons: Sequence[uuid.UUID]) -> None:
    calendar.arrange(
        dossier_id=row.dossier_id,
        persons=persons,
        coach=row.led_by,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        setting=row.setting,
        place=row.place or "",
        video_url=row.video_url or "",
        purpose=row.type.label,
        meeting=row.pk,
    )


def _appointments(row: Conference) -> list[Appointment]:
    return list(
        Appointment.objects.filter(dossier_id=row.dossier_id, meeting=row.pk, status=Status.PLANNED).order_by("pk")
    )


def _move(row: Conference) -> None:
    first = next(iter(_appointments(row)), None)
    if first is not None:
        calendar.move(
            appointment=first,
            version=first.version,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            setting=row.setting,
            place=row.place or "",
            purpose=row.type.label,
            room=first.room,
            video_url=row.video_url or "",
        )
