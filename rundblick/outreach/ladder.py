"""The ladder of the house: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.outreach.codes import Channel
from rundblick.programmes.vocabulary import Code, Label, doubles


class Origin(Part):
    """Where the ladder comes from, and what of it somebody chose."""

    rows: tuple[str, ...]
    place: str
    assumption: str


class Step(Part):
    """One step: due `after_days` after the attempt before. `ways`: what fits, the first one is proposed."""

    code: Code
    label: Label
    after_days: int = Field(ge=0)
    ways: tuple[Channel, ...] = Field(min_length=1)
    why: str
    how: tuple[str, ...] = Field(min_length=1)


class Closing(Part):
    """What is due `after_days` after the last attempt."""

    label: Label
    after_days: int = Field(ge=0)
    why: str


class Mark(Part):
    """A day on which somebody looks at it together, counted from the first attempt."""

    days: int = Field(ge=1)
    label: Label


class HouseLadder(Document):
    """Steps in their order, and how it goes on after the last one."""

    schema_version: Literal[1]
    origin: Origin
    steps: tuple[Step, ...] = Field(min_length=1)
    closing: Closing
    marks: tuple[Mark, ...] = ()

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("steps",), (one.code for one in self.steps))


@cache
def ladder() -> HouseLadder:
    """The ladder of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("ladder.yaml"), HouseLadder)
