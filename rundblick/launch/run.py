"""`make run`: everything from an empty folder to a page that answers, and an orderly end.

Started as `python -m rundblick.launch.run [--port 8000] [--no-demo]`. It answers on this machine only.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import sys
import time
import urllib.request
from collections.abc import Iterator
from http.client import HTTPException
from pathlib import Path
from types import FrameType

import psycopg

from rundblick.config import Config, ConfigError, load
from rundblick.launch import checks, embedded, locks, roles
from rundblick.launch.database import Database, opened
from rundblick.launch.environment import environment
from rundblick.launch.processes import Child, Family, family, last_words
from rundblick.launch.say import complain, say, table

HEALTHY_SECONDS = 60
DATABASE_EVERY_SECONDS = 5.0
DATABASE_PATIENCE = 3


class Interrupted(BaseException):
    """Ctrl-C or SIGTERM; raised once, so that nothing interrupts the tidying up."""


class Failed(Exception):
    """Something that ran has ended; the text says what."""


def main(arguments: list[str] | None = None) -> int:
    """Start, watch and end. Returns the exit code; every failure is a sentence, never a traceback."""
    given = _arguments(arguments)
    _listen_to_signals()
    try:
        config = load()
        port = checks.port_number(given.port)
        checks.refuse_production(config)
        place = checks.state_directory(config)
        address = f"http://localhost:{port}"
        with locks.only_instance(place / "run.lock", note=f"{address} (process {os.getpid()})"):
            checks.refuse_full_disk(place)
            _run(config, place=place, port=port, demo=given.demo, address=address)
    except Interrupted:
        say("Stopped. The data are kept; start again with: make run")
        return 0
    except locks.Taken as taken:
        complain(f"Rundblick already runs from this folder: {taken.note}\nUse that one, or end it there first.")
    except ConfigError as error:
        complain("These settings cannot be used:\n" + "\n".join(f"  {line}" for line in error.problems))
    except (checks.CannotStart, roles.RolesError, embedded.EmbeddedError, Failed) as error:
        complain(str(error))
    except OSError as error:
        complain(f"The machine refused: {error.strerror or error} {error.filename or ''}".rstrip())
    return 1


def _run(config: Config, *, place: Path, port: int, demo: bool, address: str) -> None:
    started = time.monotonic()
    with family(state_dir=place, environment=environment(config, address=address)) as members:
        checks.refuse_taken_port(port)
        say("Starting the database ...")
        with opened(config) as database, _ended_before_the_database(members):
            logins = _set_up(members, database, demo=demo)
            _serve(members, database, port=port)
            _wait_until_healthy(members, f"http://{checks.HOST}:{port}/healthz")
            _welcome(address, logins, place, database, seconds=time.monotonic() - started)
            _watch(members, database)


@contextlib.contextmanager
def _ended_before_the_database(members: Family) -> Iterator[None]:
    try:
        yield
    except BaseException:
        _ignore_signals()
        say("\nStopping ...")
        raise
    finally:
        members.end()


def _set_up(members: Family, database: Database, *, demo: bool) -> list[dict[str, str]]:
    """Run `rundblick.launch.setup` and pass its progress on."""
    log = members.log_of("setup")
    command = [sys.executable, "-m", "rundblick.launch.setup", "--static", *(["--demo"] if demo else [])]
    answer = ""
    for line in members.lines_of("setup", command, extra=database.urls.environment()):
        if line.startswith("{"):
            answer = line
        else:
            say(f"  {line} ...")
    if not answer:
        raise Failed(f"The database could not be brought up to date:\n{last_words(log)}\nMore in {log}")
    logins: list[dict[str, str]] = json.loads(answer)["logins"]
    return logins


def _serve(members: Family, database: Database, *, port: int) -> None:
    urls = database.urls
    # Each process gets only the logins it needs: pages the web role, jobs the worker's as well.
    members.start(
        "web",
        [
            *(sys.executable, "-m", "granian", "--interface", "wsgi", "--host", checks.HOST, "--port", str(port)),
            *["--workers", "1", "--blocking-threads", "8", "--blocking-threads-idle-timeout", "600"],
            *["--no-ws", "--log-level", "warning"],
            "rundblick.wsgi:application",
        ],
        extra={"DATABASE_URL": urls.app},
    )
    members.start(
        "worker",
        [sys.executable, "-m", "rundblick.manage", "procrastinate", "worker"],
        extra={"DATABASE_URL": urls.app, "DATABASE_URL_WORKER": urls.worker},
    )


def _wait_until_healthy(members: Family, url: str) -> None:
    deadline = time.monotonic() + HEALTHY_SECONDS
    while time.monotonic() < deadline:
        _refuse_ended(members.first_ended())
        if _healthy(url):
            return
        time.sleep(0.1)
    log = members.children[0].log
    raise Failed(f"The web server did not answer within {HEALTHY_SECONDS} s.\n{last_words(log)}\nMore in {log}")


def _healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310 - our own address
            return bool(answer.status == 200)
    except (OSError, HTTPException):
        return False


def _welcome(address: str, logins: list[dict[str, str]], place: Path, database: Database, *, seconds: float) -> None:
    say(f"\nRundblick runs: {address}   (ready after {seconds:.1f} s)\n")
    if logins:
        say("Demo logins (synthetic people only):")
        say(table([[one["role"], one["name"], one["login"], one["password"]] for one in logins]))
        say()
    say(f"Database: {database.description}   Logs: {place / 'logs'}")
    say("Ctrl-C ends everything; the data are kept.")


def _watch(members: Family, database: Database) -> None:
    failures = 0
    next_look = time.monotonic() + DATABASE_EVERY_SECONDS
    while True:
        time.sleep(0.3)
        ended = members.first_ended()
        if ended or time.monotonic() >= next_look:
            next_look = time.monotonic() + DATABASE_EVERY_SECONDS
            failures = 0 if _answers(database) else failures + 1
            patience = 1 if ended or (database.server and not embedded.alive(database.server)) else DATABASE_PATIENCE
            if failures >= patience:
                raise Failed(f"The database has gone ({database.description}). Nothing runs without it.")
        _refuse_ended(ended)


def _answers(database: Database) -> bool:
    try:
        psycopg.connect(database.urls.app, connect_timeout=3).close()
    except psycopg.OperationalError:
        return False
    return True


def _refuse_ended(child: Child | None) -> None:
    if child:
        raise Failed(
            f"The {child.name} process has ended (exit code {child.ended}):\n{last_words(child.log)}\n"
            f"More in {child.log}"
        )


def _listen_to_signals() -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        _ignore_signals()
        raise Interrupted

    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, interrupt)


def _ignore_signals() -> None:
    for one in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(one, signal.SIG_IGN)


def _arguments(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make run", description="Start Rundblick with its demo.")
    parser.add_argument("--port", default="8000")
    parser.add_argument("--no-demo", dest="demo", action="store_false")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
