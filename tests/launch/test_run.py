"""The real `make run`, without the demo: it is the same path, only shorter."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from rundblick.launch import processes
from tests.launch.conftest import unused_port

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("run")]
PATIENCE = 300
"""Seconds to wait for anything; a busy machine takes a minute or two for the first migration."""


class Run:
    """One started `make run` and what it has printed so far."""

    def __init__(self, state_dir: Path, *arguments: str, **environment: str) -> None:
        self.output = state_dir.with_name(f"{state_dir.name}-{time.monotonic_ns()}.txt")
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DATABASE_", "RUNDBLICK_"))}
        with self.output.open("wb") as output:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "rundblick.launch.run", "--no-demo", *arguments],
                env=kept | {"RUNDBLICK_STATE_DIR": str(state_dir)} | environment,
                stdout=output,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self.output.read_text()

    def wait_until_it_runs(self) -> str:
        deadline = time.monotonic() + PATIENCE
        while "Rundblick runs" not in self.said and time.monotonic() < deadline:
            assert self.process.poll() is None, self.said
            time.sleep(0.1)
        return self.said

    def end(self, how: signal.Signals = signal.SIGINT) -> str:
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(PATIENCE)
        said = self.said
        self.output.unlink()
        assert "Traceback" not in said
        return said


@pytest.fixture(scope="module")
def installed() -> Iterator[Path]:
    """An installation that was started once, which takes a minute, and ended."""
    made = Path(tempfile.mkdtemp(prefix="rundblick-try-", dir="/var/tmp"))
    run = Run(made, "--port", str(unused_port()))
    run.wait_until_it_runs()
    run.end()
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture
def running(installed: Path, state_dir: Path, free_port: int) -> Iterator[Run]:
    """A copy of it, started on a free port."""
    subprocess.run(["cp", "-a", f"{installed}/.", str(state_dir)], check=True)
    run = Run(state_dir, "--port", str(free_port))
    run.wait_until_it_runs()
    yield run
    if run.output.exists():
        run.end()


def children(state_dir: Path) -> list[int]:
    import json

    return [pid for pid, _ in json.loads((state_dir / "processes.json").read_text())]


def server_pid(state_dir: Path) -> int:
    return int((state_dir / "postgresql" / "data" / "postmaster.pid").read_text().split()[0])


def test_it_answers_refuses_a_second_one_and_ends_everything_on_ctrl_c(
    running: Run, state_dir: Path, free_port: int
) -> None:
    with urllib.request.urlopen(f"http://127.0.0.1:{free_port}/healthz") as answer:
        assert answer.status == 200
    second = Run(state_dir, "--port", str(free_port))
    assert f"already runs from this folder: http://localhost:{free_port}" in second.end(signal.SIGCONT)
    assert second.process.returncode == 1
    everything = [*children(state_dir), server_pid(state_dir)]
    assert "The data are kept" in running.end()
    assert running.process.returncode == 0
    assert [pid for pid in everything if processes._born(pid)] == []


def test_a_second_start_keeps_the_data(running: Run, state_dir: Path, free_port: int) -> None:
    key = (state_dir / "keys" / "dossiers.json").read_text()
    running.end(signal.SIGTERM)
    again = Run(state_dir, "--port", str(free_port))
    again.wait_until_it_runs()
    again.end()
    assert (state_dir / "keys" / "dossiers.json").read_text() == key


def test_when_one_process_dies_it_is_named_and_the_rest_ends(running: Run, state_dir: Path) -> None:
    web, worker = children(state_dir)
    os.kill(worker, signal.SIGKILL)
    running.process.wait(PATIENCE)
    assert "The worker process has ended" in running.said
    assert running.process.returncode == 1
    assert processes._born(web) is None


def test_when_the_database_goes_away_that_is_what_it_says(running: Run, state_dir: Path) -> None:
    os.kill(server_pid(state_dir), signal.SIGQUIT)
    running.process.wait(PATIENCE)
    assert "The database has gone" in running.said
    assert running.process.returncode == 1


def test_after_a_kill_the_next_start_clears_up_and_runs(running: Run, state_dir: Path, free_port: int) -> None:
    orphans = children(state_dir)
    running.process.kill()
    running.process.wait()
    again = Run(state_dir, "--port", str(free_port))
    again.wait_until_it_runs()
    assert [pid for pid in orphans if processes._born(pid)] == []
    again.end()


def test_wrong_settings_are_told_in_one_go(state_dir: Path) -> None:
    run = Run(state_dir, RUNDBLICK_IDLE_MINUTES="abc", RUNDBLICK_SMTP_PORT="0")
    run.process.wait(PATIENCE)
    said = run.end()
    assert "RUNDBLICK_IDLE_MINUTES" in said
    assert "RUNDBLICK_SMTP_PORT" in said
