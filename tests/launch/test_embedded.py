import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from rundblick.launch import embedded


def test_the_server_starts_knows_umlauts_and_ends_with_its_last_user(state_dir: Path) -> None:
    with embedded.server(state_dir, durable=False) as first:
        with embedded.server(state_dir, durable=False) as second:
            assert second.pid == first.pid
        assert embedded.alive(first)
        with psycopg.connect(first.admin_url) as connection:
            row = connection.execute("SELECT lower('ÄÖÜ'), current_setting('TimeZone')").fetchone()
            assert row == ("äöü", "UTC")
    assert not embedded.alive(first)


def test_data_stay_over_a_restart(state_dir: Path) -> None:
    with embedded.server(state_dir) as server, psycopg.connect(server.admin_url) as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('noch da')")
    with embedded.server(state_dir) as server, psycopg.connect(server.admin_url) as connection:
        assert connection.execute("SELECT word FROM kept").fetchone() == ("noch da",)


def test_nobody_gets_in_without_the_password(state_dir: Path) -> None:
    with embedded.server(state_dir, durable=False) as server:
        with_wrong_password = server.admin_url.replace(server.admin_url.split(":")[2].split("@")[0], "falsch")
        with pytest.raises(psycopg.OperationalError, match="password authentication failed"):
            psycopg.connect(with_wrong_password)


def test_the_data_are_private(state_dir: Path) -> None:
    with embedded.server(state_dir, durable=False):
        assert (state_dir / "postgresql").stat().st_mode & 0o077 == 0
        assert (state_dir / "postgresql-superuser").stat().st_mode & 0o077 == 0
        assert state_dir.stat().st_mode & 0o066 == 0


def test_a_server_left_by_a_killed_process_is_adopted(state_dir: Path) -> None:
    starts_and_is_killed = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom rundblick.launch import embedded\n"
        "with embedded.server(Path(sys.argv[1]), durable=False) as server:\n"
        "    print(server.pid, flush=True)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", starts_and_is_killed, str(state_dir)], capture_output=True, text=True, check=False
    )
    left = int(done.stdout)
    os.kill(left, 0)
    with embedded.server(state_dir, durable=False) as server:
        assert server.pid == left
    assert not embedded.alive(server)


def test_a_creation_that_was_interrupted_is_repeated(state_dir: Path) -> None:
    half = state_dir / "postgresql" / "data.half"
    half.mkdir(parents=True)
    (half / "rest").write_text("x")
    (state_dir / "postgresql").chmod(0o700)
    with embedded.server(state_dir, durable=False) as server:
        psycopg.connect(server.admin_url).close()
    assert not half.exists()


def test_data_of_another_postgresql_are_told_and_kept(state_dir: Path) -> None:
    with embedded.server(state_dir, durable=False):
        pass
    version = state_dir / "postgresql" / "data" / "PG_VERSION"
    version.write_text("14\n")
    with (
        pytest.raises(embedded.EmbeddedError, match="made by PostgreSQL 14"),
        embedded.server(state_dir, durable=False),
    ):
        pytest.fail("started on foreign data")
    assert version.exists()


def test_a_server_that_cannot_start_says_why(state_dir: Path) -> None:
    with embedded.server(state_dir, durable=False):
        pass
    (state_dir / "postgresql" / "data" / "postgresql.conf").write_text("no_such_setting = 1\n")
    with (
        pytest.raises(embedded.EmbeddedError, match="no_such_setting"),
        embedded.server(state_dir, durable=False),
    ):
        pytest.fail("started with a broken configuration")


def test_production_refuses_the_embedded_server(state_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RUNDBLICK_ENV", "production")
    with pytest.raises(embedded.EmbeddedError, match="production"), embedded.server(state_dir):
        pytest.fail("embedded server in production")


def test_no_log_contains_what_a_statement_said(state_dir: Path) -> None:
    with embedded.server(state_dir, durable=False) as server, psycopg.connect(server.admin_url) as connection:
        with pytest.raises(psycopg.errors.UndefinedTable):
            connection.execute("SELECT 'Frau Beispiel' FROM nowhere")
        connection.rollback()
        assert "Frau Beispiel" not in server.log.read_text()
