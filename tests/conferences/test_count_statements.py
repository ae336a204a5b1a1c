"""How many SQL statements the pages take, whatever the number of rows."""

import pytest
from django.urls import reverse

from tests.conferences.tables import Table, clinic, plans, table
from tests.house import House
from tests.queries import at_most

LEADER = {
    "page": 16,
    "prepare": 12,
    "protocol": 15,
    "close": 11,
    "change": 8,
    "seat": 10,
    "paper": 14,
}
GUEST = {"page": 14, "prepare": 12, "paper": 14}


def full(house: House) -> Table:
    made = table(house, "Amira", "Karim")
    for one in (house.partner, clinic(house)):
        for person in (made.amira, made.family.karim):
            made.door(one, person=person)
        made.invite(one)
    for number in range(6):
        made.point(f"Punkt {number}")
        made.brings(house.ivo, f"Stichpunkt {number}", for_all=True)
        made.decide(f"Schritt {number}", assignee=house.alma)
    made.begin()
    return made


@pytest.mark.parametrize("name", LEADER)
def test_whoever_leads_it(house: House, name: str) -> None:
    made = full(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(LEADER[name]):
        assert browser.get(made.url(name)).status_code == 200


@pytest.mark.parametrize("name", GUEST)
def test_a_guest(house: House, name: str) -> None:
    made = full(house)
    browser = house.login("ivo")
    browser.get("/")
    with at_most(GUEST[name]):
        assert browser.get(made.url(name)).status_code == 200


def test_lists(house: House) -> None:
    made = full(house)
    for _ in range(5):
        plans(made.family)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    for name, args, statements in (
        ("mine", [], 8),
        ("of_case", [made.family.pk], 10),
        ("plan", [made.family.pk], 10),
        ("batch", [], 12),
        ("figures", [], 10),
    ):
        with at_most(statements):
            assert browser.get(reverse(f"conferences:{name}", args=args)).status_code == 200
