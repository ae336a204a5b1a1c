"""Dates that the law ties to a child's age: data with period, source and how sure it is; read once."""

import datetime as dt
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.people.rules import Role
from rundblick.programmes.vocabulary import Code, Label, Text, doubles


class RuleOfLaw(Part):
    """What happens on a day that follows from a birth date.

    `on`: the day somebody is `age` years old, `months_before` it, the start of school (1 August of the year in which
    the child is `age` by 30 September), or every 1 August and 1 February from the start of school until the age of
    `until_age`. `late` is said instead of `sentence` when a day to remember has passed and the birthday has not.
    `shown_to_family`: it is about the children of the household, and may stand on a screen that all look at.
    `status`: "belegt" where the provision says so itself, "zu prüfen" where the law of the Land or practice decides.
    """

    code: Code
    label: Label
    on: Literal["birthday", "school_start", "school_money"] = "birthday"
    age: int = Field(ge=1, le=25)
    months_before: int = Field(default=0, ge=0, le=24)
    until_age: int | None = None
    roles: tuple[Literal["child", "adult_child"], ...] = ("child",)
    sentence: Text
    late: Text | None = None
    law: Label
    source: Label
    valid_from: dt.date
    valid_until: dt.date | None = None
    status: Literal["belegt", "zu prüfen"]
    shown_to_family: bool = False

    def concerns(self, role: Role) -> bool:
        """Whether the rule is about members with this role."""
        return role.value in self.roles

    def holds(self, day: dt.date) -> bool:
        """Whether this is the law on that day."""
        return self.valid_from <= day and (self.valid_until is None or day < self.valid_until)


class CalendarOfLaw(Document):
    """All rules, in the order of age."""

    schema_version: Literal[1]
    deadlines: tuple[RuleOfLaw, ...] = Field(min_length=1)

    def complaints(self) -> Iterable[Complaint]:
        """Codes used twice."""
        yield from doubles(("deadlines",), (one.code for one in self.deadlines))


@cache
def rules_of_law() -> tuple[RuleOfLaw, ...]:
    """The shipped rules. Raises DocumentError when the file is wrong."""
    return load_document(Path(__file__).with_name("deadlines.yaml"), CalendarOfLaw).deadlines
