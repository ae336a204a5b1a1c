"""A CSV file as spreadsheets write it, read into lines and cells: encoding, separator, quotes, wrong lines.

Rows are read again each time they are asked for, so that a million of them cost the text and nothing else.
"""

import csv
import io
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rundblick.statistics.problems import CannotCompute

SEPARATORS = (";", ",", "\t", "|")
MOST_TOLD = 100
_SPREADSHEET = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in one line (from 1, as an editor counts); `column` is empty for the whole line."""

    line: int
    column: str
    text: str

    def __str__(self) -> str:
        where = f", Spalte „{self.column}“" if self.column else ""
        return f"Zeile {self.line}{where}: {self.text}"


class Unreadable(CannotCompute):
    """The file or single cells of it cannot be read. `mistakes` are the first hundred, `count` all of them."""

    def __init__(self, text: str, mistakes: Sequence[Mistake] = (), count: int = 0) -> None:
        super().__init__("file", text)
        self.mistakes = tuple(mistakes)
        self.count = count or len(self.mistakes)


@dataclass(slots=True)
class Notebook:
    """Collects mistakes while a file is read, so that all are told at once."""

    mistakes: list[Mistake]
    count: int = 0

    def add(self, line: int, column: str, text: str) -> None:
        """Note one mistake; from the hundred-first on they are only counted."""
        self.count += 1
        if len(self.mistakes) < MOST_TOLD:
            self.mistakes.append(Mistake(line, column, text))

    def close(self) -> None:
        """Raise Unreadable when there was any mistake."""
        if self.count:
            found = "1 Fehler" if self.count == 1 else f"{self.count} Fehler"
            raise Unreadable(f"{found} in der Datei. Nichts wurde berechnet.", self.mistakes, self.count)


@dataclass(frozen=True, slots=True)
class Table:
    """A file with named columns. `encoding` and `separator` are what was found; `header_line` is the line of names."""

    text: str
    encoding: str
    separator: str
    columns: tuple[str, ...]
    header_line: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Line number and cells of every row that is not empty. Raises Unreadable for open quotation marks."""
        for line, cells in _records(self.text, self.separator):
            if line > self.header_line:
                yield line, cells

    def place(self, *names: str) -> int | None:
        """Where the column of one of these names stands, upper and lower case alike; None where there is none."""
        lowered = [column.casefold() for column in self.columns]
        return next((lowered.index(name) for name in names if name in lowered), None)


def read_table(content: bytes) -> Table:
    """Read a CSV file: UTF-8 with or without BOM, UTF-16 with BOM, else Windows-1252; ; , tab or | between cells.

    The separator is the one that divides the first line into the most cells; a first line `sep=;`, as Excel writes it,
    decides. Raises Unreadable for an empty file, a spreadsheet, missing or double names of columns.
    """
    if content.startswith(_SPREADSHEET):
        raise Unreadable("Das ist eine Excel-Datei. Bitte dort als CSV speichern.")
    text, encoding = _decoded(content)
    if "\x00" in text:
        raise Unreadable("Das ist keine CSV-Datei.")
    separator = _separator(text)
    header_line, names = next(_records(text, separator), (0, []))
    columns = tuple(name.strip() for name in names)
    if not columns:
        raise Unreadable("Die Datei ist leer.")
    _check_names(columns, header_line)
    return Table(text, encoding, separator, columns, header_line)


def _decoded(content: bytes) -> tuple[str, str]:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    else:
        encoding = "utf-8"
        try:
            return content.decode("utf-8-sig"), encoding
        except UnicodeDecodeError:
            encoding = "windows-1252"
    try:
        return content.decode(encoding), encoding
    except UnicodeDecodeError:
        raise Unreadable("Die Datei ist weder in UTF-8 noch in Windows-1252 geschrieben.") from None


def _separator(text: str) -> str:
    lines = (line.rstrip("\n") for line in io.StringIO(text, newline=None) if line.strip())
    first = next(lines, "")
    if _is_hint([first]) and first[4:5] in SEPARATORS:
        return first[4]
    return max(SEPARATORS, key=lambda mark: len(next(csv.reader([first], delimiter=mark), [])))


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise Unreadable(f"Zeile {line}: Anführungszeichen sind nicht richtig gesetzt.") from None
        if any(cell.strip() for cell in cells) and not (line == 1 and _is_hint(cells)):
            yield line, cells
        line = reader.line_num + 1


def _is_hint(cells: Sequence[str]) -> bool:
    return cells[0].lower().startswith("sep=")


def _check_names(columns: Sequence[str], line: int) -> None:
    notebook = Notebook([])
    for number, name in enumerate(columns, start=1):
        if not name:
            notebook.add(line, "", f"Die {number}. Spalte hat keinen Namen.")
    lowered = sorted(name.casefold() for name in columns if name)
    for before, after in itertools.pairwise(lowered):
        if before == after:
            notebook.add(line, before, "Den Namen gibt es zweimal.")
    notebook.close()
