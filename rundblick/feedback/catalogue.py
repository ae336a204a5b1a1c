"""What is asked, in which words, and about which letters: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from django.conf import settings
from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.feedback.languages import CODES, TONGUES, Tongue
from rundblick.programmes.vocabulary import Code, Label, doubles

SHEETS = Path(__file__).with_name("sheets")
GERMAN = "de"


class Statement(Part):
    """One sentence to agree with. `label`: its short name in tables of the staff."""

    code: Code
    label: Label


class Wording(Part):
    """A form in one language. `low`, `high`: ends of the scale; `points`: words under the faces, from no to yes.

    `draft`: nobody has checked this translation yet.
    """

    low: Label
    high: Label
    points: tuple[Label, Label, Label, Label, Label]
    statements: dict[str, Label]
    comment: Label
    draft: bool = False


class Sheet(Document):
    """A form of statements on a scale from 0 to 10. `version` counts changes of its sense.

    `licence`: what is printed below a form of somebody else, as its licence asks.
    """

    schema_version: Literal[1]
    code: Code
    version: int = Field(ge=1)
    licence: str = Field(default="", max_length=400)
    statements: tuple[Statement, ...] = Field(min_length=1, max_length=8)
    wordings: dict[str, Wording]

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, languages there are not, and statements that a language lacks or has too many of."""
        yield from doubles(("statements",), (one.code for one in self.statements))
        wanted = {one.code for one in self.statements}
        if GERMAN not in self.wordings:
            yield Complaint(("wordings",), "die deutsche Fassung fehlt", (GERMAN,))
        for language, wording in self.wordings.items():
            if language not in CODES:
                yield Complaint(("wordings", language), "unbekannte Sprache", CODES, language)
            if set(wording.statements) != wanted:
                yield Complaint(
                    ("wordings", language, "statements"), "braucht genau diese Sätze", tuple(sorted(wanted))
                )

    @property
    def tongues(self) -> list[Tongue]:
        """The languages in which it is there."""
        return [one for one in TONGUES if one.code in self.wordings]

    def wording(self, language: str) -> Wording:
        """The form in that language; in German where it is missing."""
        return self.wordings.get(language, self.wordings[GERMAN])


class Words(Part):
    """What stands around the statements; `{coach}` is the name of the coach."""

    title: Label
    talk: Label
    letter: Label
    unnamed: str
    counted: str
    scale: str
    left_out: Label
    word: Label
    word_help: str
    send: Label
    nothing: Label
    too_long: Label
    thanks: Label
    thanks_unnamed: Label
    thanks_named: str
    thanks_letter: Label
    done: Label
    languages: Label
    choose: Label
    named: Label
    named_text: str
    without: Label
    without_text: str
    named_lead: str
    over: Label
    over_text: str
    code: Label
    code_text: str
    code_label: Label
    code_next: Label
    code_wrong: str
    start: Label
    draft: str
    own_form: Label
    paper: str
    paper_return: str
    paper_scan: str
    paper_name: str


class AllWords(Document):
    """The words of the pages in every language."""

    schema_version: Literal[1]
    words: dict[str, Words]

    def complaints(self) -> Iterable[Complaint]:
        """Languages without words, and words in languages there are not."""
        for language in CODES:
            if language not in self.words:
                yield Complaint(("words",), "eine Sprache fehlt", (language,))
        for language in self.words:
            if language not in CODES:
                yield Complaint(("words", language), "unbekannte Sprache", CODES, language)


class Letter(Part):
    """A kind of letter."""

    code: Code
    label: Label


class Letters(Document):
    """The kinds of letters of which it is asked whether they were clear."""

    schema_version: Literal[1]
    letters: tuple[Letter, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("letters",), (one.code for one in self.letters))


class NoLicence(ValueError):
    """A form of the house's own without a note on its licence."""


@cache
def shipped(name: str) -> Sheet:
    """A form that comes with the software. Raises DocumentError when the file is wrong."""
    return load_document(SHEETS / f"{name}.yaml", Sheet)


@cache
def own_sheet(path: str) -> Sheet:
    """A form of the house. Raises DocumentError when the file is wrong, NoLicence without a licence note."""
    found = load_document(Path(path), Sheet)
    if not found.licence.strip():
        raise NoLicence(f"{path}: licence fehlt; ein eigener Bogen braucht einen Hinweis auf seine Lizenz")
    return found


def talk() -> Sheet:
    """What is asked about a talk in this installation."""
    path = settings.RUNDBLICK.feedback_form
    return own_sheet(path) if path else shipped("talk")


def letter() -> Sheet:
    """What is asked about a letter."""
    return shipped("letter")


@cache
def _all_words() -> AllWords:
    return load_document(SHEETS / "words.yaml", AllWords)


def words(language: str) -> Words:
    """What stands around a form in that language; in German where there is none."""
    found = _all_words().words
    return found.get(language, found[GERMAN])


@cache
def letters() -> tuple[Letter, ...]:
    """The kinds of letters, in the order of the page."""
    return load_document(SHEETS / "letters.yaml", Letters).letters


def letter_of(code: str) -> Letter | None:
    """The kind of letter of that code."""
    return next((one for one in letters() if one.code == code), None)


def labels(code: str, version: int) -> dict[str, str]:
    """Short names of the statements of a form that was answered; empty for one that is no longer there."""
    known = (talk(), shipped("talk"), letter())
    found = next((one for one in known if (one.code, one.version) == (code, version)), None)
    return {one.code: one.label for one in found.statements} if found else {}
