"""Columns of tables for funders: what they may hold, the library, and how a value is written."""

import datetime as dt
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from rundblick.catalogue.loading import Document, Part, load_document

HERE = Path(__file__).parent
Format = Literal["", "day", "iso", "yes_no", "one_zero"]
FORMATS = {
    "": "wie es ist",
    "day": "Tag als TT.MM.JJJJ",
    "iso": "Tag als JJJJ-MM-TT",
    "yes_no": "ja / nein",
    "one_zero": "1 / 0",
}
FITTING: dict[str, frozenset[str]] = {
    "day": frozenset({"", "day", "iso"}),
    "yes": frozenset({"", "yes_no", "one_zero"}),
    "text": frozenset({""}),
    "number": frozenset({""}),
}
"""Which formats fit which type of value."""


class ColumnSource(Part):
    """Something a column may hold; `variable`: where it is read from, "" when this room computes it."""

    code: str
    label: str
    type: Literal["text", "day", "number", "yes"]
    variable: str = Field(default="", alias="from")


class Sources(Document):
    """The closed list."""

    schema_version: Literal[1]
    sources: tuple[ColumnSource, ...]


class TableColumn(Part):
    """One column: heading, what it holds, how it is written, and what the check asks. `allowed`: () = everything."""

    heading: str = Field(min_length=1, max_length=80)
    source: str
    format: Format = ""
    required: bool = False
    allowed: tuple[str, ...] = ()
    fixed: str = Field(default="", max_length=120)

    def as_stored(self) -> dict[str, Any]:
        """As a version keeps it."""
        return self.model_dump(mode="json")

    @classmethod
    def stored(cls, data: dict[str, Any]) -> "TableColumn":
        """Read back."""
        return cls.model_validate(data | {"allowed": tuple(data.get("allowed", ()))})


class Template(Document):
    """An entry of the library to begin with."""

    schema_version: Literal[1]
    code: str
    title: str
    description: str
    source: str
    columns: tuple[TableColumn, ...] = Field(min_length=1, max_length=40)


@cache
def sources() -> dict[str, ColumnSource]:
    """The closed list by code."""
    return {one.code: one for one in load_document(HERE / "columns.yaml", Sources).sources}


@cache
def library() -> dict[str, Template]:
    """Tables to begin with, by code."""
    found = (load_document(path, Template) for path in sorted((HERE / "library").glob("*.yaml")))
    return {one.code: one for one in found}


def complaints(columns: list[TableColumn]) -> list[str]:
    """What is wrong with a list of columns, in words."""
    said = []
    headings = [one.heading.casefold() for one in columns]
    if not columns:
        said.append("Eine Tabelle braucht mindestens eine Spalte.")
    said += [
        f"Die Überschrift „{one.heading}“ gibt es zweimal."
        for one in columns
        if headings.count(one.heading.casefold()) > 1
    ][:1]
    for one in columns:
        known = sources().get(one.source)
        if known is None:
            said.append(f"„{one.heading}“: Diesen Inhalt gibt es nicht.")
        elif one.format not in FITTING[known.type]:
            said.append(f"„{one.heading}“: „{FORMATS[one.format]}“ passt nicht zu „{known.label}“.")
        elif one.source == "fixed" and not one.fixed:
            said.append(f"„{one.heading}“: Der feste Text fehlt.")
    return said


def written(value: Any, form: str) -> Any:
    """A value as the column wants it: text, number or day."""
    if value is None or value == "":
        return None
    match form:
        case "iso" if isinstance(value, dt.date):
            return value.isoformat()
        case "one_zero":
            return 1 if value == "ja" else 0
    return value


MISSING, NOT_ALLOWED, OUTSIDE = "fehlt", "ist nicht vorgesehen", "liegt außerhalb des Zeitraums"


def problem_of(column: TableColumn, value: Any, *, first: dt.date, last: dt.date) -> str:
    """What the check says about one value, "" when it is in order. Days count from `first` to `last`, both included."""
    if value is None or value == "":
        return MISSING if column.required else ""
    if isinstance(value, dt.date) and not first <= value <= last:
        return OUTSIDE
    if column.allowed and str(value) not in column.allowed and str(written(value, column.format)) not in column.allowed:
        return NOT_ALLOWED
    return ""
