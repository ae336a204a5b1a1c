"""The end and after: targets, reasons for leaving, what follows, follow-up, published results."""

import datetime as dt
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.definition.base import Sourced, Topic
from rundblick.programmes.timing import Duration
from rundblick.programmes.vocabulary import Code, Label, Text, Word


class Numerator(Part):
    """What a target counts: outcomes of these kinds or groups, each outcome or each person once.

    `participations` counts everybody who began, whatever came of it. With `insurer` only what people achieved counts
    who are known to be insured there (a code of the insurers, such as "westfalen").
    """

    count: Literal["outcomes", "people", "participations"]
    groups: tuple[Code, ...] = ()
    kinds: tuple[Code, ...] = ()
    insurer: Code | None = Field(None, exclude_if=lambda code: code is None)

    @model_validator(mode="after")
    def _counts_something(self) -> Self:
        if self.count == "participations" and self.insurer is not None:
            raise ValueError("insurer gehört zu Ergebnissen, nicht zu participations")
        if (self.count == "participations") == bool(self.groups or self.kinds):
            raise ValueError("groups oder kinds angeben, bei participations keines von beiden")
        return self


class Denominator(Part):
    """What a target divides by. `inferred`: worked out from printed shares because the source is silent.

    `stock`: those of the target group on the first day (for a reduction); `none`: a number, not a share.
    """

    rule: Literal["people", "households", "inferred", "stock", "none"]
    value: int | None = Field(None, ge=1)
    reasoning: Text | None = None

    @model_validator(mode="after")
    def _inferred_says_how(self) -> Self:
        given = (self.value is not None, self.reasoning is not None)
        if given != ((self.rule == "inferred"),) * 2:
            raise ValueError("value und reasoning gehören zu „inferred“, und nur dazu")
        return self


class Target(Sourced):
    """What is to be reached by `as_of` (inclusive): a share in per cent, a number, or a reduction in per cent.

    `digits`: places after the comma in which a share is told, where whole per cents are too coarse.
    """

    code: Code
    label: Label
    measure: Literal["percent", "number", "reduction"] = "percent"
    numerator: Numerator
    denominator: Denominator
    value: Decimal = Field(gt=0, le=1_000_000)
    digits: int = Field(0, ge=0, le=2, exclude_if=lambda places: places == 0)
    as_of: dt.date

    @model_validator(mode="after")
    def _measure_fits(self) -> Self:
        if (self.measure == "number") != (self.denominator.rule == "none"):
            raise ValueError("eine Zahl (number) hat keinen Nenner (none), ein Anteil hat einen")
        if self.measure != "number" and self.value > 100:
            raise ValueError("ein Anteil liegt bei höchstens 100 Prozent")
        return self


class Exit(Sourced):
    """A reason why a participation ended. `positive_early`: earlier than planned, and good so."""

    code: Code
    label: Label
    kind: Literal["integration", "goal_reached", "positive_early", "regular", "early"]


class FollowOn(Sourced):
    """Nobody leaves without something that follows: one of `done_by`, or the stated exception."""

    label: Label
    done_by: tuple[Word, ...] = Field(min_length=1)
    exception: Label


class FollowUp(Sourced):
    """Talks promised after an event (Nachbetreuung). Each span counts from the event, not from the last talk.

    With `consent` they are promised only while that consent holds; the employer is contacted only with
    `employer_consent`.
    """

    code: Code
    label: Label
    topic: Topic
    after: Word
    where: tuple[str, ...] = ()
    talks: tuple[Duration, ...] = Field(min_length=1, max_length=24)
    consent: Code | None = None
    employer_consent: Code | None = None


class PublishedResult(Sourced):
    """A figure the source prints, with what it divides by. Quoted, never computed from our records.

    `printed`: as it stands there, where it differs from the quotient. `multiple`: the same person may count in
    several results. `exhausts`: results of this list that add up to the whole carry the same word.
    """

    code: Code
    label: Label
    numerator: Decimal = Field(ge=0)
    denominator: Decimal | None = Field(None, gt=0)
    denominator_label: Label | None = None
    unit: Literal["people", "households", "percent", "euro", "number"] = "people"
    subgroup: Label | None = None
    printed: Label | None = None
    as_of: dt.date | None = None
    multiple: bool = False
    exhausts: Code | None = None

    @model_validator(mode="after")
    def _denominator_is_named(self) -> Self:
        if (self.denominator is None) != (self.denominator_label is None):
            raise ValueError("denominator und denominator_label gehören zusammen")
        return self


class Remark(Sourced):
    """Something worth knowing that no rule reads, shown on the programme's page."""

    text: Text
