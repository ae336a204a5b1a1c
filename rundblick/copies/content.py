"""Reading the frozen content of a copy, and what of it is hidden."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.copies.models import Part, Redaction
from rundblick.copies.reasons import reason_of
from rundblick.copies.rules import Hidden, Section


def frozen(whole: Section, entries: Iterable[Iterable[str]]) -> str:
    """Some entries of a section as a part keeps them."""
    return json.dumps({"columns": whole.columns, "entries": list(map(list, entries))}, ensure_ascii=False)


def read(part: Part) -> tuple[list[str], list[list[str]]]:
    """Columns and entries of a part."""
    content = json.loads(part.content)
    return content["columns"], content["entries"]


def place_in_words(part: Part, place: int) -> str:
    """Where an entry stands in the copy."""
    return f"{part.title}, Eintrag {part.first + place}"


@dataclass(frozen=True)
class Covers:
    """Everything that is hidden in a copy, by where it holds."""

    rows: tuple[Redaction, ...]

    def rows_at(self, part_id: uuid.UUID, place: int) -> list[Redaction]:
        """What may hide something of that entry: said there, or for the whole copy."""
        return [row for row in self.rows if (row.part_id, row.entry) in ((part_id, place), (None, None))]

    def at(self, part_id: uuid.UUID, place: int) -> list[Hidden]:
        """The same for the rules."""
        return [Hidden(reason_of(row.reason), row.words or "") for row in self.rows_at(part_id, place)]
