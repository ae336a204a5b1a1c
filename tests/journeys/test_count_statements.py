"""How many statements the pages of the room may take, everything counted."""

from django.urls import reverse

from tests.house import House
from tests.journeys.family import kaya, large
from tests.queries import at_most

SAVE = 12


def test_the_grid_of_six_children_seven_benefits_and_seven_steps(house: House) -> None:
    family = large(house)
    client = house.login("alma")
    client.get(family.url)
    with at_most(15):
        answer = client.get(family.url)
    assert answer.content.decode().count("<td id=") == 6 * 7 * 7


def test_a_tap_on_the_full_grid(house: House) -> None:
    family = large(house)
    client = house.login("alma")
    client.get(family.url)
    with at_most(SAVE):
        answer = family.tap(client, "used", "no", who=family.persons["Kind0"], by_script=True)
    assert answer.status_code == 200


def test_the_first_answer_of_a_day_with_footnote_and_draft(house: House) -> None:
    family = large(house)
    client = house.login("alma")
    client.get(family.url)
    data = {"answer": "no", "on": "03.05.2021", "reasons": ["corona"], "note": "abgesagt", "seen": "1000000"}
    with at_most(SAVE):
        answer = client.post(family.field("used", "school_participation", family.persons["Kind1"]), data)
    assert answer.status_code == 302


def test_taking_back(house: House) -> None:
    family = kaya(house)
    *_, last = family.say("entitled")
    client = house.login("alma")
    client.get(family.url)
    with at_most(SAVE):
        client.post(reverse("journeys:undo", args=[family.sheet.pk]), {"last": str(last.pk)})


def test_lists(house: House) -> None:
    family = kaya(house)
    family.say("offered", "no")
    client = house.login("alma")
    client.get(reverse("journeys:list"))
    with at_most(10):
        client.get(reverse("journeys:list"))
    with at_most(10):
        client.get(reverse("journeys:stopped"), {"journey": "but", "leistung": "tutoring"})
