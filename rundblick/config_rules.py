"""What the settings must say together. Kept apart from their reading in `config.py`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from psycopg.conninfo import conninfo_to_dict

if TYPE_CHECKING:
    from rundblick.config import Config

DEVELOPMENT_SECRET = "development-only-secret-that-production-refuses-0123456789"  # noqa: S105


def contradictions(config: Config, given: Mapping[str, str]) -> list[str]:
    """One plain line for each contradiction; `given` tells what was set from what has its default."""
    problems: list[str] = []
    if config.oidc.enabled:
        if urlsplit(config.oidc.issuer).scheme != "https":
            problems.append("RUNDBLICK_OIDC_ISSUER: is not an https address; expected the issuer of your provider")
        if not config.oidc.client_id:
            problems.append("RUNDBLICK_OIDC_CLIENT_ID: is not set; expected the client id given by the provider")
    if config.smtp.user and not config.smtp.password:
        problems.append("RUNDBLICK_SMTP_PASSWORD: is not set; expected the password of RUNDBLICK_SMTP_USER")
    if config.sms.enabled:
        if urlsplit(config.sms.url).scheme not in ("http", "https"):
            problems.append("RUNDBLICK_SMS_URL: is not a web address; expected the address of your gateway")
        if not config.sms.token:
            problems.append("RUNDBLICK_SMS_TOKEN: is not set; expected the token given by the gateway")
    if config.companion and not config.companion_approved:
        problems.append(
            "RUNDBLICK_COMPANION_APPROVED: is not set; companion mode expects day and file number of the approval by"
            " the data protection officer, such as 2026-11-02 DS-17/26"
        )
    if config.production:
        problems += _production_refusals(config, given)
    return problems


def _production_refusals(config: Config, given: Mapping[str, str]) -> list[str]:
    problems = []
    if config.secret_key == DEVELOPMENT_SECRET or len(config.secret_key) < 50 or len(set(config.secret_key)) < 10:
        problems.append("RUNDBLICK_SECRET_KEY: is missing, short or a default; expected at least 50 random characters")
    if urlsplit(config.public_base_url).scheme != "https":
        problems.append("RUNDBLICK_PUBLIC_BASE_URL: is not https; production expects an https address")
    if "RUNDBLICK_ALLOWED_HOSTS" not in given or "*" in config.allowed_hosts:
        problems.append("RUNDBLICK_ALLOWED_HOSTS: is missing or a wildcard; production expects its host names")
    problems += _database_refusals(config)
    if config.smtp.enabled and config.smtp.tls == "none" and config.smtp.host not in ("localhost", "127.0.0.1"):
        problems.append("RUNDBLICK_SMTP_TLS: is none for a foreign host; production expects starttls or tls")
    if config.sms.enabled and urlsplit(config.sms.url).scheme != "https":
        problems.append("RUNDBLICK_SMS_URL: is not https; production expects an https address")
    if config.key_file.is_relative_to(config.files_dir):
        problems.append("RUNDBLICK_KEY_FILE: lies inside of RUNDBLICK_FILES_DIR; keys are kept and backed up apart")
    return problems


def _database_refusals(config: Config) -> list[str]:
    """The web process needs only its own login; it is better off without the other two."""
    named = {
        "DATABASE_URL": config.database_url,
        "DATABASE_URL_OWNER": config.database_url_owner,
        "DATABASE_URL_WORKER": config.database_url_worker,
    }
    given = {name: conninfo_to_dict(url) for name, url in named.items() if url}
    problems = [
        f"{name}: is the embedded server; production expects a PostgreSQL server of its own"
        for name, parts in given.items()
        if str(parts.get("host") or "").startswith(str(config.state_dir))
    ]
    if not config.database_url:
        problems.append("DATABASE_URL: is not set; production expects a PostgreSQL server of its own")
    if len({parts.get("user") for parts in given.values()}) < len(given):
        problems.append("DATABASE_URL: shares its login with another role; production expects one login per role")
    return problems
