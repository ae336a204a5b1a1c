"""A throwaway server of the distribution's PostgreSQL (Debian: /usr/lib/postgresql/15/bin), for tests.

What works on the embedded server has to work on the one that production uses.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ACCOUNT = "postgres"


def newest() -> Path | None:
    """The folder of programs of the newest installed version, or None."""
    found = [path for path in Path("/usr/lib/postgresql").glob("*/bin") if (path / "initdb").exists()]
    return max(found, key=lambda path: float(path.parent.name), default=None)


@contextlib.contextmanager
def server(programs: Path) -> Iterator[str]:
    """Run a server with the defaults of that version while the block lasts; yields its administrator's address."""
    account = ACCOUNT if os.geteuid() == 0 else None
    place = Path(tempfile.mkdtemp(prefix="rundblick-postgresql-", dir="/var/tmp"))
    if account:
        shutil.chown(place, account)

    def call(program: str, *arguments: str) -> None:
        done = subprocess.run(
            [str(programs / program), *arguments],
            cwd=place,
            capture_output=True,
            text=True,
            check=False,
            **_as(account),
        )
        if done.returncode != 0:
            raise RuntimeError(f"{program} failed: {done.stderr.strip()[-1000:]}")

    port = _free_port()
    password = secrets.token_urlsafe(16)
    try:
        handed_over = place / "password"
        handed_over.write_text(password)
        if account:
            shutil.chown(handed_over, account)
        login = ("-U", "postgres", "--auth=scram-sha-256", "--pwfile=password")
        call("initdb", "-D", "data", *login, "--encoding=UTF8", "--locale=C.UTF-8", "-N")
        process = subprocess.Popen(
            [
                *(str(programs / "postgres"), "-D", "data", "-k", str(place), "-h", "127.0.0.1", "-p", str(port)),
                *("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"),
            ],
            cwd=place,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            **_as(account),
        )
        try:
            _wait(programs, place, port)
            yield f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres"
        finally:
            process.terminate()
            process.wait(20)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _as(account: str | None) -> dict[str, Any]:
    if account is None:
        return {}
    return {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []}


def _wait(programs: Path, place: Path, port: int) -> None:
    for _ in range(200):
        ready = [str(programs / "pg_isready"), "-q", "-h", str(place), "-p", str(port)]
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.05)
    raise RuntimeError("The distribution's PostgreSQL was not ready after 10 s.")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
