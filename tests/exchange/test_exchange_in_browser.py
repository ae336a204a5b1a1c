"""The board in Chromium: asking and answering by keyboard, without barriers at both widths."""

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.exchange import services
from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.exchange.asking import answered, asked, noted

pytestmark = pytest.mark.browser


def test_a_coach_asks_sees_the_hint_and_saves_anyway(visitor: Visitor) -> None:
    haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto("/")
        page.get_by_role("link", name="Austausch").press("Enter")
        page.get_by_role("link", name="Frage stellen").first.press("Enter")
        page.get_by_label("Ihre Frage in einem Satz").fill("Was sage ich Karim am Telefon?")
        page.get_by_role("button", name="Frage stellen").press("Enter")
        expect(page.get_by_text("Ist daran jemand zu erkennen?")).to_be_visible()
        page.get_by_role("button", name="Niemand gemeint, so speichern").press("Enter")
        expect(page.get_by_role("heading", name="Was sage ich Karim am Telefon?")).to_be_visible()


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    house = visitor.house
    haddad(house)
    question = asked(house.alma, text="Viele sagen erst einmal nichts. Ich frage dann zu schnell weiter.")
    row = answered(question, house.bert, "Mit einer offenen Frage, und dann warten.")
    answered(question, house.alma, "Danke!")
    with acting_as(house.alma, "test"):
        services.helped(row=row, author=house.alma, yes=True)
    asked(house.bert, "Kennt jemand einen ruhigen Raum in der Nähe?", team=house.north, named=False)
    noted(house.alma)
    addresses = {
        "board": "/austausch/",
        "question": f"/austausch/{question.pk}/",
        "ask": "/austausch/neu/",
        "notes": "/austausch/notizen/",
    }
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, name)
    assert found == []
