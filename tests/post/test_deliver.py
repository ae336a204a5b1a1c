"""Mail commits with its cause and is delivered to a real SMTP server on loopback."""

import contextlib
import datetime as dt
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from django.conf import settings
from django.core.mail import send_mail
from django.test import override_settings

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.config import Smtp
from rundblick.post import services
from rundblick.post.models import OutgoingMail
from rundblick.web.clock import now
from tests.house import House


@dataclass
class Relay:
    """A small SMTP server that answers RCPT with `answer` and keeps what it receives."""

    answer: str = "250 ok"
    received: list[str] = field(default_factory=list)
    server: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))

    @property
    def port(self) -> int:
        return int(self.server.getsockname()[1])

    def stop(self) -> None:
        """Take no further call; a plain close would still let one in that `accept` waits for."""
        with contextlib.suppress(OSError):
            self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()

    def serve(self) -> None:
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            with connection, connection.makefile("rw", encoding="utf-8", newline="\r\n") as lines:
                self._talk(lines)

    def _talk(self, lines: object) -> None:
        def say(text: str) -> None:
            lines.write(text + "\r\n")  # type: ignore[attr-defined]
            lines.flush()  # type: ignore[attr-defined]

        say("220 relay")
        for line in lines:  # type: ignore[attr-defined]
            verb = line[:4].upper()
            if verb == "DATA":
                say("354 go")
                text = ""
                for part in lines:  # type: ignore[attr-defined]
                    if part.rstrip("\r\n") == ".":
                        break
                    text += part
                self.received.append(text)
                say("250 queued")
            elif verb == "RCPT":
                say(self.answer)
            elif verb == "QUIT":
                say("221 bye")
                return
            else:
                say("250 ok")


@pytest.fixture
def relay(monkeypatch: pytest.MonkeyPatch) -> Iterator[Relay]:
    made = Relay()
    threading.Thread(target=made.serve, daemon=True).start()
    smtp = Smtp.model_validate(
        {"host": "127.0.0.1", "port": made.port, "tls": "none", "sender": "rundblick@jobcenter.example"}
    )
    monkeypatch.setattr(settings, "RUNDBLICK", settings.RUNDBLICK.model_copy(update={"smtp": smtp}))
    yield made
    made.stop()


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
