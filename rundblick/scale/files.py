"""Data files of an extract as Parquet whose columns are what the codebook says (pyarrow, extra `extracts`)."""

import re
from pathlib import Path
from typing import Any

from rundblick.scale.contract import PERSON, WAVE
from rundblick.scale.folders import Extract
from rundblick.scale.needs import library
from rundblick.scale.problems import BadExtract

TYPES = {"text": "string", "number": "double", "whole": "int64"}
WORDS = {"string": "Text", "double": "Zahl", "int64": "ganze Zahl"}
_FORMULA = r"^'([=+\-@\t\r\n])"
"""`web.spreadsheets.neutral` puts an apostrophe before what a spreadsheet would take for a formula."""
_CELL = re.compile(r"In CSV column #(\d+): (?:Row #(\d+): )?CSV conversion error to \w+: invalid value '(.*)'")
_WIDTH = re.compile(r"(?:Row #(\d+): )?Expected (\d+) columns, got (\d+)")
COMMA = "Zahlen brauchen einen Dezimalpunkt, Spalten trennt ein Komma."


def as_parquet(extract: Extract, folder: Path) -> Path:
    """The data as Parquet: the file itself, or a copy of the CSV in `folder`. Raises BadExtract for wrong columns,
    types, cells, and another number of rows than the codebook's."""
    path = (
        extract.data if extract.is_parquet else _converted(extract, folder / f"{len(list(folder.iterdir()))}.parquet")
    )
    _check(extract, path)
    return path


def wanted(extract: Extract) -> dict[str, str]:
    """Column -> pyarrow type."""
    own = {column.code: TYPES[column.type] for column in extract.book.columns}
    return {PERSON: TYPES["text"], WAVE: TYPES["whole"]} | own


def _check(extract: Extract, path: Path) -> None:
    parquet = library("pyarrow.parquet")
    try:
        told = parquet.read_metadata(path)
        schema = parquet.read_schema(path)
    except (OSError, library("pyarrow").ArrowException):
        raise BadExtract("columns", f"{_name(extract)} ist keine lesbare Parquet-Datei.") from None
    _same_columns(extract, list(schema.names))
    expected = wanted(extract)
    found = {name: str(schema.field(name).type) for name in schema.names}
    wrong = [
        f"Spalte {name}: erwartet {WORDS[expected[name]]}, gefunden {WORDS.get(kind, kind)}"
        for name, kind in found.items()
        if kind != expected[name]
    ]
    if wrong:
        raise BadExtract("columns", f"{_name(extract)}: Spalten haben eine andere Art als im Codebuch.", wrong)
    if told.num_rows != extract.book.rows:
        raise BadExtract(
            "columns",
            f"{_name(extract)} hat {told.num_rows} Zeilen, das Codebuch nennt {extract.book.rows}. "
            "Daten und Codebuch gehören nicht zusammen.",
        )


def _same_columns(extract: Extract, names: list[str]) -> None:
    expected = wanted(extract)
    found = [f"Spalte {name} fehlt" for name in expected if name not in names]
    found += [f"Spalte {name} steht nicht im Codebuch" for name in names if name not in expected]
    found += [f"Spalte {name} steht zweimal da" for name in sorted(set(names)) if names.count(name) > 1]
    if found:
        raise BadExtract("columns", f"{_name(extract)}: Die Spalten sind nicht die des Codebuchs.", found)


def _converted(extract: Extract, path: Path) -> Path:
    """In portions, so that memory does not grow with the file; in one thread, so that mistakes have a line."""
    arrow, csv, parquet = library("pyarrow"), library("pyarrow.csv"), library("pyarrow.parquet")
    _same_columns(extract, _head(extract))
    types = {name: arrow.type_for_alias(kind) for name, kind in wanted(extract).items()}
    read = csv.ReadOptions(use_threads=False)
    empty = {"null_values": [""], "strings_can_be_null": True, "quoted_strings_can_be_null": True}
    convert = csv.ConvertOptions(column_types=types, **empty)
    try:
        portions = csv.open_csv(extract.data, read_options=read, convert_options=convert)
        with portions, parquet.ParquetWriter(path, portions.schema) as target:
            for portion in portions:
                target.write_batch(_plain(portion))
    except arrow.ArrowInvalid as error:
        raise _mistake(extract, str(error)) from None
    return path


def _plain(portion: Any) -> Any:
    """Without the apostrophes that keep spreadsheets from computing."""
    arrow, compute = library("pyarrow"), library("pyarrow.compute")
    columns = [
        compute.replace_substring_regex(column, _FORMULA, r"\1") if arrow.types.is_string(column.type) else column
        for column in portion.columns
    ]
    return arrow.record_batch(columns, schema=portion.schema)


def _head(extract: Extract) -> list[str]:
    with extract.data.open("rb") as file:
        line = file.readline(1_000_000)
    try:
        text = line.decode("utf-8-sig").strip()
    except UnicodeDecodeError:
        raise _encoding(extract) from None
    if ";" in text and "," not in text:
        raise BadExtract("columns", f"{_name(extract)}: Die Spalten sind mit Semikolon getrennt. {COMMA}")
    return [name.strip('"') for name in text.split(",")] if text else []


def _mistake(extract: Extract, said: str) -> BadExtract:
    if "UTF8" in said or "UTF-8" in said:
        return _encoding(extract)
    if found := _CELL.search(said):
        column = _head(extract)[int(found[1])]
        line = f", Zeile {found[2]}" if found[2] else ""
        hint = f" {COMMA}" if re.fullmatch(r"-?\d+,\d+", found[3]) else ""
        return BadExtract("cell", f"{_name(extract)}, Spalte {column}{line}: „{found[3]}“ ist keine Zahl.{hint}")
    if found := _WIDTH.search(said):
        line = f", Zeile {found[1]}" if found[1] else ""
        return BadExtract("cell", f"{_name(extract)}{line}: {found[3]} Zellen statt {found[2]}. {COMMA}")
    return BadExtract("cell", f"{_name(extract)} lässt sich nicht als CSV lesen. {COMMA}")


def _encoding(extract: Extract) -> BadExtract:
    return BadExtract("cell", f"{_name(extract)} ist nicht in UTF-8; Umlaute wären falsch. Bitte neu speichern.")


def _name(extract: Extract) -> str:
    return f"{extract.house}/{extract.data.name}"
