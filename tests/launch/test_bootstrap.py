import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools import bootstrap


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout with empty lock files: everything but the packages is made as always."""
    (tmp_path / "requirements").mkdir()
    for name in (*bootstrap.SETS, *bootstrap.BUILT.values()):
        (tmp_path / "requirements" / f"{name}.txt").write_text("")
    (tmp_path / "build").mkdir()
    return tmp_path


@pytest.fixture
def installed(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same, with the environment of the run set made. Nothing is downloaded."""
    monkeypatch.setattr(bootstrap, "_make_venv", _bare_venv)
    monkeypatch.setattr(bootstrap, "_install", lambda root, python, name: None)
    assert bootstrap.ensure(str(checkout), "run")
    return checkout


def _bare_venv(venv: str) -> None:
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", "--system-site-packages", venv], check=True)


def test_a_second_call_does_nothing(installed: Path) -> None:
    assert bootstrap.condition(str(installed), "run") == "ready"
    assert not bootstrap.ensure(str(installed), "run")


def test_a_changed_lock_file_is_noticed(installed: Path) -> None:
    (installed / "requirements" / "run.txt").write_text("# newer\n")
    assert bootstrap.condition(str(installed), "run") == "outdated"
    assert bootstrap.ensure(str(installed), "run")
    assert bootstrap.condition(str(installed), "run") == "ready"


def test_the_development_set_contains_the_run_set(installed: Path) -> None:
    assert bootstrap.condition(str(installed), "dev") == "outdated"
    bootstrap.ensure(str(installed), "dev")
    assert bootstrap.condition(str(installed), "run") == "ready"


def test_the_set_with_spark_contains_the_others_and_notices_a_newer_spark(installed: Path) -> None:
    bootstrap.ensure(str(installed), "scale")
    assert [bootstrap.condition(str(installed), name) for name in bootstrap.SETS] == ["ready"] * 3
    (installed / "requirements" / "spark.txt").write_text("# newer\n")
    assert [bootstrap.condition(str(installed), name) for name in bootstrap.SETS] == ["ready", "ready", "outdated"]


def test_what_is_built_is_built_last_and_with_what_its_lock_file_pinned(
    checkout: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []
    monkeypatch.setattr(bootstrap, "_make_venv", _bare_venv)
    monkeypatch.setattr(bootstrap, "_pip", lambda root, python, *words: asked.append(words))
    bootstrap.ensure(str(checkout), "scale")
    lock = str(checkout / "requirements")
    assert asked == [
        ("--only-binary=:all:", "-r", f"{lock}/scale.txt"),
        ("--no-build-isolation", "-r", f"{lock}/spark.txt"),
    ]


def test_an_installation_that_was_killed_is_made_anew(installed: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (installed / ".venv" / ".installing").write_text("")
    leftover = installed / ".venv" / "half-written"
    leftover.write_text("")
    assert bootstrap.condition(str(installed), "run") == "half"
    bootstrap.ensure(str(installed), "run")
    assert not leftover.exists()
    assert "half installed" in capsys.readouterr().out


def test_an_environment_without_its_python_is_made_anew(installed: Path) -> None:
    (installed / ".venv" / "bin" / "python").unlink()
    assert bootstrap.condition(str(installed), "run") == "broken"
    bootstrap.ensure(str(installed), "run")
    assert bootstrap.condition(str(installed), "run") == "ready"


def test_an_environment_that_was_moved_is_made_anew(installed: Path) -> None:
    notes = installed / ".venv" / ".rundblick.json"
    notes.write_text(json.dumps(json.loads(notes.read_text()) | {"place": "/somewhere/else/.venv"}))
    assert bootstrap.condition(str(installed), "run") == "moved"


def test_the_checkout_is_importable_and_has_its_command(installed: Path) -> None:
    (installed / "rundblick_marker.py").write_text("")
    python = installed / ".venv" / "bin" / "python"
    subprocess.run([python, "-c", "import rundblick_marker"], check=True, cwd="/", env={})
    assert os.access(installed / ".venv" / "bin" / "rundblick", os.X_OK)


def test_a_full_disk_is_told(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(bootstrap.NEEDED_MB, "run", 2**40)
    with pytest.raises(bootstrap.Problem, match="MB are free"):
        bootstrap.ensure(str(checkout), "run")
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("OSError: [Errno 28] No space left on device", "The disk is full"),
        ("WARNING: Retrying (Retry(total=4)) after connection broken by NewConnectionError", "cannot be reached"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "differs from the one recorded"),
        ("ERROR: No matching distribution found for typst==0.15.0", "not available for this machine"),
        ("ERROR: something else", "something else"),
    ],
)
def test_what_pip_says_is_put_in_plain_words(said: str, told: str) -> None:
    assert told in bootstrap.explain(said)


def test_an_old_python_without_a_newer_one_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    monkeypatch.setattr("shutil.which", lambda name: None)
    assert bootstrap.main(["run"]) == 1
    assert "needs Python 3.11 or newer; this is 3.9" in capsys.readouterr().err
