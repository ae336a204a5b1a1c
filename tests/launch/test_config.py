from pathlib import Path

import pytest

from rundblick.config import ConfigError, database_dict, default_state_dir, load, private_dir, variables

PRODUCTION = {
    "RUNDBLICK_ENV": "production",
    "RUNDBLICK_SECRET_KEY": "".join(chr(33 + number) for number in range(64)),
    "RUNDBLICK_ALLOWED_HOSTS": "rundblick.example.org",
    "RUNDBLICK_PUBLIC_BASE_URL": "https://rundblick.example.org",
    "RUNDBLICK_STATE_DIR": "/srv/rundblick",
    "RUNDBLICK_KEY_FILE": "/etc/rundblick/keys",
    "RUNDBLICK_SEAL_DIR": "/mnt/seals",
    "RUNDBLICK_FILES_DIR": "/srv/rundblick/files",
    "DATABASE_URL": "postgresql://web:x@db/rundblick",
}


def problems(environ: dict[str, str]) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        load(environ)
    return refused.value.problems


def test_an_empty_environment_is_enough_for_trying_out() -> None:
    config = load({})
    assert config.env == "development"
    assert config.key_file.is_relative_to(config.state_dir)
    assert not config.smtp.enabled
    assert not config.oidc.enabled


def test_an_empty_variable_counts_as_not_set() -> None:
    assert load({"RUNDBLICK_IDLE_MINUTES": "  "}).idle_minutes == 30


def test_every_mistake_is_told_at_once_with_what_is_expected() -> None:
    told = problems(
        {
            "RUNDBLICK_IDLE_MINUTES": "abc",
            "RUNDBLICK_SMTP_PORT": "99999",
            "RUNDBLICK_LOG_JSON": "vielleicht",
            "RUNDBLICK_FILES_DIR": "files",
            "DATABASE_URL": "mysql://db/rundblick",
        }
    )
    assert 'RUNDBLICK_IDLE_MINUTES: "abc" is not a whole number' in "\n".join(told)
    assert 'RUNDBLICK_SMTP_PORT: "99999" is too large; expected a port from 1 to 65535' in told
    assert 'RUNDBLICK_LOG_JSON: "vielleicht" is neither true nor false; expected true or false' in told
    assert {line.split(":")[0] for line in told} == {
        "RUNDBLICK_IDLE_MINUTES",
        "RUNDBLICK_SMTP_PORT",
        "RUNDBLICK_LOG_JSON",
        "RUNDBLICK_FILES_DIR",
        "DATABASE_URL",
    }


def test_a_secret_never_appears_in_a_complaint_or_in_the_settings_printed() -> None:
    told = problems({"DATABASE_URL": "mysql://web:geheim@db/rundblick"})
    assert "geheim" not in "\n".join(told)
    config = load({"DATABASE_URL": "postgresql://web:geheim@db/r", "RUNDBLICK_SMTP_PASSWORD": "geheim"})
    assert "geheim" not in repr(config)


def test_production_accepts_a_complete_environment() -> None:
    config = load(PRODUCTION)
    assert config.production
    assert config.database_url_owner == ""  # pages do not need the owner's login


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("RUNDBLICK_SECRET_KEY", ""),
        ("RUNDBLICK_SECRET_KEY", "short"),
        ("RUNDBLICK_SECRET_KEY", "a" * 64),
        ("RUNDBLICK_PUBLIC_BASE_URL", "http://rundblick.example.org"),
        ("RUNDBLICK_ALLOWED_HOSTS", ""),
        ("RUNDBLICK_ALLOWED_HOSTS", "*"),
        ("RUNDBLICK_STATE_DIR", ""),
        ("RUNDBLICK_KEY_FILE", ""),
        ("RUNDBLICK_KEY_FILE", "/srv/rundblick/files/keys"),
        ("DATABASE_URL", ""),
        ("DATABASE_URL", "postgresql://web:x@/rundblick?host=/srv/rundblick/postgresql"),
        ("DATABASE_URL_OWNER", "postgresql://web:y@db/rundblick"),
    ],
)
def test_production_refuses_defaults_the_embedded_server_and_plain_http(variable: str, value: str) -> None:
    told = problems(PRODUCTION | {variable: value})
    assert any(line.startswith(("DATABASE_URL", variable)) for line in told)


