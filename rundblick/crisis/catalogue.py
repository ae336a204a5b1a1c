"""The room's YAML files, read once: what a card begins with, and the ways through a crisis with the law behind them."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from rundblick.catalogue.loading import Complaint, Document, Part, load_document

HERE = Path(__file__).parent
Asked = Literal["on", "source", "who", "words"]
GENERAL, SUICIDE, CHILD = "general", "suicide", "child"


class Number(Part):
    """A number that holds all over the country. `noted`: when it was written down."""

    who: str
    numbers: tuple[str, ...]
    when: str
    source: str
    noted: dt.date
    status: Literal["belegt", "zu prüfen"]


class Own(Part):
    """A line the house fills in itself."""

    who: str
    when: str


class Beginnings(Document):
    """What a card begins with."""

    schema_version: Literal[1]
    numbers: tuple[Number, ...]
    own: tuple[Own, ...]
    steps: tuple[str, ...]


class Law(Part):
    """What a step rests on. `status` says whether somebody of the trade has confirmed the wording."""

    code: str
    title: str
    says: str
    valid_from: dt.date
    source: str
    status: Literal["belegt", "zu prüfen"]


class Step(Part):
    """Something that may be done. `asks`: what is written down beside the tick. `many`: may happen again."""

    code: str
    label: str
    help: str
    asks: tuple[Asked, ...] = ()
    many: bool = False
    of_law: str = ""


class Way(Part):
    """One way through a crisis. `note`: where the role of the coach ends."""

    code: Literal["general", "suicide", "child"]
    label: str
    lead: str
    note: str = ""
    source: str
    status: Literal["belegt", "zu prüfen", "fachlich zu prüfen"]
    laws: tuple[str, ...] = ()
    steps: tuple[Step, ...]

    def step(self, code: str) -> Step | None:
        """The step of that code, or None."""
        return next((step for step in self.steps if step.code == code), None)


class Ways(Document):
    """All ways, and the law they name."""

    schema_version: Literal[1]
    laws: tuple[Law, ...]
    paths: tuple[Way, ...]

    def complaints(self) -> Iterable[Complaint]:
        known = tuple(law.code for law in self.laws)
        for number, way in enumerate(self.paths):
            for named in (*way.laws, *(step.of_law for step in way.steps if step.of_law)):
                if named not in known:
                    yield Complaint(("paths", number), f"unbekannte Vorschrift {named}", known, named)


@cache
def beginnings() -> Beginnings:
    """What a card begins with."""
    return load_document(HERE / "card.yaml", Beginnings)


@cache
def _ways() -> Ways:
    return load_document(HERE / "paths.yaml", Ways)


def ways() -> tuple[Way, ...]:
    """The ways through a crisis in their order."""
    return _ways().paths


def way_of(code: str) -> Way | None:
    """The way of that code, or None."""
    return next((way for way in ways() if way.code == code), None)


def laws_of(way: Way, day: dt.date) -> list[Law]:
    """What a way rests on, as it holds on that day."""
    return [law for law in _ways().laws if law.code in way.laws and law.valid_from <= day]
