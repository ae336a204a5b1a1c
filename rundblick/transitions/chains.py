"""Changes with their chains of steps: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, doubles
from rundblick.transitions.codes import Doer, Sort

UNKNOWN = "nicht mehr im Katalog"


class Office(Part):
    """What a receiver may be."""

    code: Code
    label: Label


class Planned(Part):
    """One step of a chain. `day`: days from the turning day, before it negative. `source`: "" = proposed here."""

    code: Code
    label: Label
    day: int = Field(ge=-730, le=365)
    doer: Doer
    kind: Sort = Sort.STEP
    hint: str = ""
    source: str = ""


class Chain(Part):
    """A change and its steps.

    `turn`: what happens on the turning day. `shown`: what lists and papers call it, where that is not the label.
    `sensitive`: nothing but days is kept beside the steps. `in_person`: the telephone alone is often not enough.
    `birthday`: the turning day is that birthday. `status`: "source" when a source names this change.
    """

    code: Code
    label: Label
    shown: str = ""
    turn: Label
    sensitive: bool = False
    in_person: bool = False
    birthday: int | None = Field(default=None, ge=1)
    status: Literal["source", "proposal"]
    source: str
    steps: tuple[Planned, ...] = Field(min_length=2)

    @property
    def name(self) -> str:
        """What lists and papers call it."""
        return self.shown or self.label

    @property
    def ordered(self) -> tuple[Planned, ...]:
        """The steps by their days; those of one day as written."""
        return tuple(sorted(self.steps, key=lambda step: step.day))

    @property
    def arrival(self) -> Planned:
        """The step that says somebody has arrived."""
        return next(step for step in self.steps if step.kind == Sort.ARRIVAL)


class Catalogue(Document):
    """What a receiver may be, and all chains in the order of the form."""

    schema_version: Literal[1]
    offices: tuple[Office, ...] = Field(min_length=1)
    chains: tuple[Chain, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, chains without one handover and one arrival, and sensitive ones without a neutral name."""
        yield from doubles(("offices",), (one.code for one in self.offices))
        yield from doubles(("chains",), (one.code for one in self.chains))
        for place, chain in enumerate(self.chains):
            yield from doubles(("chains", place, "steps"), (step.code for step in chain.steps))
            sorts = [step.kind for step in chain.steps]
            if sorts.count(Sort.ARRIVAL) != 1:
                yield Complaint(("chains", place, "steps"), "genau ein Schritt ist das Ankommen (kind: arrival)")
            if sorts.count(Sort.HANDOVER) != 1:
                yield Complaint(("chains", place, "steps"), "genau ein Schritt ist die Übergabe (kind: handover)")
            if any(step.kind == Sort.ARRIVAL and step.day < 0 for step in chain.steps):
                yield Complaint(("chains", place, "steps"), "ankommen kann niemand vor dem Wechsel")
            if chain.sensitive and not chain.shown:
                yield Complaint(("chains", place, "shown"), "fehlt bei einem vertraulichen Wechsel")


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("chains.yaml"), Catalogue)


def chain_of(code: str) -> Chain:
    """The chain of that code. One that the catalogue no longer knows keeps its arrival and takes no words."""
    found = next((one for one in catalogue().chains if one.code == code), None)
    arrival = Planned(code="arrival", label="Angekommen", day=7, doer=Doer.RECEIVER, kind=Sort.ARRIVAL)
    return found or Chain.model_construct(
        code=code,
        label=UNKNOWN,
        shown=UNKNOWN,
        turn="Tag des Wechsels",
        sensitive=True,
        in_person=False,
        birthday=None,
        status="proposal",
        source="",
        steps=(arrival,),
    )


def office_label(code: str) -> str:
    """What a kind of receiver is called; "" for none, its code where the catalogue no longer knows it."""
    return next((one.label for one in catalogue().offices if one.code == code), code)
