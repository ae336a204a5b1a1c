"""Controller roles and categories of data: data, read once."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.vocabulary import Code, Label, Text, doubles

UNCLEAR = "unclear"


class Role(Part):
    """Who is responsible for the data, with its law and an explanation for everybody."""

    code: Code
    label: Label
    law: str = ""
    text: Text

    @property
    def name(self) -> str:
        """Label and law."""
        return f"{self.label} ({self.law})" if self.law else self.label


class Category(Part):
    """A kind of data that may be passed on."""

    code: Code
    label: Label


class Catalogue(Document):
    """All roles and categories, in the order of the form."""

    schema_version: Literal[1]
    roles: tuple[Role, ...] = Field(min_length=1)
    categories: tuple[Category, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("roles",), (one.code for one in self.roles))
        yield from doubles(("categories",), (one.code for one in self.categories))


@cache
def catalogue() -> Catalogue:
    """The words of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("catalogue.yaml"), Catalogue)


def role_of(code: str) -> Role:
    """The role of that code; one that the catalogue no longer knows is shown by its code."""
    found = next((one for one in catalogue().roles if one.code == code), None)
    return found or Role.model_construct(code=code, label=code, law="", text="")


def category_labels(codes: Iterable[str]) -> list[str]:
    """The categories in words, in the order of the catalogue; unknown ones by their code."""
    wanted = list(codes)
    known = {one.code: one.label for one in catalogue().categories}
    return [label for code, label in known.items() if code in wanted] + [one for one in wanted if one not in known]
