"""Questions that strengthen somebody's trust in their own abilities: data with its source, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, Text, doubles

When = Literal["won", "shaken", "open_steps", "always"]


class Prompt(Part):
    """A question for a talk. `strengthens`: one of Bandura's four sources; `weakens`, `instead`: what to leave."""

    code: Code
    strengthens: Label
    when: When
    question: Text
    weakens: Label
    instead: Text


class Catalogue(Document):
    """All questions, in the order in which they are preferred."""

    schema_version: Literal[1]
    source: Text
    prompts: tuple[Prompt, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("prompts",), (one.code for one in self.prompts))


@cache
def catalogue() -> Catalogue:
    """The shipped questions. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("prompts.yaml"), Catalogue)
