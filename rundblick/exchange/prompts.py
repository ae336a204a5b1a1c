"""Questions for the own reflection: data with its source, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, Text, doubles


class Prompt(Part):
    """A question to oneself. `about`: one of Bandura's four sources, or what weakens it."""

    code: Code
    about: Label
    question: Text


class Catalogue(Document):
    """All questions, in the order in which they are offered."""

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


def prompt_of(code: str) -> Prompt:
    """The question with that code, the first one for any other."""
    return next((one for one in catalogue().prompts if one.code == code), catalogue().prompts[0])


def after(prompt: Prompt) -> Prompt:
    """The question offered next; after the last one the first."""
    prompts = catalogue().prompts
    return prompts[(prompts.index(prompt) + 1) % len(prompts)]
