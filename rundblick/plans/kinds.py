"""What kinds of plans there are and what their parts are called: data, read once."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, Text, doubles

MAIN = "agreement"
"""The kind that stands first: the Kooperationsplan (§ 15 SGB II)."""

Takes = Literal["goals", "steps", "words"]


class Term(Part):
    """What a plan is called, and the law that names it. `until` is exclusive; None on both sides: at all times."""

    label: Label
    plain: Label
    since: dt.date | None = None
    until: dt.date | None = None
    basis: Label | None = None

    def holds(self, day: dt.date) -> bool:
        """Whether this was the term on that day."""
        return (self.since is None or self.since <= day) and (self.until is None or day < self.until)


class Offer(Part):
    """What the part with the offer is called."""

    label: Label
    plain: Label
    hint: Text


class Section(Part):
    """A part of a plan. `takes`: goals with their steps, steps (who and until when), or plain words."""

    code: Code
    label: Label
    plain: Label
    takes: Takes
    hint: Label | None = None


class Kind(Part):
    """A kind of plan. `terms`: its names over time. `sources`: rows of the working papers and of the law."""

    code: Code
    terms: tuple[Term, ...] = Field(min_length=1)
    purpose: Text
    offer: Offer
    sections: tuple[Section, ...] = Field(min_length=1)
    sources: tuple[Label, ...] = Field(min_length=1)

    def term(self, day: dt.date) -> Term:
        """The term of that day."""
        return next((term for term in self.terms if term.holds(day)), self.terms[-1])

    def section(self, code: str) -> Section | None:
        """A section, or None for one this kind does not have."""
        return next((one for one in self.sections if one.code == code), None)

    @property
    def goals(self) -> Section:
        """The section with the goals, always the first."""
        return self.sections[0]

    @property
    def loose(self) -> Section:
        """Where steps go that belong to no goal: the last section of steps."""
        return next(one for one in reversed(self.sections) if one.takes == "steps")


class Catalogue(Document):
    """All kinds, in the order of the screen."""

    schema_version: Literal[1]
    kinds: tuple[Kind, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, and kinds that do not begin with goals."""
        yield from doubles(("kinds",), (kind.code for kind in self.kinds))
        for number, kind in enumerate(self.kinds):
            place = ("kinds", number, "sections")
            yield from doubles(place, (section.code for section in kind.sections))
            if [section.takes == "goals" for section in kind.sections] != [True] + [False] * (len(kind.sections) - 1):
                yield Complaint(place, "Der erste Abschnitt nimmt Ziele auf, und nur er.")
            if not any(section.takes == "steps" for section in kind.sections):
                yield Complaint(place, "Ein Abschnitt nimmt Schritte auf, die zu keinem Ziel gehören.")


@cache
def kinds() -> tuple[Kind, ...]:
    """The kinds of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("kinds.yaml"), Catalogue).kinds


def find_kind(code: str) -> Kind | None:
    """A kind by its code, or None."""
    return next((kind for kind in kinds() if kind.code == code), None)


def kind_of(code: str) -> Kind:
    """The kind of a stored plan. Raises LookupError when the file no longer knows it."""
    found = find_kind(code)
    if found is None:
        raise LookupError(f"no kind of plan {code}")
    return found
