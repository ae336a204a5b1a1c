"""How many SQL statements the pages take; the numbers do not grow with the years."""

import uuid
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.strategy.services import Found
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.strategy.talks import DAY, PHASES, address, part_of, review, talk, way, whole


@pytest.fixture
def family(house: House) -> Family:
    """Four talks in three years, each with ways and a review, and many contacts."""
    family = haddad(house, opened_on=today() - 1300 * DAY)
    for number in range(4):
        meeting = whole(family, days_ago=1200 - number * 300)
        for code in ("stay", "training", "change"):
            way(family, part_of(family, meeting, family.amira), code)
        review(family, meeting, found={family.amira: Found(Decimal(20)), family.karim: Found(Decimal(5))})
    for number in range(8):
        family.note(family.amira, happened_on=today() - number * DAY)
    return family


def visited(family: Family) -> Client:
    browser = family.house.login("alma")
    browser.get(reverse("cases:list"))
    return browser


def test_the_page_takes_fourteen_statements(family: Family) -> None:
    browser = visited(family)
    with at_most(14):
        assert browser.get(address("page", family.pk)).status_code == 200
    with at_most(13):
        assert browser.get(address("page", family.pk, gemeinsam="1")).status_code == 200


def test_saving_a_part_takes_fifteen_statements(family: Family) -> None:
    meeting, browser = talk(family), visited(family)
    with at_most(15):
        form = address("part", family.pk, meeting.pk, family.amira)
        assert browser.post(form, {"levers": ["hours"], "version": 1}).status_code == 302


def test_noting_a_talk_takes_fifteen_statements(family: Family) -> None:
    browser = visited(family)
    data = PHASES | {"held_on": today().isoformat(), "token": str(uuid.uuid4())}
    data |= {f"who_{family.amira}": "present", f"who_{family.karim}": "present"}
    with at_most(15):
        assert browser.post(address("create", family.pk), data).status_code == 302


def test_completing_takes_fourteen_statements(family: Family) -> None:
    meeting, browser = whole(family), visited(family)
    browser.post(address("reopen", family.pk, meeting.pk))
    with at_most(14):
        assert browser.post(address("complete", family.pk, meeting.pk)).status_code == 302
