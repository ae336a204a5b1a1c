"""The three database roles of one Rundblick database, and copies of a database for tests.

`owner` migrates, `app` serves pages, `worker` rebuilds. None of them is superuser or may bypass row-level
security: for such a role every policy would silently be off. Room `access` narrows the rights of `app` and
`worker` per table after each migration; here they get what an ordinary table needs.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
from psycopg import sql

from rundblick.config import WEB_LOCK_TIMEOUT_MS, WEB_STATEMENT_TIMEOUT_MS, private_dir
from rundblick.launch.urls import MAINTENANCE_DATABASES, server_of, shown, with_database, with_login

KINDS = ("owner", "app", "worker")
LONGEST_NAME = 63 - len("_worker")


class RolesError(Exception):
    """The server cannot be prepared; the text says why and what to do."""


@dataclass(frozen=True)
class Urls:
    """Logins of one database, ready for DATABASE_URL, DATABASE_URL_OWNER and DATABASE_URL_WORKER."""

    app: str = field(repr=False)
    owner: str = field(repr=False)
    worker: str = field(repr=False)

    def environment(self) -> dict[str, str]:
        """The variables `rundblick.config` reads."""
        return {
            "DATABASE_URL": self.app,
            "DATABASE_URL_OWNER": self.owner,
            "DATABASE_URL_WORKER": self.worker,
        }


def prepare(admin_url: str, database: str, *, state_dir: Path) -> Urls:
    """Make sure that `database` and its roles `<database>_owner`, `_app` and `_worker` exist, and return
    their logins.

    `admin_url` is a login that may create roles and databases; it need not be a superuser. Repeating changes
    nothing. Generated passwords are kept in `state_dir`, readable by this user only. Raises RolesError.
    """
    if len(database.encode()) > LONGEST_NAME:
        raise RolesError(f"The database name {database} is too long; at most {LONGEST_NAME} bytes.")
    names = {kind: f"{database}_{kind}" for kind in KINDS}
    with _admin(admin_url) as admin:
        # Parallel starts would otherwise change the same role at the same time, which PostgreSQL refuses.
        admin.execute("SELECT pg_advisory_lock(hashtext(%s))", [f"rundblick.prepare.{database}"])
        passwords = _passwords(state_dir, f"{server_of(admin_url)}/{database}")
        for kind in KINDS:
            _role(admin, admin_url, names[kind], passwords[kind])
        _limits(admin, names)
        _database(admin, database, names["owner"])
        urls = {
            kind: with_login(admin_url, user=names[kind], password=passwords[kind], dbname=database) for kind in KINDS
        }
        _rights(urls["owner"], database, names)
    return Urls(**urls)


def clone(admin_url: str, template: str, new: str) -> None:
    """Create database `new` as a copy of `template` with its owner and the same rights to connect.

    An existing `new` is replaced. The server refuses while somebody is connected to `template` (RolesError).
    """
    with _admin(admin_url) as admin:
        owner = _owner_of(admin, template)
        if owner is None:
            raise RolesError(f"There is no database {template} to copy.")
        _become_member(admin, owner)
        _drop(admin, new)
        try:
            admin.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER {}").format(
                    sql.Identifier(new), sql.Identifier(template), sql.Identifier(owner)
                )
            )
        except psycopg.errors.ObjectInUse as error:
            raise RolesError(f"{template} cannot be copied while somebody is connected to it.") from error
        # Rights on the database itself are not part of the copy.
        stem = owner.removesuffix("_owner")
        _connect_rights(admin, new, {kind: f"{stem}_{kind}" for kind in KINDS}, grantor=owner)


def drop(admin_url: str, database: str) -> None:
    """Remove a database with everything in it and end its sessions. Missing is fine."""
    with _admin(admin_url) as admin:
        _drop(admin, database)


def refuse_powerful(url: str) -> None:
    """Raise RolesError when this login could pass row-level security (superuser or BYPASSRLS)."""
    with _connected(url) as connection:
        row = connection.execute(
            "SELECT rolname FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolbypassrls)"
        ).fetchone()
    if row:
        raise RolesError(
            f"{shown(url)} logs in as {row[0]}, a superuser or a role with BYPASSRLS. Row-level security is "
            "off for it. Use the roles Rundblick makes, or three ordinary roles."
        )


@contextlib.contextmanager
def _connected(url: str) -> Iterator[psycopg.Connection]:
    try:
        connection = psycopg.connect(url, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        raise RolesError(f"Cannot log in at {shown(url)}: {_first_line(error)}") from error
    with connection:
        yield connection


@contextlib.contextmanager
def _admin(admin_url: str) -> Iterator[psycopg.Connection]:
    """A session in a maintenance database: the named one may not exist yet, and must not be in use when
    copied."""
    refused = ""
    for place in MAINTENANCE_DATABASES:
        try:
            connection = psycopg.connect(with_database(admin_url, place), autocommit=True, connect_timeout=5)
        except psycopg.OperationalError as error:
            refused = refused or _first_line(error)
            continue
        with connection:
            row = connection.execute(
                "SELECT rolsuper OR rolcreaterole AND rolcreatedb FROM pg_roles WHERE rolname = current_user"
            ).fetchone()
            if not (row and row[0]):
                raise RolesError(
                    f"{shown(admin_url)} may not create roles and databases. Give DATABASE_URL a login with "
                    "CREATEROLE and CREATEDB, or set DATABASE_URL_OWNER and DATABASE_URL_WORKER as well."
                )
            yield connection
        return
    raise RolesError(f"Cannot log in at {shown(admin_url)}: {refused}")


def _passwords(state_dir: Path, key: str) -> dict[str, str]:
    path = private_dir(state_dir) / "roles.json"
    known = json.loads(path.read_text()) if path.exists() else {}
    if set(known.get(key, {})) != set(KINDS):
        known[key] = {kind: secrets.token_urlsafe(24) for kind in KINDS}
        half = path.with_suffix(f".{os.getpid()}")
        half.touch(mode=0o600)
        half.write_text(json.dumps(known, indent=1))
        half.replace(path)
    return known[key]


def _role(admin: psycopg.Connection, admin_url: str, name: str, password: str) -> None:
    attributes = sql.SQL("LOGIN NOCREATEDB NOCREATEROLE PASSWORD {}").format(sql.Literal(password))
    role = sql.Identifier(name)
    row = admin.execute(
        "SELECT rolsuper OR rolbypassrls OR rolreplication FROM pg_roles WHERE rolname = %s", [name]
    ).fetchone()
    if row is None:
        admin.execute(sql.SQL("CREATE ROLE {} {}").format(role, attributes))
        return
    if row[0]:
        raise RolesError(f"The role {name} exists and is a superuser or bypasses row-level security. Remove it.")
    try:
        probe = with_login(admin_url, user=name, password=password, dbname=MAINTENANCE_DATABASES[0])
        psycopg.connect(probe, connect_timeout=5).close()
    except psycopg.OperationalError:
        admin.execute(sql.SQL("ALTER ROLE {} {}").format(role, attributes))


def _limits(admin: psycopg.Connection, names: dict[str, str]) -> None:
    settings = {
        "app": {
            "jit": "off",
            "statement_timeout": f"{WEB_STATEMENT_TIMEOUT_MS}ms",
            "lock_timeout": f"{WEB_LOCK_TIMEOUT_MS}ms",
            "idle_in_transaction_session_timeout": "60s",
        },
        "worker": {"jit": "off"},
        "owner": {"jit": "off"},
    }
    for kind, values in settings.items():
        for setting, value in (values | {"timezone": "UTC"}).items():
            admin.execute(
                sql.SQL("ALTER ROLE {} SET {} = {}").format(
                    sql.Identifier(names[kind]), sql.Identifier(setting), sql.Literal(value)
                )
            )


def _database(admin: psycopg.Connection, database: str, owner: str) -> None:
    found = _owner_of(admin, database)
    if found == owner:
        return
    _become_member(admin, owner)
    if found is None:
        # template0 with a fixed locale: some installations default to SQL_ASCII.
        admin.execute(
            sql.SQL("CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' {}").format(
                sql.Identifier(database), sql.Identifier(owner), sql.SQL(_locale(admin))
            )
        )
        return
    try:
        admin.execute(sql.SQL("ALTER DATABASE {} OWNER TO {}").format(sql.Identifier(database), sql.Identifier(owner)))
    except psycopg.errors.InsufficientPrivilege as error:
        raise RolesError(
            f"The database {database} exists and belongs to {found}. Name another one in DATABASE_URL, or remove it."
        ) from error


def _locale(admin: psycopg.Connection) -> str:
    if admin.info.server_version >= 170000:
        return "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    return "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"


def _owner_of(admin: psycopg.Connection, database: str) -> str | None:
    row = admin.execute("SELECT pg_get_userbyid(datdba) FROM pg_database WHERE datname = %s", [database]).fetchone()
    return row[0] if row else None


def _become_member(admin: psycopg.Connection, role: str) -> None:
    """Only a member may give a database to a role. Superusers are members of everything."""
    row = admin.execute("SELECT pg_has_role(current_user, %s, 'MEMBER')", [role]).fetchone()
    able = row and row[0]
    if able and admin.info.server_version >= 160000:
        row = admin.execute("SELECT pg_has_role(current_user, %s, 'SET')", [role]).fetchone()
        able = row and row[0]
    if not able:
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))


def _drop(admin: psycopg.Connection, database: str) -> None:
    owner = _owner_of(admin, database)
    if owner is None:
        return
    _become_member(admin, owner)
    admin.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database)))


def _connect_rights(
    connection: psycopg.Connection, database: str, names: dict[str, str], *, grantor: str | None = None
) -> None:
    place = sql.Identifier(database)
    if grantor:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(grantor)))
    connection.execute(sql.SQL("REVOKE ALL ON DATABASE {} FROM PUBLIC").format(place))
    for kind in ("app", "worker"):
        connection.execute(sql.SQL("GRANT CONNECT ON DATABASE {} TO {}").format(place, sql.Identifier(names[kind])))
    connection.execute(sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(place, sql.Identifier(names["worker"])))
    if grantor:
        connection.execute("RESET ROLE")


def _rights(owner_url: str, database: str, names: dict[str, str]) -> None:
    """Run as the owner, because default privileges apply to what their issuer creates."""
    users = sql.SQL("{}, {}").format(sql.Identifier(names["app"]), sql.Identifier(names["worker"]))
    owner = sql.Identifier(names["owner"])
    statements = (
        sql.SQL("REVOKE ALL ON SCHEMA public FROM PUBLIC"),
        sql.SQL("GRANT USAGE, CREATE ON SCHEMA public TO {}").format(owner),
        sql.SQL("GRANT USAGE ON SCHEMA public TO {}").format(users),
        sql.SQL(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {}"
        ).format(users),
        sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {}").format(users),
        # A function is executable by everybody unless the default itself is taken away.
        sql.SQL("ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC"),
        sql.SQL("ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT EXECUTE ON FUNCTIONS TO {}").format(users),
    )
    with _connected(owner_url) as connection:
        _connect_rights(connection, database, names)
        for statement in statements:
            connection.execute(statement)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or ["no answer"])[0]
