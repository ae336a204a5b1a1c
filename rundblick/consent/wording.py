"""What people are asked for, and with which words: the purposes of consents as files, checked by a schema.

A purpose is data. A version that has been in force is never rewritten, because its SHA-256 stands in every consent
given on it; other words are another version. "Entwurf" says that the house has not approved the words yet.

The German text binds. Translations of its plain words lie beside it, one file for each language and purpose; what was
read in another language is kept with its own SHA-256.
"""

import datetime as dt
import hashlib
from collections.abc import Collection, Iterable
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
TRANSLATIONS = Path(__file__).parent / "translations"

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Line = Annotated[str, Field(min_length=1, max_length=500)]
Words = Annotated[str, Field(min_length=40, max_length=12_000)]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text as pages draw it: a heading, a paragraph, or the items of a list."""

    kind: Literal["heading", "paragraph", "list"]
    lines: tuple[str, ...]


class Language(Part):
    """A language of translations: what it is called by those who speak it and in German, and how it is written.

    The lines are what stands around a text, in that language: that the German text binds, that nobody has checked the
    translation yet, and the words of the sheet that is signed.
    """

    code: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    name: Line
    german: Line
    direction: Literal["ltr", "rtl"] = "ltr"
    binding: Line
    draft: Line
    yes: Line
    place_and_date: Line
    signature: Line


class Languages(Document):
    """All languages, in the order in which they are offered."""

    languages: tuple[Language, ...]


class Translation(Document):
    """The plain words of one version of a purpose in another language."""

    purpose: Code
    version: Annotated[int, Field(ge=1)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")]
    status: Literal["Entwurf", "freigegeben"]
    label: Line
    words: Words

    def is_draft(self, approved: Collection[str]) -> bool:
        """Whether nobody has approved exactly these words; `approved`: fingerprints that the data protection did."""
        return self.status == "Entwurf" and self.fingerprint not in approved

    @property
    def blocks(self) -> list[Block]:
        """The words in pieces."""
        return list(_blocks(self.words))

    @property
    def spoken(self) -> Language:
        """The language."""
        return languages()[self.language]

    @property
    def fingerprint(self) -> str:
        """SHA-256 of exactly what somebody read, like that of the German text."""
        return _sha256(self.purpose, self.version, self.language, "translation", self.words)


class Version(Part):
    """The words of a purpose in one language from a day on: the full text, and the same in plain German."""

    version: Annotated[int, Field(ge=1)]
    valid_from: dt.date
    status: Literal["Entwurf", "freigegeben"]
    language: Annotated[str, Field(pattern=r"^[a-z]{2}$")] = "de"
    normal: Words
    plain: Words

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
    """What a consent allows. `to`: whom it names. `topics`: what the door opens for them and for this one person.

    `to`: "coach" = a person who works with the case, "organisation" = a provider or partner of this installation,
    "named" = somebody outside in words, "nobody". A coach's door carries the topics, an agency's those that are chosen
    of them and those in `always`; an agency without topics reads nothing, as when it is the one who may speak.
    `explicit`: topics for which Art. 9 DSGVO wants an explicit yes, with the sentence beside the box.
    `reader`: who reads or acts then; `without`: what becomes impossible without it, as § 67b Abs. 2 SGB X wants it
    said. `withdrawal`: what a withdrawal does, where no door closes. `topic`: which door shows that the consent exists;
    "notes" is never among what an agency may be shown.
    `longest_days`: after how many days it ends at the latest. `ways`: how it may be given. `basis`: norms; `source`:
    where the field describes the need.
    """

    code: Code
    label: Line
    summary: Line
    reader: Line
    without: Line
    withdrawal: tuple[Line, ...] = ()
    to: Literal["coach", "organisation", "named", "nobody"]
    named: Line | None = None
    topics: tuple[str, ...] = ()
    always: tuple[str, ...] = ()
    explicit: dict[str, Line] = {}
    topic: Literal["master", "notes"] = "master"
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

    def translated(self, text: Version) -> dict[str, Translation]:
        """The translations of this version by language, in the order in which languages are offered."""
        found = translations()
        keys = {code: (self.code, text.version, code) for code in languages()}
        return {code: found[key] for code, key in keys.items() if key in found}

    def complaints(self) -> Iterable[Complaint]:
        if self.opens is bool(self.withdrawal):
            yield Complaint(("withdrawal",), "steht genau dann da, wenn keine Tür aufgeht")
        if self.opens is not (self.to == "coach") and self.to != "organisation":
            yield Complaint(("topics",), "stehen genau dann da, wenn eine Tür aufgeht")
        if (self.to == "organisation" and self.opens) is not bool(self.always):
            yield Complaint(("always",), "steht genau dann da, wenn einer Stelle eine Tür aufgeht")
        for topic in self.explicit:
            if topic not in self.topics:
                yield Complaint(("explicit", topic), "steht nicht unter den Themen", self.topics, topic)
        if (self.to == "named") is not bool(self.named):
            yield Complaint(("named",), "die Frage nach dem Namen steht genau dann da, wenn jemand genannt wird")
        named = [(("topics", place), topic) for place, topic in enumerate(self.topics)]
        named += [(("always", place), topic) for place, topic in enumerate(self.always)]
        for where, topic in named:
            if topic not in TOPICS:
                yield Complaint(where, "unbekanntes Thema", TOPICS, topic)
            elif topic == "protected" and self.to != "coach":
                yield Complaint(where, "den geschützten Bereich liest nur eine Fachkraft mit Namen")
            elif topic == "notes" and self.to != "coach":
                yield Complaint(where, "Gespräche und Nachweise liest keine andere Stelle")
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
        return _sha256(self.code, text.version, text.language, kind, text.words(kind))

    def fingerprint_of_both(self, text: Version) -> str:
        """SHA-256 of the full text together with the plain one: what is approved at once."""
        return _sha256(self.code, text.version, text.language, "texts", text.normal, text.plain)

    def is_draft(self, text: Version, approved: Collection[str]) -> bool:
        """Whether nobody has approved exactly these words; `approved`: fingerprints that the data protection did."""
        return text.status == "Entwurf" and self.fingerprint_of_both(text) not in approved

    def _one(self, found: list[Version]) -> Version:
        if not found:
            raise LookupError(f"no such text of {self.code}")
        return found[0]


@cache
def purposes() -> dict[str, Purpose]:
    """All purposes by their codes, in the order of the files' names. Raises DocumentError for a file that is wrong."""
    loaded = [load_document(path, Purpose) for path in sorted(LIBRARY.glob("*.yaml"))]
    return {purpose.code: purpose for purpose in loaded}


@cache
def languages() -> dict[str, Language]:
    """All languages of translations by their codes."""
    found = load_document(TRANSLATIONS / "languages.yaml", Languages).languages
    return {language.code: language for language in found}


@cache
def translations() -> dict[tuple[str, int, str], Translation]:
    """All translations by purpose, version and language."""
    loaded = [load_document(path, Translation) for path in sorted(TRANSLATIONS.glob("*/*.yaml"))]
    return {(one.purpose, one.version, one.language): one for one in loaded}


def label_of(code: str) -> str:
    """What a purpose is called; its code when it is no longer in the library."""
    purpose = purposes().get(code)
    return purpose.label if purpose else code


def _sha256(*parts: object) -> str:
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


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
