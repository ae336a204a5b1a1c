"""How long a million rows of a CSV file take: `python -m tools.bench.statistics [ROWS]`.

Prints seconds of processor time and the most memory for each verb of `rundblick statistics`, from bytes to answer.
"""

from __future__ import annotations

import datetime as dt
import multiprocessing
import random
import resource
import sys
import time
from collections.abc import Callable
from typing import Any

from rundblick.cli.counting import alpha, change, shares, survival
from rundblick.statistics.bands import Band, parse_bands
from rundblick.statistics.files.reading import read_answers, read_durations, read_items, read_measurements
from rundblick.statistics.files.tables import Table, read_table

ROWS = 1_000_000
AS_OF = dt.date(2025, 12, 31)


def main(arguments: list[str]) -> int:
    """Each verb in a process of its own, so that memory is counted for it alone."""
    rows = int(arguments[0]) if arguments else ROWS
    for name in VERBS:
        process = multiprocessing.get_context("spawn").Process(target=measure, args=(name, rows))
        process.start()
        process.join()
        if process.exitcode:
            return 1
    return 0


def measure(name: str, rows: int) -> None:
    """Make a file of this many rows in memory, answer once, and print what it took."""
    header, line, answer = VERBS[name]
    draw = random.Random(1)
    content = (header + "".join(line(number, draw) for number in range(rows))).encode()
    before = _memory()
    started = time.process_time()
    answer(read_table(content))
    seconds = time.process_time() - started
    size = len(content) >> 20
    print(f"{name}: {rows:,} rows, {size} MB: {seconds:.1f} s of one core, {_memory()} MB at most ({before} before)")


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _change(table: Table) -> Any:
    bands = parse_bands("1-2,3-4,5-8")
    return change.compute(read_measurements(table, scale=Band(1, 8), bands=bands), change.Question(bands=bands))


def _shares(table: Table) -> Any:
    return shares.compute(read_answers(table))


def _survival(table: Table) -> Any:
    return survival.compute(read_durations(table, as_of=AS_OF), months=(1, 3, 6, 12), as_of=AS_OF)


def _alpha(table: Table) -> Any:
    return alpha.compute(read_items(table, scale=Band(1, 8)))


def _job(number: int, draw: random.Random) -> str:
    start = dt.date(2023, 1, 1) + dt.timedelta(days=draw.randrange(900))
    end = start + dt.timedelta(days=int(draw.expovariate(1 / 300)))
    return f"J{number};{start:%d.%m.%Y};{end:%d.%m.%Y};1\n" if end < AS_OF else f"J{number};{start:%d.%m.%Y};;0\n"


def _items(number: int, draw: random.Random) -> str:
    return f"P{number};" + ";".join(str(draw.randint(1, 8)) for _ in range(5)) + "\n"


VERBS: dict[str, tuple[str, Callable[[int, random.Random], str], Callable[[Table], Any]]] = {
    "change": ("id;t1;t2\n", lambda n, draw: f"P{n};{draw.randint(1, 8)};{draw.randint(1, 8)}\n", _change),
    "shares": ("id;Weg\n", lambda n, draw: f"P{n};{draw.choice(('Bus', 'Rad', 'Auto', ''))}\n", _shares),
    "survival": ("id;start;end;event\n", _job, _survival),
    "alpha": ("id;a;b;c;d;e\n", _items, _alpha),
}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
