"""How many statements the pages of the room take after ten years of history, all in."""

from django.urls import reverse

from rundblick.access.database import as_worker
from rundblick.cases.services import StepContent
from rundblick.programmes.duebook import refresh
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.preparation.talks import DAY, sheet
from tests.preparation.test_lead_a_talk import Window
from tests.queries import at_most

LONG = "Ein langer Satz, der nicht aufhört und viel erzählt. " * 8


def full(house: House, *, rows: int = 12) -> Family:
    """Much of everything about Amira, with long texts."""
    family = haddad(house, opened_on=today() - 3650 * DAY)
    for number in range(rows):
        day = today() - (5 + 30 * (rows - number)) * DAY
        steps = [StepContent(text=f"Schritt {one}: {LONG}", responsible="person") for one in range(rows)]
        family.note(family.amira, happened_on=day, own_concern=LONG, agreements=LONG * 3, steps=steps)
        family.confident(family.goal(family.amira, LONG, since=day), 5, on=today())
        family.success(family.amira, LONG, on=today() - number * DAY)
        family.task(LONG, person_id=family.amira, responsible="third", assignee=None)
        family.task(LONG, person_id=family.amira)
        family.appointment(family.amira, starts_at=now() + (number + 1) * DAY, purpose=LONG)
        family.appointment(family.amira, starts_at=now() - (number + 2) * DAY)
    with as_worker("test"):
        refresh([family.pk])
    return family


def test_the_sheet_and_the_screen_take_their_statements(house: House) -> None:
    family = full(house)
    one = sheet(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    for name, args, statements in (
        (
            "page",
            [family.pk, family.amira],
            17,
        ),  # one asks the list of what is awaited, one what was said to the reader
        ("ask", [family.pk, family.amira], 9),
        ("talk", [family.pk, family.amira], 12),
        ("talk_sheets", [family.pk, family.amira], 8),
        ("talk_sheet", [family.pk, family.amira, one.pk], 8),
        ("sheets", [], 5),
    ):
        with at_most(statements):
            assert browser.get(reverse(f"preparation:{name}", args=args)).status_code == 200


def test_keeping_and_handing_over_take_their_statements(house: House) -> None:
    family = haddad(house)
    window = Window(house.login("alma"), family)
    with at_most(12):
        window.type(own_concern="Gut.")
    with at_most(12):
        assert window.send("aufgabe", task="Anrufen").status_code == 302
    with at_most(12):
        assert window.send("festhalten").status_code == 302
