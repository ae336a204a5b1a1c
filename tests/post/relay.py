"""Real servers on loopback that take what the outbox sends: an SMTP relay and a gateway for text messages."""

import contextlib
import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from django.conf import settings

from rundblick.config import Sms, Smtp


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


@dataclass
class Gateway:
    """A gateway for text messages that answers with `status`, or not at all when `silent`."""

    status: int = 200
    silent: bool = False
    received: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)


@pytest.fixture
def gateway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gateway]:
    made = Gateway()
    hung = threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            text = self.rfile.read(int(self.headers["Content-Length"]))
            if made.silent:
                hung.wait(5)
                return
            made.headers.append({name.lower(): value for name, value in self.headers.items()})
            if made.status < 300:
                made.received.append(json.loads(text))
            self.send_response(made.status)
            self.send_header("Location", "/elsewhere")
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    sms = Sms.model_validate({"url": f"http://127.0.0.1:{server.server_port}/send", "token": "geheim"})
    monkeypatch.setattr(settings, "RUNDBLICK", settings.RUNDBLICK.model_copy(update={"sms": sms}))
    yield made
    hung.set()
    server.shutdown()
    server.server_close()
