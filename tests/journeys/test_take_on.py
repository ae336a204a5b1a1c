"""From a drop to a task, in one step and once."""

import uuid

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access import crypto
from rundblick.access.context import acting_as
from rundblick.cases.models import Task
from rundblick.journeys.models import Standing
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import Family, kaya
from tests.queries import at_most

FILTER = {"journey": "but", "leistung": "tutoring", "standort": "", "schritt": "", "stand": ""}


@pytest.fixture
def family(house: House) -> Family:
    """Both children stop: Deniz at the offer, Ela at the entitlement that is still open."""
    found = kaya(house)
    found.say("entitled")
    found.say("offered", "no", reasons=["school_covers"])
    found.say("entitled", who=found.ela)
    return found


def standing(family: Family, person: uuid.UUID) -> str:
    with acting_as(family.house.alma, "test", read_only=True):
        return str(Standing.objects.get(person_id=person).pk)


def post(client: Client, *ticked: str, **data: str) -> str:
    values = FILTER | {"text": "Lernförderung ansprechen", "due_on": "", "token": str(uuid.uuid4())} | data
    return client.post(reverse("journeys:take_on"), {**values, "wer": ticked}, follow=True).content.decode()


def tasks(family: Family) -> list[Task]:
    with acting_as(family.house.alma, "test", read_only=True):
        crypto.load_keys([family.pk])
        return list(Task.objects.filter(dossier_id=family.pk).order_by("person_id"))


def test_two_ticked_people_get_a_task_each_and_twice_is_once(house: House, family: Family) -> None:
    client = house.login("alma")
    both = [standing(family, family.deniz), standing(family, family.ela)]
    token = str(uuid.uuid4())
    for _ in range(2):
        text = post(client, *both, token=token, due_on="heute")
    assert "2 Aufgaben sind notiert." in text
    rows = tasks(family)
    assert {row.person_id for row in rows} == {family.deniz, family.ela} and len(rows) == 2
    assert {(row.text, row.due_on, row.assignee_id) for row in rows} == {
        ("Lernförderung ansprechen", today(), house.alma.pk)
    }


def test_one_button_takes_only_that_person(house: House, family: Family) -> None:
    text = post(house.login("alma"), standing(family, family.ela), nur=standing(family, family.deniz))
    assert "Eine Aufgabe ist notiert." in text
    assert [row.person_id for row in tasks(family)] == [family.deniz]


def test_a_mistake_keeps_ticks_and_words(house: House, family: Family) -> None:
    client = house.login("alma")
    ela = standing(family, family.ela)
    text = post(client, ela, text="")
    assert (
        "Bitte füllen Sie dieses Feld aus." in text and f'value="{ela}" aria-label="Ela Kaya auswählen" checked' in text
    )
    text = post(client, text="Ansprechen")
    assert "Bitte kreuzen Sie an, für wen die Aufgabe ist." in text and 'value="Ansprechen"' in text
    assert tasks(family) == []


def test_who_may_only_read_ticks_nothing_and_a_made_up_id_makes_nothing(house: House, family: Family) -> None:
    family.let_in(house.bert, None, topics=("master", "journeys", "tasks"))
    client = house.login("bert")
    text = client.get(reverse("journeys:stopped"), FILTER).content.decode()
    assert "Deniz Kaya" in text and 'name="wer"' not in text and 'name="text"' not in text
    told = post(client, standing(family, family.deniz))
    assert "keine Aufgabe entstanden" in told
    post(house.login("alma"), str(uuid.uuid4()), "kein")
    assert tasks(family) == []


def test_strangers_get_nothing_done(house: House, family: Family) -> None:
    for name in ("otto", "hanna", "nora"):
        post(house.login(name), standing(family, family.deniz))
    assert tasks(family) == []


def test_the_task_is_proposed_in_words_of_the_step(house: House, family: Family) -> None:
    client = house.login("alma")
    text = client.get(reverse("journeys:stopped"), FILTER | {"schritt": "offered"}).content.decode()
    assert "Lernförderung: „Angebot vorhanden“ klären" in text


def test_the_filters_stay(house: House, family: Family) -> None:
    client = house.login("alma")
    values = FILTER | {"schritt": "offered", "text": "Ansprechen", "token": str(uuid.uuid4())}
    answer = client.post(reverse("journeys:take_on"), {**values, "wer": standing(family, family.deniz)})
    assert answer.headers["Location"].endswith("?journey=but&leistung=tutoring&schritt=offered")


def test_noting_takes_few_statements(house: House, family: Family) -> None:
    client = house.login("alma")
    client.get(reverse("journeys:stopped"), FILTER)
    values = FILTER | {"text": "Ansprechen", "due_on": "", "token": str(uuid.uuid4())}
    with at_most(14):
        client.post(reverse("journeys:take_on"), {**values, "wer": standing(family, family.deniz)})
