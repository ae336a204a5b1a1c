"""How long the figures of a million participations take: `python -m tools.bench.extracts [ROWS]`.

Invented extracts of ten houses, written once as Parquet; then `rundblick scale report` with groups, shares, change by
bands, durations and the check of small groups, in a process of its own for each engine. Prints seconds and the most
memory, that of Spark's Java beside that of Python. Spark is left out, and says so, without Java 17 or pyspark.
"""

from __future__ import annotations

import importlib.util
import multiprocessing
import resource
import sys
import tempfile
import time
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from rundblick.cli.counting import extracts
from rundblick.scale import contract, engines
from rundblick.scale.contract import Codebook, Column
from rundblick.scale.engines import Engine
from rundblick.scale.needs import NO_JAVA, java_17
from rundblick.scale.opening import opened
from rundblick.statistics.bands import parse_bands
from rundblick.web.clock import today

ROWS, HOUSES = 1_000_000, 10
YES_NO = {"ja": "ja", "nein": "nein"}
COLUMNS = (
    Column(code="site", label="Standort", type="text", quasi=True),
    Column(code="start_year", label="Beginn", type="text", quasi=True),
    Column(code="age_wide", label="Alter", type="text", quasi=True),
    Column(code="running", label="Nimmt noch teil", type="text", values=YES_NO),
    Column(code="days_in_programme", label="Tage", type="number"),
    Column(code="integration", label="In Arbeit", type="text", values=YES_NO, sensitive=True),
    Column(code="wohl_t1", label="Wohlbefinden, T1", type="number", measure="wohl", occasion=1),
    Column(code="wohl_t2", label="Wohlbefinden, T2", type="number", measure="wohl", occasion=2),
)


def main(arguments: list[str]) -> int:
    """Write, then measure each engine that this machine has."""
    rows = int(arguments[0]) if arguments else ROWS
    names = ["duckdb"]
    if importlib.util.find_spec("pyspark") is None:
        print("spark: not run, pyspark is not installed (python3 tools/bootstrap.py scale)")
    elif not java_17():
        print(f"spark: nicht gelaufen, {NO_JAVA}")
    else:
        names.append("spark")
    with tempfile.TemporaryDirectory() as folder:
        started = time.monotonic()
        for house in range(HOUSES):
            write(Path(folder) / f"Jobcenter {house}", rows // HOUSES, seed=house)
        size = sum(path.stat().st_size for path in Path(folder).glob("*/data.parquet")) >> 20
        print(f"{rows:,} participations in {HOUSES} houses, {size} MB, written in {time.monotonic() - started:.1f} s")
        for name in names:
            process = multiprocessing.get_context("spawn").Process(target=measure, args=(name, folder))
            process.start()
            process.join()
            if process.exitcode:
                return 1
    return 0


def write(folder: Path, rows: int, *, seed: int) -> None:
    """One house: nine in ten people take part once, the others twice."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    draw = np.random.default_rng(seed)
    people = rows - rows // 11
    person = np.concatenate([np.arange(people), np.arange(rows - people)])
    first = draw.integers(100, 801, rows) // 25 / 4
    after = np.clip(first + draw.normal(0.4, 1.2, rows), 1, 8) * 4 // 1 / 4
    cells: dict[str, Any] = {
        "person": pa.array([f"{seed}-{number:08}" for number in person]),
        "wave": pa.array(np.concatenate([np.full(people, 1), np.full(rows - people, 2)])),
        "site": pa.array(draw.choice(["Nord", "Süd", "Übersee", "West"], rows)),
        "start_year": pa.array(draw.choice(["2023", "2024", "2025", "2026"], rows)),
        "age_wide": pa.array(draw.choice(["unter 25", "25–54", "ab 55"], rows, p=[0.2, 0.6, 0.2])),
        "running": pa.array(draw.choice(["ja", "nein"], rows, p=[0.3, 0.7])),
        "days_in_programme": pa.array(draw.integers(1, 900, rows).astype(float)),
        "integration": pa.array(draw.choice(["ja", "nein"], rows, p=[0.25, 0.75])),
        "wohl_t1": pa.array(first, mask=draw.random(rows) < 0.1),
        "wohl_t2": pa.array(after, mask=draw.random(rows) < 0.35),
    }
    folder.mkdir()
    pq.write_table(pa.table(cells), folder / contract.PARQUET)
    book = Codebook(
        schema_version=contract.SCHEMA_VERSION,
        as_of=today(),
        smallest=5,
        people=people,
        rows=rows,
        without=0,
        left_out=0,
        columns=COLUMNS,
    )
    (folder / contract.CODEBOOK).write_bytes(contract.as_json(book))


def measure(name: str, folder: str) -> None:
    """One report; prints what it took, the start of the engine by itself."""
    question = extracts.Question(by="site", pairs=(("wohl_t1", "wohl_t2"),), bands=parse_bands("1-2.75,3-4.75,5-8"))
    started = time.monotonic()
    engine: AbstractContextManager[Engine] = engines.spark("local[2]") if name == "spark" else engines.duckdb()
    with engine as running:
        begun = time.monotonic()
        with opened(Path(folder), running) as found:
            checked = time.monotonic()
            told = extracts.compute(found, question)
        done = time.monotonic()
        java = f", Java {_of_java()} MB" if name == "spark" else ""
    print(
        f"{name}: start {begun - started:.1f} s, reading and checking {checked - begun:.1f} s, "
        f"figures {done - checked:.1f} s; at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10} MB{java}; "
        f"{told['people']:,} people"
    )


def _of_java() -> int:
    """The most memory of Java processes that this process started, in MB; 0 where /proc does not say."""
    most = 0
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            told = dict(line.split(":", 1) for line in status.read_text().splitlines() if ":" in line)
        except OSError:
            continue
        if told.get("Name", "").strip() == "java" and _is_ours(int(told["PPid"])):
            most += int(told.get("VmHWM", "0 kB").split()[0]) >> 10
    return most


def _is_ours(parent: int) -> bool:
    return parent == multiprocessing.current_process().pid


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
