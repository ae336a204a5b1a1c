"""What is asked of the benefits department: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, doubles


class Kind(Part):
    """A kind of question. `days`: until when an answer is asked for. `hint`: what helps the clerk to answer.

    `for_person`: the coach says only what speaks for the person.
    """

    code: Code
    label: Label
    days: int = Field(ge=1, le=60)
    hint: str = ""
    for_person: bool = False


class Catalogue(Document):
    """All kinds, in the order of the form."""

    schema_version: Literal[1]
    kinds: tuple[Kind, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("kinds",), (one.code for one in self.kinds))


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("kinds.yaml"), Catalogue).kinds


def kind_of(code: str) -> Kind:
    """The kind of that code. One that the catalogue no longer knows is shown by its code."""
    found = next((one for one in kinds() if one.code == code), None)
    return found or Kind.model_construct(code=code, label=code, days=14, hint="", for_person=False)
