"""The catalogue of the situation clarification (catalogue.yaml): fields, topics, marks, questions, 4PM terms."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.definition import Source, Sourced
from rundblick.programmes.vocabulary import Code, Label, doubles

HOUSING = "housing_"
"""Topics that begin like this need an occasion; the database says so too."""

Sentence = Annotated[str, Field(min_length=1, max_length=300)]


class Scale(Part):
    """A question answered from 0 (`low`) to 10 (`high`)."""

    question: Sentence
    low: Label
    high: Label


class Phase(Part):
    """Where a need belongs in the 4-Phasen-Modell: Schlüsselgruppe and, where the source has one, Handlungsbedarf."""

    group: Label
    need: Label | None = None


class Indicator(Part):
    """A mark that may be chosen with an entry. `acute`: it makes the entry urgent."""

    code: Code
    label: Label
    acute: bool = False


class Topic(Part):
    """Something one may talk about. The flags are explained at the head of the file."""

    code: Code
    label: Label
    protected: bool = False
    occasion: bool = False
    capability: bool = False
    scale: Scale | None = None
    at_most: int | None = Field(default=None, ge=1)
    phase: Phase
    questions: tuple[Sentence, ...] = ()
    indicators: tuple[Indicator, ...] = ()

    def labels(self, codes: Iterable[str]) -> list[str]:
        """Labels of these marks in the order of the catalogue; a code no longer in it speaks for itself."""
        known = {one.code: one.label for one in self.indicators}
        chosen = set(codes)
        return [label for code, label in known.items() if code in chosen] + sorted(chosen - set(known))

    def acute(self, codes: Iterable[str]) -> bool:
        """Whether one of these marks makes an entry urgent."""
        return any(one.acute for one in self.indicators if one.code in set(codes))


class Area(Sourced):
    """A field of action (Handlungsfeld)."""

    number: int = Field(ge=1, le=5)
    code: Code
    label: Label
    questions: tuple[Sentence, ...] = Field(min_length=1)
    topics: tuple[Topic, ...] = Field(min_length=1)

    @property
    def open_topics(self) -> list[Topic]:
        """Topics that are written down as ordinary entries."""
        return [topic for topic in self.topics if not topic.protected]

    @property
    def protected_topics(self) -> list[Topic]:
        """Topics that live in the protected area only."""
        return [topic for topic in self.topics if topic.protected]


class Catalogue(Document):
    """All fields of action in their order."""

    schema_version: Literal[1]
    id: Code
    source: Source
    fields: tuple[Area, ...] = Field(min_length=5, max_length=5)

    def topics(self) -> Iterator[Topic]:
        """All topics in order."""
        for area in self.fields:
            yield from area.topics

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, and topics whose flags contradict their name or each other."""
        yield from doubles(("fields",), (topic.code for topic in self.topics()))
        yield from doubles(("fields",), (one.code for topic in self.topics() for one in topic.indicators))
        for at, area in enumerate(self.fields):
            if area.number != at + 1:
                yield Complaint(("fields", at, "number"), "Die Felder stehen in ihrer Reihenfolge.")
            for place, topic in enumerate(area.topics):
                where = ("fields", at, "topics", place)
                if topic.occasion != topic.code.startswith(HOUSING):
                    yield Complaint((*where, "occasion"), f"Wohnthemen, und nur sie, beginnen mit {HOUSING}.")
                if topic.protected and topic.indicators:
                    yield Complaint((*where, "indicators"), "Geschützte Themen haben keine Merkmale zum Ankreuzen.")


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("catalogue.yaml"), Catalogue)


@cache
def _places() -> dict[str, tuple[Area, Topic]]:
    return {topic.code: (area, topic) for area in catalogue().fields for topic in area.topics}


def topic_of(code: str) -> Topic | None:
    """The topic of that code, or None."""
    found = _places().get(code)
    return found[1] if found else None


def area_of(code: str) -> Area | None:
    """The field a topic belongs to, or None."""
    found = _places().get(code)
    return found[0] if found else None


def topic_label(code: str) -> str:
    """What a topic is called; a code no longer in the catalogue speaks for itself."""
    found = topic_of(code)
    return found.label if found else code
