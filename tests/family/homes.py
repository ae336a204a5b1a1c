"""A household with something shared, something kept, and something of all."""

import datetime as dt
import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.cases import services
from rundblick.journeys import services as journeys
from rundblick.journeys.services import Entry
from rundblick.journeys.shelf import shelf
from rundblick.people.models import ProtectedContact
from rundblick.people.rules import Role
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.network.networks import tie
from tests.people import families as people

DAY = dt.timedelta(days=1)
OPEN = ("Deutschkurs beenden", "Führerschein machen", "Kita-Termin für alle", "Familienhelferin", "Selbst angerufen")
KEPT = ("Karim sucht eine Wohnung", "Termin beim Anwalt", "Schuldnerberaterin", "Brief heimlich geöffnet")


def address(family: Family, asked: str = "") -> str:
    """The page of the household."""
    return reverse("family:page", args=[family.pk]) + asked


def full(house: House) -> Family:
    """What the Haddads share stands in `OPEN`, what somebody keeps in `KEPT`."""
    family = haddad(house, opened_on=today() - 90 * DAY)
    family.goal(family.amira, OPEN[0], kind="lead", shared=True)
    family.goal(family.karim, OPEN[1], shared=True)
    family.goal(family.karim, KEPT[0])
    family.appointment(purpose=OPEN[2])
    family.appointment(family.karim, purpose=KEPT[1])
    tie(family, family.karim, OPEN[3], kind="family_help", shared=True)
    tie(family, family.karim, KEPT[2], kind="advice")
    family.success(family.amira, OPEN[4], shared=True)
    family.success(family.karim, KEPT[3])
    return family


def protect(family: Family, person: uuid.UUID) -> None:
    """From yesterday, this person's contact is protected."""
    with acting_as(family.house.alma, "test"):
        ProtectedContact.objects.create(
            dossier_id=family.pk, person_id=person, valid_from=today() - DAY, ended_because=""
        )


def carry_together(family: Family, text: str, *, shared: bool = True) -> None:
    """A goal of both parents."""
    with acting_as(family.house.alma, "test"):
        services.set_goal_together(case=family.case, persons=[family.amira, family.karim], text=text, shared=shared)


def nine(house: House) -> Family:
    """Two parents and seven children, each with a goal, an appointment, a helper and a success."""
    day = today()
    household = people.household(
        house,
        people.member("Mona|Brandt", dt.date(1988, 3, 2), Role.PARENT),
        people.member("Uwe|Brandt", dt.date(1985, 7, 19), Role.PARENT),
        *(people.member(f"Kind{n}|Brandt", day - dt.timedelta(days=300 + 800 * n)) for n in range(7)),
        number="36502BG0099999",
    )
    names = ("Mona", "Uwe", *(f"Kind{n}" for n in range(7)))
    found = {name: people.person(household, name, of=house.alma).pk for name in names}
    with acting_as(house.alma, "test"):
        case = services.open_case(household=household, focus=[found["Mona"]], opened_on=day - 90 * DAY)
    family = Family(house, household, case, found)
    for name, person in found.items():
        family.goal(person, f"Ziel von {name}", shared=True, due_on=day + 3 * DAY)
        family.appointment(person, purpose=f"Termin von {name}")
        tie(family, person, f"Hilfe für {name}", kind="advice", shared=True)
        family.success(person, f"Gelungen bei {name}", shared=True)
    begin_journey(family, found["Kind5"])
    return family


def begin_journey(family: Family, child: uuid.UUID) -> None:
    """A sheet for Bildung und Teilhabe on which the first step of one help of this child is answered."""
    journey = shelf()["but"]
    steps = [step.code for step in journey.steps]
    with acting_as(family.house.alma, "test"):
        sheet = journeys.open_sheet(dossier_id=family.pk, journey=journey, coach=family.house.alma)
        entry = Entry(person_id=child, track="tutoring", step=steps[0], answer="yes", on=today())
        journeys.answer(sheet=sheet, journey=journey, entries=[entry], seen=1_000_000)
