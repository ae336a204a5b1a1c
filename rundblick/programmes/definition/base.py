"""What every part of a definition is made of: names, topics, roles, and where a rule comes from."""

from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.vocabulary import Code, Label, Text

Topic = Literal[
    "master",
    "appointments",
    "notes",
    "tasks",
    "goals",
    "situation",
    "programmes",
    "journeys",
    "outcomes",
    "documents",
    "cooperation",
    "benefits",
    "health",
    "protected",
]
Role = Literal[
    "coach",
    "team_lead",
    "nominator",
    "benefits",
    "placement",
    "coordinator",
    "partner",
    "research",
    "dpo",
    "admin",
    "participant",
]
Unit = Literal["person", "household", "person_and_employer"]
"""Who takes part. `person_and_employer`: a person together with a firm, as when a Minijob becomes insured work."""

DueKind = Literal["contact", "report", "review", "preparation", "task", "follow_up", "end"]


class Origin(Part):
    """Where a rule comes from: rows of the requirement catalogue, a place in the document, or nowhere.

    `assumption` says that the source is silent and why this value was chosen; it may stand beside a place
    that gives the idea but not the value. Something must be said.
    """

    rows: tuple[str, ...] = ()
    place: Label | None = None
    assumption: Text | None = None

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.rows or self.place or self.assumption):
            raise ValueError("Herkunft angeben: rows, place oder assumption")
        return self


class Sourced(Part):
    """Base of every rule: it says where it comes from."""

    origin: Origin


class Source(Part):
    """The document an approach is described in. `rows` are the rows of our catalogue it was read into.

    `host`: who worked this way, where the document collects several.
    """

    document: Label
    publisher: Label
    year: int = Field(ge=1990, le=2100)
    rows: tuple[str, ...] = Field(min_length=1)
    host: Label | None = None


class LegalReference(Sourced):
    """A legal basis by its code in the vocabulary."""

    code: Code
