"""Insurers, what is settled before an application, and the days of an objection: data, read once."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, doubles

UNKNOWN = "unknown"


class Insurer(Part):
    """Who pays for rehabilitation. `home`: the Teilhabeberatung here belongs to it. `talk`: what an
    Informationsgespräch covers; `route`: who goes along with an application."""

    code: Code
    label: Label
    home: bool = False
    talk: str
    route: str


class Check(Part):
    """Something that is settled before an application. `needed`: without it nothing goes in."""

    code: Code
    label: Label
    needed: bool = False


class Delivery(Part):
    """From which day of posting a letter counts as received so many days later."""

    posted_from: dt.date
    days: int = Field(ge=1)
    source: str


class Objecting(Part):
    """Within how many months after receipt one may object, and when a letter counts as received."""

    months: int = Field(ge=1)
    source: str
    delivery: tuple[Delivery, ...] = Field(min_length=1)

    def delivery_of(self, posted_on: dt.date) -> Delivery:
        """The rule for a letter posted on that day."""
        fitting = [one for one in self.delivery if one.posted_from <= posted_on]
        return max(fitting, key=lambda one: one.posted_from) if fitting else self.delivery[0]


class Catalogue(Document):
    """All of it."""

    schema_version: Literal[1]
    insurers: tuple[Insurer, ...] = Field(min_length=1)
    checklist: tuple[Check, ...] = Field(min_length=1)
    objection: Objecting

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("insurers",), (one.code for one in self.insurers))
        yield from doubles(("checklist",), (one.code for one in self.checklist))


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("catalogue.yaml"), Catalogue)


def insurer_of(code: str) -> Insurer:
    """The insurer of that code. One that the catalogue no longer knows is treated as not known yet."""
    known = {one.code: one for one in catalogue().insurers}
    return known.get(code) or known[UNKNOWN]


def insurer_choices(*, known_only: bool = False) -> list[tuple[str, str]]:
    """For forms, in the order of the catalogue."""
    return [(one.code, one.label) for one in catalogue().insurers if not (known_only and one.code == UNKNOWN)]
