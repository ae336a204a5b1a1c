"""Which reports a programme owes, and the tables they are made of."""

import datetime as dt
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Literal, Self

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.definition.base import Sourced
from rundblick.programmes.vocabulary import Code, Label

SectionKind = Literal[
    "subjects",
    "journey_funnel",
    "applications",
    "outcomes",
    "targets",
    "waves",
    "change",
    "duration",
    "comparison",
]

NEEDS: Mapping[str, frozenset[str]] = {
    "subjects": frozenset({"journey"}),
    "journey_funnel": frozenset({"journey"}),
    "applications": frozenset({"journey"}),
    "outcomes": frozenset(),
    "targets": frozenset(),
    "waves": frozenset({"questionnaire"}),
    "change": frozenset({"questionnaire", "score", "bands"}),
    "duration": frozenset({"lasting", "months"}),
    "comparison": frozenset({"across", "measure"}),
}
"""The keys each kind of table must have."""

MAY: Mapping[str, frozenset[str]] = {"change": frozenset({"step", "goal"}), "duration": frozenset({"kinds"})}
"""Those a kind may have besides; the others belong to another kind."""

_LATER = ("questionnaire", "score", "bands", "step", "goal", "lasting", "months", "kinds", "across", "measure")


class StartBand(Part):
    """People whose first value lies from `lowest` to `highest` (both inclusive), as "sehr schlecht" (1 to 2).

    `headline`: the one figure printed above the table is about these people alone. `joins`: counted with that band
    while fewer than 12 people begin here.
    """

    code: Code
    label: Label
    lowest: int = Field(ge=0, le=400)
    highest: int = Field(ge=0, le=400)
    headline: bool = False
    joins: Code | None = None

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.highest < self.lowest:
            raise ValueError("highest liegt unter lowest")
        if self.joins is not None and self.headline:
            raise ValueError("wer zur Aussage gehört (headline), wird nicht mit anderen zusammengelegt (joins)")
        return self


class ReportSection(Sourced):
    """A table of a report. A fixed `as_of` is used while it is not later than the day asked for.

    `waves`: who was asked how often with a questionnaire. `change`: a `score` of it, first against last, by `bands` of
    the first value; `step` is the smallest difference that counts, 0 every one; `goal` the share of the headline that
    is to improve, in per cent. `duration`: how long a participation or
    a job (of these `kinds`) lasts, told after so many `months`. `comparison`: a target, or the headline of a table of
    change of the same report (`measure`), across the sites or the runs of the programme.
    """

    code: Code
    label: Label
    kind: SectionKind
    journey: Code | None = None
    by: tuple[Code, ...] = ()
    as_of: dt.date | None = None
    questionnaire: Code | None = None
    score: Code | None = None
    bands: tuple[StartBand, ...] = Field((), max_length=9)
    step: Decimal = Field(Decimal(0), ge=0, le=100)
    goal: Decimal | None = Field(None, gt=0, le=100)
    lasting: Literal["participation", "job"] | None = None
    months: tuple[int, ...] = Field((), max_length=12)
    kinds: tuple[Code, ...] = ()
    across: Literal["sites", "runs"] | None = None
    measure: Code | None = None

    @model_serializer(mode="wrap")
    def _without_what_is_not_said(self, as_usual: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Keys that came later are left out where they say nothing, so that older documents keep their hash."""
        content: dict[str, Any] = as_usual(self)
        unsaid = {name for name in _LATER if getattr(self, name) == type(self).model_fields[name].default}
        return {name: value for name, value in content.items() if name not in unsaid}

    @model_validator(mode="after")
    def _keys_fit(self) -> Self:
        if (self.journey is not None) != ("journey" in NEEDS[self.kind]):
            raise ValueError("journey gehört zu subjects, journey_funnel und applications, und nur dazu")
        said = {name for name in _LATER if getattr(self, name) != type(self).model_fields[name].default}
        needed = NEEDS[self.kind] - {"journey"}
        if missing := sorted(needed - said):
            raise ValueError(f"{self.kind} braucht {', '.join(missing)}")
        if foreign := sorted(said - needed - MAY.get(self.kind, frozenset())):
            raise ValueError(f"{', '.join(foreign)} gehört nicht zu {self.kind}")
        return self

    @model_validator(mode="after")
    def _rises(self) -> Self:
        for before, after in zip(self.bands, self.bands[1:], strict=False):
            if after.lowest != before.highest + 1:
                raise ValueError("jede Gruppe (bands) beginnt, wo die vorige endet")
        if self.bands and not any(band.headline for band in self.bands):
            raise ValueError("für wen gilt die Aussage? Mindestens eine Gruppe mit headline")
        if any(month < 1 or month > 120 for month in self.months) or list(self.months) != sorted(set(self.months)):
            raise ValueError("months steigen und liegen zwischen 1 und 120")
        if self.lasting == "job" and not self.kinds:
            raise ValueError("job braucht kinds: welche Ergebnisse sind Beschäftigungen?")
        return self


class Report(Sourced):
    """A report the programme owes, as a list of tables."""

    code: Code
    label: Label
    sections: tuple[ReportSection, ...] = Field(min_length=1)
