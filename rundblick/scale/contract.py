"""What a research extract is: the codebook as data. `exports` writes it, whoever evaluates reads it."""

import datetime as dt
import json
from typing import Final, Literal

from pydantic import Field, ValidationError

from rundblick.catalogue.loading import Part
from rundblick.scale.problems import BadExtract

SCHEMA_VERSION: Final = 1
CODEBOOK, PARQUET, CSV = "codebook.json", "data.parquet", "data.csv"
PERSON, WAVE, HOUSE = "person", "wave", "house"
"""Columns every extract has: number of the person, which participation of theirs; and the house, once several meet."""
FIXED = (PERSON, WAVE)


class Column(Part):
    """A variable. `values`: code -> label, empty = open. `missing`: what an empty cell means. `version`: of the
    instrument. `measure` and `occasion`: columns with the same measure are the same question, asked in this order
    (1, 2, …); "" and 0 for what is not measured again.
    """

    code: str
    label: str
    type: Literal["text", "number"]
    values: dict[str, str] = {}
    missing: str = ""
    source: str = ""
    version: str = "1"
    quasi: bool = False
    sensitive: bool = False
    measure: str = ""
    occasion: int = 0


class Codebook(Part):
    """The codebook of one extract.

    `as_of`: Stichtag, inclusive. `smallest`: k, so many people are alike in all quasi-identifiers. `people` and `rows`
    (participations) are in the file; `without` did not consent and `left_out` would have been recognisable.
    """

    schema_version: Literal[1]
    title: str = ""
    as_of: dt.date
    smallest: int = Field(ge=1)
    people: int = Field(ge=0)
    rows: int = Field(ge=0)
    without: int = Field(ge=0)
    left_out: int = Field(ge=0)
    columns: tuple[Column, ...]

    def column(self, code: str) -> Column | None:
        """The variable of that code."""
        return next((one for one in self.columns if one.code == code), None)


def as_json(book: Codebook) -> bytes:
    """The codebook as its file; the same codebook gives the same bytes."""
    return (json.dumps(book.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n").encode()


def from_json(content: bytes, *, name: str) -> Codebook:
    """The codebook of a file. Raises BadExtract (`codebook`, `schema_version`) naming the file and what is wrong."""
    try:
        raw = json.loads(content.decode("utf-8-sig"))
    except ValueError:
        raise BadExtract("codebook", f"{name} ist kein JSON in UTF-8.") from None
    version = raw.get("schema_version") if isinstance(raw, dict) else None
    if version != SCHEMA_VERSION:
        raise BadExtract(
            "schema_version",
            f"{name}: Fassung {version!r} des Formats ist nicht bekannt; gelesen wird Fassung {SCHEMA_VERSION}. "
            "Erstellen Sie den Auszug neu, oder nehmen Sie ein neueres Rundblick.",
        )
    try:
        return Codebook.model_validate_json(json.dumps(raw))
    except ValidationError as error:
        places = [".".join(str(part) for part in one["loc"]) or "alles" for one in error.errors()]
        raise BadExtract(
            "codebook", f"{name} entspricht nicht dem Format.", [f"{name}: Stelle {place}" for place in places]
        ) from None
