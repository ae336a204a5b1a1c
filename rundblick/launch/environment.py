"""What the processes of one installation find in their environment, and the secrets of a demonstration."""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

from rundblick.config import Config

DATABASE_VARIABLES = ("DATABASE_URL", "DATABASE_URL_OWNER", "DATABASE_URL_WORKER")


def environment(config: Config, *, address: str = "") -> dict[str, str]:
    """The environment of this process, completed, and without any database login: each process is given only
    those it needs. Makes the session secret and the master key of a demonstration when they are missing."""
    _master_key(config.key_file)
    given = {name: value for name, value in os.environ.items() if name not in DATABASE_VARIABLES}
    completed = {
        "RUNDBLICK_ENV": config.env,
        "RUNDBLICK_STATE_DIR": str(config.state_dir),
        "RUNDBLICK_KEY_FILE": str(config.key_file),
        "PYTHONUNBUFFERED": "1",
    }
    if not os.environ.get("RUNDBLICK_SECRET_KEY"):
        completed["RUNDBLICK_SECRET_KEY"] = _session_secret(config.state_dir)
    if address and not os.environ.get("RUNDBLICK_PUBLIC_BASE_URL"):
        completed["RUNDBLICK_PUBLIC_BASE_URL"] = address
    return given | completed


def _session_secret(state_dir: Path) -> str:
    """Made once, so that sessions survive a restart."""
    path = state_dir / "secret-key"
    with contextlib.suppress(FileNotFoundError):
        if len(known := path.read_text().strip()) >= 50:
            return known
    return _write_secret(path, secrets.token_urlsafe(64))


def _master_key(path: Path) -> None:
    """The key that wraps the keys of the dossiers. Never replaced: with it all sealed texts would be lost."""
    if path.exists():
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _write_secret(path, f"demo:{secrets.token_hex(32)}\n")


def _write_secret(path: Path, text: str) -> str:
    half = path.with_name(f"{path.name}.{os.getpid()}")
    half.touch(mode=0o600)
    half.write_text(text)
    half.replace(path)
    return text
