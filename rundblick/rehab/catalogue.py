"""Insurers, what is settled before an application, and what the law says on which day: data, read once."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from itertools import pairwise
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


class Beside(Part):
    """What the Jobcenter may do while a procedure of rehabilitation runs, on the half-open days it holds for.

    `status`: whether somebody compared it with the law, or has yet to.
    """

    valid_from: dt.date
    valid_until: dt.date | None = None
    text: str
    source: str
    status: Literal["belegt", "zu prüfen"]


class Catalogue(Document):
    """All of it."""

    schema_version: Literal[1]
    insurers: tuple[Insurer, ...] = Field(min_length=1)
    checklist: tuple[Check, ...] = Field(min_length=1)
    objection: Objecting
    beside: tuple[Beside, ...] = Field(min_length=1)

    def beside_during(self, since: dt.date, day: dt.date) -> list[Beside]:
        """What held at any time from `since` to `day`, both included, in the order of time; the last holds on `day`."""
        return [
            one
            for one in self.beside
            if one.valid_from <= day and (one.valid_until is None or one.valid_until > min(since, day))
        ]

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("insurers",), (one.code for one in self.insurers))
        yield from doubles(("checklist",), (one.code for one in self.checklist))
        for number, (one, following) in enumerate(pairwise(self.beside), 1):
            if one.valid_until != following.valid_from:
                yield Complaint(("beside", number, "valid_from"), "Die Zeiträume schließen nicht aneinander an")


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
