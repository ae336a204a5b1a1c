"""Sets up the database of a test process before Django reads its settings.

A template database is migrated once per state of the migrations and cloned for every process; clones are
dropped at the end. Where migrations only came on top, the template moves forward as a server does at an upgrade; where
one that was applied changed, it is built anew. Works on the embedded server, or on the one `DATABASE_URL` names.
"""

import atexit
import contextlib
import fcntl
import hashlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import psycopg.sql

from rundblick import config
from rundblick.launch import embedded, roles
from rundblick.launch.urls import with_database

ROOT = Path(__file__).resolve().parent.parent
_open = contextlib.ExitStack()


def _state_of_migrations() -> str:
    """Changes whenever a migration or the code that writes policies changes."""
    digest = hashlib.sha256()
    watched = [*ROOT.glob("rundblick/*/migrations/*.py"), *ROOT.glob("rundblick/*/models/*.py")]
    watched += [*ROOT.glob("rundblick/*/models.py"), *ROOT.glob("rundblick/access/[dp]o*.py")]
    watched += [*ROOT.glob("rundblick/*/*sql.py"), ROOT / "rundblick/settings.py"]
    for path in sorted(watched):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def _migrations() -> dict[str, str]:
    """A digest of each migration by its path."""
    found = sorted(ROOT.glob("rundblick/*/migrations/*.py"))
    return {str(path.relative_to(ROOT)): hashlib.sha256(path.read_bytes()).hexdigest()[:12] for path in found}


@contextlib.contextmanager
def _one_at_a_time(path: Path) -> Iterator[None]:
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def prepare() -> None:
    """Export DATABASE_URL and its two sisters for this process, pointing at a fresh copy of the template.

    What is written beside the database, the heads of seals, is this process's own as well.
    """
    os.environ["RUNDBLICK_ENV"] = "test"
    given = os.environ.get("RUNDBLICK_TEST_ADMIN_URL", "")  # a parallel process of the same run
    admin_url = given or os.environ.get("DATABASE_URL", "")
    for name in ("DATABASE_URL", "DATABASE_URL_OWNER", "DATABASE_URL_WORKER"):
        os.environ.pop(name, None)
    settings = config.load()
    state = config.private_dir(settings.state_dir)
    (state / "static").mkdir(exist_ok=True)
    atexit.register(_open.close)
    if not admin_url:
        admin_url = _open.enter_context(embedded.server(state, durable=False)).admin_url
    name = f"rb_{hashlib.sha256(str(state).encode()).hexdigest()[:6]}"
    urls = _template(admin_url, name, state)
    clone = f"{name}_{os.getpid()}"
    roles.clone(admin_url, name, clone)
    atexit.register(_finish, admin_url, clone)
    os.environ["RUNDBLICK_TEST_ADMIN_URL"] = admin_url
    os.environ["RUNDBLICK_TEST_TEMPLATE"] = name
    os.environ["RUNDBLICK_TEST_CLONE_URL"] = with_database(admin_url, clone)
    os.environ["DATABASE_URL"] = with_database(urls.app, clone)
    os.environ["DATABASE_URL_OWNER"] = with_database(urls.owner, clone)
    os.environ["DATABASE_URL_WORKER"] = with_database(urls.worker, clone)
    os.environ["RUNDBLICK_SEAL_DIR"] = _open.enter_context(tempfile.TemporaryDirectory(prefix="rundblick-seals-"))
    _keys(settings.key_file)


def _template(admin_url: str, name: str, state: Path) -> roles.Urls:
    with _one_at_a_time(state / "template.lock"):
        urls = roles.prepare(admin_url, name, state_dir=state)
        wanted = _state_of_migrations()
        known = _told(admin_url, name)
        if known.get("state") == wanted:
            return urls
        _tell(admin_url, name, {})
        if not known or not known["migrations"].items() <= _migrations().items():
            roles.drop(admin_url, name)
            urls = roles.prepare(admin_url, name, state_dir=state)
        environment = os.environ | urls.environment()
        for command in (["migrate", "--database", "owner", "-v", "0"], ["createcachetable", "--database", "owner"]):
            subprocess.run([sys.executable, "-m", "rundblick.manage", *command], check=True, cwd=ROOT, env=environment)
        _tell(admin_url, name, {"state": wanted, "migrations": _migrations()})
        return urls


def _told(admin_url: str, name: str) -> dict[str, Any]:
    """What the template holds, as it was noted at the database; nothing while it is made."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        found = admin.execute(
            "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
        )
        row = found.fetchone()
    try:
        noted = json.loads(row[0] or "{}") if row else {}
    except ValueError:
        return {}
    return noted if isinstance(noted, dict) else {}


def _tell(admin_url: str, name: str, noted: dict[str, Any]) -> None:
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(
            psycopg.sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                psycopg.sql.Identifier(name), psycopg.sql.Literal(json.dumps(noted) if noted else "")
            )
        )


def _keys(path: Path) -> None:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"test:{os.urandom(32).hex()}\n", encoding="ascii")


def _finish(admin_url: str, clone: str) -> None:
    with contextlib.suppress(roles.RolesError, psycopg.Error):
        roles.drop(admin_url, clone)
