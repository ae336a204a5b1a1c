"""What people are asked for, and with which words: the purposes of consents as files, checked by a schema.

A purpose is data. A version that has been in force is never rewritten, because its SHA-256 stands in every consent
given on it; other words are another version. "Entwurf" says that the house has not approved the words yet.
"""

import datetime as dt
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from rundblick.access.doors import TOPICS
from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.consent.codes import How, TextKind

LIBRARY = Path(__file__).parent / "texts"

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Line = Annotated[str, Field(min_length=1, max_length=500)]
Words = Annotated[str, Field(min_length=40, max_length=12_000)]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text as pages draw it: a heading, a paragraph, or the items of a list."""

    kind: Literal["heading", "paragraph", "list"]
    lines: tuple[str, ...]


class Version(Part):
    """The words of a purpose in one language from a day on: the full text, and the same in plain German."""

    version: Annotated[int, Field(ge=1)]
    valid_from: dt.date
    status: Literal["Entwurf", "freigegeben"]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "de"
    normal: Words
    plain: Words

    @property
    def draft(self) -> bool:
        """Whether the house has not approved these words yet."""
        return self.status == "Entwurf"

    def words(self, kind: TextKind) -> str:
        """The text of this kind."""
        return self.plain if kind == TextKind.PLAIN else self.normal

    def blocks(self, kind: TextKind) -> list[Block]:
        """The text of this kind in pieces. A line of its own that ends without a full stop is a heading."""
        return list(_blocks(self.words(kind)))

    @property
    def normal_blocks(self) -> list[Block]:
        """The full text in pieces."""
        return self.blocks(TextKind.NORMAL)

    @property
    def plain_blocks(self) -> list[Block]:
        """The plain text in pieces."""
        return self.blocks(TextKind.PLAIN)


class Purpose(Document):
    """What a consent allows. `topics`: what the door opens, for the recipient and for this one person; none opens none.

    `reader`: who reads or acts then; `without`: what becomes impossible without it, as § 67b Abs. 2 SGB X wants it
    said. `withdrawal`: what a withdrawal does, where no door closes. `longest_days`: after how many days it ends at the
    latest. `ways`: how it may be given. `basis`: norms; `source`: where the field describes the need.
    """

    code: Code
    label: Line
    summary: Line
    reader: Line
    without: Line
    withdrawal: tuple[Line, ...] = ()
    topics: tuple[str, ...]
    writes: bool = False
    longest_days: Annotated[int, Field(ge=1, le=3 * 366)]
    ways: Annotated[tuple[How, ...], Field(min_length=1)]
    basis: Annotated[tuple[Line, ...], Field(min_length=1)]
    source: Line
    texts: Annotated[tuple[Version, ...], Field(min_length=1)]

    @property
    def opens(self) -> bool:
        """Whether it opens a door, so that the consent names who goes through it."""
        return bool(self.topics)

    def complaints(self) -> Iterable[Complaint]:
        if self.opens is bool(self.withdrawal):
            yield Complaint(("withdrawal",), "steht genau dann da, wenn keine Tür aufgeht")
        for place, topic in enumerate(self.topics):
            if topic not in TOPICS:
                yield Complaint(("topics", place), "unbekanntes Thema", TOPICS, topic)
        for place, (before, after) in enumerate(zip(self.texts, self.texts[1:], strict=False), start=1):
            if after.version <= before.version or after.valid_from <= before.valid_from:
                yield Complaint(("texts", place), "Fassungen stehen in der Reihenfolge, in der sie beginnen")

    def text_on(self, day: dt.date) -> Version:
        """The words in force on that day. Raises LookupError before the first version begins."""
        return self._one([text for text in self.texts if text.valid_from <= day][-1:])

    def version(self, number: int) -> Version:
        """The words of a version, in force or not. Raises LookupError when there was none."""
        return self._one([text for text in self.texts if text.version == number])

    def fingerprint(self, text: Version, kind: TextKind) -> str:
        """SHA-256 of exactly what somebody read: purpose, version, language, kind and words, one line each."""
        content = "\n".join([self.code, str(text.version), text.language, kind, text.words(kind)])
        return hashlib.sha256(content.encode()).hexdigest()

    def _one(self, found: list[Version]) -> Version:
        if not found:
            raise LookupError(f"no such text of {self.code}")
        return found[0]


@cache
def purposes() -> dict[str, Purpose]:
    """All purposes by their codes, in the order of the files' names. Raises DocumentError for a file that is wrong."""
    loaded = [load_document(path, Purpose) for path in sorted(LIBRARY.glob("*.yaml"))]
    return {purpose.code: purpose for purpose in loaded}


def label_of(code: str) -> str:
    """What a purpose is called; its code when it is no longer in the library."""
    purpose = purposes().get(code)
    return purpose.label if purpose else code


def _blocks(text: str) -> Iterable[Block]:
    for paragraph in (part.strip().splitlines() for part in text.split("\n\n") if part.strip()):
        for listed, lines in groupby(paragraph, key=lambda line: line.startswith("- ")):
            words = tuple(line.removeprefix("- ") for line in lines)
            if listed:
                yield Block("list", words)
            elif len(paragraph) == 1 and not words[0].endswith((".", ":")):
                yield Block("heading", words)
            else:
                yield Block("paragraph", (" ".join(words),))
