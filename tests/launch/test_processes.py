import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from rundblick.launch import processes

SLEEPER = (sys.executable, "-c", "import time; time.sleep(600)")
PARENT = (
    sys.executable,
    "-c",
    "import subprocess, sys, time; print(subprocess.Popen([sys.executable, '-c', 'import time; "
    "time.sleep(600)']).pid, flush=True); time.sleep(600)",
)
DEAF = (
    sys.executable,
    "-c",
    "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(600)",
)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A state directory with its folder for logs."""
    (tmp_path / "logs").mkdir()
    return tmp_path


def gone(pid: int) -> bool:
    return processes._born(pid) is None


def gone_soon(pid: int) -> bool:
    """A process that was told to end needs a moment, more on a busy machine."""
    deadline = time.monotonic() + 10
    while not gone(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return gone(pid)


def read_until_written(log: Path) -> str:
    deadline = time.monotonic() + 10
    while not log.read_text() and time.monotonic() < deadline:
        time.sleep(0.02)
    return log.read_text()


def test_ending_the_family_ends_grandchildren_too(place: Path) -> None:
    with processes.family(state_dir=place, environment=os.environ) as members:
        child = members.start("parent", PARENT)
        grandchild = int(read_until_written(child.log))
        assert not gone(grandchild)
    assert gone(child.process.pid)
    assert gone_soon(grandchild)


def test_who_does_not_listen_is_killed(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "END_SECONDS", 0.5)
    with processes.family(state_dir=place, environment=os.environ) as members:
        child = members.start("deaf", DEAF)
        read_until_written(child.log)
    assert gone(child.process.pid)


def test_the_first_one_that_ended_is_named(place: Path) -> None:
    with processes.family(state_dir=place, environment=os.environ) as members:
        members.start("long", SLEEPER)
        short = members.start("short", (sys.executable, "-c", "raise SystemExit('Der Grund')"))
        short.process.wait()
        ended = members.first_ended()
        assert ended is not None
        assert ended.name == "short"
        assert ended.ended == 1
        assert processes.last_words(ended.log).strip() == "Der Grund"


def test_orphans_of_a_killed_launcher_are_ended_by_the_next_one(place: Path) -> None:
    starts_and_is_killed = (
        "import os, signal, sys\nfrom pathlib import Path\nfrom rundblick.launch import processes\n"
        "with processes.family(state_dir=Path(sys.argv[1]), environment=os.environ) as members:\n"
        "    child = members.start('orphan', [sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        "    print(child.process.pid, flush=True)\n    os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", starts_and_is_killed, str(place)], capture_output=True, text=True, check=False
    )
    orphan = int(done.stdout)
    assert not gone(orphan)
    with processes.family(state_dir=place, environment=os.environ):
        assert gone(orphan)


def test_a_process_that_only_has_the_same_number_is_left_alone(place: Path) -> None:
    stranger = subprocess.Popen(SLEEPER, start_new_session=True)
    try:
        (place / "processes.json").write_text(f'[[{stranger.pid}, "another birth"]]')
        assert processes.end_orphans(place) == 0
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()


def test_last_words_hold_the_cause_without_the_stack(tmp_path: Path) -> None:
    log = tmp_path / "web.log"
    log.write_text('Traceback (most recent call last):\n  File "a.py", line 1\n    boom()\nRuntimeError: Kein Platz\n')
    assert processes.last_words(log) == "  RuntimeError: Kein Platz"
