"""Mails to a real relay: neutral, with a calendar entry, only while the person wants them and the door is open."""

import datetime as dt

import pytest
from django.urls import reverse
from icalendar import Calendar

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar import services as calendar
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.invitations import services
from rundblick.invitations.models import Message, Wish
from rundblick.post.models import OutgoingMail
from rundblick.web.clock import in_berlin, now
from rundblick.web.german import german_time
from tests.cases.families import Family, haddad
from tests.house import House
from tests.invitations.inviting import ADDRESS, arrived, calendar_of, events_of, invite, letterhead, post, wish
from tests.post.relay import Relay, relay

__all__ = ["relay"]


def moved(family: Family, row: Appointment, *, hours: int = 3) -> Appointment:
    later = dt.timedelta(hours=hours)
    with acting_as(family.house.alma, "test"):
        return calendar.move(
            appointment=row,
            version=row.version,
            starts_at=row.starts_at + later,
            ends_at=row.ends_at + later,
            setting=row.setting,
        )[0]


def states(house: House) -> list[tuple[str, str]]:
    with acting_as(house.alma, "test", read_only=True):
        return list(Message.objects.order_by("created_at").values_list("kind", "state"))


def test_an_invitation_arrives_neutral_and_with_a_calendar_entry(house: House, relay: Relay) -> None:
    letterhead(house)
    family = haddad(house)
    row = family.appointment(family.amira, purpose="Schulden ordnen", place="Beratungsstelle Brücke")
    wish(family)
    client = house.login("alma")
    client.post(reverse("invitations:send", args=[row.pk]))
    post()
    (mail,) = arrived(relay)
    body = mail.get_body()
    assert body is not None
    text = str(body.get_content()) + calendar_of(mail)
    assert (mail["To"], mail["Subject"]) == (ADDRESS, "Ihr Termin")
    assert german_time(row.starts_at) in text and "02524 555 0100" in text and "Lindenallee 12" in text
    for word in ("Schulden", "Brücke", "Haddad", "Amira", "Alma", "Jobcenter"):
        assert word not in relay.received[0] + text
    (event,) = events_of(calendar_of(mail))
    assert event["DTSTART"].dt == in_berlin(row.starts_at).replace(microsecond=0)
    assert str(event["ATTENDEE"]) == f"mailto:{ADDRESS}"
    page = client.get(reverse("invitations:show", args=[row.pk])).content.decode()
    assert "Einladung per E-Mail" in page and "verschickt" in page


def test_sending_twice_makes_one_mail(house: House, relay: Relay) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    wish(family)
    assert len(invite(family, row)) == 1
    assert invite(family, row) == []
    post()
    post()
    assert len(relay.received) == 1


def test_who_was_invited_hears_of_a_move_and_of_the_end(house: House, relay: Relay) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    wish(family)
    invite(family, row)
    post()
    row = moved(family, row)
    post()
    post()
    with acting_as(house.alma, "test"):
        calendar.cancel(appointment=row)
    post()
    post()
    calendars = [Calendar.from_ical(calendar_of(mail)) for mail in arrived(relay)]
    assert [str(one["METHOD"]) for one in calendars] == ["REQUEST", "REQUEST", "CANCEL"]
    events = [event for mail in arrived(relay) for event in events_of(calendar_of(mail))]
    assert len({str(event["UID"]) for event in events}) == 1
    assert [event["SEQUENCE"] for event in events] == [1, 2, 3]
    assert [kind for kind, _ in states(house)] == ["invitation", "change", "cancellation"]


def test_a_move_before_the_mail_left_sends_the_new_time_only(house: House, relay: Relay) -> None:
    family = haddad(house)
    row = family.appointment(family.amira)
    wish(family)
    invite(family, row)
    moved(family, row)
    post()
    assert states(house) == [("invitation", "withdrawn"), ("change", "sent")]
    assert len(relay.received) == 1


def test_who_was_never_told_hears_nothing_of_a_move_and_sharing_is_no_move(house: House, relay: Relay) -> None:
    family = haddad(house)
    told, silent = family.appointment(family.amira), family.appointment(family.karim)
    wish(family)
    invite(family, told)
    post()
    moved(family, silent)
    with acting_as(house.alma, "test"):
        calendar.share(appointment=told, shared=True)
    post()
    assert len(relay.received) == 1


