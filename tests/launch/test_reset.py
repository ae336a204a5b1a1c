import subprocess
import sys
from pathlib import Path

import pytest

from rundblick.launch import embedded, locks, reset, within


@pytest.fixture(autouse=True)
def _demo(state_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This folder is the demo of the checkout, and no server was named."""
    for name in ("DATABASE_URL", "DATABASE_URL_OWNER", "DATABASE_URL_WORKER", "RUNDBLICK_ENV"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("RUNDBLICK_STATE_DIR", str(state_dir))
    monkeypatch.setattr(reset, "default_state_dir", lambda **_: state_dir)


def test_the_demo_is_gone_afterwards(state_dir: Path) -> None:
    with embedded.server(state_dir, durable=False):
        pass
    assert reset.main() == 0
    assert not state_dir.exists()
    assert reset.main() == 0


def test_a_running_demo_is_not_removed(state_dir: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with locks.only_instance(state_dir / "run.lock", note="http://localhost:8000"):
        assert reset.main() == 1
    assert "http://localhost:8000" in capsys.readouterr().err
    assert state_dir.exists()


def test_data_on_a_real_server_are_never_removed(state_dir: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", "postgresql://admin:x@db/rundblick")
    assert reset.main() == 1
    assert state_dir.exists()


def test_a_command_by_hand_gets_the_database_and_its_exit_code_comes_back(state_dir: Path) -> None:
    (state_dir / "asks.py").write_text(
        "import os, psycopg\n"
        "for name in ('DATABASE_URL', 'DATABASE_URL_OWNER', 'DATABASE_URL_WORKER'):\n"
        "    print(psycopg.connect(os.environ[name]).execute('SELECT current_user').fetchone()[0])\n"
        "raise SystemExit(7)\n"
    )
    done = subprocess.run(
        [sys.executable, "-m", "rundblick.launch.within", "asks"], capture_output=True, text=True, check=False,
        cwd=state_dir, env=_environment(state_dir),
    )  # fmt: skip
    assert done.stdout.split() == ["rundblick_app", "rundblick_owner", "rundblick_worker"], done.stderr
    assert done.returncode == 7


def test_a_command_by_hand_without_a_module_says_how(capsys: pytest.CaptureFixture[str]) -> None:
    assert within.main([]) == 2
    assert "Usage" in capsys.readouterr().err


def _environment(state_dir: Path) -> dict[str, str]:
    import os

    return os.environ | {"PYTHONPATH": f"{Path(__file__).resolve().parents[2]}:{state_dir}", "PYTHONWARNINGS": "ignore"}
