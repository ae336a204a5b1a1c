"""Why something of a copy may be withheld, and words that are worth a look: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, Text, doubles


class Reason(Part):
    """A reason with its legal basis and where that was read. `check`: what is not settled and should be asked."""

    code: Code
    label: Label
    basis: Label
    help: Text
    source: Label
    check: Text | None = None


class Catalogue(Document):
    """Reasons in the order of the form, and the words that put an entry forward for a look."""

    schema_version: Literal[1]
    reasons: tuple[Reason, ...] = Field(min_length=1)
    signs: tuple[Label, ...]

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("reasons",), (one.code for one in self.reasons))


@cache
def catalogue() -> Catalogue:
    """The catalogue. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("reasons.yaml"), Catalogue)


def reason_of(code: str) -> Reason:
    """The reason of that code; one the catalogue no longer knows is shown by its code."""
    found = next((one for one in catalogue().reasons if one.code == code), None)
    return found or Reason.model_construct(code=code, label=code, basis="", help="", source="", check=None)
