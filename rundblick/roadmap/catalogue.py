"""Steps, questions and sheets of the Fahrplan: data, read once (PRO AKTIV 2.5, 5.3, 5.4)."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, Text, doubles

FOLDER = Path(__file__).parent
LOWEST, HIGHEST = 0, 10
MOST_HOURS = 48
"""Hours a week that may be named; § 3 ArbZG allows no more on average."""


class Named(Part):
    """Something with a name on the screen."""

    code: Code
    label: Label


class Step(Named):
    """One of the nine steps. `says`: what happens there, in the person's words. `who`: who usually takes part."""

    says: Text
    who: tuple[Code, ...] = Field(min_length=1)


class Question(Named):
    """One question of a ticket, as the person is asked (`own`) and as everybody else is (`other`)."""

    own: Text
    other: Text


class Ends(Part):
    """What 0 and 10 mean, in the first person."""

    low: Label
    high: Label


class Mark(Part):
    """A word for numbers up to and including `until`."""

    until: int = Field(ge=LOWEST, le=HIGHEST)
    label: Label


class Sheet(Named):
    """A sheet of the folder: its heading and beginnings of sentences."""

    prompts: tuple[Text, ...] = Field(min_length=1)


class Catalogue(Document):
    """Everything the Fahrplan asks, in the order of the screen."""

    schema_version: Literal[1]
    steps: tuple[Step, ...] = Field(min_length=1)
    people: tuple[Named, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = Field(min_length=1)
    matters: tuple[Named, ...] = Field(min_length=1)
    ends: Ends
    marks: tuple[Mark, ...] = Field(min_length=1)
    sheets: tuple[Sheet, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, people nobody knows, and numbers without a word."""
        for name in ("steps", "people", "questions", "matters", "sheets"):
            yield from doubles((name,), (one.code for one in getattr(self, name)))
        known = {one.code for one in self.people}
        for step in self.steps:
            if unknown := set(step.who) - known:
                yield Complaint(("steps", step.code), f"unbekannt: {', '.join(sorted(unknown))}")
        if [one.until for one in self.marks] != sorted({one.until for one in self.marks}) or (
            self.marks[-1].until != HIGHEST
        ):
            yield Complaint(("marks",), "steigend, und zuletzt 10")

    def step(self, code: str) -> Step | None:
        """The step of that code."""
        return next((one for one in self.steps if one.code == code), None)

    def sheet(self, code: str) -> Sheet | None:
        """The sheet of that code."""
        return next((one for one in self.sheets if one.code == code), None)

    def named(self, kind: Literal["people", "matters", "sheets"], code: str) -> str:
        """What a person or matter is called; its code when the catalogue no longer knows it."""
        found: Iterable[Named] = getattr(self, kind)
        return next((one.label for one in found if one.code == code), code)

    def word(self, value: int) -> str:
        """The word for a number from 0 to 10."""
        return next(one.label for one in self.marks if value <= one.until)


@cache
def catalogue() -> Catalogue:
    """The Fahrplan of this installation. Raises DocumentError when the file is wrong."""
    return load_document(FOLDER / "catalogue.yaml", Catalogue)
