"""Rows of a table while they are checked: what cannot be understood becomes a mistake with line and column."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from rundblick.statistics.bands import Band
from rundblick.statistics.files.cells import Reader, WrongCell, said
from rundblick.statistics.files.tables import Notebook, Table, Unreadable

T = TypeVar("T")
_THREE_DIGITS = re.compile(r"[+-]?[0-9]{1,3}\.[0-9]{3}")


@dataclass(slots=True)
class Line:
    """One row. Cells that mean nothing are noted and count as None."""

    number: int
    cells: Sequence[str]
    names: Sequence[str]
    reader: Reader
    notebook: Notebook

    def text(self, place: int | None) -> str:
        """The words of a cell; "" for no answer or no such column."""
        if place is None or self.reader.is_missing(self.cells[place]):
            return ""
        return self.cells[place].strip()

    def number_at(self, place: int, scale: Band | None = None, bands: Sequence[Band] = ()) -> float | None:
        """The number in a cell. One outside of the scale, or of all bands where there are any, is a mistake."""
        value = self._read(place, self.reader.number)
        if value is None:
            return None
        if scale and not scale.holds(value):
            self.wrong(place, f"{said(self.cells[place])} liegt außerhalb der Skala {scale.label}.")
        elif bands and not any(band.holds(value) for band in bands):
            known = " und ".join(band.label for band in bands)
            self.wrong(place, f"{said(self.cells[place])} liegt in keiner der Gruppen {known}.")
        return value

    def day_at(self, place: int | None) -> dt.date | None:
        """The day in a cell; None for no answer or no such column."""
        return None if place is None else self._read(place, self.reader.day)

    def yes_at(self, place: int | None) -> bool | None:
        """Yes or no in a cell; None for no answer or no such column."""
        return None if place is None else self._read(place, self.reader.yes)

    def once(self, place: int, seen: dict[str, int], *, with_words: str = "") -> None:
        """Note a mistake unless the id in this cell (together with `with_words`) is new; `seen` maps ids to lines."""
        name = self.text(place)
        if not name:
            self.wrong(place, "Die Kennung fehlt.")
            return
        before = seen.setdefault(f"{name} {with_words}" if with_words else name, self.number)
        if before != self.number:
            same = "Kennung und Beginn stehen" if with_words else "Die Kennung steht"
            self.wrong(place, f"{same} schon in Zeile {before}.")

    def wrong(self, place: int, text: str) -> None:
        """Note a mistake in a cell."""
        self.notebook.add(self.number, self.names[place], text)

    def _read(self, place: int, read: Callable[[str], T | None]) -> T | None:
        try:
            return read(self.cells[place])
        except WrongCell as problem:
            self.wrong(place, str(problem))
            return None


def lines(table: Table, reader: Reader, notebook: Notebook) -> Iterator[Line]:
    """Every row with as many cells as there are names; others become mistakes, empty cells at the end are allowed."""
    width = len(table.columns)
    for number, cells in table.rows():
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            notebook.add(number, "", _too_many(len(cells), width, table.separator))
        elif len(cells) < width:
            notebook.add(number, "", f"Es sind {len(cells)} Zellen statt {width}.")
        else:
            yield Line(number, cells, table.columns, reader, notebook)


def need(table: Table, *names: str) -> int:
    """Where the column of one of these names stands. Raises Unreadable with the names that were found."""
    place = table.place(*names)
    if place is None:
        raise Unreadable(f"Die Spalte „{names[0]}“ fehlt. Gefunden: {', '.join(table.columns)}.")
    return place


def notes(table: Table, reader: Reader) -> tuple[str, ...]:
    """What somebody should know about how the file was read."""
    told = []
    if table.encoding == "windows-1252":
        told.append("Die Datei ist nicht in UTF-8 geschrieben; gelesen wurde sie als Windows-1252.")
    if _THREE_DIGITS.fullmatch(reader.point):
        told.append(f"Punkte wurden als Dezimalpunkt gelesen, zum Beispiel {said(reader.point)}, nicht als Tausender.")
    return tuple(told)


def _too_many(found: int, width: int, separator: str) -> str:
    text = f"Es sind {found} Zellen statt {width}."
    if separator == ",":
        text += " Zahlen mit Dezimalkomma brauchen Anführungszeichen oder ein anderes Trennzeichen, zum Beispiel ;."
    return text
