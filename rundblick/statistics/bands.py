"""Groups of a scale, such as 1-2 "sehr schlecht": every value belongs to one band or to none."""

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.summary import TOLERANCE

_BAND = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(?:-|–|bis)\s*(-?\d+(?:\.\d+)?)\s*")


@dataclass(frozen=True, slots=True)
class Band:
    """Values from `low` to `high`, both inclusive."""

    low: float
    high: float

    @property
    def label(self) -> str:
        """As printed: "1–2", decimals with a comma."""
        return f"{_plain(self.low)}–{_plain(self.high)}"

    def holds(self, value: float) -> bool:
        """Whether the value lies in this band."""
        return self.low - TOLERANCE <= value <= self.high + TOLERANCE


def parse_bands(text: str) -> tuple[Band, ...]:
    """Bands from "0-3,4-6,7-10", in rising order. Raises CannotCompute (`bands`) with what is wrong."""
    found = [_band(part) for part in text.split(",")]
    for before, after in itertools.pairwise(found):
        if after.low <= before.high:
            raise CannotCompute("bands", f"Die Gruppen {before.label} und {after.label} überschneiden sich.")
    return tuple(found)


def place(value: float, bands: Sequence[Band]) -> int:
    """The place of the band that holds the value. Raises CannotCompute (`bands`) when none does."""
    for index, band in enumerate(bands):
        if band.holds(value):
            return index
    raise CannotCompute("bands", f"Der Wert {_plain(value)} liegt in keiner der Gruppen.")


def rows_by_band(values: Sequence[float], bands: Sequence[Band]) -> list[list[int]]:
    """For each band the places of the values in it. Raises CannotCompute (`bands`) for a value in none."""
    rows: list[list[int]] = [[] for _ in bands]
    for row, value in enumerate(values if bands else ()):
        rows[place(value, bands)].append(row)
    return rows


def _band(part: str) -> Band:
    found = _BAND.fullmatch(part)
    if not found:
        raise CannotCompute("bands", f"„{part.strip()}“ ist keine Gruppe. Erwartet: 0-3,4-6,7-10.")
    band = Band(float(found[1]), float(found[2]))
    if band.low > band.high:
        raise CannotCompute("bands", f"Die Gruppe {band.label} beginnt nach ihrem Ende.")
    return band


def _plain(value: float) -> str:
    return f"{value:g}".replace(".", ",")
