"""`make bench`: fill, count, compare, load, tell. Exit code 1 when a page costs more than it may.

`--quick`: one short run instead of three long ones. `--freeze`: take today's statements and blocks as the measure.
`--no-load`: count and compare only. `--remove`: throw the filled databases away.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from types import FrameType
from typing import Any

from rundblick.launch.embedded import EmbeddedError
from rundblick.launch.processes import last_words
from rundblick.launch.roles import RolesError
from rundblick.launch.say import complain, say, table
from rundblick.web.clock import now
from tools.bench import database, frozen, load
from tools.bench.database import Failed
from tools.bench.mix import WEIGHTS
from tools.bench.plan import FULL, SMALL, Size, size_called

SESSIONS = 16
RUNS, SECONDS = 3, 60.0
QUICK_RUNS, QUICK_SECONDS = 1, 15.0
START_SECONDS = 60
RESULTS = database.ROOT / "build" / "bench"
BAR, SAVING_BAR = 0.3, 0.4


def main(arguments: list[str]) -> int:
    """Run the bench; prints a table per size and writes build/bench/<size>.json."""
    given = _arguments(arguments)
    signal.signal(signal.SIGTERM, _interrupt)  # so that nothing is left running
    if given.remove:
        database.remove()
        return 0
    sizes = [size_called(name) for name in given.sizes] if given.sizes else list(FULL)
    RESULTS.mkdir(parents=True, exist_ok=True)
    counted: dict[str, Any] = {}
    try:
        with database.server() as running:
            for size in sizes:
                with database.copy_of(running, size) as house:
                    counted[size.name] = _size(house, given)
                    if size is sizes[-1]:
                        say(f"timetable: {_ask('tools.bench.timetable', environment=house.environment)}")
    except (EmbeddedError, RolesError, Failed) as error:
        complain(str(error))
        return 1
    except KeyboardInterrupt:
        complain("Interrupted.")
        return 130
    return _judge(counted, freeze=given.freeze)


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _arguments(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the pages of a full house.")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--freeze", action="store_true")
    parser.add_argument("--no-load", dest="load", action="store_false")
    parser.add_argument("--remove", action="store_true")
    parser.add_argument("--sizes", nargs="*", choices=[size.name for size in (*FULL, *SMALL)])
    return parser.parse_args(arguments)


def _size(house: database.House, given: argparse.Namespace) -> dict[str, Any]:
    size = house.size
    say(f"{size.name}: counting statements and blocks ...")
    costs: dict[str, Any] = _ask("tools.bench.count", size.name, environment=house.environment)
    times: dict[str, Any] = {}
    if given.load:
        times = _times(house, quick=given.quick)
    say(f"{size.name}: due list, finder, everything due anew ...")
    programmes = _ask("tools.bench.programmes", size.name, environment=house.environment)
    result = {
        "size": size.name,
        "cases": size.cases,
        "entries": size.cases * size.entries,
        "measured_at": now().isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load_average": os.getloadavg()[0],
        "costs": costs,
        "times": times,
        "programmes": programmes,
    }
    (RESULTS / f"{size.name}.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    _show(size, costs, times)
    for what, numbers in programmes.items():
        say(f"  {what}: " + ", ".join(f"{name} {number}" for name, number in numbers.items()))
    say()
    return costs


def _ask(module: str, *arguments: str, environment: Mapping[str, str]) -> Any:
    """What a module of the bench prints as JSON; it needs Django on this database, so it is a process of its own."""
    command = [sys.executable, "-m", module, *arguments]
    done = subprocess.run(
        command, cwd=database.ROOT, env=dict(environment), stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode != 0:
        raise Failed(f"{module} failed.")
    return json.loads(done.stdout)


def _times(house: database.House, *, quick: bool) -> dict[str, Any]:
    """Times under load, run by run, and of each page alone; in milliseconds."""
    runs, seconds = (QUICK_RUNS, QUICK_SECONDS) if quick else (RUNS, SECONDS)
    sessions = _ask("tools.bench.sessions", house.size.name, str(SESSIONS), environment=house.environment)
    with _serving(house) as address:
        load.alone(address, sessions[0], WEIGHTS)  # warms caches and connections up
        say(f"{house.size.name}: each page alone ...")
        alone = load.alone(address, sessions[0], WEIGHTS)
        found = []
        for number in range(runs):
            say(f"{house.size.name}: {SESSIONS} sessions for {seconds:.0f} s ({number + 1} of {runs}) ...")
            found.append(load.together(address, sessions, WEIGHTS, seconds=seconds))
    return {
        "alone": _percentiles(alone),
        "runs": [_percentiles(run) for run in found],
        "errors": [error for run in (alone, *found) for error in run.errors],
    }


def _percentiles(run: load.Measured) -> dict[str, dict[str, float]]:
    return {
        page: {
            "n": len(seconds),
            "p50": round(load.percentile(seconds, 0.5) * 1000, 1),
            "p95": round(load.percentile(seconds, 0.95) * 1000, 1),
        }
        for page, seconds in run.seconds.items()
    }


@contextlib.contextmanager
def _serving(house: database.House) -> Iterator[str]:
    """The application and its worker on this copy, as docs/operations.md starts them; yields the address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    web = ["granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--workers", "2"]
    web += ["--blocking-threads", "4", "--no-ws", "--log-level", "warning", "rundblick.wsgi:application"]
    worker = ["rundblick.manage", "procrastinate", "worker"]
    with contextlib.ExitStack() as stack:
        serving = stack.enter_context(_process("web", web, house))
        stack.enter_context(_process("worker", worker, house))
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, serving)
        yield address


