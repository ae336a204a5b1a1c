"""Single cells: numbers with comma or point, days in German, ISO or as Excel counts them, yes and no, "no answer"."""

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import dataclass, field

MISSING = frozenset(
    ("", "-", "–", "—", ".", "na", "n/a", "#n/a", "#nv", "nan", "null", "none", "k. a.", "k.a.", "ka", "keine angabe")
)
YES = frozenset(("1", "ja", "j", "x", "wahr", "true", "yes", "y"))
NO = frozenset(("0", "nein", "n", "falsch", "false", "no"))
SHOWN = 30
_KEPT = 100_000
_WHOLE = re.compile(r"[+-]?[0-9]{1,15}")
_GERMAN = re.compile(r"[+-]?(?:[0-9]{1,3}(?:\.[0-9]{3})+|[0-9]{1,15}),[0-9]{1,15}")
_THOUSANDS = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{3}){2,}")
_ENGLISH = re.compile(r"[+-]?[0-9]{1,15}\.[0-9]{1,15}")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[ T][0-9]{1,2}:[0-9]{2}.*)?")
_DOTS = re.compile(r"([0-9]{1,2})\.\s?([0-9]{1,2})\.\s?([0-9]{4})(?: [0-9]{1,2}:[0-9]{2}.*)?")
_SERIAL = re.compile(r"([0-9]{5})(?:[.,][0-9]+)?")
# Day 60 of Excel's calendar is 29 February 1900, which never was; from 1 March 1900 on this day counts right.
_EXCEL = dt.date(1899, 12, 30)


class WrongCell(ValueError):
    """A cell that means nothing; the text says why, in German."""


def said(cell: str) -> str:
    """The cell as it is quoted in a message: in German quotation marks, cut after 30 signs."""
    short = cell.strip()
    return f"„{short[:SHOWN]}…“" if len(short) > SHOWN else f"„{short}“"


@dataclass(slots=True)
class Reader:
    """Reads the cells of one file. `missing`: further words and numbers that mean "no answer", such as -9.

    A file writes its decimals in one way: `comma` and `point` hold the first cell of each kind that was read.
    """

    missing: Collection[str] = ()
    comma: str = ""
    point: str = ""
    _numbers: dict[str, float | None] = field(default_factory=dict)
    _days: dict[str, dt.date | None] = field(default_factory=dict)
    _absent: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self._absent = MISSING | {word.strip().casefold() for word in self.missing}

    def is_missing(self, cell: str) -> bool:
        """Whether the cell says "no answer"."""
        return cell.strip().casefold() in self._absent

    def number(self, cell: str) -> float | None:
        """A number: 3 or 3,5 or 1.234,5 or 3.5; None for no answer. Raises WrongCell.

        1.234.567 is a whole number; 1.234 is read with a decimal point, and refused in a file with commas.
        """
        if cell in self._numbers:
            return self._numbers[cell]
        value = None if self.is_missing(cell) else self._new_number(cell.strip().replace("\u2212", "-"))
        if len(self._numbers) < _KEPT:
            self._numbers[cell] = value
        return value

    def day(self, cell: str) -> dt.date | None:
        """A day: 31.12.2025, 2025-12-31 or Excel's 46022; a time of day is left out; None for no answer.

        Raises WrongCell, also for 12/31/2025 and years of two digits, because these can mean two days.
        """
        if cell in self._days:
            return self._days[cell]
        value = None if self.is_missing(cell) else _new_day(cell.strip())
        if len(self._days) < _KEPT:
            self._days[cell] = value
        return value

    def yes(self, cell: str) -> bool | None:
        """1, ja, x, wahr or 0, nein, falsch; None for no answer. Raises WrongCell."""
        word = cell.strip().casefold()
        if word in YES:
            return True
        if word in NO:
            return False
        if word in self._absent:
            return None
        raise WrongCell(f"{said(cell)} heißt weder ja noch nein (erlaubt: 1, ja, 0, nein).")

    def _new_number(self, cell: str) -> float:
        if _WHOLE.fullmatch(cell):
            return float(cell)
        if _GERMAN.fullmatch(cell):
            self._same_style(cell, other=self.point)
            self.comma = self.comma or cell
            return float(cell.replace(".", "").replace(",", "."))
        if _THOUSANDS.fullmatch(cell):
            return float(cell.replace(".", ""))
        if _ENGLISH.fullmatch(cell):
            self._same_style(cell, other=self.comma)
            self.point = self.point or cell
            return float(cell)
        raise WrongCell(f"{said(cell)} ist keine Zahl.")

    def _same_style(self, cell: str, *, other: str) -> None:
        if other:
            raise WrongCell(
                f"{said(cell)} und {said(other)}: einmal Komma, einmal Punkt. Was davon trennt die Stellen?"
            )


def _new_day(cell: str) -> dt.date:
    if found := _ISO.fullmatch(cell):
        return _date(cell, int(found[1]), int(found[2]), int(found[3]))
    if found := _DOTS.fullmatch(cell):
        return _date(cell, int(found[3]), int(found[2]), int(found[1]))
    if found := _SERIAL.fullmatch(cell):
        return _EXCEL + dt.timedelta(days=int(found[1]))
    if "/" in cell:
        raise WrongCell(f"{said(cell)} ist mehrdeutig. Bitte 31.12.2025 oder 2025-12-31 schreiben.")
    raise WrongCell(f"{said(cell)} ist kein Tag. Erwartet: 31.12.2025 oder 2025-12-31.")


def _date(cell: str, year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise WrongCell(f"{said(cell)} steht in keinem Kalender.") from None
