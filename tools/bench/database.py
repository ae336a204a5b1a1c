"""The databases of the bench: filled once, kept, and copied for every run.

They live in an embedded server of their own, next to the demo's and the tests'. A filled one is kept until
the generator, a migration or the day changes: pages speak about today, so an invented house is good for one day.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from rundblick import config
from rundblick.launch import embedded, roles
from rundblick.launch.environment import environment
from rundblick.launch.processes import last_words
from rundblick.launch.say import say
from rundblick.launch.urls import with_database
from rundblick.web.clock import today
from tools.bench.plan import Size

ROOT = Path(__file__).resolve().parents[2]
WATCHED = (
    "rundblick/*/migrations/*.py",
    "rundblick/access/crypto.py",
    "rundblick/people/names.py",
    "rundblick/people/s[op]*.py",
    "rundblick/people/typos.py",
    "rundblick/people/duplicates.py",
    "rundblick/programmes/library/*.yaml",
    "tools/bench/*.py",
)
"""What the rows of a filled database depend on. Functions and policies do not count: every copy gets today's."""

NOT_WATCHED = (
    "__init__.py",
    "__main__.py",
    "count.py",
    "database.py",
    "frozen.py",
    "load.py",
    "mix.py",
    "pages.py",
    "sessions.py",
    "timetable.py",
)
"""Files of this folder that measure and do not fill."""


class Failed(Exception):
    """A process of the bench ended; the text says which and why."""


@dataclass(frozen=True)
class House:
    """A running copy of a filled database. `environment` is for processes that work on it as web and worker."""

    size: Size
    urls: roles.Urls
    environment: dict[str, str]
    state_dir: Path


def state_dir() -> Path:
    """Where the bench keeps its server: beside the demo's, never the same."""
    demo = config.default_state_dir(env="development")
    return config.private_dir(demo.with_name(f"{demo.name}-bench"))


@contextlib.contextmanager
def server() -> Iterator[embedded.Server]:
    """The bench's own server; nothing it holds is worth waiting for the disk."""
    place = state_dir()
    with embedded.server(place, durable=False) as running:
        yield running


@contextlib.contextmanager
def copy_of(running: embedded.Server, size: Size) -> Iterator[House]:
    """A fresh copy of the filled database of this size; filled first when there is none of today."""
    name = f"bench_{size.name.replace('-', '_')}"
    template = _filled(running, size, name)
    copied = f"{name}_copy"
    _copy(running.admin_url, name, copied)
    try:
        urls = roles.Urls(*(with_database(url, copied) for url in (template.app, template.owner, template.worker)))
        run("rundblick.launch.setup", "--static", urls=urls)
        yield House(size, urls, surroundings(urls), state_dir())
    finally:
        roles.drop(running.admin_url, copied)


def _filled(running: embedded.Server, size: Size, name: str) -> roles.Urls:
    admin_url, wanted = running.admin_url, digest()
    urls = roles.prepare(admin_url, name, state_dir=state_dir())
    if _comment(admin_url, name) == wanted:
        say(f"{size.name}: filled before")
        return urls
    say(f"{size.name}: filling, some minutes for the largest ...")
    started = time.monotonic()
    roles.drop(admin_url, name)
    urls = roles.prepare(admin_url, name, state_dir=state_dir())
    with psycopg.connect(admin_url, autocommit=True) as admin:
        # Foreign keys of millions of invented rows are checked in the small house of the tests.
        owner = sql.Identifier(f"{name}_owner")
        admin.execute(sql.SQL("GRANT SET ON PARAMETER session_replication_role TO {}").format(owner))
    run("rundblick.launch.setup", urls=urls)
    run("tools.bench.fill", size.name, urls=urls)
    with psycopg.connect(with_database(admin_url, name), autocommit=True) as admin:
        admin.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), sql.Literal(wanted)))
        admin.execute("CHECKPOINT")
    say(f"{size.name}: filled in {time.monotonic() - started:.0f} s")
    return urls


def run(module: str, *arguments: str, urls: roles.Urls) -> None:
    """Run a module of the product on a database; raises Failed with its last words."""
    log = log_of("fill")
    with log.open("ab") as output:
        command = [sys.executable, "-m", module, *arguments]
        done = subprocess.run(command, cwd=ROOT, env=surroundings(urls), stdout=output, stderr=output, check=False)
    if done.returncode != 0:
        raise Failed(f"{module} failed:\n{last_words(log)}\nMore in {log}")


def log_of(name: str) -> Path:
    """The file of the output of a process of the bench."""
    logs = state_dir() / "logs"
    logs.mkdir(exist_ok=True)
    return logs / f"bench-{name}.log"


def remove() -> None:
    """Throw the filled databases away, gigabytes, with the server that holds them."""
    place = state_dir()
    embedded.end_leftover(place)
    shutil.rmtree(place)


def digest() -> str:
    """Changes with the day and with whatever a filled database depends on."""
    found = hashlib.sha256(dt.date.isoformat(today()).encode())
    for path in sorted(path for pattern in WATCHED for path in ROOT.glob(pattern)):
        if not (path.parent == Path(__file__).parent and path.name in NOT_WATCHED):
            found.update(path.read_bytes())
    return found.hexdigest()[:12]


def _comment(admin_url: str, name: str) -> str:
    with psycopg.connect(admin_url, autocommit=True) as admin:
        found = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        )
        row = found.fetchone()
    return str(row[0] or "") if row else ""


def _copy(admin_url: str, name: str, copied: str) -> None:
    """Like `roles.clone`, by copying files: gigabytes would otherwise pass through the log."""
    roles.drop(admin_url, copied)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {} STRATEGY FILE_COPY").format(
                sql.Identifier(copied), sql.Identifier(name), sql.Identifier(f"{name}_owner")
            )
        )


def surroundings(urls: roles.Urls) -> dict[str, str]:
    """The environment of a process on this database: the bench's own keys and files, no settings of the demo."""
    place = state_dir()
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("RUNDBLICK_", "DATABASE_URL"))}
    own = {"RUNDBLICK_ENV": "development", "RUNDBLICK_STATE_DIR": str(place), "RUNDBLICK_LOG_LEVEL": "WARNING"}
    completed = environment(config.load(kept | own))
    return (
        kept
        | own
        | {n: v for n, v in completed.items() if n.startswith("RUNDBLICK_")}
        | urls.environment()
        | {"PYTHONPATH": str(ROOT)}
    )
