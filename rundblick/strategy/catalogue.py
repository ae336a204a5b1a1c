"""Levers, ways in their order, lengths of the phases: data, read once."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, Text, doubles

FOLDER = Path(__file__).parent


class Phases(Part):
    """Lengths proposed for a talk, where they come from, and how binding they are."""

    action_months: int = Field(ge=1, le=24)
    observation_months: int = Field(ge=0, le=24)
    contact_days: int = Field(ge=1, le=365)
    source: Label
    status: Label


class Word(Part):
    """A code with what the screen says."""

    code: Code
    label: Label


class Help(Word):
    """What would make more hours possible, or bearable."""

    widens: Literal["possible", "bearable"]


class Way(Word):
    """A strategy. `task`: what it becomes when handed on, and who does it; without one it becomes a goal.

    `after`: ways that are looked at before this one. `asks_format`: a training, with format and certificate.
    """

    words: Text
    task: Label | None = None
    responsible: Literal["person", "jobcenter", "provider", "third"] = "person"
    caution: Text | None = None
    asks_format: bool = False
    after: tuple[Code, ...] = ()
    source: Label


class Catalogue(Document):
    """Everything the forms of the room offer, in the order of the screen."""

    schema_version: Literal[1]
    from_age: int = Field(ge=14, le=18)
    phases: Phases
    levers: tuple[Word, ...] = Field(min_length=1)
    ways: tuple[Way, ...] = Field(min_length=1)
    formats: tuple[Word, ...]
    helps: tuple[Help, ...]
    colleagues: tuple[Word, ...]

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, and ways that come after an unknown one or one further down."""
        for name in ("levers", "ways", "formats", "helps", "colleagues"):
            yield from doubles((name,), (entry.code for entry in getattr(self, name)))
        for index, way in enumerate(self.ways):
            for code in set(way.after) - {earlier.code for earlier in self.ways[:index]}:
                yield Complaint(("ways", index, "after"), f"„{code}“ steht nicht weiter oben")

    def label(self, kind: Literal["levers", "ways", "formats", "helps", "colleagues"], code: str) -> str:
        """What a code is called; the code itself when the catalogue no longer knows it."""
        return next((one.label for one in getattr(self, kind) if one.code == code), code)

    def way(self, code: str) -> Way | None:
        """The strategy of that code."""
        return next((way for way in self.ways if way.code == code), None)


class Step(Part):
    """The share (0 to 1) of gross earnings between two amounts in euros a month that stays free."""

    above: int = Field(ge=0)
    up_to: int = Field(gt=0)
    up_to_with_minor: int | None = None
    percent: int = Field(ge=0, le=100)


class AllowanceTable(Part):
    """What stays free of earnings from work, for a period; nothing is said after `checked_until`."""

    valid_from: dt.date
    checked_until: dt.date
    base: int = Field(gt=0)
    steps: tuple[Step, ...]
    examples: tuple[int, ...]
    law: Label
    source: Label
    status: Literal["belegt", "zu prüfen"]
    limits: Text


class Allowances(Document):
    """All tables, the earliest first."""

    schema_version: Literal[1]
    tables: tuple[AllowanceTable, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Tables that overlap, and steps that leave a gap."""
        for index, (before, after) in enumerate(zip(self.tables, self.tables[1:], strict=False), 1):
            if after.valid_from <= before.checked_until:
                yield Complaint(("tables", index), "beginnt, bevor die vorige endet")
        for index, table in enumerate(self.tables):
            ends = [table.base, *(step.up_to for step in table.steps)]
            if any(step.above != end for step, end in zip(table.steps, ends, strict=False)):
                yield Complaint(("tables", index, "steps"), "die Stufen schließen nicht aneinander an")


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation. Raises DocumentError when the file is wrong."""
    return load_document(FOLDER / "catalogue.yaml", Catalogue)


@cache
def allowances() -> tuple[AllowanceTable, ...]:
    """The tables of this installation. Raises DocumentError when the file is wrong."""
    return load_document(FOLDER / "allowances.yaml", Allowances).tables
