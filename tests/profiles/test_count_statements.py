"""How many SQL statements a page of the job profile takes, all in; ten years of history change nothing about it."""

import datetime as dt
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.profiles import queries
from rundblick.profiles.models import Target
from rundblick.web.clock import today
from tests.biography.lives import profile
from tests.cases.families import Family, haddad
from tests.house import House
from tests.profiles.saying import address, aim, allow, document, full, make_card, make_sheet, path_of
from tests.queries import at_most

DAY = dt.timedelta(days=1)


def ten_years(house: House) -> Family:
    """Amira has changed her mind a hundred times; there are sheets and cards."""
    family = haddad(house)
    with acting_as(house.alma, "test"):
        Target.objects.bulk_create(
            Target(
                dossier_id=family.pk,
                person_id=family.amira,
                author=house.alma,
                text=f"Ziel {number}",
                valid_from=today() - (3600 - 30 * number) * DAY,
                valid_until=today() - (3570 - 30 * number) * DAY,
            )
            for number in range(100)
        )
    full(family)
    profile(family, family.amira)
    consent = allow(family)
    allow(family, "applicant_card")
    for _ in range(4):
        make_sheet(family, consent)
        make_card(family, document(family))
    return family


PAGES = {"page": 15, "aim": 8, "sheet": 16, "card": 14, "folder": 11}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_its_statements_however_long_the_history(house: House, name: str) -> None:
    family = ten_years(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(PAGES[name]):
        assert browser.get(address(family, name)).status_code == 200


def test_saying_takes_at_most_fourteen_statements(house: House) -> None:
    family = ten_years(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(14):
        answer = browser.post(address(family, "say", "koennen"), {"can_words": "Anderes", "version": "1"})
        assert answer.status_code == 302
    with at_most(14):
        token = str(uuid.uuid4())
        sent = {"text": "Gärtnerin", "rank": "first", "idea": "person", "token": token}
        assert browser.post(address(family, "aim"), sent).status_code == 302


def test_a_card_is_opened_with_few_statements(house: House) -> None:
    family = ten_years(house)
    path = path_of(family, make_card(family, document(family), document(family)))
    browser = Client()
    with at_most(6):
        assert browser.get(path).status_code == 200
    with at_most(8):
        assert browser.post(path).status_code == 200


def test_needs_of_many_cases_take_six_statements(house: House) -> None:
    families = [haddad(house) for _ in range(3)]
    for family in families:
        full(family)
        profile(family, family.amira)
        aim(family, "Gärtnerin")
    with acting_as(house.alma, "test", read_only=True):
        with at_most(7):
            found = queries.needs([family.pk for family in families], today())
        assert len(found) == 3
