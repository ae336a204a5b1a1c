"""Writes Parquet with DuckDB (extra `evaluation`), without pyarrow, and on Linux without touching the disk."""

import contextlib
import importlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

MISSING = (
    "nur CSV: Auf diesem Server fehlt das Paket DuckDB (Zusatz „evaluation“), das Parquet schreibt. data.csv und "
    "codebook.json enthalten dasselbe."
)
TYPES = {"text": "VARCHAR", "number": "DOUBLE", "whole": "BIGINT"}


def duckdb() -> Any | None:
    """The library, or None where it is not installed."""
    try:
        return importlib.import_module("duckdb")
    except ImportError:
        return None


def parquet(columns: Sequence[tuple[str, str]], values: Sequence[Sequence[Any]]) -> bytes | None:
    """A Parquet file of (name, type of TYPES) and one sequence of values per column; None where DuckDB is missing.

    The same content gives the same bytes (one thread, order kept, no time). Numbers may come as text ("4.50").
    """
    library = duckdb()
    if library is None:
        return None
    names = ", ".join(f'"{name}"' for name, _ in columns)
    cells = ", ".join(f"unnest(?::VARCHAR[])::{TYPES[kind]}" for _, kind in columns)
    given = [[None if value is None else str(value) for value in column] for column in values]
    with library.connect(config={"threads": 1}) as connection, _place() as path:
        connection.execute(f"CREATE TABLE data AS SELECT * FROM (SELECT {cells}) AS rows({names})", given)
        connection.execute(f"COPY data TO '{path}' (FORMAT parquet, COMPRESSION zstd, USE_TMP_FILE false)")
        return path.read_bytes()


@contextlib.contextmanager
def _place() -> Iterator[Path]:
    """Where DuckDB may write: memory on Linux, elsewhere a folder of this user's alone, gone at once."""
    if hasattr(os, "memfd_create"):
        number = os.memfd_create("extract")
        try:
            yield Path(f"/proc/self/fd/{number}")
        finally:
            os.close(number)
        return
    with tempfile.TemporaryDirectory() as folder:
        yield Path(folder) / "data.parquet"
