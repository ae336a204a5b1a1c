"""How many SQL statements a page of the Ampeltorte takes; the numbers do not grow with the years."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.lights.codes import Light
from rundblick.lights.models import Card
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.lights.cakes import DAY, lay
from tests.queries import at_most

YEARS = 10


def decade(family: Family) -> Card:
    """Ten years of work: some 2,000 rows, of which thirty stand; answers one that stands since last week."""
    lights = list(Light)
    rows: list[Card] = []
    for number in range(30):
        thread, since = uuid.uuid4(), today() - dt.timedelta(days=365 * YEARS)
        while since < today() - 60 * DAY:
            until = since + 54 * DAY
            rows.append(card(family, thread, lights[len(rows) % 3], since, until, number))
            since = until
        rows.append(card(family, thread, Light.RED, today() - 7 * DAY, None, number))
    with acting_as(family.house.alma, "test"):
        Card.objects.bulk_create(rows)
    assert len(rows) >= 2_000
    return rows[-1]


def card(family: Family, thread: uuid.UUID, light: Light, since: dt.date, until: dt.date | None, number: int) -> Card:
    return Card(
        dossier_id=family.pk,
        person_id=family.amira,
        author=family.house.alma,
        thread=thread,
        text="Kinder",
        light=light,
        rank=float(number),
        valid_from=since,
        valid_until=until,
    )


def visited(house: House, family: Family) -> Client:
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    return browser


def address(family: Family, name: str = "board", *more: Any) -> str:
    return reverse(f"lights:{name}", args=[family.pk, family.amira, *more])


@pytest.fixture(params=["new", "old"])
def family(house: House, request: pytest.FixtureRequest) -> Family:
    """A family at the first card, and one after ten years."""
    found = haddad(house)
    if request.param == "old":
        decade(found)
    return found


def test_the_cake_takes_nine_statements(family: Family) -> None:
    lay(family, "Garten")
    browser = visited(family.house, family)
    with at_most(9):
        assert browser.get(address(family)).status_code == 200


def test_a_former_day_takes_ten_statements(family: Family) -> None:
    lay(family, "Garten")
    browser = visited(family.house, family)
    with at_most(10):
        assert browser.get(address(family) + f"?stand={(today() - 400 * DAY).isoformat()}").status_code == 200


def test_laying_a_card_takes_fourteen_statements(family: Family) -> None:
    browser = visited(family.house, family)
    sent = {"text": "Garten", "light": "green", "token": str(uuid.uuid4())}
    with at_most(14):
        assert browser.post(address(family, "add"), sent, headers={"HX-Request": "true"}).status_code == 200


@pytest.mark.parametrize(("act", "statements"), [("green", 14), ("up", 14), ("away", 13)])
def test_moving_a_card_takes_at_most_fourteen_statements(house: House, act: str, statements: int) -> None:
    """The card stands since last week, so that the move makes a second row."""
    family = haddad(house)
    row = decade(family)
    browser = visited(house, family)
    with at_most(statements):
        assert browser.post(address(family, "move"), {"move": f"{row.pk} 1 {act}"}).status_code == 302


def test_drawing_the_cards_anew_for_a_script_takes_one_more(house: House) -> None:
    family = haddad(house)
    row = decade(family)
    browser = visited(house, family)
    with at_most(15):
        sent = {"move": f"{row.pk} 1 up"}
        assert browser.post(address(family, "move"), sent, headers={"HX-Request": "true"}).status_code == 200


def test_saying_a_card_anew_takes_fifteen_statements(house: House) -> None:
    """One of them throws the draft away."""
    family = haddad(house)
    row = decade(family)
    browser = visited(house, family)
    sent = {"text": "Enkel", "light": "red", "field": "", "version": "1", "row": str(row.pk)}
    with at_most(15):
        assert browser.post(address(family, "change", row.pk), sent).status_code == 302


def test_the_list_of_tools_asks_once_for_the_cards(house: House) -> None:
    family = haddad(house)
    decade(family)
    browser = visited(house, family)
    with at_most(23) as captured:
        browser.get(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}")
    assert sum("lights_card" in query["sql"] for query in captured.captured_queries) == 1
