"""Every gate of the project, in order: `python -m tools.check static|fast|full`.

All gates run even when one fails, so that one pass shows everything. Output goes to build/reports; of a
failed gate the end is shown. Exit code 0 only when all are green.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools import chromium, distribution_postgresql

ROOT = Path(__file__).resolve().parent.parent
REPORTS = ROOT / "build" / "reports"
SHOWN_LINES = 60
BIN = Path(sys.executable).parent

QUICK = "not browser and not slow"
# Rooms whose behaviour depends on the server: roles, policies, triggers, sort order, search functions.
ON_ANOTHER_SERVER = ("tests/access", "tests/launch", "tests/people", "tests/cases")


@dataclass(frozen=True)
class Gate:
    """One check. `prepared` may refuse with a reason (a failure) before the command is run."""

    name: str
    command: Sequence[str]
    environment: dict[str, str] = field(default_factory=dict)
    prepared: Callable[[], str] = lambda: ""


@dataclass(frozen=True)
class Result:
    """How a gate ended. `green` is None when it was not run; `summary` says why or what it counted."""

    name: str
    green: bool | None
    seconds: float
    summary: str


def gates(extent: str) -> Iterator[Gate | Result]:
    """The gates of `static` (no tests), `fast` or `full`; a Result for one that this machine cannot run."""
    python = sys.executable
    manage = (python, "-m", "rundblick.launch.within", "rundblick.manage")
    in_test = {"RUNDBLICK_ENV": "test"}
    yield Gate("ruff: style and common errors", (str(BIN / "ruff"), "check", "."))
    yield Gate("ruff: format", (str(BIN / "ruff"), "format", "--check", "."))
    yield Gate("mypy: types", (str(BIN / "mypy"),))
    yield Gate("import-linter: rooms import downwards", (str(BIN / "lint-imports"), "--no-cache", "--no-logo"))
    yield Gate("licences of the dependencies", (python, "-m", "tools.licences"))
    yield Gate("no machine paths, no registry addresses", (python, "-m", "tools.addresses"))
    yield Gate("migrations are complete", (*manage, "makemigrations", "--check", "--dry-run"), in_test)
    yield Gate("Django's own checks", (*manage, "check", "--fail-level", "WARNING"), in_test)
    if extent == "static":
        return
    yield pytest("tests: quick", QUICK)
    if extent == "full":
        yield pytest("tests: slow", "slow and not browser")
        yield pytest("tests: browser and accessibility", "browser", prepared=chromium.ensure)
        yield from on_another_server()


def pytest(
    name: str,
    marked: str,
    *paths: str,
    environment: dict[str, str] | None = None,
    prepared: Callable[[], str] = lambda: "",
) -> Gate:
    """A pytest run over the tests with these marks, on as many processes as there are cores (at most
    four). Tests of one `xdist_group` share what takes a minute to make, and so a process."""
    processes = str(min(4, os.cpu_count() or 1))
    # A gate must not depend on how busy the machine is: hypothesis' own profile for that has no time limits.
    steady = "--hypothesis-profile=ci"
    shared = ("-n", processes, "--dist", "loadgroup")
    command = (sys.executable, "-m", "pytest", "-q", steady, *shared, "-m", marked, *paths)
    return Gate(name, command, environment or {}, prepared)


def on_another_server() -> Iterator[Gate | Result]:
    """The server-dependent rooms once more, on the distribution's PostgreSQL."""
    name = "tests: PostgreSQL of the distribution"
    found = distribution_postgresql.newest()
    if found is None:
        yield Result(name, None, 0, "no /usr/lib/postgresql on this machine")
        return
    paths = [path for path in ON_ANOTHER_SERVER if (ROOT / path).is_dir()]
    with distribution_postgresql.server(found) as url:
        yield pytest(f"{name} ({found.parent.name})", QUICK, *paths, environment={"DATABASE_URL": url})


def run(gate: Gate) -> Result:
    """Run one gate and show the end of its output when it fails."""
    print(f"{gate.name} ...", flush=True)
    started = time.monotonic()
    if refused := gate.prepared():
        print(f"{refused}\n", flush=True)
        return Result(gate.name, False, time.monotonic() - started, refused.splitlines()[0])
    report = REPORTS / (re.sub(r"\W+", "-", gate.name).strip("-").lower() + ".log")
    with report.open("wb") as output:
        code = subprocess.run(
            gate.command,
            cwd=ROOT,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | gate.environment,
        ).returncode
    told = report.read_text(errors="replace").rstrip().splitlines()
    nothing_marked = code == 5 and "pytest" in gate.command  # no test carries these marks
    summary = told[-1].strip("= ") if told else ""
    # A skipped test is a promise nobody keeps; what a machine cannot run is a gate that says so.
    green = (code == 0 or nothing_marked) and not re.search(r"\d+ skipped", summary)
    if not green:
        print("\n".join(told[-SHOWN_LINES:]))
        print(f"(everything in {report.relative_to(ROOT)})\n", flush=True)
    return Result(gate.name, green, time.monotonic() - started, summary)


def main(arguments: list[str]) -> int:
    """Run the gates and print a table."""
    extent = arguments[0] if arguments else "full"
    if extent not in ("static", "fast", "full"):
        print("Usage: python -m tools.check static|fast|full", file=sys.stderr)
        return 2
    REPORTS.mkdir(parents=True, exist_ok=True)
    started = time.monotonic()
    results: list[Result] = []
    try:
        for gate in gates(extent):
            results.append(run(gate) if isinstance(gate, Gate) else gate)
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return 130
    print()
    for one in results:
        mark = {True: "ok     ", False: "FAILED ", None: "not run"}[one.green]
        print(f"{mark} {one.seconds:6.1f} s  {one.name}: {one.summary[:110]}")
    failed = sum(one.green is False for one in results)
    verdict = f"{failed} of {len(results)} failed" if failed else "all green"
    print(f"\n{verdict} after {(time.monotonic() - started) / 60:.1f} minutes")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
