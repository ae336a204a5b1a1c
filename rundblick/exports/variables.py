"""The catalogue of variables for research: data of this room, one per journey, and what other rooms register."""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Literal

from rundblick.catalogue.loading import Document, Part, load_document
from rundblick.journeys.shelf import shelf as journeys
from rundblick.programmes.registries import ResearchColumn, research_sources

FILE = Path(__file__).with_name("variables.yaml")
LEAVE_OUT = "-"
"""Says instead of a coarser sister that the variable can only be left out."""
JOURNEY = "journey_"


class Variable(Part):
    """A variable as the file says it; see there."""

    code: str
    label: str
    group: str
    type: Literal["category", "number"]
    source: str
    form: str = ""
    values: dict[str, str] = {}
    missing: str = ""
    quasi: bool = False
    sensitive: bool = False
    coarser: str = ""
    version: str = "1"
    measure: str = ""
    occasion: int = 0

    @property
    def sister(self) -> str:
        """Code of the variable with less detail, "" where there is none."""
        return "" if self.coarser == LEAVE_OUT else self.coarser


class Catalogue(Document):
    """The whole file."""

    schema_version: Literal[1]
    variables: tuple[Variable, ...]


@cache
def _of_the_room() -> tuple[Variable, ...]:
    return load_document(FILE, Catalogue).variables


def variables() -> dict[str, Variable]:
    """All variables by code, in the order in which they are offered."""
    found = {one.code: one for one in _of_the_room()}
    found |= {one.code: one for one in _of_journeys()}
    for source in research_sources:
        found |= {one.code: _registered(one) for one in source.columns()}
    return found


def _of_journeys() -> list[Variable]:
    """How far somebody got in each journey: the number of the furthest step, in the best of its tracks."""
    return [
        Variable(
            code=f"{JOURNEY}{journey.id}",
            label=f"{journey.title}: weitester Schritt",
            group="User Journeys",
            type="category",
            values={"0": "noch keiner"} | {str(n): step.label for n, step in enumerate(journey.steps, start=1)},
            missing="kein Bogen geführt",
            source=f"User Journey {journey.id}: Antworten bis zum Stichtag, weitester Schritt über alle Leistungen",
        )
        for journey in journeys().values()
    ]


def _registered(column: ResearchColumn) -> Variable:
    return Variable(
        code=column.code,
        label=column.label,
        group=column.group,
        type="category" if column.values else "number",
        values=dict(column.values),
        missing=column.missing,
        source=column.source,
        quasi=column.quasi,
        sensitive=column.sensitive,
        version=column.version,
        measure=column.measure,
        occasion=column.occasion,
    )


def groups(found: dict[str, Variable]) -> dict[str, list[Variable]]:
    """Variables by heading."""
    grouped: dict[str, list[Variable]] = {}
    for one in found.values():
        grouped.setdefault(one.group, []).append(one)
    return grouped


def chosen(codes: Sequence[str]) -> list[Variable]:
    """Variables of a project in the order of the catalogue; codes it no longer has are left out."""
    return [one for code, one in variables().items() if code in codes]
