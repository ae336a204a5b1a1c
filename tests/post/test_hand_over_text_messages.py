"""Text messages leave through a real HTTP gateway on loopback; what it does not take is tried again or bounces."""

import datetime as dt
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.config import ConfigError, load
from rundblick.post import services, sms
from rundblick.post.models import OutgoingMail
from rundblick.post.registries import Cause, Ticket, causes
from rundblick.web.clock import now
from tests.house import House
from tests.post.relay import Gateway, gateway

__all__ = ["gateway"]

NUMBER = "+491705550101"
heard: list[tuple[str, bool]] = []
causes.add(
    "test.told", Cause(lambda _: Ticket(address=NUMBER), lambda _, state, refused: heard.append((state, refused)))
)
causes.add("test.silent", Cause(lambda _: Ticket(), lambda *_: None))


def deliver(house: House, *, cause: str = "test.told") -> OutgoingMail:
    heard.clear()
    with acting_as(house.alma, "test"):
        services.put_for(cause=cause, message_id=uuid.uuid4(), channel="sms", body="Grüße: morgen, 9:00 Uhr.")
    with as_worker("test"):
        services.deliver()
        return OutgoingMail.objects.get()


def test_a_text_message_reaches_the_gateway_with_a_stable_id(house: House, gateway: Gateway) -> None:
    row = deliver(house)
    assert row.state == OutgoingMail.State.SENT and heard == [("sent", False)]
    (received,) = gateway.received
    assert received == {"to": NUMBER, "from": "Termin", "text": "Grüße: morgen, 9:00 Uhr.", "id": str(row.pk)}
    assert gateway.headers[0]["authorization"] == "Bearer geheim"
    assert gateway.headers[0]["idempotency-key"] == str(row.pk)


def test_the_outbox_keeps_no_number(house: House, gateway: Gateway) -> None:
    assert deliver(house).recipients == []


@pytest.mark.parametrize("status", [500, 429, 401, 302])
def test_a_gateway_in_trouble_is_asked_again_later(house: House, gateway: Gateway, status: int) -> None:
    gateway.status = status
    row = deliver(house)
    assert row.state == OutgoingMail.State.WAITING and row.next_try_at > now() and str(status) in row.trouble
    gateway.status = 202
    with as_worker("test"):
        OutgoingMail.objects.update(next_try_at=now() - dt.timedelta(minutes=1))
        services.deliver()
        assert OutgoingMail.objects.get().state == OutgoingMail.State.SENT
    assert len({one["idempotency-key"] for one in gateway.headers}) == 1


def test_a_gateway_that_says_nothing_is_asked_again(
    house: House, gateway: Gateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sms, "TIMEOUT_SECONDS", 0.2)
    gateway.silent = True
    row = deliver(house)
    assert (row.state, row.tries) == (OutgoingMail.State.WAITING, 1)


def test_a_number_that_does_not_exist_bounces_at_once_and_its_room_hears_of_it(house: House, gateway: Gateway) -> None:
    gateway.status = 422
    assert deliver(house).state == OutgoingMail.State.BOUNCED
    assert heard == [("bounced", True)]


def test_after_the_last_try_it_bounces_without_blaming_the_number(house: House, gateway: Gateway) -> None:
    gateway.status = 503
    deliver(house)
    with as_worker("test"):
        for _ in services.RETRY_MINUTES:
            OutgoingMail.objects.update(next_try_at=now() - dt.timedelta(minutes=1))
            services.deliver()
        assert OutgoingMail.objects.get().state == OutgoingMail.State.BOUNCED
    assert heard == [("bounced", False)]


def test_what_its_room_no_longer_allows_never_leaves(house: House, gateway: Gateway) -> None:
    assert deliver(house, cause="test.silent").state == OutgoingMail.State.WITHDRAWN
    assert gateway.received == []


def test_without_a_gateway_nothing_is_lost(house: House) -> None:
    assert deliver(house).state == OutgoingMail.State.WAITING


@pytest.mark.parametrize(
    ("text", "size"),
    [("", 0), ("äöüÄÖÜß@", 8), ("10 €", 5), ("„Termin“", None), ("Łódź", None), ("x" * 161, 161)],
)
def test_the_length_is_counted_in_the_alphabet_of_phones(text: str, size: int | None) -> None:
    assert sms.length(text) == size
    assert sms.fits(text) is (size is not None and size <= 160)


@given(st.text(alphabet="aäß€^~ ", max_size=200))
def test_a_text_is_at_least_as_long_as_its_letters(text: str) -> None:
    size = sms.length(text)
    assert size is not None and len(text) <= size <= 2 * len(text)


def test_a_text_that_is_more_than_one_message_is_refused(house: House) -> None:
    with acting_as(house.alma, "test"), pytest.raises(ValueError, match="not one"):
        services.put_for(cause="test.told", message_id=uuid.uuid4(), channel="sms", body="x" * 161)


def test_a_gateway_needs_a_token_and_in_production_tls() -> None:
    with pytest.raises(ConfigError, match="RUNDBLICK_SMS_TOKEN"):
        load({"RUNDBLICK_SMS_URL": "https://gateway.example/send"})
    with pytest.raises(ConfigError, match="RUNDBLICK_SMS_URL: is not https"):
        load({"RUNDBLICK_ENV": "production", "RUNDBLICK_SMS_URL": "http://gateway.example", "RUNDBLICK_SMS_TOKEN": "x"})


@pytest.mark.parametrize("hours", ["8-20", "20", "abends", "25-8"])
def test_quiet_hours_are_an_evening_and_a_morning(hours: str) -> None:
    with pytest.raises(ConfigError, match="RUNDBLICK_QUIET_HOURS"):
        load({"RUNDBLICK_QUIET_HOURS": hours})
    assert load({"RUNDBLICK_QUIET_HOURS": "19-9"}).reminders.quiet == (19, 9)
