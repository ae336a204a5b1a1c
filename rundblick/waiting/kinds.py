"""What people wait for: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, doubles

Word = Literal["what", "whom", "answer", "bridge"]


class Kind(Part):
    """Something people wait for. `shown`: what lists call it, where that is not the label.

    `ask_after_days`: how long after an asking the next one is proposed. `words`: what may be written down beside the
    days. `needs_what`: the kind alone says too little. `question`: it ends with an answer. `offered`: can be chosen for
    something new; those that cannot stay as they are.
    """

    code: Code
    label: Label
    shown: str = ""
    ask_after_days: int = Field(ge=1)
    words: frozenset[Word]
    needs_what: bool = False
    question: bool = False
    offered: bool = True

    @property
    def name(self) -> str:
        """What lists, pictures and prints call it."""
        return self.shown or self.label


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
    """The kind of that code. One that the catalogue no longer knows is shown by its code and takes no words."""
    found = next((one for one in kinds() if one.code == code), None)
    return found or Kind.model_construct(code=code, label=code, ask_after_days=28, words=frozenset())
