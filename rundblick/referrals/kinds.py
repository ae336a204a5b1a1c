"""What somebody may be referred to: data, read once."""

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


class Kind(Part):
    """A help somebody may be referred to.

    `shown`: what lists, papers and other pages than the person's own call it. `sensitive`: nothing but days and the
    state is exchanged with an agency. `basis`: the law under which it is found. `cost`: a help of § 16a SGB II, granted
    at discretion. `ask_after_days`, `look_after_days`: rhythm without an answer, and while it runs.
    """

    code: Code
    label: Label
    shown: str = ""
    group: str
    basis: str
    sensitive: bool = False
    cost: bool = False
    ask_after_days: int = Field(ge=1)
    look_after_days: int = Field(ge=7)

    @property
    def name(self) -> str:
        """What lists and papers call it."""
        return self.shown or self.label


class Catalogue(Document):
    """Areas of need, groups for figures and all kinds, in the order of the form."""

    schema_version: Literal[1]
    areas: tuple[Named, ...] = Field(min_length=1)
    groups: tuple[Named, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, kinds of a group that is not there, and sensitive kinds without a neutral name."""
        for name in ("areas", "groups", "kinds"):
            yield from doubles((name,), (one.code for one in getattr(self, name)))
        groups = tuple(one.code for one in self.groups)
        for place, kind in enumerate(self.kinds):
            if kind.group not in groups:
                yield Complaint(("kinds", place, "group"), "unbekannte Gruppe", groups, kind.group)
            if kind.sensitive and not kind.shown:
                yield Complaint(("kinds", place, "shown"), "fehlt bei einer vertraulichen Art")


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("kinds.yaml"), Catalogue)


def kind_of(code: str) -> Kind:
    """The kind of that code. One that the catalogue no longer knows is shown by its code and takes no words."""
    found = next((one for one in catalogue().kinds if one.code == code), None)
    return found or Kind.model_construct(
        code=code,
        label=code,
        shown=code,
        group="other",
        basis="",
        sensitive=True,
        cost=False,
        ask_after_days=28,
        look_after_days=90,
    )


def area_label(code: str) -> str:
    """What an area of need is called; its code where the catalogue no longer knows it."""
    return next((one.label for one in catalogue().areas if one.code == code), code)
