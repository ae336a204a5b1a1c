"""How many SQL statements the pages of the situation take, all in; also after ten years."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.situation.catalogue import catalogue
from rundblick.situation.codes import Kind, View
from rundblick.situation.models import Entry
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most
from tests.situation.lives import DAY, confided, consented, said

TEN_YEARS = 2_000


def long_lived(house: House) -> Family:
    """Two thousand entries over ten years, thirty of them standing today."""
    family = haddad(house, opened_on=today() - 3_650 * DAY)
    topics = [topic for topic in catalogue().topics() if not topic.protected and not topic.occasion]
    fields = {topic.code: area.number for area in catalogue().fields for topic in area.topics}
    with acting_as(house.alma, "test"):
        rows = []
        for number in range(TEN_YEARS):
            topic = topics[number % len(topics)].code
            start = today() - dt.timedelta(days=3_650 - number * 3_640 // TEN_YEARS)
            rows.append(
                Entry(
                    dossier_id=family.pk,
                    person_id=family.amira,
                    author=house.alma,
                    field=fields[topic],
                    topic=topic,
                    view=list(View)[number % 3],
                    kind=list(Kind)[number % 3],
                    text=f"Eintrag {number}",
                    valid_from=start,
                    valid_until=None if number >= TEN_YEARS - 30 else start + 30 * DAY,
                )
            )
        Entry.objects.bulk_create(rows)
    return family


def prepared(house: House, family: Family) -> Any:
    consented(family)
    confided(family)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    return browser


PAGES = {
    "situation:page": 11,
    "situation:needs": 9,
    "situation:needs_csv": 9,
    "situation:protected": 11,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_its_statements_after_a_day_and_after_ten_years(house: House, name: str) -> None:
    family = long_lived(house)
    browser = prepared(house, family)
    with at_most(PAGES[name]):
        assert browser.get(reverse(name, args=[family.pk, family.amira])).status_code == 200


def test_forms_histories_and_the_open_area_take_at_most_twelve(house: House) -> None:
    family = haddad(house)
    entry = said(family)
    browser = prepared(house, family)
    with at_most(9):
        browser.get(reverse("situation:add", args=[family.pk, family.amira, "money"]))
    with at_most(10):
        browser.get(reverse("situation:restate", args=[entry.pk]))
    with at_most(10):
        browser.get(reverse("situation:history", args=[entry.pk]))
    with at_most(11):
        assert browser.post(reverse("situation:protected_open", args=[family.pk, family.amira])).status_code == 200


def test_saving_takes_at_most_fourteen(house: House) -> None:
    family = haddad(house)
    entry = said(family, since=today() - DAY)
    browser = prepared(house, family)
    values = {"view": "participant", "kind": "need", "text": "Neu.", "indicators": ["money_gap"]}
    new = values | {"since": "heute", "token": str(uuid.uuid4())}
    with at_most(14):
        answer = browser.post(reverse("situation:add", args=[family.pk, family.amira, "money"]), new)
        assert answer.status_code == 302
    with at_most(14):
        answer = browser.post(reverse("situation:restate", args=[entry.pk]), values | {"version": "1"})
        assert answer.status_code == 302
