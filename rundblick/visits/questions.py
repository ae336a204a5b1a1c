"""Questions before and after a visit: data with its source, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Text, doubles


class Question(Part):
    """One question to the coach. `help`: what it means, or empty."""

    code: Code
    question: Text
    help: str = ""


class Questions(Document):
    """All questions: seven before, three after a visit."""

    schema_version: Literal[1]
    source: Text
    before: tuple[Question, ...] = Field(min_length=1)
    after: tuple[Question, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("before",), (one.code for one in self.before))
        yield from doubles(("after",), (one.code for one in self.after))


@cache
def questions() -> Questions:
    """The shipped questions. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("questions.yaml"), Questions)
