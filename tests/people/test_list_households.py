"""The list of households: whose, sorted, filtered, page by page."""

import datetime as dt
import re
from urllib.parse import parse_qsl

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.people.household_list import Wanted, household_list
from rundblick.people.rules import Role
from rundblick.web.clock import today
from tests.house import House
from tests.people.families import household, kaya, member
from tests.queries import at_most

NAMES = ("Zander", "Müller", "Averkamp", "Mueller", "Öztürk", "Krüger", "Ofen")
IN_ORDER = ["Averkamp", "Krüger", "Mueller", "Müller", "Öztürk", "Ofen", "Zander"]


@pytest.fixture
def street(house: House) -> House:
    """Seven single people of Alma's, one of Bert's in the same team."""
    for number, name in enumerate(NAMES):
        site = "everswinkel" if number % 2 else "ennigerloh"
        who = member(f"Eva|{name}", dt.date(1980, 1, 1), Role.SINGLE)
        household(house, who, number=f"{9 - number}000", site=site)
    household(house, member("Eva|Bertram", None, Role.SINGLE), responsible=house.bert, number="5")
    return house


def lines(house: House, **query: str) -> list[str]:
    """Last names of Alma's list, all pages of three."""
    found: list[str] = []
    wanted = Wanted.read(query)
    while True:
        with acting_as(house.alma, "test", read_only=True) as alma:
            page = household_list(alma, wanted, today=today(), size=3)
        found += [line.label.removeprefix("Eva ") for line in page.lines]
        if not page.next_url:
            return found
        wanted = Wanted.read(dict(parse_qsl(page.next_url[1:])))


def test_names_stand_in_the_order_of_a_german_list_across_pages(street: House) -> None:
    assert lines(street) == IN_ORDER


def test_by_number_and_by_the_latest(street: House) -> None:
    assert lines(street, sortiert="nummer") == list(reversed(NAMES))
    assert lines(street, sortiert="neu") == list(reversed(NAMES))


def test_one_site_only(street: House) -> None:
    assert lines(street, ort="everswinkel") == ["Krüger", "Mueller", "Müller"]


def test_all_that_the_doors_open(street: House) -> None:
    assert "Bertram" in lines(street, wer="alle") and "Bertram" not in lines(street)


def test_paging_back_shows_the_same_pages(street: House) -> None:
    with acting_as(street.alma, "test", read_only=True) as alma:
        first = household_list(alma, Wanted(), today=today(), size=3)
        second = household_list(alma, Wanted.read(dict(parse_qsl(first.next_url[1:]))), today=today(), size=3)
        back = household_list(alma, Wanted.read(dict(parse_qsl(second.previous_url[1:]))), today=today(), size=3)
    assert [line.label for line in back.lines] == [line.label for line in first.lines]
    assert first.previous_url == back.previous_url == ""


def test_addresses_of_pages_carry_no_name(street: House) -> None:
    with acting_as(street.alma, "test", read_only=True) as alma:
        page = household_list(alma, Wanted(), today=today(), size=3)
    assert re.fullmatch(r"\?sortiert=name&nach=[0-9a-f-]{36}", page.next_url)


@pytest.mark.parametrize("query", ["sortiert=;DROP", "nach=kein-uuid", "ort=%00", "nach=" + "0" * 32, "wer=jeder"])
def test_a_broken_address_shows_the_first_page(street: House, query: str) -> None:
    page = street.login("alma").get(f"{reverse('people:list')}?{query}")
    assert page.status_code == 200 and "Averkamp" in page.content.decode()


def test_an_empty_list_says_where_to_look(house: House) -> None:
    page = house.login("hanna").get(reverse("people:list")).content.decode()
    assert "noch für keinen Haushalt zuständig" in page and "?wer=alle" in page


def test_the_list_takes_ten_statements_however_long(house: House) -> None:
    for number in range(12):
        household(house, *kaya(), number=f"{number}")
    client = house.login("alma")
    client.get(reverse("people:list"))
    with at_most(10):
        assert client.get(reverse("people:list")).content.decode().count("Familie Kaya") >= 12
