"""The processes of one installation: started in groups of their own, watched, and ended together."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

END_SECONDS = 10.0


@dataclass(frozen=True)
class Child:
    """A started process with the file its output goes to."""

    name: str
    process: subprocess.Popen[bytes]
    log: Path

    @property
    def ended(self) -> int | None:
        """Its exit code, or None while it runs."""
        return self.process.poll()


class Family:
    """All processes that belong together. Ending the family ends each one with everything it started
    itself."""

    def __init__(self, *, state_dir: Path, environment: Mapping[str, str]) -> None:
        self.children: list[Child] = []
        self._state_dir = state_dir
        self._environment = dict(environment)
        self._notes = state_dir / "processes.json"

    def start(self, name: str, command: Sequence[str], *, extra: Mapping[str, str] | None = None) -> Child:
        """Start `command` with the family's environment and `extra`; its output goes to `logs/<name>.log`."""
        return self._start(name, command, extra, keep_output=True)

    def lines_of(self, name: str, command: Sequence[str], *, extra: Mapping[str, str] | None = None) -> Iterator[str]:
        """Run `command` to its end and give the lines it prints; its error stream goes to
        `logs/<name>.log`."""
        child = self._start(name, command, extra, keep_output=False)
        assert child.process.stdout is not None
        with child.process.stdout:
            for line in child.process.stdout:
                yield line.decode(errors="replace").rstrip("\n")
        child.process.wait()
        self.children.remove(child)
        self._note()

    def log_of(self, name: str) -> Path:
        """The file of the output of `name`."""
        return self._state_dir / "logs" / f"{name}.log"

    def first_ended(self) -> Child | None:
        """The first one that is no longer running."""
        return next((child for child in self.children if child.ended is not None), None)

    def end(self) -> None:
        """End all, the last started first; who does not follow within ten seconds is killed."""
        for child in reversed(self.children):
            _signal_group(child.process.pid, signal.SIGTERM)
        deadline = time.monotonic() + END_SECONDS
        for child in self.children:
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.process.wait(max(0.1, deadline - time.monotonic()))
            _signal_group(child.process.pid, signal.SIGKILL)
            child.process.wait()
        self._notes.unlink(missing_ok=True)

    def _start(self, name: str, command: Sequence[str], extra: Mapping[str, str] | None, *, keep_output: bool) -> Child:
        log = self.log_of(name)
        descriptor = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            process = subprocess.Popen(
                list(command),
                stdin=subprocess.DEVNULL,
                stdout=descriptor if keep_output else subprocess.PIPE,
                stderr=descriptor,
                env=self._environment | dict(extra or {}),
                start_new_session=True,  # Ctrl-C reaches only the launcher, which ends things in order
            )
        finally:
            os.close(descriptor)
        child = Child(name, process, log)
        self.children.append(child)
        self._note()
        return child

    def _note(self) -> None:
        pids = [child.process.pid for child in self.children]
        self._notes.write_text(json.dumps([[pid, _born(pid)] for pid in pids]))


@contextlib.contextmanager
def family(*, state_dir: Path, environment: Mapping[str, str]) -> Iterator[Family]:
    """A family that ends with the block. Orphans of a launcher that was killed are ended first."""
    end_orphans(state_dir)
    members = Family(state_dir=state_dir, environment=environment)
    try:
        yield members
    finally:
        members.end()


def end_orphans(state_dir: Path) -> int:
    """End what a killed launcher left running. Only processes born when the note was written are touched,
    because a process id is used again after a while. Returns their number."""
    try:
        noted = json.loads((state_dir / "processes.json").read_text())
    except (FileNotFoundError, ValueError):
        return 0
    found = [pid for pid, born in noted if born is not None and _born(pid) == born]
    for how in (signal.SIGTERM, signal.SIGKILL):
        for pid in found:
            _signal_group(pid, how)
        deadline = time.monotonic() + END_SECONDS
        while any(_born(pid) for pid in found) and time.monotonic() < deadline:
            time.sleep(0.05)
    return len(found)


def last_words(log: Path, lines: int = 3) -> str:
    """The end of a log: enough to see the cause, without the stack that leads there."""
    text = log.read_text(errors="replace") if log.exists() else ""
    told = [line for line in text.splitlines() if line.strip() and not line.startswith((" ", "Traceback"))]
    return "\n".join(f"  {line}" for line in told[-lines:])


def _born(pid: int) -> str | None:
    """When the process was born, as a text that can be compared; None when there is none (any more)."""
    if Path("/proc/self/stat").exists():
        with contextlib.suppress(OSError):
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            return None if fields[0] == "Z" else fields[19]
        return None
    told = subprocess.run(["ps", "-o", "lstart=", "-p", str(pid)], capture_output=True, text=True, check=False)
    return told.stdout.strip() or None


def _signal_group(pid: int, how: signal.Signals) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(pid, how)
