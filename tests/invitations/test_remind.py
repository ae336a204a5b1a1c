"""Reminders follow from the appointment, the wish and what was told; nobody types them, and they never double."""

import datetime as dt
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar import services as calendar
from rundblick.calendar.models import Appointment
from rundblick.invitations import sending
from rundblick.invitations.models import Message, Wish
from rundblick.people.models import Membership
from rundblick.post.models import OutgoingMail
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.invitations.inviting import arrived, invite, post, wish
from tests.post.relay import Gateway, Relay, gateway, relay
from tests.queries import at_most

__all__ = ["gateway", "relay"]

HOUR = dt.timedelta(hours=1)


@pytest.fixture(autouse=True)
def never_quiet(monkeypatch: pytest.MonkeyPatch) -> None:
    """The real clock may stand in the night or on a Sunday."""
    monkeypatch.setattr(sending.Quiet, "holds", lambda quiet, at: False)


def ahead(family: Family, *, hours: int, known: int = 100, setting: str = "office") -> Appointment:
    """Amira's appointment in so many hours, arranged so many hours ago."""
    start = now() + hours * HOUR
    return family.appointment(family.amira, starts_at=start, arranged_at=now() - known * HOUR, setting=setting)


def long_wished(family: Family, **values: Any) -> None:
    wish(family, **values)
    with as_worker("test"):
        Wish.objects.update(recorded_at=now() - 200 * HOUR)


def run() -> int:
    with as_worker("test"):
        return sending.remind()


def test_a_reminder_goes_out_a_day_before_and_only_once(house: House, relay: Relay) -> None:
    family = haddad(house)
    long_wished(family)
    near, far = ahead(family, hours=20), ahead(family, hours=30)
    assert (run(), run()) == (1, 0)
    post()
    (mail,) = arrived(relay)
    body = mail.get_body()
    assert body is not None and "Wir erinnern an Ihren Termin" in str(body.get_content())
    with acting_as(house.alma, "test", read_only=True):
        assert Message.objects.get().appointment_id == near.pk != far.pk


def test_the_person_chooses_how_long_before_or_none_at_all(house: House, relay: Relay) -> None:
    family = haddad(house)
    long_wished(family, hours=48)
    ahead(family, hours=40)
    assert run() == 1
    with acting_as(house.alma, "test", read_only=True):
        held = Wish.objects.get()
    long_wished(family, hours=0, known=held.pk)
    ahead(family, hours=2)
    assert run() == 0


def test_who_arranged_or_was_told_lately_is_not_reminded_of_it(house: House, relay: Relay) -> None:
    family = haddad(house)
    long_wished(family)
    ahead(family, hours=20, known=1)
    invite(family, ahead(family, hours=10))
    assert run() == 0


def test_a_cancelled_appointment_reminds_nobody_not_even_what_waits(house: House, relay: Relay) -> None:
    family = haddad(house)
    long_wished(family)
    row = ahead(family, hours=20)
    assert run() == 1
    with acting_as(house.alma, "test"):
        calendar.cancel(appointment=row)
    assert run() == 0
    post()
    with acting_as(house.alma, "test", read_only=True):
        assert list(Message.objects.order_by("created_at").values_list("kind", "state")) == [
            ("reminder", "withdrawn"),
            ("cancellation", "sent"),
        ]


def test_a_moved_appointment_is_reminded_of_at_its_new_time(house: House, relay: Relay) -> None:
    family = haddad(house)
    long_wished(family)
    row = ahead(family, hours=20)
    run()
    post()
    with acting_as(house.alma, "test"):
        calendar.move(
            appointment=row,
            version=1,
            starts_at=row.starts_at + 72 * HOUR,
            ends_at=row.ends_at + 72 * HOUR,
            setting=row.setting,
        )
    post()
    assert run() == 0
    with as_worker("test"):
        assert sending.remind(row.starts_at + 60 * HOUR) == 1


def test_nothing_is_written_in_quiet_hours(house: House, relay: Relay, monkeypatch: pytest.MonkeyPatch) -> None:
    family = haddad(house)
    long_wished(family)
    ahead(family, hours=20)
    monkeypatch.setattr(sending.Quiet, "holds", lambda quiet, at: True)
    assert run() == 0


def test_what_waits_when_the_night_begins_leaves_in_the_morning(
    house: House, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    family = haddad(house)
    long_wished(family)
    ahead(family, hours=20)
    assert run() == 1
    morning = now() + 8 * HOUR
    monkeypatch.setattr(sending.Quiet, "holds", lambda quiet, at: at < morning)
    monkeypatch.setattr(sending.Quiet, "next_after", lambda quiet, at: morning)
    post()
    assert relay.received == []
    with as_worker("test"):
        row = OutgoingMail.objects.get()
        assert (row.state, row.tries, row.next_try_at) == ("waiting", 0, morning)
        OutgoingMail.objects.update(created_at=now() - 2 * HOUR)
    assert "wartet" not in str(house.client().get("/readyz").json()["checks"]["outbox"])


def test_a_text_message_reminds_without_a_name(house: House, gateway: Gateway) -> None:
    family = haddad(house)
    long_wished(family, channel="sms", address="+491705550101")
    ahead(family, hours=20, setting="phone")
    assert run() == 1
    post()
    (received,) = gateway.received
    assert received["to"] == "+491705550101"
    assert received["text"].startswith("Erinnerung an Ihren Termin: ") and "am Telefon" in received["text"]
    assert "Haddad" not in received["text"]


def test_without_a_way_to_send_nothing_is_written(house: House) -> None:
    family = haddad(house)
    long_wished(family)
    ahead(family, hours=20)
    assert run() == 0


def test_who_left_the_household_gets_nothing(house: House, relay: Relay) -> None:
    family = haddad(house)
    long_wished(family)
    ahead(family, hours=20)
    with as_worker("test"):
        rows = Membership.objects.filter(person_id=family.amira)
        rows.update(valid_from=today() - dt.timedelta(days=9), valid_until=today())
    assert run() == 0


def test_looking_for_reminders_takes_the_same_statements_for_any_number(house: House, relay: Relay) -> None:
    family = haddad(house)
    long_wished(family)
    for hours in range(40, 60):
        ahead(family, hours=hours)
    with as_worker("test"), at_most(5):
        assert sending.remind() == 0
