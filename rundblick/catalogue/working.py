"""Words about work that a person and a workplace share: conditions, tasks, interests, levels of language, licences.

Both sides answer the same codes, so that what somebody needs can be laid beside what a workplace offers. A condition
is one of the work, never one of a body: the file has no word for an illness, and nothing in it rules anybody out.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document

Code = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,29}$")]
Words = Annotated[str, Field(min_length=2, max_length=160)]

HIGHEST = 3
"""The highest answer to a question about interests."""


class Named(Part):
    """A code with its words."""

    code: Code
    label: Words


class Condition(Part):
    """A condition of work. `person`: said by the person; `sheet`: written for an employer; `question`: asked of a
    workplace, "yes" means that it is met. `source`: where the field asks for it.
    """

    code: Code
    group: Code
    person: Words
    sheet: Words
    question: Words
    source: str = Field(min_length=3)


class WorkTask(Part):
    """Something one does at work. `letters`: the interests it speaks to, the strongest first."""

    code: Code
    label: Words
    letters: Annotated[str, Field(pattern="^[RIASEC]{1,2}$")]


class InterestArea(Part):
    """One of the six interests, with questions in plain words of our own."""

    code: Literal["R", "I", "A", "S", "E", "C"]
    label: Words
    short: Words
    questions: tuple[Words, ...] = Field(min_length=2, max_length=5)


class Answer(Part):
    """An answer to a question about interests; the value counts."""

    value: int = Field(ge=0, le=HIGHEST)
    label: Words


class LanguageStep(Part):
    """A level of a language, and what it is enough for at work."""

    code: Code
    label: Words
    work: Words


class Working(Document):
    """The whole file, each list in the order of forms."""

    schema_version: Literal[1]
    groups: tuple[Named, ...] = Field(min_length=1)
    conditions: tuple[Condition, ...] = Field(min_length=1)
    tasks: tuple[WorkTask, ...] = Field(min_length=1)
    interests: tuple[InterestArea, ...] = Field(min_length=6, max_length=6)
    answers: tuple[Answer, ...] = Field(min_length=2)
    language_levels: tuple[LanguageStep, ...] = Field(min_length=1)
    licences: tuple[Named, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice, conditions of a group that is not there, questions of one interest more than of another."""
        for name in ("groups", "conditions", "tasks", "interests", "language_levels", "licences"):
            codes = [one.code for one in getattr(self, name)]
            for place, code in enumerate(codes):
                if code in codes[:place]:
                    yield Complaint((name, place, "code"), "gibt es schon", given=code)
        groups = tuple(one.code for one in self.groups)
        for place, one in enumerate(self.conditions):
            if one.group not in groups:
                yield Complaint(("conditions", place, "group"), "unbekannte Gruppe", groups, one.group)
        if len({len(one.questions) for one in self.interests}) > 1:
            yield Complaint(("interests",), "haben alle gleich viele Fragen")

    def conditions_of(self, group: str) -> tuple[Condition, ...]:
        """The conditions of one group, in their order."""
        return tuple(one for one in self.conditions if one.group == group)


@cache
def working() -> Working:
    """The file of this installation. Raises DocumentError when it is wrong."""
    return load_document(Path(__file__).with_name("working.yaml"), Working)


def conditions_by_code() -> dict[str, Condition]:
    """All conditions."""
    return {one.code: one for one in working().conditions}


def tasks_by_code() -> dict[str, WorkTask]:
    """All tasks."""
    return {one.code: one for one in working().tasks}


def enough(level: str, wanted: str) -> bool | None:
    """Whether a language level is at least another one; None when one of them is not in the file."""
    order = [one.code for one in working().language_levels]
    if level not in order or wanted not in order:
        return None
    return order.index(level) >= order.index(wanted)