def test_a_wish_that_ended_stops_what_already_waits(house: House, relay: Relay) -> None:
    family = haddad(house)
    held = wish(family)
    invite(family, family.appointment(family.amira))
    house.login("alma").post(reverse("invitations:end", args=[held.pk]))
    post()
    assert relay.received == [] and states(house) == [("invitation", "withdrawn")]


def test_a_door_that_closed_stops_what_already_waits(house: House, relay: Relay) -> None:
    family = haddad(house)
    wish(family)
    row = family.appointment(family.amira, coach=house.hanna)
    invite(family, row)
    post()
    assert relay.received == [] and states(house) == [("invitation", "withdrawn")]


def test_only_those_at_the_table_who_want_it_get_mail(house: House, relay: Relay) -> None:
    family = haddad(house)
    wish(family, family.karim, address="karim@post.example")
    with pytest.raises(Refused):
        invite(family, family.appointment(family.amira))
    invite(family, family.appointment())
    post()
    assert [mail["To"] for mail in arrived(relay)] == ["karim@post.example"]


def test_a_wrong_address_is_said_at_the_appointment_and_gets_nothing_more(house: House, relay: Relay) -> None:
    relay.answer = "550 no such user"
    family = haddad(house)
    row = family.appointment(family.amira)
    held = wish(family)
    invite(family, row)
    post()
    client = house.login("alma")
    assert "Nachricht kam nicht an" in client.get(reverse("calendar:appointment", args=[row.pk])).content.decode()
    page = client.get(reverse("invitations:show", args=[row.pk])).content.decode()
    assert "E-Mail kam nicht an" in page and "Einladung senden" not in page
    moved(family, row)
    post()
    with pytest.raises(Refused):
        invite(family, row)
    # The right address begins anew.
    relay.answer = "250 ok"
    wish(family, address="neu@post.example", known=held.pk)
    with acting_as(house.alma, "test", read_only=True):
        row = Appointment.objects.select_related("coach").get(pk=row.pk)
    invite(family, row)
    post()
    assert [mail["To"] for mail in arrived(relay)] == ["neu@post.example"]


def test_a_relay_that_is_down_loses_nothing_and_the_page_says_so(house: House, relay: Relay) -> None:
    relay.stop()
    family = haddad(house)
    row = family.appointment(family.amira)
    wish(family)
    invite(family, row)
    post()
    with as_worker("test"):
        Message.objects.update(created_at=now() - dt.timedelta(hours=1))
        assert OutgoingMail.objects.get().state == OutgoingMail.State.WAITING
    page = house.login("alma").get(reverse("invitations:show", args=[row.pk])).content.decode()
    assert "Nichts ist verloren" in page
    with acting_as(house.alma, "test", read_only=True):
        assert Wish.objects.get().failed_at is None


def test_nobody_is_invited_to_what_is_over_or_called_off(house: House, relay: Relay) -> None:
    family = haddad(house)
    wish(family)
    over = family.appointment(family.amira, starts_at=now() - dt.timedelta(hours=3))
    off = family.appointment(family.amira)
    with acting_as(house.alma, "test"):
        (off,) = calendar.cancel(appointment=off)
    for row in (over, off):
        with acting_as(house.alma, "test"), pytest.raises(Refused):
            services.invite([row])


def test_address_and_text_lie_sealed_and_are_gone_when_sent(house: House, relay: Relay) -> None:
    family = haddad(house)
    wish(family)
    invite(family, family.appointment(family.amira))
    with as_worker("test"):
        row = OutgoingMail.objects.get()
        raw = bytes(row.sealed_body) + bytes(row.sealed_calendar or b"")
        assert row.recipients == [] and ADDRESS.encode() not in raw and b"VCALENDAR" not in raw
    post()
    with as_worker("test"):
        row = OutgoingMail.objects.get()
        assert (row.state, bytes(row.sealed_body), row.sealed_calendar) == ("sent", b"", None)
