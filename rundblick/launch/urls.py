"""PostgreSQL addresses: taken apart and put together."""

from __future__ import annotations

from urllib.parse import quote, urlencode

from psycopg.conninfo import conninfo_to_dict

_IN_PATH = ("user", "password", "host", "port", "dbname")
MAINTENANCE_DATABASES = ("postgres", "template1")


def url_of(**parts: str | int) -> str:
    """A `postgresql://` address from libpq's parameters; a socket directory goes into the query."""
    given = {name: str(value) for name, value in parts.items() if value not in (None, "")}
    login = quote(given.get("user", ""), safe="")
    if "password" in given:
        login += ":" + quote(given["password"], safe="")
    host = given.get("host", "")
    query = {name: value for name, value in given.items() if name not in _IN_PATH}
    if host.startswith("/"):
        query["host"] = host
        host = ""
        if "port" in given:
            query["port"] = given.pop("port")
    place = (f"[{host}]" if ":" in host else host) + (f":{given['port']}" if "port" in given else "")
    tail = f"?{urlencode(query)}" if query else ""
    return f"postgresql://{login}@{place}/{quote(given.get('dbname', ''), safe='')}{tail}"


def with_login(url: str, *, user: str, password: str, dbname: str) -> str:
    """The same server and connection settings, another login and database."""
    return url_of(**(_parts(url) | {"user": user, "password": password, "dbname": dbname}))


def with_database(url: str, dbname: str) -> str:
    """The same server and login, another database."""
    return url_of(**(_parts(url) | {"dbname": dbname}))


def database_of(url: str, *, default: str) -> str:
    """The database an address names; `default` for the maintenance databases of every server."""
    name = _parts(url).get("dbname", "")
    return name if name and name not in MAINTENANCE_DATABASES else default


def shown(url: str) -> str:
    """The address without its password, for messages."""
    return url_of(**{name: value for name, value in _parts(url).items() if name != "password"})


def server_of(url: str) -> str:
    """Host and port: what tells one server from another."""
    parts = _parts(url)
    return f"{parts.get('host', 'localhost')}:{parts.get('port', '5432')}"


def _parts(url: str) -> dict[str, str]:
    return {name: str(value) for name, value in conninfo_to_dict(url).items() if value is not None}
