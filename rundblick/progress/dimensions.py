"""In which parts of daily life somebody may become more stable: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, Text, doubles

LOWEST, HIGHEST = 0, 10


class Dimension(Part):
    """One part of daily life. `question` is read out; `low` and `high` say what 0 and 10 mean, in the first person."""

    code: Code
    label: Label
    question: Text
    low: Text
    high: Text


class Catalogue(Document):
    """All dimensions, in the order of the screen."""

    schema_version: Literal[1]
    dimensions: tuple[Dimension, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("dimensions",), (one.code for one in self.dimensions))


@cache
def dimensions() -> tuple[Dimension, ...]:
    """The dimensions of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("dimensions.yaml"), Catalogue).dimensions


def label_of(code: str) -> str:
    """What a dimension is called; its code when the catalogue no longer knows it."""
    return next((one.label for one in dimensions() if one.code == code), code)
