"""Typed settings, read once from the environment and checked before anything starts.

Nothing here imports Django, so that the launcher, the tools and `settings.py` share one reading of the
environment. `load` reports every problem at once: an operator who has to fix five variables should not need
five restarts.
"""

from __future__ import annotations

import hashlib
import os
import stat
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict
from pydantic import BaseModel, ConfigDict, Field, ValidationError, ValidationInfo, field_validator

from rundblick.config_rules import DEVELOPMENT_SECRET, contradictions

PACKAGE = Path(__file__).resolve().parent
CHECKOUT = PACKAGE.parent

WEB_STATEMENT_TIMEOUT_MS = 10_000
WEB_LOCK_TIMEOUT_MS = 5_000

_PLAIN = {
    "int_parsing": "is not a whole number",
    "bool_parsing": "is neither true nor false",
    "literal_error": "is unknown",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
}

Environment = Literal["development", "production", "test"]
DatabaseRole = Literal["app", "owner", "worker"]
Land = Literal["", "BW", "BY", "BE", "BB", "HB", "HH", "HE", "MV", "NI", "NW", "RP", "SL", "SN", "ST", "SH", "TH"]


class ConfigError(Exception):
    """The environment cannot be used; `problems` holds one plain line per variable."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, str_strip_whitespace=True)


def _variable(name: str, expected: str, **kwargs: Any) -> Any:
    """A field read from the environment variable `name`; `expected` is shown when its value is refused."""
    return Field(validation_alias=name, description=expected, **kwargs)


class Smtp(_Section):
    """The mail relay. Without a host nothing is sent and the outbox keeps its rows."""

    host: str = _variable("RUNDBLICK_SMTP_HOST", "a host name, or nothing when no mail is sent", default="")
    port: int = _variable("RUNDBLICK_SMTP_PORT", "a port from 1 to 65535", default=587, ge=1, le=65535)
    user: str = _variable("RUNDBLICK_SMTP_USER", "a user name, or nothing", default="")
    password: str = _variable("RUNDBLICK_SMTP_PASSWORD", "a password, or nothing", default="", repr=False)
    tls: Literal["starttls", "tls", "none"] = _variable(
        "RUNDBLICK_SMTP_TLS", "starttls, tls or none", default="starttls"
    )
    sender: str = _variable(
        "RUNDBLICK_SMTP_SENDER",
        "a sender address such as rundblick@example.org",
        default="rundblick@localhost",
    )

    @property
    def enabled(self) -> bool:
        """Whether mail leaves this installation."""
        return bool(self.host)


class Sms(_Section):
    """The HTTP gateway for text messages. Without an address no text message is offered or sent."""

    url: str = _variable("RUNDBLICK_SMS_URL", "the gateway's web address, or nothing when none is sent", default="")
    token: str = _variable("RUNDBLICK_SMS_TOKEN", "the token given by the gateway", default="", repr=False)
    sender: str = _variable(
        "RUNDBLICK_SMS_SENDER",
        "a number, or at most 11 letters and digits",
        default="Termin",
        pattern=r"^(\+?\d{3,15}|[A-Za-z0-9 ]{1,11})$",
    )

    @property
    def enabled(self) -> bool:
        """Whether text messages leave this installation."""
        return bool(self.url)


class Reminders(_Section):
    """When reminders of appointments go out, unless a person wants it otherwise."""

    hours: int = _variable(
        "RUNDBLICK_REMINDER_HOURS", "whole hours before an appointment, from 1 to 168", default=24, ge=1, le=168
    )
    quiet: tuple[int, int] = _variable(
        "RUNDBLICK_QUIET_HOURS", "two full hours such as 20-8: from when until when nothing is sent", default=(20, 8)
    )
    land: str = _variable(
        "RUNDBLICK_LAND",
        "a Land as in ISO 3166-2 such as NW, for its public holidays, or nothing",
        default="",
        pattern=r"^(BW|BY|BE|BB|HB|HH|HE|MV|NI|NW|RP|SL|SN|ST|SH|TH)?$",
    )

    @field_validator("quiet", mode="before")
    @classmethod
    def _split_hours(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        first, dash, last = value.partition("-")
        if not (dash and first.isdigit() and last.isdigit() and int(last) < int(first) <= 24 and int(last) <= 12):
            raise ValueError("is not an evening hour and a morning hour")
        return int(first), int(last)


class Oidc(_Section):
    """Single sign-on through one OpenID Connect provider (Keycloak, Entra). Off without an issuer."""

    name: str = _variable("RUNDBLICK_OIDC_NAME", "the label on the login page", default="Anmeldung über das Haus")
    issuer: str = _variable("RUNDBLICK_OIDC_ISSUER", "an https address, or nothing", default="")
    client_id: str = _variable("RUNDBLICK_OIDC_CLIENT_ID", "the client id given by the provider", default="")
    client_secret: str = _variable(
        "RUNDBLICK_OIDC_CLIENT_SECRET", "the client secret given by the provider", default="", repr=False
    )

    @property
    def enabled(self) -> bool:
        """Whether the login page offers the provider."""
        return bool(self.issuer)


class Config(_Section):
    """Everything an installation can set. Paths are absolute; the state directory is private to its user."""

    env: Environment = _variable("RUNDBLICK_ENV", "development, production or test", default="development")
    secret_key: str = _variable(
        "RUNDBLICK_SECRET_KEY", "at least 50 random characters", default=DEVELOPMENT_SECRET, repr=False
    )
    allowed_hosts: tuple[str, ...] = _variable(
        "RUNDBLICK_ALLOWED_HOSTS",
        "host names separated by commas",
        default=("localhost", "127.0.0.1", "[::1]"),
    )
    database_url: str = _variable("DATABASE_URL", "postgresql://user:password@host:5432/name", default="", repr=False)
    database_url_owner: str = _variable(
        "DATABASE_URL_OWNER", "postgresql://owner:password@host:5432/name", default="", repr=False
    )
    database_url_worker: str = _variable(
        "DATABASE_URL_WORKER", "postgresql://worker:password@host:5432/name", default="", repr=False
    )
    state_dir: Path = _variable("RUNDBLICK_STATE_DIR", "an absolute path to a private directory")
    key_file: Path = _variable("RUNDBLICK_KEY_FILE", "an absolute path to the file of dossier master keys")
    seal_dir: Path = _variable("RUNDBLICK_SEAL_DIR", "an absolute path, best on another machine's disk")
    files_dir: Path = _variable("RUNDBLICK_FILES_DIR", "an absolute path outside of the web root")
    public_base_url: str = _variable(
        "RUNDBLICK_PUBLIC_BASE_URL",
        "an address such as https://rundblick.example.org",
        default="http://localhost:8000",
    )
    log_json: bool = _variable("RUNDBLICK_LOG_JSON", "true or false", default=False)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = _variable(
        "RUNDBLICK_LOG_LEVEL", "DEBUG, INFO, WARNING or ERROR", default="INFO"
    )
    idle_minutes: int = _variable(
        "RUNDBLICK_IDLE_MINUTES",
        "whole minutes from 5 to 480 until an idle session ends",
        default=30,
        ge=5,
        le=480,
    )
    clamd: str = _variable(
        "RUNDBLICK_CLAMD", "host:port of a clamd virus scanner, or nothing", default="", pattern=r"^$|^[^\s:]+:\d{1,5}$"
    )
    mfa_required_roles: tuple[str, ...] = _variable(
        "RUNDBLICK_MFA_REQUIRED_ROLES",
        "role codes separated by commas, * for the whole staff, or none",
        default=(),
        validate_default=True,
    )
    land: Land = _variable("RUNDBLICK_LAND", "the Land whose public holidays count, such as NW, or nothing", default="")
    timetable_url: str = _variable(
        "RUNDBLICK_TIMETABLE_URL", "the https address of a timetable service, or nothing", default=""
    )
    outline: str = _variable(
        "RUNDBLICK_OUTLINE", "the absolute path of a YAML file with outlines for maps, or nothing", default=""
    )
    feedback_form: str = _variable(
        "RUNDBLICK_FEEDBACK_FORM",
        "the absolute path of a YAML file with a house's own talk feedback, or nothing",
        default="",
    )
    tiles: str = _variable(
        "RUNDBLICK_TILES", "https address of map tiles with {z}, {x} and {y}, or nothing for none", default=""
    )
    tiles_credit: str = _variable(
        "RUNDBLICK_TILES_CREDIT", "who is to be named on the map", default="© OpenStreetMap-Mitwirkende"
    )
    embed_sites: tuple[str, ...] = _variable(
        "RUNDBLICK_EMBED_SITES",
        "https addresses of sites that may show the public directory in a frame, separated by commas, or nothing",
        default=(),
    )
    mode: Literal["leading", "companion"] = _variable(
        "RUNDBLICK_MODE",
        "leading, or companion where another system keeps the leading file",
        default="leading",
    )
    companion_approved: str = _variable(
        "RUNDBLICK_COMPANION_APPROVED",
        "day and file number of the data protection officer's approval, such as 2026-11-02 DS-17/26",
        default="",
        pattern=r"^(\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]) \S.*)?$",
    )
    team_figures: bool = _variable(
        "RUNDBLICK_TEAM_FIGURES", "true or false; true only with an agreement with the works council", default=False
    )
    smtp: Smtp = Field(default_factory=Smtp)
    sms: Sms = Field(default_factory=Sms)
    reminders: Reminders = Field(default_factory=Reminders)
    oidc: Oidc = Field(default_factory=Oidc)

    @field_validator("mfa_required_roles", mode="before")
    @classmethod
    def _split_roles(cls, value: object, info: ValidationInfo) -> object:
        # Real data ask for a second factor unless somebody decides otherwise ("none").
        if value in ((), ""):
            return ("*",) if info.data.get("env") == "production" else ()
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip() not in ("", "none"))
        return value

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split_hosts(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("database_url", "database_url_owner", "database_url_worker")
    @classmethod
    def _postgres_only(cls, value: str) -> str:
        if not value:
            return value
        if urlsplit(value).scheme not in ("postgresql", "postgres"):
            raise ValueError("is not a PostgreSQL address")
        try:
            parts = conninfo_to_dict(value)
        except psycopg.ProgrammingError as error:
            raise ValueError("cannot be read as a PostgreSQL address") from error
        if not parts.get("dbname"):
            raise ValueError("names no database")
        return value

    @field_validator("state_dir", "key_file", "seal_dir", "files_dir")
    @classmethod
    def _absolute(cls, value: Path) -> Path:
        if not value.is_absolute():
            raise ValueError("is a relative path")
        return value

    @field_validator("tiles")
    @classmethod
    def _tiles(cls, value: str) -> str:
        parts = urlsplit(value)
        whole = parts.scheme == "https" and parts.hostname and "{" not in parts.netloc
        if value and not (whole and all(part in value for part in ("{z}", "{x}", "{y}"))):
            raise ValueError("is not an https address with {z}, {x} and {y} in its path")
        return value

    @field_validator("embed_sites", mode="before")
    @classmethod
    def _sites(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        sites = tuple(part.strip().rstrip("/") for part in value.split(",") if part.strip())
        for site in sites:
            parts = urlsplit(site)
            if site != f"https://{parts.netloc}" or not parts.hostname or any(sign in site for sign in "*;'@ "):
                raise ValueError(
                    "holds something other than https addresses of whole sites, such as https://kreis.example"
                )
        return sites

    @field_validator("outline", "feedback_form")
    @classmethod
    def _own_file(cls, value: str) -> str:
        if value and not (Path(value).is_absolute() and Path(value).is_file()):
            raise ValueError("is not the absolute path of a file")
        return value

    @field_validator("timetable_url")
    @classmethod
    def _page(cls, value: str) -> str:
        parts = urlsplit(value)
        if value and (parts.scheme != "https" or not parts.hostname):
            raise ValueError("is not an https address")
        return value

    @field_validator("public_base_url")
    @classmethod
    def _web_address(cls, value: str) -> str:
        parts = urlsplit(value)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("is not a web address")
        if parts.query or parts.fragment:
            raise ValueError("carries a query or a fragment")
        return value.rstrip("/")

    @property
    def companion(self) -> bool:
        """Whether another system keeps the leading file, and this one only what that does not."""
        return self.mode == "companion"

    @property
    def production(self) -> bool:
        """Whether real data may be in this installation."""
        return self.env == "production"

    @property
    def socket_dir(self) -> Path:
        """Where the embedded server keeps its data and its socket."""
        return self.state_dir / "postgresql"


def default_state_dir(*, env: str, checkout: Path = CHECKOUT) -> Path:
    """A folder of this user for this checkout, outside of every home so that an embedded server started by
    root can hand it to an unprivileged account. Tests get their own, so that `make test` leaves the demo
    alone."""
    base = Path("/var/tmp")  # noqa: S108 - survives a restart; `private_dir` checks owner and mode
    if not base.is_dir():
        base = Path(tempfile.gettempdir())
    mark = hashlib.sha256(str(checkout).encode()).hexdigest()[:10]
    return base / f"rundblick-{os.getuid()}-{mark}{'-test' if env == 'test' else ''}"


def private_dir(path: Path) -> Path:
    """Create `path` for this user only (mode 0700) and return it. Raises ConfigError when it belongs to
    somebody else or is a link, because a shared temporary folder is where others would place a trap."""
    path.mkdir(mode=0o700, parents=True, exist_ok=True)
    status = path.lstat()
    if not stat.S_ISDIR(status.st_mode):
        raise ConfigError([f"RUNDBLICK_STATE_DIR: {path} is a link or a file; expected a directory of your own"])
    if status.st_uid != os.getuid():
        raise ConfigError([f"RUNDBLICK_STATE_DIR: {path} belongs to another user; expected one of your own"])
    if stat.S_IMODE(status.st_mode) & 0o022:
        path.chmod(0o700)
    return path


def asset_dir() -> Path:
    """Where the front-end files from npm lie: inside an installed wheel, or below build/ of a checkout."""
    packaged = PACKAGE / "_assets"
    return packaged if packaged.is_dir() else CHECKOUT / "build" / "assets"


def load(environ: Mapping[str, str] | None = None) -> Config:
    """Read and check the settings. `environ` defaults to the process environment; an empty value counts as
    not set.

    Raises ConfigError naming every variable that is wrong, what is wrong and what is expected.
    """
    given = {name: value for name, value in (os.environ if environ is None else environ).items() if value.strip()}
    problems: list[str] = []
    smtp = _read(Smtp, given, problems)
    sms = _read(Sms, given, problems)
    reminders = _read(Reminders, given, problems)
    oidc = _read(Oidc, given, problems)
    _fill_paths(given, problems)
    config = _read(Config, given, problems, smtp=smtp, sms=sms, reminders=reminders, oidc=oidc)
    if isinstance(config, Config):
        problems += contradictions(config, given)
    if problems or not isinstance(config, Config):
        raise ConfigError(problems)
    return config


def variables() -> list[tuple[str, str]]:
    """Every environment variable with what is expected, for the operations manual."""
    return [
        (str(field.validation_alias), field.description or "")
        for section in (Config, Smtp, Sms, Reminders, Oidc)
        for field in section.model_fields.values()
        if field.validation_alias
    ]


def database_dict(url: str, role: DatabaseRole, *, pool: bool = False) -> dict[str, Any]:
    """The entry for Django's DATABASES. `role` decides the limits: web statements end after 10 s and wait at
    most 5 s for a lock, rebuilds and migrations take the time they need. `pool` keeps psycopg's pool per
    process instead of one persistent connection per thread."""
    parts = conninfo_to_dict(url) if url else {}
    settings = ["-c jit=off", "-c timezone=UTC"]
    if role == "app":
        settings += [
            f"-c statement_timeout={WEB_STATEMENT_TIMEOUT_MS}",
            f"-c lock_timeout={WEB_LOCK_TIMEOUT_MS}",
        ]
    given_options = str(parts.pop("options", "") or "")
    options: dict[str, Any] = {
        "options": " ".join([*settings, given_options]).strip(),
        "application_name": f"rundblick-{role}",
    }
    entry = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": str(parts.pop("dbname", "") or ""),
        "USER": str(parts.pop("user", "") or ""),
        "PASSWORD": str(parts.pop("password", "") or ""),
        "HOST": str(parts.pop("host", "") or ""),
        "PORT": str(parts.pop("port", "") or ""),
        "ATOMIC_REQUESTS": False,
        "CONN_MAX_AGE": 0 if pool else 600,
        "CONN_HEALTH_CHECKS": not pool,
        "OPTIONS": options | parts,
    }
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 8, "timeout": 5}
        entry["OPTIONS"] = options | parts
    return entry


def _read(section: type[_Section], given: Mapping[str, str], problems: list[str], **parts: object) -> _Section | None:
    aliases = {str(field.validation_alias): name for name, field in section.model_fields.items()}
    values: dict[str, Any] = {name: given[name] for name in aliases if name in given}
    values |= {name: part for name, part in parts.items() if part is not None}
    try:
        return section.model_validate(values)
    except ValidationError as error:
        for found in error.errors(include_url=False, include_input=False, include_context=False):
            problems.append(_problem(section, str(found["loc"][0]), found["type"], found["msg"], given))
        return None


def _problem(section: type[_Section], variable: str, kind: str, message: str, given: Mapping[str, str]) -> str:
    field = next(f for n, f in section.model_fields.items() if variable in (n, str(f.validation_alias)))
    wrong = _PLAIN.get(kind, message.removeprefix("Value error, "))
    shown = f'"{given[variable]}" ' if variable in given and field.repr else ""
    return f"{variable}: {shown}{wrong}; expected {field.description}"


def _fill_paths(given: dict[str, str], problems: list[str]) -> None:
    """Development and test need no path at all; production names each, so that nothing lands in a temporary
    folder."""
    places = {
        "RUNDBLICK_KEY_FILE": "keys/dossiers.json",
        "RUNDBLICK_SEAL_DIR": "seals",
        "RUNDBLICK_FILES_DIR": "files",
    }
    env = given.get("RUNDBLICK_ENV", "development").strip()
    if env == "production":
        missing = [name for name in ("RUNDBLICK_STATE_DIR", *places) if name not in given]
        expected = dict(variables())
        problems += [f"{name}: is not set; production expects {expected[name]}" for name in missing]
    given.setdefault("RUNDBLICK_STATE_DIR", str(default_state_dir(env=env)))
    for name, place in places.items():
        given.setdefault(name, str(Path(given["RUNDBLICK_STATE_DIR"]) / place))
