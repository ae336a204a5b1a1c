"""Extracts as folders, made of plain rows."""

import csv
import datetime as dt
import io
import random
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rundblick.scale import contract, engines
from rundblick.scale.contract import Codebook, Column
from rundblick.scale.opening import Opened, opened
from rundblick.scale.parquet import parquet

AS_OF = dt.date(2026, 9, 30)
YES_NO = {"ja": "ja", "nein": "nein"}
AGES = {"unter 25": "unter 25", "25–54": "25 bis 54", "ab 55": "55 und älter"}
SITE = Column(code="site", label="Standort", type="text", quasi=True)
AGE = Column(code="age_wide", label="Alter", type="text", values=AGES, quasi=True)
RUNNING = Column(code="running", label="Nimmt noch teil", type="text", values=YES_NO)
DAYS = Column(code="days_in_programme", label="Tage", type="number")
WORK = Column(code="integration", label="In Arbeit", type="text", values=YES_NO, sensitive=True)
BEFORE = Column(code="wohl_t1", label="Wohlbefinden, T1", type="number", measure="wohl", occasion=1)
AFTER = Column(code="wohl_t2", label="Wohlbefinden, T2", type="number", measure="wohl", occasion=2)
COLUMNS = (SITE, AGE, RUNNING, DAYS, WORK, BEFORE, AFTER)

Row = Mapping[str, Any]


def row(person: str, wave: int = 1, **values: Any) -> dict[str, Any]:
    """A participation with something in every column."""
    plain: dict[str, Any] = {
        "person": person,
        "wave": wave,
        "site": "Süd",
        "age_wide": "25–54",
        "running": "ja",
        "days_in_programme": 100,
        "integration": "nein",
        "wohl_t1": 2.5,
        "wohl_t2": 3,
    }
    return plain | values


def extract(
    folder: Path, rows: Sequence[Row], *, columns: Sequence[Column] = COLUMNS, form: str = "parquet", **changed: Any
) -> Path:
    """A folder with codebook and data."""
    folder.mkdir(parents=True, exist_ok=True)
    said: dict[str, Any] = {
        "schema_version": 1,
        "as_of": AS_OF,
        "smallest": 3,
        "people": len({one["person"] for one in rows}),
        "rows": len(rows),
        "without": 0,
        "left_out": 0,
    }
    book = Codebook(**said | changed, columns=tuple(columns))
    (folder / contract.CODEBOOK).write_bytes(contract.as_json(book))
    head = ["person", "wave", *(one.code for one in columns)]
    if form == "csv":
        (folder / contract.CSV).write_text(as_csv(head, rows), encoding="utf-8")
    else:
        types = [("person", "text"), ("wave", "whole"), *((one.code, one.type) for one in columns)]
        content = parquet(types, [[one[name] for one in rows] for name in head])
        assert content is not None
        (folder / contract.PARQUET).write_bytes(content)
    return folder


def as_csv(head: Sequence[str], rows: Sequence[Row]) -> str:
    """As the export writes it: comma, decimal point, empty for what is missing."""
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(head)
    writer.writerows([["" if one[name] is None else one[name] for name in head] for one in rows])
    return buffer.getvalue()


def drawn(number: int, *, seed: int = 1, prefix: str = "P") -> list[dict[str, Any]]:
    """So many people as chance has them, some of them with a second participation, with gaps and umlauts."""
    draw = random.Random(seed)
    found = []
    for person in range(number):
        first = draw.choice([None, *range(1, 9)])
        after = None if draw.random() < 0.3 else min(8, max(1, (first or 4) + draw.choice([-1, -0.25, 0, 0.5, 1, 2])))
        one = row(
            f"{prefix}{person}",
            site=draw.choice(["Süd", "Übersee", "Nord", None]),
            age_wide=draw.choice(["unter 25", "25–54", "25–54", "ab 55", None]),
            running=draw.choice(["ja", "nein", "nein"]),
            days_in_programme=draw.randrange(1, 500),
            integration=draw.choice(["ja", "nein", "nein", None]),
            wohl_t1=first,
            wohl_t2=after,
        )
        found.append(one)
        if draw.random() < 0.1:
            found.append({**one, "wave": 2, "integration": "ja"})
    return found


@contextmanager
def in_duckdb(folder: Path) -> Iterator[Opened]:
    """The folder, opened."""
    with engines.duckdb() as engine, opened(folder, engine) as found:
        yield found
