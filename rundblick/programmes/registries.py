"""What rooms above tell this room. They register in `AppConfig.ready`; nothing here imports upwards."""

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rundblick.access.hooks import Registry
from rundblick.access.requests import Request
from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.models import Participation
from rundblick.statistics.figures import Figure

DatedFacts = Callable[[list[uuid.UUID]], Mapping[uuid.UUID, Collection[Fact]]]
"""facts(dossier_ids) -> {dossier id: dated facts in words of the vocabulary}; all of them, one query per kind.

Facts of all times are wanted: the rules cut at their own day. `key` is the id of the job, appointment ... so that a
later event can answer exactly this one.
"""

dated_facts: Registry[DatedFacts] = Registry("dated facts")

Names = Callable[[], Any]
"""names() -> what a definition may name: for "journeys" a mapping id -> header attributes, for "outcome_kinds" and
"outcome_groups" and "insurers" a collection of codes, for "questionnaires" a mapping code -> scores that may be
evaluated."""

names: Registry[Names] = Registry("names for definitions")

TargetFigures = Callable[[Programme, Collection[Participation], dt.date], list[Figure]]
"""figures(programme, participations, as_of) -> how far each target is reached by these participations, up to that day
(inclusive), in the order of the definition. A fixed number of queries. Runs as worker: the caller hides small cells."""

target_figures: Registry[TargetFigures] = Registry("figures of targets")


@dataclass(frozen=True)
class ProfileLink:
    """A page of another room about a programme, as a button on the programme's own page."""

    label: str
    url: str


ProfileLinks = Callable[[Request, str], ProfileLink | None]
"""link(request, code of the programme) -> where it leads, or None for somebody who may not go there. No query."""

profile_links: Registry[ProfileLinks] = Registry("link of a programme's page")

HouseholdValues = Callable[[Iterable[uuid.UUID], dt.date], Mapping[uuid.UUID, str]]
"""values(dossier_ids, as_of) -> {dossier id: value} of one fact about households, where it is known and open to the
caller; a fixed number of queries. It says what `access.hooks.facts` says under the same name."""

household_values: Registry[HouseholdValues] = Registry("fact computed outside of the database")
"""By code of the vocabulary: facts for whoever looks for households, which no column holds (`matching`)."""


@dataclass(frozen=True)
class ResearchColumn:
    """A variable that research may get about participations, without names and days.

    `values`: code -> label of a category; empty for a number. `missing`: what an empty field means. `quasi`: somebody
    outside may know it, so that it could make a person recognisable. `sensitive`: must not follow from a group.
    `version`: of the instrument it comes from. `measure`: the same for columns that ask the same question at several
    times, with `occasion` 1, 2, … in their order; "" and 0 for what is asked once.
    """

    code: str
    label: str
    group: str
    source: str
    values: Mapping[str, str] = field(default_factory=dict)
    missing: str = "nicht erfasst"
    quasi: bool = False
    sensitive: bool = False
    version: str = "1"
    measure: str = ""
    occasion: int = 0


@dataclass(frozen=True)
class ResearchSource:
    """Columns of a room and their values: `values(participations, as_of)` -> {participation id: {code: value}}.

    A fixed number of queries, up to that day (inclusive). Never free text. Runs as worker, and only about people whose
    consent to research stands. `purpose`: a further consent on which its values rest; the source asks for it itself,
    and whoever takes a file out later asks again.
    """

    columns: Callable[[], Collection[ResearchColumn]]
    values: Callable[[Collection[Participation], dt.date], Mapping[uuid.UUID, Mapping[str, str | int | None]]]
    purpose: str = ""


research_sources: Registry[ResearchSource] = Registry("source of research data")
