"""Mail commits with its cause and is delivered to a real SMTP server on loopback."""

import datetime as dt
from collections.abc import Iterator

import pytest
from django.core.mail import send_mail
from django.test import override_settings

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.post import services
from rundblick.post.models import OutgoingMail
from rundblick.web.clock import now
from tests.house import House
from tests.post.relay import Relay, relay

__all__ = ["relay"]


@pytest.fixture(autouse=True)
def real_backend() -> Iterator[None]:
    """The test environment would collect mail in memory."""
    with override_settings(EMAIL_BACKEND="rundblick.post.backend.OutboxBackend"):
        yield


def post(house: House) -> None:
    with acting_as(house.alma, "test"):
        send_mail("Nachricht aus Rundblick", "Grüße aus dem Büro", None, ["jana@post.example"])


def deliver() -> OutgoingMail:
    with as_worker("test"):
        services.deliver()
        return OutgoingMail.objects.get()


def test_a_mail_arrives_with_a_stable_id_and_umlauts(house: House, relay: Relay) -> None:
    post(house)
    mail = deliver()
    assert mail.state == OutgoingMail.State.SENT
    (text,) = relay.received
    assert f"Message-ID: <{mail.pk}@jobcenter.example>" in text
    assert "Subject: Nachricht aus Rundblick" in text and "jana@post.example" in text


def test_a_transaction_that_fails_sends_nothing(house: House, relay: Relay) -> None:
    def fails_after_sending() -> None:
        with acting_as(house.alma, "test"):
            send_mail("Nachricht", "Text", None, ["jana@post.example"])
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fails_after_sending()
    with as_worker("test"):
        services.deliver()
    assert relay.received == []


def test_the_outbox_is_sealed_and_unreadable_for_the_web_role(house: House) -> None:
    post(house)
    with acting_as(house.alma, "test"):
        assert OutgoingMail.objects.count() == 0
    with as_worker("test"):
        assert "Grüße".encode() not in bytes(OutgoingMail.objects.get().sealed_body)


def test_a_permanent_refusal_bounces_at_once(house: House, relay: Relay) -> None:
    relay.answer = "550 no such user"
    post(house)
    mail = deliver()
    assert (mail.state, mail.tries) == (OutgoingMail.State.BOUNCED, 1)
    assert "550" in mail.trouble


def test_a_passing_trouble_is_tried_again_later(house: House, relay: Relay) -> None:
    relay.answer = "451 try later"
    post(house)
    mail = deliver()
    assert mail.state == OutgoingMail.State.WAITING and mail.next_try_at > now()
    relay.answer = "250 ok"
    with as_worker("test"):
        OutgoingMail.objects.update(next_try_at=now() - dt.timedelta(minutes=1))
    assert deliver().state == OutgoingMail.State.SENT
    assert len(relay.received) == 1


def test_a_relay_that_is_gone_loses_nothing(house: House, relay: Relay) -> None:
    relay.stop()
    post(house)
    assert deliver().state == OutgoingMail.State.WAITING


def test_readiness_names_a_mail_that_waits_too_long(house: House, relay: Relay) -> None:
    post(house)
    with as_worker("test"):
        OutgoingMail.objects.update(created_at=now() - dt.timedelta(hours=2))
    checks = house.client().get("/readyz").json()["checks"]
    assert "wartet seit 12" in checks["outbox"]


def test_old_mail_is_removed(house: House, relay: Relay) -> None:
    post(house)
    deliver()
    with as_worker("test"):
        OutgoingMail.objects.update(created_at=now() - dt.timedelta(days=31))
        assert services.tidy() == 1
