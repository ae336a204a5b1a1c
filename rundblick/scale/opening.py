"""Opens a folder of extracts in an engine: found, compared, checked. What comes out can be counted."""

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rundblick.scale import expressions
from rundblick.scale.contract import FIXED, HOUSE, Codebook
from rundblick.scale.engines import Engine
from rundblick.scale.files import as_parquet
from rundblick.scale.folders import Extract, agree, find
from rundblick.scale.needs import library
from rundblick.scale.problems import BadExtract

MOST_WAVES = 50
"""Nobody takes part more often; beyond that a column was mistaken."""
NAMELESS = "{house}: {number} Zeilen ohne Nummer der Person"
WAVE = "{house}: {number} Zeilen, in denen die wievielte Teilnahme fehlt, unter 1 oder über {most} liegt"
TWICE = "{house}: {number} Teilnahmen stehen mehrmals da (gleiche Nummer der Person, gleiche Teilnahme)"
GAP = "{house}: bei {number} Personen fehlt eine frühere Teilnahme"
CELL = "{house}, Spalte {column}: {number} Zellen mit einem Wert, den das Codebuch nicht kennt oder den es nicht gibt"


@dataclass(frozen=True)
class Opened:
    """Extracts of houses as one table: the columns of the codebook, `person`, `wave`, and `house`.

    `books`: house -> codebook; variables and Stichtag are the same in all. `waves`: most participations of one person.
    """

    engine: Engine
    table: Any
    books: Mapping[str, Codebook]
    waves: int

    @property
    def book(self) -> Codebook:
        """The codebook whose variables hold for all."""
        return next(iter(self.books.values()))

    def rows(self, expression: Any) -> list[dict[str, Any]]:
        """The answer to an expression over `table`, in no order."""
        return self.engine.rows(expression)


@contextlib.contextmanager
def opened(folder: Path, engine: Engine) -> Iterator[Opened]:
    """The extracts of a folder. Raises BadExtract with everything that is wrong with their content."""
    found = find(folder)
    agree(found)
    with tempfile.TemporaryDirectory() as own:
        table = _together(engine, found, Path(own))
        yield Opened(engine, table, {one.house: one.book for one in found}, _checked(engine, table, found[0].book))


def _together(engine: Engine, found: list[Extract], folder: Path) -> Any:
    ibis = library("ibis")
    names = [*FIXED, *(column.code for column in found[0].book.columns)]
    parts = [
        engine.table(as_parquet(one, folder)).select(*names).mutate(**{HOUSE: ibis.literal(one.house)}) for one in found
    ]
    return ibis.union(*parts) if len(parts) > 1 else parts[0]


def _checked(engine: Engine, table: Any, book: Codebook) -> int:
    """The most participations of one person, when nothing is wrong."""
    told = sorted(engine.rows(expressions.content(table, book)), key=lambda row: str(row[HOUSE]))
    wrong = [line for row in told for line in _lines(row, book)]
    for expression, line in ((expressions.repeated, TWICE), (expressions.gaps, GAP)):
        if not wrong:
            rows = sorted(engine.rows(expression(table)), key=lambda row: str(row[HOUSE]))
            wrong = [line.format(house=row[HOUSE], number=row["number"]) for row in rows]
    if wrong:
        raise BadExtract("content", "Die Daten widersprechen sich:", wrong)
    return max((row["waves"] for row in told), default=0)


def _lines(row: Mapping[str, Any], book: Codebook) -> Iterator[str]:
    house = row[HOUSE]
    if row["nameless"]:
        yield NAMELESS.format(house=house, number=row["nameless"])
    if row["wave"] or (row["waves"] or 0) > MOST_WAVES:
        yield WAVE.format(house=house, number=row["wave"], most=MOST_WAVES)
    for place, column in enumerate(book.columns):
        if number := row.get(f"wrong_{place}"):
            yield CELL.format(house=house, column=column.code, number=number)
