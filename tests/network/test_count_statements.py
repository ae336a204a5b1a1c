"""How many SQL statements the pages take, all in, also with ten years of history. One more is a decision."""

import datetime as dt
import uuid
from typing import Any

import pytest

from rundblick.access.context import acting_as
from rundblick.network import rules
from rundblick.network.codes import SECTOR_OF, TieKind
from rundblick.network.models import Tie
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.network.networks import DAY, address, changed, tie, typed
from tests.queries import at_most

YEARS = 3650


def grown(house: House) -> Family:
    """Amira's network with thirty people of today and two thousand rows of the past."""
    family = haddad(house, opened_on=today() - YEARS * DAY)
    rows: list[Tie] = []
    for number in range(2000):
        kind, ring = TieKind.values[number % len(TieKind.values)], 1 + number % 4
        x, y = rules.on_ring(number - 1000, 500 - number % 900, ring, SECTOR_OF[kind])
        began = today() - (YEARS - number) * DAY
        rows.append(
            Tie(
                dossier_id=family.pk,
                person_id=family.amira,
                author=house.alma,
                label=f"Person {number}",
                kind=kind,
                closeness=ring,
                quality="changing",
                valid_from=began,
                valid_until=began + dt.timedelta(days=400),
                x=x,
                y=y,
            )
        )
    with acting_as(house.alma, "test"):
        Tie.objects.bulk_create(rows)
    return family


def filled(house: House, family: Family) -> Tie:
    """Thirty people of today around Amira, and helpers of Karim's."""
    with acting_as(house.alma, "test"):
        Tie.objects.bulk_create(
            Tie(
                dossier_id=family.pk,
                person_id=family.karim if number % 6 == 0 else family.amira,
                author=house.alma,
                label=f"Heute {number}",
                kind="advice",
                closeness=1 + number % 4,
                quality="supportive",
                valid_from=today() - 30 * DAY,
                shared=number % 6 == 0,
                on_fridge=number % 2 == 0,
                x=x,
                y=y,
            )
            for number in range(36)
            for x, y in [rules.free_place(SECTOR_OF["advice"], 1 + number % 4, [])]
        )
    return tie(family, family.amira, since=today() - 20 * DAY)


@pytest.mark.parametrize("old", [False, True], ids=["young", "ten years"])
def test_pages_take_their_statements_whatever_the_history(house: House, old: bool) -> None:
    family = grown(house) if old else haddad(house, opened_on=today() - 90 * DAY)
    one = filled(house, family)
    browser = house.login("alma")
    where = address("map", family, family.amira)
    browser.get(where)
    for page, limit in (
        (where, 9),
        (f"{where}?stand={today() - 10 * DAY}", 8),
        (address("fridge", family, family.amira), 8),
        (address("add", family, family.amira), 8),
        (address("tie", family, family.amira, one.thread), 9),
    ):
        with at_most(limit):
            assert browser.get(page).status_code == 200


def sent(one: Tie) -> list[tuple[str, tuple[uuid.UUID, ...], dict[str, Any], int]]:
    state = changed(one)
    return [
        ("add", (), typed(label="Tante"), 13),
        ("move", (one.thread,), {"rings": "1", "seen": state["seen"]}, 14),
        ("tie", (one.thread,), state | {"quality": "strained"}, 13),
        ("choose", (one.thread,), {"wanted": "1", "seen": state["seen"]}, 13),
        ("leave", (one.thread,), {"seen": state["seen"]}, 13),
    ]


@pytest.mark.parametrize("act", range(5), ids=["add", "move", "change", "choose", "leave"])
def test_saving_takes_at_most_fourteen_statements(house: House, act: int) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    one = filled(house, family)
    browser = house.login("alma")
    browser.get(address("map", family, family.amira))
    name, args, values, limit = sent(one)[act]
    with at_most(limit):
        assert browser.post(address(name, family, family.amira, *args), values).status_code == 302


def test_a_move_that_answers_with_the_new_map_takes_one_more(house: House) -> None:
    family = haddad(house, opened_on=today() - 90 * DAY)
    one = filled(house, family)
    browser = house.login("alma")
    browser.get(address("map", family, family.amira))
    where = address("move", family, family.amira, one.thread)
    values = {"x": "700", "y": "-300", "seen": changed(one)["seen"]}
    with at_most(15):  # the first move on a later day; it ends a row, begins another and draws the map
        assert browser.post(where, values, HTTP_HX_REQUEST="true").status_code == 200
