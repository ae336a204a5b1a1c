"""Which database an installation uses: its own logins, a server it may prepare, or the embedded one."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from rundblick.config import Config
from rundblick.launch import embedded, roles
from rundblick.launch.urls import database_of, shown

DEFAULT_NAME = "rundblick"


@dataclass(frozen=True)
class Database:
    """Logins of the database in use. `admin_url` is empty when the three logins were given; `server` is set
    when this process started or joined the embedded server. `description` is for people."""

    urls: roles.Urls
    admin_url: str = field(repr=False)
    server: embedded.Server | None
    description: str


@contextlib.contextmanager
def opened(config: Config, *, suffix: str = "") -> Iterator[Database]:
    """The database of this installation, with its roles ready, while the block lasts.

    - DATABASE_URL, DATABASE_URL_OWNER and DATABASE_URL_WORKER: used as they are.
    - only DATABASE_URL: a login that may create roles and databases; Rundblick makes its three roles itself.
    The
      database it names (or `rundblick`, when it names `postgres`) is created when missing.
    - none: the embedded server.

    `suffix` is put behind the database name where Rundblick makes the database, e.g. `_test`. Raises
    RolesError or EmbeddedError; also when one of the three roles could pass row-level security.
    """
    given = [config.database_url, config.database_url_owner, config.database_url_worker]
    if any(given[1:]):
        if not all(given):
            raise roles.RolesError(
                "Give DATABASE_URL, DATABASE_URL_OWNER and DATABASE_URL_WORKER together, or DATABASE_URL alone."
            )
        urls = roles.Urls(config.database_url, config.database_url_owner, config.database_url_worker)
        for url in (urls.app, urls.owner, urls.worker):
            roles.refuse_powerful(url)
        yield Database(urls, "", None, shown(urls.app))
    elif config.database_url:
        name = database_of(config.database_url, default=DEFAULT_NAME) + suffix
        urls = roles.prepare(config.database_url, name, state_dir=config.state_dir)
        yield Database(urls, config.database_url, None, shown(urls.app))
    else:
        with embedded.server(config.state_dir, durable=config.env != "test") as server:
            urls = roles.prepare(server.admin_url, DEFAULT_NAME + suffix, state_dir=config.state_dir)
            yield Database(urls, server.admin_url, server, "embedded PostgreSQL")
