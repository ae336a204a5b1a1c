"""Kinds of support and assisting services (support.yaml): data, read once."""

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.definition import Source
from rundblick.programmes.vocabulary import Code, Label, Text, doubles

Choices = list[tuple[str, list[tuple[str, str]]]]
"""Choices of a field in groups."""


class Kind(Part):
    """A kind of social support; `hint` says in a few words what belongs to it."""

    code: Code
    label: Label
    hint: Text


class Kinds(Part):
    """A group of kinds; `place`: where the source has them."""

    label: Label
    place: Label
    kinds: tuple[Kind, ...] = Field(min_length=1)


class Service(Part):
    """An assisting service."""

    code: Code
    label: Label


class Services(Part):
    """A group of assisting services: the small ones, or those that take time."""

    code: Literal["small", "intensive"]
    label: Label
    place: Label
    services: tuple[Service, ...] = Field(min_length=1)


class Catalogue(Document):
    """Both lists, in the order of the screen."""

    schema_version: Literal[1]
    kinds_source: Source
    kinds: tuple[Kinds, ...] = Field(min_length=1)
    services_source: Source
    services: tuple[Services, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice within a list."""
        yield from doubles(("kinds",), (kind.code for group in self.kinds for kind in group.kinds))
        yield from doubles(("services",), (one.code for group in self.services for one in group.services))


@cache
def catalogue() -> Catalogue:
    """The catalogue of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("support.yaml"), Catalogue)


def all_kinds() -> Iterator[Kind]:
    """Every kind of support, in order."""
    return (kind for group in catalogue().kinds for kind in group.kinds)


def kind_choices() -> Choices:
    """Kinds of support for a form."""
    return [(group.label, [(kind.code, kind.label) for kind in group.kinds]) for group in catalogue().kinds]


def service_choices() -> Choices:
    """Assisting services for a form, in their two groups."""
    return [(group.label, [(one.code, one.label) for one in group.services]) for group in catalogue().services]


def kind_labels(codes: Iterable[str]) -> list[str]:
    """Kinds in words, in the order of the catalogue; a code no longer in it speaks for itself."""
    known = {kind.code: kind.label for kind in all_kinds()}
    chosen = set(codes)
    return [label for code, label in known.items() if code in chosen] + sorted(chosen - set(known))


def service_label(code: str) -> str:
    """A service in words; its code when the catalogue no longer knows it."""
    found = (one.label for group in catalogue().services for one in group.services if one.code == code)
    return next(found, code)
