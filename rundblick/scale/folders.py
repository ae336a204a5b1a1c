"""Finds extracts in a folder, one per house, and refuses what cannot be counted together."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from rundblick.scale.contract import CODEBOOK, CSV, PARQUET, Codebook, Column, from_json
from rundblick.scale.problems import BadExtract

SAME = {
    "type": "Art",
    "values": "Werte",
    "version": "Fassung",
    "quasi": "könnte von außen bekannt sein",
    "measure": "Messung",
    "occasion": "Zeitpunkt",
}
"""What has to be the same in every house; wording of label, source and missing may differ."""


@dataclass(frozen=True, slots=True)
class Extract:
    """One extract as it lies in a folder; the name of the house is that of the folder."""

    house: str
    book: Codebook
    data: Path

    @property
    def is_parquet(self) -> bool:
        """Whether engines read the file as it is."""
        return self.data.name == PARQUET


def find(folder: Path) -> list[Extract]:
    """The extract in this folder, or one for each folder in it, by name. Raises BadExtract for anything else."""
    if not folder.is_dir():
        raise BadExtract("no_files", f"Den Ordner {folder} gibt es nicht.")
    if _has_files(folder):
        return [_extract(folder)]
    houses = sorted(one for one in folder.iterdir() if one.is_dir() and not one.name.startswith("."))
    found = [one for one in houses if _has_files(one)]
    if not found:
        raise BadExtract(
            "no_files",
            f"Im Ordner {folder} liegt kein Auszug. Erwartet wird {CODEBOOK} mit {PARQUET} oder {CSV}: hier, oder je "
            "Haus in einem Ordner mit dem Namen des Hauses.",
        )
    empty = [one.name for one in houses if one not in found]
    if empty:
        raise BadExtract("no_files", "In diesen Ordnern liegt kein Auszug:", empty)
    return [_extract(one) for one in found]


def agree(extracts: Sequence[Extract]) -> None:
    """Raise BadExtract (`differs`) unless all houses have the same Stichtag and the same variables; says which."""
    first, *others = extracts
    found = [line for other in others for line in _differences(first, other)]
    if found:
        raise BadExtract("differs", "Diese Auszüge lassen sich nicht zusammen zählen:", found)


def _has_files(folder: Path) -> bool:
    return any((folder / name).is_file() for name in (CODEBOOK, PARQUET, CSV))


def _extract(folder: Path) -> Extract:
    house = unicodedata.normalize("NFC", folder.resolve().name)
    if not (folder / CODEBOOK).is_file():
        raise BadExtract("no_files", f"{house}: Es fehlt {CODEBOOK}. Ohne Codebuch wird nichts gezählt.")
    data = next((folder / name for name in (PARQUET, CSV) if (folder / name).is_file()), None)
    if data is None:
        raise BadExtract("no_files", f"{house}: Es fehlen die Daten ({PARQUET} oder {CSV}).")
    return Extract(house, from_json((folder / CODEBOOK).read_bytes(), name=f"{house}/{CODEBOOK}"), data)


def _differences(one: Extract, other: Extract) -> list[str]:
    found = []
    if one.book.as_of != other.book.as_of:
        found.append(
            f"Stichtag: {one.book.as_of:%d.%m.%Y} in {one.house}, {other.book.as_of:%d.%m.%Y} in {other.house}"
        )
    mine = {column.code: column for column in one.book.columns}
    theirs = {column.code: column for column in other.book.columns}
    found += [f"Merkmal {code}: fehlt in {other.house}" for code in mine if code not in theirs]
    found += [f"Merkmal {code}: fehlt in {one.house}" for code in theirs if code not in mine]
    for code in mine:
        if code in theirs:
            found += _unlike(mine[code], theirs[code], one.house, other.house)
    return found


def _unlike(mine: Column, theirs: Column, here: str, there: str) -> list[str]:
    return [
        f"Merkmal {mine.code}: {word} {_told(getattr(mine, name))} in {here}, {_told(getattr(theirs, name))} in {there}"
        for name, word in SAME.items()
        if getattr(mine, name) != getattr(theirs, name)
    ]


def _told(value: object) -> str:
    if isinstance(value, dict):
        return "(" + ", ".join(value) + ")"
    return {True: "ja", False: "nein"}.get(value, str(value)) if isinstance(value, bool) else str(value)
