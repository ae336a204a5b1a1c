"""What help can be about, for whom, and how one gets in: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, doubles


class Named(Part):
    """A code with its word on the screen."""

    code: Code
    label: Label


class Topic(Part):
    """What a service helps with. `plain`: as a person would say it. `words`: what people and professionals ask for.

    `kind`: the kind of help a coach refers to (code of the ways to a help), where one fits.
    """

    code: Code
    group: str
    label: Label
    plain: str
    words: tuple[str, ...] = Field(min_length=1)
    kind: str = ""


class Audience(Part):
    """Whom an offer is made for."""

    code: Code
    label: Label
    words: tuple[str, ...] = ()


class Taxonomy(Document):
    """All closed lists that the directory speaks in, in the order of the screen."""

    schema_version: Literal[1]
    groups: tuple[Named, ...] = Field(min_length=1)
    topics: tuple[Topic, ...] = Field(min_length=1)
    audiences: tuple[Audience, ...] = Field(min_length=1)
    accessibility: tuple[Named, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, and topics of a group that is not there."""
        for name in ("groups", "topics", "audiences", "accessibility"):
            yield from doubles((name,), (one.code for one in getattr(self, name)))
        groups = tuple(one.code for one in self.groups)
        for place, topic in enumerate(self.topics):
            if topic.group not in groups:
                yield Complaint(("topics", place, "group"), "unbekannte Gruppe", groups, topic.group)


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("taxonomy.yaml"), Taxonomy)


@cache
def topics() -> dict[str, Topic]:
    """Topics by their code."""
    return {one.code: one for one in taxonomy().topics}


@cache
def audiences() -> dict[str, Audience]:
    """Audiences by their code."""
    return {one.code: one for one in taxonomy().audiences}


@cache
def accessibility() -> dict[str, str]:
    """Ways in, by their code, in words."""
    return {one.code: one.label for one in taxonomy().accessibility}


def topics_by_group() -> list[tuple[Named, list[Topic]]]:
    """Groups with their topics, in the order of the file."""
    return [(group, [one for one in taxonomy().topics if one.group == group.code]) for group in taxonomy().groups]
