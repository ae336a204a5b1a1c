"""A family whose members must stay opaque to each other, their case, and short ways to write into it."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.calendar import services as calendar
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Appointment
from rundblick.cases import services
from rundblick.cases.models import Case, Confidence, ContactNote, Goal, Success, Task
from rundblick.people.models import Household
from rundblick.people.rules import Role
from rundblick.web.clock import now, today
from tests.house import House
from tests.people import families as people

SELF_TOPICS = ("master", "appointments", "notes", "tasks", "goals", "situation")


@dataclass
class Family:
    """Amira and Karim Haddad with Sami, eight years old. Alma is their coach."""

    house: House
    household: Household
    case: Case
    persons: dict[str, uuid.UUID] = field(default_factory=dict)

    @property
    def amira(self) -> uuid.UUID:
        return self.persons["Amira"]

    @property
    def karim(self) -> uuid.UUID:
        return self.persons["Karim"]

    @property
    def sami(self) -> uuid.UUID:
        return self.persons["Sami"]

    @property
    def pk(self) -> uuid.UUID:
        return self.case.pk

    def note(self, *persons: uuid.UUID, author: User | None = None, **content: Any) -> list[ContactNote]:
        """A talk with these members, or with all when none is named."""
        values: dict[str, Any] = {
            "happened_on": today(),
            "setting": Setting.OFFICE,
            "sentence": "Der Kitaplatz ist zugesagt.",
        }
        extra = {
            name: content.pop(name)
            for name in ("steps", "helped", "next_appointment", "appointments", "shared", "token")
            if name in content
        }
        with acting_as(author or self.house.alma, "test"):
            return services.write_note(
                case=self.case,
                members=list(self.persons.values()),
                persons=persons,
                content=services.NoteContent(**(values | content)),
                **extra,
            ).notes

    def task(self, text: str = "Kita anrufen", **values: Any) -> Task:
        with acting_as(self.house.alma, "test"):
            return services.add_task(case=self.case, text=text, **{"assignee": self.house.alma, **values})

    def goal(self, person: uuid.UUID, text: str = "Wieder als Köchin arbeiten", **values: Any) -> Goal:
        with acting_as(self.house.alma, "test"):
            return services.set_goal(case=self.case, person_id=person, text=text, **values)

    def confident(self, goal: Goal, value: int, **values: Any) -> Confidence:
        with acting_as(self.house.alma, "test"):
            return services.note_confidence(goal=goal, value=value, author=self.house.alma, **values)

    def success(self, person: uuid.UUID, text: str = "Selbst beim Amt angerufen", **values: Any) -> Success:
        with acting_as(self.house.alma, "test"):
            return services.log_success(case=self.case, person_id=person, text=text, author=self.house.alma, **values)

    def appointment(self, *persons: uuid.UUID, starts_at: dt.datetime | None = None, **values: Any) -> Appointment:
        """An appointment of an hour, tomorrow at this time unless told otherwise."""
        start = starts_at or now() + dt.timedelta(days=1)
        given: dict[str, Any] = {
            "coach": self.house.alma,
            "setting": Setting.OFFICE,
            "ends_at": start + dt.timedelta(hours=1),
        }
        with acting_as(self.house.alma, "test"):
            return calendar.arrange(dossier_id=self.pk, persons=persons, starts_at=start, **(given | values))[0]

    def let_in(self, user: User, person: uuid.UUID | None, *, basis: Basis = Basis.SELF, **values: Any) -> None:
        """Open a door, to one member's rows only unless `person` is None."""
        given: dict[str, Any] = {"topics": SELF_TOPICS, "evidence": "Test"}
        with acting_as(self.house.alma, "test"):
            open_door(dossier_id=self.pk, principal=user, basis=basis, subject_id=person, **(given | values))


def haddad(house: House, *, case: bool = True, opened_on: dt.date | None = None) -> Family:
    """The family with an open case about Amira and Karim."""
    household = people.household(
        house,
        people.member("Amira|Haddad", dt.date(1991, 3, 2), Role.PARENT),
        people.member("Karim|Haddad", dt.date(1988, 7, 19), Role.PARENT),
        people.member("Sami|Haddad", dt.date(2018, 1, 5), Role.CHILD),
        number="36502BG0017171",
    )
    found = {name: people.person(household, name, of=house.alma).pk for name in ("Amira", "Karim", "Sami")}
    family = Family(house, household, Case(), found)
    if case:
        with acting_as(house.alma, "test"):
            family.case = services.open_case(
                household=household, focus=[family.amira, family.karim], opened_on=opened_on
            )
    return family
