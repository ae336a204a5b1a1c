"""A family with children on a sheet, and short ways to answer."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import open_door
from rundblick.cases.services import open_case
from rundblick.journeys import services
from rundblick.journeys.access import journey_of, sheet_or_404
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Cell, Sheet
from rundblick.journeys.services import Entry
from rundblick.journeys.shelf import shelf
from rundblick.people.models import Household
from rundblick.people.rules import Role
from rundblick.web.clock import today
from tests.house import House
from tests.people import families as people

TOPICS = ("master", "journeys")


@dataclass
class Family:
    """Gülşen Kaya with Deniz (12) and Ela (8). Alma is their coach."""

    house: House
    household: Household
    persons: dict[str, uuid.UUID] = field(default_factory=dict)
    sheet: Sheet = field(default_factory=Sheet)

    @property
    def pk(self) -> uuid.UUID:
        return self.household.dossier_id

    @property
    def deniz(self) -> uuid.UUID:
        return self.persons["Deniz"]

    @property
    def ela(self) -> uuid.UUID:
        return self.persons["Ela"]

    @property
    def gulsen(self) -> uuid.UUID:
        return self.persons["Gülşen"]

    @property
    def url(self) -> str:
        return reverse("journeys:sheet", args=[self.sheet.pk])

    def say(
        self,
        step: str,
        answer: str = "yes",
        *,
        who: uuid.UUID | None = None,
        track: str = "tutoring",
        on: dt.date | None = None,
        by: User | None = None,
        seen: int = 1_000_000,
        **values: Any,
    ) -> list[Cell]:
        """One answer, as a rule about Deniz's Lernförderung, by somebody who has seen everything so far."""
        given: dict[str, Any] = {key: frozenset(values.pop(key)) for key in ("reasons", "kinds") if key in values}
        entry = Entry(
            person_id=who or self.deniz,
            track=track,
            step=step,
            answer=answer,  # type: ignore[arg-type]
            on=on or today(),
            **given,
            **values,
        )
        return self.write(entry, by=by, seen=seen)

    def write(self, *entries: Entry, by: User | None = None, seen: int = 1_000_000) -> list[Cell]:
        """Several answers in one saving."""
        with acting_as(by or self.house.alma, "test") as context:
            sheet = sheet_or_404(context, self.sheet.pk, writing=True)
            return services.answer(sheet=sheet, journey=journey_of(sheet), entries=entries, seen=seen)

    @property
    def journey(self) -> Journey:
        """The wording the sheet is kept by."""
        with acting_as(self.house.alma, "test", read_only=True):
            return journey_of(self.sheet)

    def undo(self, cell: Cell, by: User | None = None) -> list[Cell]:
        """Take a saving back."""
        with acting_as(by or self.house.alma, "test") as context:
            sheet = sheet_or_404(context, self.sheet.pk, writing=True)
            return services.undo(sheet=sheet, journey=journey_of(sheet), last=cell.pk)

    def tap(self, client: Client, step: str, answer: str, *, track: str = "tutoring", **data: Any) -> Any:
        """Tap a button of the grid."""
        who = data.pop("who", None) or self.deniz
        headers = {"HX-Request": "true"} if data.pop("by_script", False) else {}
        return client.post(
            reverse("journeys:answer", args=[self.sheet.pk]),
            {"set": f"{who}.{track}.{step}.{answer}", "seen": "1000000", **data},
            headers=headers,
        )

    def field(self, step: str, track: str = "tutoring", who: uuid.UUID | None = None) -> str:
        """Address of one answer."""
        return reverse("journeys:field", args=[self.sheet.pk, who or self.deniz, track, step])

    def cells(self) -> list[Cell]:
        """All rows of the sheet."""
        with acting_as(self.house.alma, "test", read_only=True):
            return list(Cell.objects.filter(sheet=self.sheet).order_by("sequence"))

    def let_in(self, user: User, person: uuid.UUID | None, *, topics: tuple[str, ...] = TOPICS, **values: Any) -> None:
        """Open a door, to one member's rows only unless `person` is None."""
        given: dict[str, Any] = {"basis": Basis.ASSIGNMENT, "evidence": "Test"}
        with acting_as(self.house.alma, "test"):
            open_door(dossier_id=self.pk, principal=user, subject_id=person, topics=topics, **(given | values))


def members() -> list[Any]:
    """A single parent with two children, a household since August 2020."""
    since = dt.date(2020, 8, 1)
    return [
        people.member("Gülşen|Kaya", dt.date(1990, 2, 13), Role.SINGLE_PARENT, since=since),
        people.member("Deniz|Kaya", dt.date(2014, 5, 4), since=since),
        people.member("Ela|Kaya", dt.date(2018, 9, 30), since=since),
    ]


def kaya(house: House, *, definition: str = "but", **values: Any) -> Family:
    """The family with an open case and an empty sheet, begun at New Year 2021."""
    household = people.household(house, *members())
    found = {name: people.person(household, name, of=house.alma).pk for name in ("Gülşen", "Deniz", "Ela")}
    family = Family(house, household, found)
    with acting_as(house.alma, "test"):
        open_case(household=household, focus=[family.gulsen])
        family.sheet = services.open_sheet(
            dossier_id=family.pk,
            journey=shelf()[definition],
            site="ennigerloh",
            coach=house.alma,
            created_on=values.pop("created_on", dt.date(2021, 1, 4)),
            **values,
        )
    return family


def minijob(house: House) -> Family:
    """The same family with the sheet of Gülşen's job."""
    household = people.household(house, *members())
    found = {name: people.person(household, name, of=house.alma).pk for name in ("Gülşen", "Deniz", "Ela")}
    family = Family(house, household, found)
    with acting_as(house.alma, "test"):
        open_case(household=household, focus=[family.gulsen])
        family.sheet = services.open_sheet(
            dossier_id=family.pk,
            journey=shelf()["minijob"],
            coach=house.alma,
            person_id=family.gulsen,
            title="Bäckerei am Markt",
        )
    return family


def large(house: House) -> Family:
    """A family with six children whose sheet is full: seven benefits, seven steps each."""
    kids = [people.member(f"Kind{n}|Wolf", dt.date(2010 + n, 3, 1)) for n in range(6)]
    household = people.household(
        house, people.member("Ina|Wolf", dt.date(1988, 1, 1), Role.SINGLE_PARENT), *kids, number="36502BG0055555"
    )
    found = {f"Kind{n}": people.person(household, f"Kind{n}", of=house.alma).pk for n in range(6)}
    family = Family(house, household, found)
    journey = shelf()["but"]
    parent = people.person(household, "Ina", of=house.alma).pk
    with acting_as(house.alma, "test"):
        open_case(household=household, focus=[parent])
        family.sheet = services.open_sheet(dossier_id=family.pk, journey=journey, coach=house.alma)
    steps = [step.code for step in journey.steps]
    family.write(
        *(
            Entry(person_id=child, track=track.code, step=step, answer="yes", on=today(), note="Fußnote")
            for child in found.values()
            for track in journey.tracks
            for step in steps
        )
    )
    return family
