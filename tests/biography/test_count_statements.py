"""How many SQL statements a page of the biography takes, all in; ten years of history change nothing about it."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.biography.models import ALL, Ability, Interests, Stretch
from rundblick.web.clock import today
from tests.biography.lives import profile, tell
from tests.biography.test_read_in_a_list import lines
from tests.biography.test_tell_a_stretch import values
from tests.cases.families import Family, haddad
from tests.house import House
from tests.queries import at_most

DAY = dt.timedelta(days=1)


def ten_years(house: House) -> Family:
    """Amira has told thirty stretches and restated everything weekly for ten years; Karim has told as much."""
    family = haddad(house)
    with acting_as(house.alma, "test"):
        for person in (family.amira, family.karim):
            rows: list[Any] = []
            for number in range(700):
                span = {"valid_from": today() - (3650 - 5 * number) * DAY, "author": house.alma}
                until = {"valid_until": today() - (3645 - 5 * number) * DAY}
                common = {"dossier_id": family.pk, "person_id": person} | span
                year = dt.date(1990 + number % 30, 1, 1)
                rows += [
                    Stretch(**common, **until, kind="work", begins=year, title=f"Stelle {number}", shared=True),
                    Ability(**common, **until, text=f"Können {number}", level="can"),
                    Interests(**common, **until, letters="SA"),
                ]
            for model in ALL:
                model.objects.bulk_create([row for row in rows if isinstance(row, model)])
    for number in range(30):
        tell(family, family.amira, f"{1990 + number}", f"Heute erzählt {number}", mood=number % 5 - 2, shared=True)
        tell(family, family.karim, f"{1990 + number}", f"Karims {number}", shared=True)
    profile(family, family.amira)
    return family


PAGES = {"page": 10, "profile": 12, "facts": 9, "stretch_create": 9, "read_in": 9}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_its_statements_however_long_the_history(house: House, name: str) -> None:
    family = ten_years(house)
    browser, address = house.login("alma"), reverse(f"biography:{name}", args=[family.pk, family.amira])
    browser.get(reverse("cases:list"))
    with at_most(PAGES[name]):
        assert browser.get(address).status_code == 200


def test_the_list_of_tools_takes_one_statement_for_the_biography(house: House) -> None:
    family = ten_years(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(23) as captured:
        browser.get(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}")
    assert sum("biography_" in query["sql"] for query in captured.captured_queries) == 1


def test_saving_takes_at_most_fourteen_statements(house: House) -> None:
    family = ten_years(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    row = tell(family, family.amira, "2020", ago=4)
    told = profile(family, family.karim)
    once = {"first": "R", "second": "S", "version": str(told["interessen"].version)}
    ability = {"topic": "own", "text": "Nähen", "level": "well", "token": str(uuid.uuid4())}
    for name, args, sent, statements in (
        ("stretch_create", [family.pk, family.amira], values(), 12),
        ("stretch", [row.pk], values(version=str(row.version)), 13),
        ("say_once", [family.pk, family.karim, "interessen"], once, 12),
        ("entry_create", [family.pk, family.amira, "faehigkeit"], ability, 12),
    ):
        with at_most(statements):
            assert browser.post(reverse(f"biography:{name}", args=args), sent).status_code == 302


def test_a_list_of_any_length_is_taken_in_with_the_same_statements(house: House) -> None:
    family = haddad(house)
    browser, address = house.login("alma"), reverse("biography:read_in", args=[family.pk, family.amira])
    browser.get(reverse("cases:list"))
    text = "\n".join(f"{1960 + number} Stelle {number}" for number in range(60))
    page = browser.post(address, {"text": text, "step": "look"})
    sent = lines(page)
    with at_most(13):
        assert browser.post(address, sent).status_code == 302