@contextlib.contextmanager
def _process(name: str, module: Sequence[str], house: database.House) -> Iterator[subprocess.Popen[bytes]]:
    with database.log_of(name).open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", *module], cwd=database.ROOT, env=house.environment, stdout=log, stderr=log
        )
        try:
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/healthz", timeout=2):
            return
        time.sleep(0.2)
    log = database.log_of("web")
    raise Failed(f"The application did not start:\n{last_words(log)}\nMore in {log}")


def _show(size: Size, costs: Mapping[str, Any], times: Mapping[str, Any]) -> None:
    rows = [["page", "statements", "blocks", "alone p50", "p95", "load p50", "p95", "n"]]
    for page, cost in costs.items():
        rows.append([page, str(cost["statements"]), str(cost["buffers"]), *_of_page(page, times)])
    say(f"\n{size.name}: {size.cases} cases, {size.cases * size.entries} entries; times in milliseconds")
    say(table(rows))
    if times:
        say(f"errors: {len(times['errors'])}")
        for error in times["errors"][:5]:
            say(f"  {error}")
    say()


def _of_page(page: str, times: Mapping[str, Any]) -> list[str]:
    """Alone, and under load the median of the runs, with a mark where the bar is missed."""
    if not times:
        return ["-"] * 5
    runs = [run[page] for run in times["runs"] if page in run]
    alone = times["alone"].get(page, {})
    shown = [f"{alone[key]:.0f}" if alone else "-" for key in ("p50", "p95")]
    if not runs:
        return [*shown, "-", "-", "0"]
    middle = statistics.median(run["p95"] for run in runs)
    mark = " !" if middle > (SAVING_BAR if page == "save_note" else BAR) * 1000 else ""
    p50 = statistics.median(run["p50"] for run in runs)
    return [*shown, f"{p50:.0f}", f"{middle:.0f}{mark}", str(sum(run["n"] for run in runs))]


def _judge(counted: Mapping[str, Any], *, freeze: bool) -> int:
    """Compare with what is frozen and with the bars. Times are not judged."""
    if freeze:
        frozen.write(counted)
        say(f"Frozen in {frozen.FILE.relative_to(database.ROOT)}.")
    found = frozen.worse(frozen.read(), counted) + frozen.over_the_bar(counted)
    if all(size.name in counted for size in FULL):
        found += frozen.grown(*(counted[size.name] for size in FULL))
    for sentence in found:
        say(f"worse: {sentence}")
    say("Statements and blocks are as frozen." if not found else f"{len(found)} findings.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
