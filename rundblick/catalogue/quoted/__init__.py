"""Quoted literature: the numbers a published report prints, as data, one YAML file per programme.

For showing beside our own figures and for checking them. Nothing is ever computed from these numbers.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document

FOLDER = Path(__file__).parent
ALL = "all"
"""The key under which a file gives the number of everybody."""

Number = Annotated[int, Field(ge=0, le=1_000_000_000)]
Unit = Literal["count", "percent", "percentage points"]


class PrintedTable(Part):
    """Numbers printed in one place for one Stichtag. `figures`: code -> subgroup -> number.

    `bound`: how exactly the report puts them ("about 30 %", "more than 52 %"). `note`: where print and arithmetic
    differ, or what the report leaves open.
    """

    place: Annotated[str, Field(min_length=1, max_length=200)]
    as_of: dt.date
    unit: Unit = "count"
    bound: Literal["exact", "about", "more than"] = "exact"
    note: Annotated[str, Field(max_length=500)] = ""
    figures: dict[str, dict[str, Number]] = Field(min_length=1)


class OutOfReach(Part):
    """Something the report prints that no record can give, and why. `lost`: the source itself lost it, such as the
    bars of a chart; it is told as lost and never guessed."""

    place: Annotated[str, Field(min_length=1, max_length=200)]
    what: Annotated[str, Field(min_length=1, max_length=300)]
    reason: Annotated[str, Field(min_length=1, max_length=500)]
    lost: bool = False


class Literature(Document):
    """All printed numbers of one report. `citation`: how it is named beside a figure."""

    schema_version: Literal[1]
    id: str
    citation: str
    tables: tuple[PrintedTable, ...]
    out_of_reach: tuple[OutOfReach, ...] = ()

    def complaints(self) -> Iterable[Complaint]:
        """A number typed twice for the same code, subgroup, unit and Stichtag."""
        seen: set[tuple[str, str, str, dt.date]] = set()
        for place, table in enumerate(self.tables):
            for code, numbers in table.figures.items():
                for subgroup in numbers:
                    key = (code, subgroup, table.unit, table.as_of)
                    if key in seen:
                        yield Complaint(("tables", place, "figures", code), f"„{code}“ steht schon weiter oben")
                    seen.add(key)


@dataclass(frozen=True, slots=True)
class Published:
    """One printed number. `subgroup` is the site, or empty for all; `source` the place in the report."""

    code: str
    value: int
    as_of: dt.date
    source: str
    citation: str
    subgroup: str = ""
    unit: Unit = "count"
    bound: str = "exact"
    note: str = ""

    @property
    def quotation(self) -> str:
        """How the number is marked: "zitiert: ANNA-Abschlussbericht, Anlage 6.6"."""
        return f"zitiert: {self.citation}, {self.source}"


def literature(programme: str) -> tuple[Published, ...]:
    """All printed numbers of a programme in the order of the report; empty when nothing was published about it.

    Raises DocumentError when the file is wrong.
    """
    document = _document(programme)
    return () if document is None else _published(document)


def out_of_reach(programme: str) -> tuple[OutOfReach, ...]:
    """What the report of a programme prints and no record can give."""
    document = _document(programme)
    return () if document is None else document.out_of_reach


@cache
def _document(programme: str) -> Literature | None:
    path = FOLDER / f"{programme}.yaml"
    return load_document(path, Literature) if programme.isidentifier() and path.is_file() else None


def _published(document: Literature) -> tuple[Published, ...]:
    return tuple(
        Published(
            code=code,
            value=value,
            as_of=table.as_of,
            source=table.place,
            citation=document.citation,
            subgroup="" if subgroup == ALL else subgroup,
            unit=table.unit,
            bound=table.bound,
            note=table.note,
        )
        for table in document.tables
        for code, numbers in table.figures.items()
        for subgroup, value in numbers.items()
    )
