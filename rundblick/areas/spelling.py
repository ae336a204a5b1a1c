"""How addresses are written in German: streets, house numbers, towns. Pure.

Everything that compares two spellings of a place goes through these functions, so that "Mühlenstr. 12 a" and
"Muehlenstraße 12A" are the same door.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rundblick.people.spelling import fold

_PIECES = re.compile(r"\d+|[^\W\d_]+")
_SHORT = {"str": "strasse", "st": "sankt", "pl": "platz", "doktor": "dr", "professor": "prof"}
_ASIDE = re.compile(r"[,(;]|//")
_LINE = re.compile(
    r"(?P<street>.*?[^\d\s])\s*(?P<number>\d+)(?:\s*(?P<letter>[a-z])\b)?"
    r"(?:\s*[-–/+]\s*\d+(?:\s*[a-z]\b)?)?(?:\s+\D*)?",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(?P<number>[1-9]\d{0,4})\s*(?P<letter>[a-z]?)", re.IGNORECASE)


@lru_cache(maxsize=8192)
def street_key(text: str) -> str:
    """The street as it is compared: without spaces, hyphens and marks, "Str." written out. "" for no letters."""
    pieces = [piece if piece.isdigit() else _written_out(fold(piece)) for piece in _PIECES.findall(text)]
    return "".join(pieces).replace(" ", "")


def _written_out(piece: str) -> str:
    if piece in _SHORT:
        return _SHORT[piece]
    # "Lindenstr." is one word; no other German word ends so.
    return f"{piece}asse" if piece.endswith("str") else piece


@lru_cache(maxsize=2048)
def town_key(text: str) -> str:
    """A municipality or district as it is compared."""
    return fold(text)


def postcode_key(text: str) -> str:
    """The digits of a postal code."""
    return "".join(letter for letter in text if letter.isdigit())


@dataclass(frozen=True, slots=True, order=True)
class HouseNumber:
    """A house number: 12 before 12a before 12b before 13. `letter` is lower case, "" without one."""

    number: int
    letter: str = ""

    def __str__(self) -> str:
        return f"{self.number}{self.letter}"


def house_number(text: str) -> HouseNumber | None:
    """A single house number such as "12" or "12 a"; None for anything else."""
    found = _NUMBER.fullmatch(text.strip())
    return HouseNumber(int(found["number"]), found["letter"].lower()) if found else None


def split_line(text: str) -> tuple[str, HouseNumber | None]:
    """Street and house number of one line of an address; what stands behind a comma is left out.

    Of a range such as "12-14" the first number counts: one house has one door. Numbers inside of a name stay there
    ("Straße des 17. Juni 135").
    """
    line = _ASIDE.split(text, maxsplit=1)[0].strip()
    found = _LINE.fullmatch(line)
    if found is None or len(found["number"]) > 5:
        return line, None
    return found["street"].strip(" ,"), HouseNumber(int(found["number"]), (found["letter"] or "").lower())
