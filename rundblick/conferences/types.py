"""The kinds of conferences as data: who sits at the table, which consent is needed, what one begins with."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from rundblick.access.doors import TOPICS
from rundblick.catalogue.loading import Complaint, Document, Part, load_document

PATH = Path(__file__).with_name("types.yaml")
Code = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=30)]
Line = Annotated[str, Field(min_length=1, max_length=200)]
NEEDED = ("cooperation",)
"""What the door of every house from outside must carry before it can be invited (Handreichung 3.4.5)."""


class Place(Part):
    """A part somebody plays at the table. `kind`: a member of the household, a colleague, or another house."""

    code: Code
    label: Line
    kind: Literal["member", "house", "agency"]


class Checked(Part):
    """One line of the checklist and where it comes from. `code`: by which its tick is kept."""

    code: Code
    text: Line
    source: Line


class Checklist(Part):
    """What to think of before, in and after a conference."""

    before: tuple[Checked, ...]
    during: tuple[Checked, ...]
    after: tuple[Checked, ...]

    @property
    def parts(self) -> tuple[tuple[str, tuple[Checked, ...]], ...]:
        """Its three parts with what they are called."""
        return ("Vorher", self.before), ("Dabei", self.during), ("Danach", self.after)

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of all lines in their order."""
        return tuple(line.code for _, lines in self.parts for line in lines)


class Opening(Part):
    """A point every agenda of the kind begins with. `topic`: what a door must carry to read it."""

    text: Line
    topic: str


class Outcome(Part):
    """How a conference of this kind may end. `review`: a day is named on which one looks again."""

    code: Code
    label: Line
    review: bool = False


class Type(Part):
    """One kind of conference.

    `must`: parts without which it is none. `useful`: topics for which a consent would help, beyond what is needed.
    `pseudonymised`: may also be held without any consent on a sheet that names nobody. `figure`: as what it counts in
    the figures per person. `batch`: offered for several cases in a row.
    """

    code: Code
    label: Line
    purpose: Line
    with_person: bool
    led_by: Literal["coach", "family", "agency"]
    must: tuple[Code, ...]
    useful: tuple[str, ...] = ()
    pseudonymised: bool = False
    figure: Literal["discussion", "information", "advice", ""] = ""
    batch: bool = False
    hint: str = ""
    agenda: Annotated[tuple[Opening, ...], Field(min_length=1)]
    outcomes: tuple[Outcome, ...] = ()
    source: Line

    def outcome(self, code: str) -> Outcome | None:
        """The outcome of that code, or None."""
        return next((one for one in self.outcomes if one.code == code), None)


class Types(Document):
    """All kinds, the parts they name, and the checklist."""

    schema_version: Literal[1]
    parts: tuple[Place, ...]
    checklist: Checklist
    types: tuple[Type, ...]

    def complaints(self) -> Iterable[Complaint]:
        known = tuple(part.code for part in self.parts)
        lines = self.checklist.codes
        for code in sorted({code for code in lines if lines.count(code) > 1}):
            yield Complaint(("checklist",), f"die Zeile {code} steht zweimal da")
        for number, kind in enumerate(self.types):
            for named in kind.must:
                if named not in known:
                    yield Complaint(("types", number, "must"), f"unbekannter Platz {named}", known, named)
            for topic in (*kind.useful, *(point.topic for point in kind.agenda)):
                if topic not in TOPICS:
                    yield Complaint(("types", number), f"unbekanntes Thema {topic}", TOPICS, topic)
            if kind.with_person and kind.pseudonymised:
                yield Complaint(("types", number, "pseudonymised"), "nur ohne die Person")


@cache
def _loaded() -> Types:
    return load_document(PATH, Types)


def types() -> tuple[Type, ...]:
    """All kinds in their order."""
    return _loaded().types


def checklist() -> Checklist:
    """What to think of."""
    return _loaded().checklist


def type_of(code: str) -> Type:
    """The kind of that code. Raises LookupError when there is none."""
    found = next((one for one in types() if one.code == code), None)
    if found is None:
        raise LookupError(f"no kind of conference {code}")
    return found


def part_of(code: str) -> Place | None:
    """The part of that code, or None."""
    return next((one for one in _loaded().parts if one.code == code), None)


def parts() -> tuple[Place, ...]:
    """All parts in their order."""
    return _loaded().parts
