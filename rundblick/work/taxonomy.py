"""The taxonomy of outcomes (taxonomy.yaml): kinds, their group, weight and place in the chart."""

from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.programmes.definition import Source, Sourced
from rundblick.programmes.vocabulary import Code, Label, doubles, unknown


class Group(Part):
    """A group of kinds that targets may ask for."""

    code: Code
    label: Label


class Kind(Sourced):
    """One kind of outcome. `weight` belongs to the internal measure of success (row A19), never to a share.

    `job`: work or training begins with it; programmes are told so as `job.started`, and follow-up counts from it.
    """

    code: Code
    label: Label
    chart: Label | None = None
    group: Code
    weight: Decimal = Field(ge=0, le=10)
    job: bool = False


class Taxonomy(Document):
    """All kinds of outcomes, in the order in which they are printed.

    `source` is where weights and chart come from; `further_sources` name kinds it does not know.
    """

    schema_version: Literal[1]
    id: Code
    source: Source
    further_sources: tuple[Source, ...] = ()
    groups: tuple[Group, ...] = Field(min_length=1)
    kinds: tuple[Kind, ...] = Field(min_length=1)

    def kind(self, code: str) -> Kind:
        """The kind of that code. Raises KeyError."""
        for kind in self.kinds:
            if kind.code == code:
                return kind
        raise KeyError(code)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, unknown groups and source rows."""
        yield from doubles(("groups",), (group.code for group in self.groups))
        yield from doubles(("kinds",), (kind.code for kind in self.kinds))
        groups = tuple(group.code for group in self.groups)
        rows = tuple(row for source in (self.source, *self.further_sources) for row in source.rows)
        for index, kind in enumerate(self.kinds):
            yield from unknown(("kinds", index, "group"), kind.group, groups, "Gruppe")
            for place, row in enumerate(kind.origin.rows):
                at = ("kinds", index, "origin", "rows", place)
                yield from unknown(at, row, rows, "Quellenzeile")


@cache
def taxonomy() -> Taxonomy:
    """The taxonomy of this installation. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("taxonomy.yaml"), Taxonomy)
