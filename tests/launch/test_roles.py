"""These run on the server of the test run: the embedded one, and the distribution's in a run of its own."""

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from rundblick.config import load
from rundblick.launch import roles
from rundblick.launch.database import opened
from rundblick.launch.roles import RolesError
from rundblick.launch.urls import url_of, with_database, with_login

NAME = f"rb_roles_{os.getpid()}"


@pytest.fixture
def urls(admin_url: str, state_dir: Path) -> Iterator[roles.Urls]:
    """A freshly prepared database."""
    yield roles.prepare(admin_url, NAME, state_dir=state_dir)
    roles.drop(admin_url, NAME)
    _remove_roles(admin_url)


def _remove_roles(admin_url: str) -> None:
    with psycopg.connect(with_database(admin_url, "postgres"), autocommit=True) as admin:
        for kind in roles.KINDS:
            admin.execute(f"DROP ROLE IF EXISTS {NAME}_{kind}")


def test_no_role_can_pass_row_level_security(urls: roles.Urls) -> None:
    for url in (urls.app, urls.owner, urls.worker):
        roles.refuse_powerful(url)
        with psycopg.connect(url) as connection:
            row = connection.execute(
                "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles "
                "WHERE rolname = current_user"
            ).fetchone()
            assert row == (False,) * 5


def test_a_superuser_is_refused_as_a_login_of_the_web(state_dir: Path) -> None:
    from rundblick.launch import embedded

    with embedded.server(state_dir, durable=False) as server:
        with pytest.raises(RolesError, match="superuser"):
            roles.refuse_powerful(server.admin_url)
        given = {
            "RUNDBLICK_STATE_DIR": str(state_dir),
            "DATABASE_URL": server.admin_url,
            "DATABASE_URL_OWNER": server.admin_url,
            "DATABASE_URL_WORKER": server.admin_url,
        }
        with pytest.raises(RolesError, match="superuser"), opened(load(given)):
            pytest.fail("opened with a superuser")


def test_the_web_reads_and_writes_rows_but_changes_no_table(urls: roles.Urls) -> None:
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE talk (id serial, word text)")
        owner.execute("CREATE FUNCTION twice(n int) RETURNS int LANGUAGE sql RETURN n * 2")
    for url in (urls.app, urls.worker):
        with psycopg.connect(url) as connection:
            connection.execute("INSERT INTO talk (word) VALUES ('a')")
            assert connection.execute("SELECT twice(4)").fetchone() == (8,)
        with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE own (id int)")
        with psycopg.connect(url) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("TRUNCATE talk")


def test_the_web_waits_ten_seconds_at_most_and_the_worker_as_long_as_it_takes(urls: roles.Urls) -> None:
    asked = "SELECT current_setting('statement_timeout'), current_setting('lock_timeout'), current_setting('jit')"
    with psycopg.connect(urls.app) as connection:
        assert connection.execute(asked).fetchone() == ("10s", "5s", "off")
    with psycopg.connect(urls.worker) as connection:
        assert connection.execute(asked).fetchone() == ("0", "0", "off")


def test_preparing_again_changes_neither_passwords_nor_data(urls: roles.Urls, admin_url: str, state_dir: Path) -> None:
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE kept (id int)")
    assert roles.prepare(admin_url, NAME, state_dir=state_dir) == urls
    with psycopg.connect(urls.app) as connection:
        assert connection.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_lost_passwords_are_made_anew(urls: roles.Urls, admin_url: str, state_dir: Path) -> None:
    (state_dir / "roles.json").unlink()
    again = roles.prepare(admin_url, NAME, state_dir=state_dir)
    assert again.app != urls.app
    psycopg.connect(again.app).close()
    assert (state_dir / "roles.json").stat().st_mode & 0o077 == 0
    assert set(json.loads((state_dir / "roles.json").read_text()).popitem()[1]) == set(roles.KINDS)


def test_parallel_starts_do_not_disturb_each_other(admin_url: str, state_dir: Path) -> None:
    failed: list[BaseException] = []

    def start() -> None:
        try:
            roles.prepare(admin_url, NAME, state_dir=state_dir)
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=start) for _ in range(4)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    roles.drop(admin_url, NAME)
    _remove_roles(admin_url)
    assert failed == []


def test_a_copy_has_the_rows_the_owner_and_the_rights_of_its_template(urls: roles.Urls, admin_url: str) -> None:
    with psycopg.connect(urls.owner) as owner:
        owner.execute("CREATE TABLE talk (word text)")
        owner.execute("INSERT INTO talk VALUES ('im Original')")
    copy = f"{NAME}_copy"
    roles.clone(admin_url, NAME, copy)
    try:
        with psycopg.connect(with_database(urls.app, copy)) as connection:
            assert connection.execute("SELECT word FROM talk").fetchone() == ("im Original",)
        with psycopg.connect(with_database(urls.owner, copy)) as connection:
            connection.execute("ALTER TABLE talk ADD COLUMN more text")
            row = connection.execute(
                "SELECT has_database_privilege('public', current_database(), 'CONNECT')"
            ).fetchone()
            assert row == (False,)
    finally:
        roles.drop(admin_url, copy)


def test_a_template_in_use_is_told(urls: roles.Urls, admin_url: str) -> None:
    with psycopg.connect(urls.app), pytest.raises(RolesError, match="somebody is connected"):
        roles.clone(admin_url, NAME, f"{NAME}_copy")


def test_a_login_that_may_not_create_roles_is_told(urls: roles.Urls, state_dir: Path) -> None:
    with pytest.raises(RolesError, match="may not create roles and databases"):
        roles.prepare(urls.app, f"{NAME}_other", state_dir=state_dir)


def test_an_administrator_without_superuser_is_enough(admin_url: str, state_dir: Path) -> None:
    steward_name = f"{NAME}_steward"
    with psycopg.connect(admin_url, autocommit=True) as admin:
        admin.execute(f"CREATE ROLE {steward_name} LOGIN CREATEROLE CREATEDB PASSWORD 'x'")
    steward = with_login(admin_url, user=steward_name, password="x", dbname="postgres")
    try:
        made = roles.prepare(steward, NAME, state_dir=state_dir)
        assert roles.prepare(steward, NAME, state_dir=state_dir) == made
        roles.clone(steward, NAME, f"{NAME}_copy")
        psycopg.connect(with_database(made.app, f"{NAME}_copy")).close()
        roles.drop(steward, f"{NAME}_copy")
    finally:
        roles.drop(admin_url, NAME)
        _remove_roles(admin_url)
        with psycopg.connect(admin_url, autocommit=True) as admin:
            admin.execute(f"DROP ROLE {steward_name}")


def test_a_server_that_does_not_answer_is_told_without_its_password(state_dir: Path, free_port: int) -> None:
    url = url_of(user="admin", password="geheim", host="127.0.0.1", port=free_port, dbname="postgres")
    with pytest.raises(RolesError) as refused:
        roles.prepare(url, NAME, state_dir=state_dir)
    assert "Cannot log in" in str(refused.value)
    assert "geheim" not in str(refused.value)


def test_half_of_the_three_logins_is_refused(state_dir: Path) -> None:
    given = {
        "RUNDBLICK_STATE_DIR": str(state_dir),
        "DATABASE_URL": "postgresql://web:x@db/rundblick",
        "DATABASE_URL_OWNER": "postgresql://owner:x@db/rundblick",
    }
    with pytest.raises(RolesError, match="together"), opened(load(given)):
        pytest.fail("opened with half of the logins")
