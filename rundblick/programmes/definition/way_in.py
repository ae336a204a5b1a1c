"""Who a programme is meant for and how people come in. Everything here informs; only consent and law block."""

from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Part
from rundblick.programmes.conditions import Condition
from rundblick.programmes.definition.base import Role, Sourced
from rundblick.programmes.timing import Duration
from rundblick.programmes.vocabulary import Code, Label, Text, Word


class Question(Sourced):
    """A yes/no question asked once, for one nomination; only the answer is kept (design rule 5).

    Here stand criteria that must never become attributes: health, presumed or stigmatising ones. `side`: a yes
    is an `indication`, a `requirement` (a no is worth a talk) or an `exclusion` (a yes is).
    """

    code: Code
    text: Label
    side: Literal["indication", "requirement", "exclusion"] = "indication"
    help: Text | None = None


class TargetGroup(Sourced):
    """For whom the programme is meant: a predicate over unprotected facts, and questions for the nomination.

    `at_least`: how many indications the source asks for.
    """

    condition: Condition
    checklist: tuple[Question, ...] = ()
    at_least: int | None = Field(None, ge=1, le=30)


class AccessStep(Sourced):
    """A step on the way in. It is done once `done_by` has happened; `required` steps come before the start.

    `people`: who takes part, as in a handover with three. With `within` the step becomes due that long after
    `after` (the proposal, if nothing else is said) until it is done, somebody starts or the proposal is withdrawn.
    """

    code: Code
    label: Label
    kind: Literal[
        "proposal",
        "self_report",
        "partner_proposal",
        "team_decision",
        "information_event",
        "handover",
        "thinking_time",
        "talk",
        "agreement",
        "other",
    ] = "other"
    by: tuple[Role, ...] = Field(min_length=1)
    people: tuple[Label, ...] = ()
    done_by: Word
    required: bool
    after: Word | None = None
    within: Duration | None = None

    @model_validator(mode="after")
    def _waits_for_something(self) -> Self:
        if self.after is not None and self.within is None:
            raise ValueError("„after“ braucht „within“")
        return self


class ConsentNeed(Sourced):
    """A consent without which one thing does not happen: beginning, a home visit, talking with the employer ...

    `purpose` is a word of the vocabulary. What it is `needed_for` is blocked without it, and nothing else.
    """

    purpose: Code
    needed_for: Literal["start", "home_visit", "employer_contact", "follow_up"]


class WeighedOption(Part):
    """One of the ways that are weighed; `programme` is its id where it is a programme of the library."""

    code: Code
    label: Label
    programme: Code | None = None


class WeighedQuestion(Sourced):
    """A question whose yes speaks for these options."""

    code: Code
    text: Label
    speaks_for: tuple[Code, ...] = Field(min_length=1)


class Weighing(Sourced):
    """A checklist that holds ways side by side. It proposes; a person decides, and says why when differently."""

    code: Code
    label: Label
    options: tuple[WeighedOption, ...] = Field(min_length=2, max_length=4)
    questions: tuple[WeighedQuestion, ...] = Field(min_length=1)


class Access(Sourced):
    """How people come in. In a voluntary programme nobody starts without having agreed."""

    kind: Literal["voluntary", "assigned"]
    steps: tuple[AccessStep, ...] = ()
    consents: tuple[ConsentNeed, ...] = ()
    waiting_list: bool = False
    weighing: Weighing | None = None