def test_mail_to_a_foreign_relay_is_encrypted_in_production() -> None:
    told = problems(PRODUCTION | {"RUNDBLICK_SMTP_HOST": "mail.example.org", "RUNDBLICK_SMTP_TLS": "none"})
    assert told == ["RUNDBLICK_SMTP_TLS: is none for a foreign host; production expects starttls or tls"]


def test_production_asks_the_whole_staff_for_a_second_factor_unless_told_otherwise() -> None:
    def required(environment: dict[str, str]) -> tuple[str, ...]:
        return load(environment).mfa_required_roles

    assert required({}) == ()
    assert required({"RUNDBLICK_MFA_REQUIRED_ROLES": "dpo, admin"}) == ("dpo", "admin")
    assert required(PRODUCTION) == ("*",)
    assert required(PRODUCTION | {"RUNDBLICK_MFA_REQUIRED_ROLES": "none"}) == ()


def test_single_sign_on_needs_an_https_issuer_and_a_client_id() -> None:
    told = problems({"RUNDBLICK_OIDC_ISSUER": "http://login.example.org"})
    assert [line.split(":")[0] for line in told] == ["RUNDBLICK_OIDC_ISSUER", "RUNDBLICK_OIDC_CLIENT_ID"]


def test_a_page_gives_up_after_ten_seconds_and_a_rebuild_does_not() -> None:
    url = "postgresql://web:x@/rundblick?host=/run/postgresql&sslmode=require"
    web = database_dict(url, "app")
    assert "statement_timeout=10000" in web["OPTIONS"]["options"]
    assert "lock_timeout=5000" in web["OPTIONS"]["options"]
    assert "jit=off" in web["OPTIONS"]["options"]
    assert web["HOST"] == "/run/postgresql"
    assert web["OPTIONS"]["sslmode"] == "require"
    assert web["ATOMIC_REQUESTS"] is False
    assert "timeout" not in database_dict(url, "worker")["OPTIONS"]["options"]
    assert database_dict(url, "app", pool=True)["CONN_MAX_AGE"] == 0


def test_tests_and_demo_never_share_a_state_directory() -> None:
    assert default_state_dir(env="test") != default_state_dir(env="development")
    assert default_state_dir(env="test", checkout=Path("/a")) != default_state_dir(env="test", checkout=Path("/b"))


def test_a_state_directory_is_private_and_never_a_link(tmp_path: Path) -> None:
    made = private_dir(tmp_path / "state")
    assert made.stat().st_mode & 0o777 == 0o700
    made.chmod(0o777)
    assert private_dir(made).stat().st_mode & 0o777 == 0o700
    link = tmp_path / "link"
    link.symlink_to(made)
    with pytest.raises(ConfigError, match="is a link"):
        private_dir(link)


def test_the_manual_can_list_every_variable_with_its_meaning() -> None:
    listed = dict(variables())
    assert {"RUNDBLICK_SMTP_HOST", "RUNDBLICK_OIDC_ISSUER", "DATABASE_URL"} <= set(listed)
    assert all(listed.values())


def test_a_companion_starts_only_with_the_approval_of_data_protection() -> None:
    with pytest.raises(ConfigError, match="RUNDBLICK_COMPANION_APPROVED: is not set"):
        load({"RUNDBLICK_MODE": "companion"})
    with pytest.raises(ConfigError, match="RUNDBLICK_COMPANION_APPROVED"):
        load({"RUNDBLICK_MODE": "companion", "RUNDBLICK_COMPANION_APPROVED": "ja"})
    approved = load({"RUNDBLICK_MODE": "companion", "RUNDBLICK_COMPANION_APPROVED": "2026-11-02 DS-17/26"})
    assert approved.companion and not load({}).companion
