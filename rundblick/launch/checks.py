"""What must be true before anything is started, each with a sentence that says what to do."""

from __future__ import annotations

import contextlib
import shutil
import socket
from pathlib import Path

from rundblick.config import Config, private_dir

HOST = "127.0.0.1"
NEEDED_BYTES = 500 * 1024 * 1024


class CannotStart(Exception):
    """The user has to change something first; the text says what."""


def port_number(text: str) -> int:
    """The port given on the command line. Raises CannotStart."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 65535:
        raise CannotStart(f'"{text}" is not a port; expected a number from 1 to 65535: make run PORT=8000')
    return int(text)


def refuse_production(config: Config) -> None:
    """`make run` brings demo logins with printed passwords; nobody should meet them in production."""
    if config.production:
        raise CannotStart(
            "make run is for trying out Rundblick. With RUNDBLICK_ENV=production start the installed package as "
            "docs/operations.md describes."
        )


def refuse_taken_port(port: int) -> None:
    """Raise CannotStart when something else answers on this port, naming one that is free."""
    if _free(port):
        return
    other = next((candidate for candidate in range(port + 1, min(port + 100, 65536)) if _free(candidate)), None)
    advice = f"This one is free: make run PORT={other}" if other else "Choose another one: make run PORT=..."
    why = "needs more rights (below 1024)" if port < 1024 and not _answers(port) else "is in use"
    raise CannotStart(f"Port {port} {why}. {advice}")


def refuse_full_disk(place: Path) -> None:
    """Raise CannotStart when the disk of the state directory has too little room for a database."""
    free = shutil.disk_usage(place).free
    if free < NEEDED_BYTES:
        raise CannotStart(
            f"Only {free // 2**20} MB are free on the disk of {place}; {NEEDED_BYTES // 2**20} MB are needed. "
            "Make room, or set RUNDBLICK_STATE_DIR to a folder on another disk."
        )


def state_directory(config: Config) -> Path:
    """The state directory, made and private, with a folder for logs. Raises CannotStart."""
    try:
        place = private_dir(config.state_dir)
        (place / "logs").mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise CannotStart(
            f"The folder {config.state_dir} cannot be used ({error.strerror}). Set RUNDBLICK_STATE_DIR to a "
            "folder of your own."
        ) from error
    return place


def _free(port: int) -> bool:
    if _answers(port):
        return False
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
    return True


def _answers(port: int) -> bool:
    """Browsers try `localhost` with IPv6 first, so a stranger there would get our visitors."""
    for host in (HOST, "::1"):
        with contextlib.suppress(OSError), socket.create_connection((host, port), timeout=0.5):
            return True
    return False
