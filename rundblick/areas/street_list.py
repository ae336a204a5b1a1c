"""Street lists as municipalities keep them: reading a CSV file with every mistake by its line, and writing one. Pure.

Columns: Gebiet, Straße, von, bis, gerade/ungerade, PLZ, Ort, Ortsteil. A line without a street names a district;
without a district it names the whole municipality, and with nothing but a postal code all addresses that have it.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rundblick.areas.codes import Kind, Side
from rundblick.areas.models import Stretch
from rundblick.areas.services.areas import Line
from rundblick.people.spelling import fold
from rundblick.web.spreadsheets import as_csv, neutral

HEAD = ("Gebiet", "Straße", "von", "bis", "gerade/ungerade", "PLZ", "Ort", "Ortsteil")
MOST_BYTES = 1_500_000
MOST_LINES = 20_000
MOST_TOLD = 200
_COLUMNS = {
    "area": ("gebiet", "bezirk", "quartier"),
    "street": ("strasse", "strassenname", "str"),
    "first": ("von", "hausnummer von", "nr von", "hnr von"),
    "last": ("bis", "hausnummer bis", "nr bis", "hnr bis"),
    "side": ("gerade ungerade", "seite", "gerade", "g u"),
    "postcode": ("plz", "postleitzahl"),
    "town": ("ort", "gemeinde", "stadt"),
    "district": ("ortsteil", "stadtteil"),
}
_SIDES = {
    "": Side.ALL, "alle": Side.ALL, "a": Side.ALL, "g u": Side.ALL,
    "gerade": Side.EVEN, "g": Side.EVEN, "ungerade": Side.ODD, "u": Side.ODD,
}  # fmt: skip
_LONGEST = {"area": 80, "street": 120, "town": 100, "district": 100}
_CELLS = {
    "street": "Straße", "district": "Ortsteil", "postcode": "PLZ", "town": "Ort", "first": "von", "last": "bis",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """A line of the file that is whole: its number, the name of the area and what it says."""

    number: int
    area: str
    line: Line


@dataclass
class Book:
    """What a file says. `problems`: every mistake with its line; with any, nothing may be saved."""

    entries: list[Entry] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    @property
    def areas(self) -> list[str]:
        """Names of the areas, in the order of the file."""
        return list(dict.fromkeys(entry.area for entry in self.entries))

    def wrong(self, number: int, words: str) -> None:
        """Note a mistake of a line."""
        self.problems.append(f"Zeile {number}: {words}")


def text_of(content: bytes) -> str:
    """The words of a file in UTF-8, with or without a mark at its beginning, or as older spreadsheets write them."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def read(text: str) -> Book:
    """Understand a file. Semicolons, commas or tabs between the columns, in any order."""
    book = Book()
    if "\x00" in text:
        book.problems.append("Das ist keine Textdatei.")
        return book
    try:
        rows = list(_rows(text.lstrip("\ufeff")))
    except csv.Error:
        book.problems.append("Das ist keine lesbare CSV-Datei. Vermutlich ist ein Anführungszeichen nicht geschlossen.")
        return book
    columns = _columns(rows[0][1], book) if rows else {}
    if not rows:
        book.problems.append("Die Datei ist leer.")
    if book.problems:
        return book
    if len(rows) > MOST_LINES:
        book.problems.append(f"Die Datei hat mehr als {MOST_LINES} Zeilen. Bitte teilen Sie sie auf.")
        return book
    areas: dict[str, str] = {}
    for number, cells in rows[1:]:
        _entry(number, {name: cells[at] if at < len(cells) else "" for name, at in columns.items()}, areas, book)
    if not book.entries and not book.problems:
        book.problems.append("In der Datei steht keine Zeile außer den Überschriften.")
    return book


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    head = text.split("\n", 1)[0]
    separator = max(";,\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield reader.line_num, [_harmless(cell.strip()) for cell in cells]


def _harmless(cell: str) -> str:
    """A cell that was made harmless for spreadsheets, as it was before."""
    bare = cell[1:]
    return bare if cell.startswith("'") and neutral(bare) == cell else cell


def _columns(head: list[str], book: Book) -> dict[str, int]:
    known = {word: name for name, words in _COLUMNS.items() for word in words}
    found: dict[str, int] = {}
    for at, cell in enumerate(head):
        name = known.get(fold(cell))
        if name in found:
            book.wrong(1, f"Die Spalte „{cell}“ gibt es zweimal.")
        elif name:
            found[name] = at
    if "area" not in found:
        book.wrong(1, f"Die Spalte „Gebiet“ fehlt. Erwartet sind: {'; '.join(HEAD)}.")
    if not {"street", "district", "postcode", "town"} & found.keys():
        book.wrong(1, "Mindestens eine der Spalten Straße, Ortsteil, PLZ und Ort muss da sein.")
    return found


def _entry(number: int, cells: dict[str, str], areas: dict[str, str], book: Book) -> None:
    before = len(book.problems)
    given = {name: cells.get(name, "") for name in _COLUMNS}
    if not given["area"]:
        book.wrong(number, "Das Gebiet fehlt.")
    for name, longest in _LONGEST.items():
        if len(given[name]) > longest:
            book.wrong(number, f"Der Eintrag „{given[name][:30]} …“ ist zu lang.")
    side = _SIDES.get(fold(given["side"]))
    if side is None:
        book.wrong(number, f"„{given['side'][:30]}“: Erwartet ist gerade, ungerade oder nichts.")
    words: dict[str, Any] = {name: given[name] for name in _CELLS}
    line = Line(kind=_kind(given), side=side or Side.ALL, **words)
    for name, problem in line.problems().items():
        book.wrong(number, f"{_CELLS.get(name, name)}: {problem}")
    if len(book.problems) == before:
        # One area written in two ways is one area; the first way stays.
        area = areas.setdefault(given["area"].casefold(), given["area"])
        book.entries.append(Entry(number, area, line))


def _kind(given: dict[str, str]) -> str:
    if given["street"]:
        return Kind.STREET
    if given["district"]:
        return Kind.DISTRICT
    return Kind.TOWN if given["town"] or not given["postcode"] else Kind.POSTCODE


def written(rows: Iterable[Stretch]) -> bytes:
    """Lines as a file that `read` understands and a German spreadsheet opens; no cell is a formula."""
    lines: list[Sequence[str]] = [HEAD]
    for row in rows:
        side = "" if row.side == Side.ALL else Side(row.side).label
        lines.append((row.area.name, row.street, row.first, row.last, side, row.postcode, row.town, row.district))
    return as_csv(lines)
