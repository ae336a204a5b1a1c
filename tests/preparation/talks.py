"""A household with a talk four weeks ago and what came of it; what only concerns Karim stands in `KEPT`."""

import datetime as dt

from rundblick.access.context import acting_as
from rundblick.cases import services
from rundblick.cases.models import Task
from rundblick.cases.services import StepContent
from rundblick.preparation.models import InfoSheet
from rundblick.preparation.services import add_sheet
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)
AGO = today() - 28 * DAY
KEPT = ("Karim sucht eine Wohnung", "Karim ruft den Anwalt an", "Karim hat den Brief geöffnet", "Karim will ausziehen")


def lived(house: House) -> Family:
    """Amira and Alma agreed on two steps; one is done. Karim's things are his."""
    family = haddad(house, opened_on=today() - 90 * DAY)
    steps = [
        StepContent(text="Zeugnis mitbringen", responsible="person", due_on=AGO + 20 * DAY),
        StepContent(text="Kita anrufen", responsible="jobcenter"),
    ]
    family.note(
        family.amira,
        happened_on=AGO,
        own_concern="Ich möchte wieder kochen.",
        agreements="Amira bringt das Zeugnis mit.",
        steps=steps,
    )
    with acting_as(house.alma, "test"):
        services.complete(task=Task.objects.get(responsible="person"), done_on=today() - DAY)
    goal = family.goal(family.amira, "Drei Tage in der Küche probearbeiten", since=AGO)
    family.confident(goal, 6, on=AGO)
    family.confident(goal, 4, on=today() - DAY)
    family.success(family.amira, "Selbst beim Amt angerufen", on=today() - 3 * DAY)
    family.task("Bescheid der Rentenversicherung", person_id=family.amira, responsible="third", assignee=None)
    family.appointment(family.amira, purpose="Zeugnis ansehen")
    family.goal(family.karim, KEPT[0])
    family.task(KEPT[1], person_id=family.karim)
    family.success(family.karim, KEPT[2])
    family.note(family.karim, own_concern=KEPT[3])
    return family


def sheet(house: House, title: str = "Arztsuche", **values: str) -> InfoSheet:
    """A sheet of Alma's house."""
    given = {"text": "Rufen Sie an.", "phone": "116 117", "address": "Am Markt 1"}
    with acting_as(house.frank, "test"):
        return add_sheet(organisation_id=house.jobcenter.pk, title=title, **given | values)
